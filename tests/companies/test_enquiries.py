"""An enquiry is taken in with a promise and a receipt; whoever answers owns it; the promise rests while we wait."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.companies import NOW, a_company, a_contact
from tests.factories.company_enquiries import SENDER, a_door, an_enquiry, away
from tests.factories.people import an_outsider

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.assignment import give, put_back, take, undo_assignment
from samklang.companies.commands.enquiries import (
    answer_enquiry,
    close_enquiry,
    link_company,
    mark_as_junk,
    reopen_enquiry,
    take_in,
)
from samklang.companies.commands.promise import pause, reckon_again, resume
from samklang.companies.commands.routing import route_reply
from samklang.companies.enums import Channel, EnquiryState, EntryKind, Sector
from samklang.companies.models import CompanyMail, Enquiry, Entry
from samklang.ledger.models import Entry as LedgerEntry

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 9, 8, 8, tzinfo=UTC)
"""7.5 working hours after NOW: Tuesday at ten in Denmark."""


def test_it_is_promised_an_answer_and_gets_a_receipt_with_the_name_and_the_promise():
    enquiry = an_enquiry(a_door())
    assert (enquiry.due_at, enquiry.promise_hours, enquiry.receipt_at) == (DUE, enquiry.entrance.promise_hours, NOW)
    receipt = CompanyMail.objects.get(enquiry=enquiry, letter="receipt")
    assert receipt.to_email == "pia@maskin.example"
    assert enquiry.reference in receipt.subject
    assert "Anne Holm" in receipt.text
    assert "tirsdag den 8. september 2026 kl. 10.00" in receipt.text
    assert LedgerEntry.objects.filter(deed="enquiry-taken-in").count() == 1


def test_without_an_address_there_is_no_receipt():
    enquiry = an_enquiry(a_door(), sender=SENDER._replace(email=""))
    assert (enquiry.receipt_at, CompanyMail.objects.count()) == (None, 0)


def test_a_civil_registration_number_is_made_unreadable_before_it_is_kept():
    enquiry = an_enquiry(a_door(), text="Det gælder 010190-1234.", subject="Om 0101901234")
    enquiry.refresh_from_db()
    assert enquiry.masked
    assert "1234" not in enquiry.text + enquiry.subject
    assert not an_enquiry(a_door()).masked


def test_the_company_is_known_by_its_number_or_by_the_address_of_a_contact():
    door = a_door()
    company = a_company(door.entrance.municipality, cvr="25313763", sector=Sector.TRADE)
    contact = a_contact(company)
    assert an_enquiry(door, sender=SENDER._replace(cvr="25313763", email="x@y.example")).company == company
    known = an_enquiry(door)
    assert (known.company, known.contact, known.sector) == (company, contact, Sector.TRADE)
    entry = Entry.objects.filter(enquiry=known).get()
    assert (entry.company, entry.kind, entry.what) == (company, EntryKind.ENQUIRY, "enquiry")


def test_whoever_wrote_it_down_owns_it():
    door = a_door()
    enquiry = an_enquiry(door, channel=Channel.PHONE, by=door.camilla)
    assert (enquiry.owner, enquiry.team, enquiry.receipt_at) == (door.camilla, door.fallback, None)


def test_whoever_answers_owns_it_and_the_company_gets_the_words_by_mail():
    door = a_door()
    company = a_company(door.entrance.municipality)
    enquiry = an_enquiry(door, company=company)
    at = NOW + timedelta(hours=1)
    found = answer_enquiry(door.camilla, enquiry, "Ja, vi har to forslag.", at, Channel.MAIL)
    assert (found.owner, found.state, found.answered_at) == (door.camilla, EnquiryState.ANSWERED, at)
    mail = CompanyMail.objects.get(letter="answer")
    assert "Ja, vi har to forslag." in mail.text
    assert (mail.by, mail.enquiry) == (door.camilla, enquiry)
    entry = Entry.objects.get(company=company, kind=EntryKind.CONTACT)
    assert (entry.by, entry.text, entry.channel) == (door.camilla, "Ja, vi har to forslag.", Channel.MAIL)


def test_on_the_phone_a_note_is_kept_and_no_mail_is_sent():
    door = a_door()
    enquiry = an_enquiry(door)
    answer_enquiry(door.anne, enquiry, "Talte med Pia.", NOW, Channel.PHONE)
    assert not CompanyMail.objects.filter(letter="answer").exists()


@pytest.mark.parametrize(
    ("changes", "text", "how", "reason"),
    [
        ({"sender": SENDER._replace(email="")}, "Ja", Channel.MAIL, "no e-mail address"),
        ({}, " ", Channel.MAIL, "Write the answer"),
        ({}, "Ja", Channel.WEB, "Choose how"),
    ],
)
def test_an_answer_that_cannot_reach_the_company_is_refused(changes, text, how, reason):
    door = a_door()
    enquiry = an_enquiry(door, **changes)
    with pytest.raises(NotAllowed, match=reason):
        answer_enquiry(door.anne, enquiry, text, NOW, how)
    enquiry.refresh_from_db()
    assert enquiry.answered_at is None


def test_nobody_of_another_municipality_does_anything_with_it():
    door = a_door()
    enquiry, outsider = an_enquiry(door), an_outsider()
    for deed in (
        lambda: answer_enquiry(outsider, enquiry, "x", NOW, Channel.PHONE), lambda: take(outsider, enquiry, NOW),
        lambda: pause(outsider, enquiry, "x", NOW), lambda: close_enquiry(outsider, enquiry, "x", NOW),
        lambda: mark_as_junk(outsider, enquiry, NOW),
    ):  # fmt: skip
        with pytest.raises(NotAllowed, match="Only staff of the municipality"):
            deed()


def test_while_it_is_paused_the_promise_rests_and_goes_on_with_what_was_left():
    door = a_door()
    enquiry = an_enquiry(door)
    pause(door.anne, enquiry, "De sender en stillingsbeskrivelse", NOW + timedelta(hours=1))
    with pytest.raises(NotAllowed, match="paused already"):
        pause(door.anne, enquiry, "Igen", NOW)
    found = resume(door.anne, enquiry, NOW + timedelta(days=1, hours=1))
    assert found.due_at == DUE + timedelta(days=1)
    with pytest.raises(NotAllowed, match="not paused"):
        resume(door.anne, enquiry, NOW)


def test_a_question_to_the_company_is_sent_when_it_is_paused_and_their_reply_ends_the_pause():
    door = a_door()
    enquiry = an_enquiry(door)
    pause(door.anne, enquiry, "Vi mangler en dato", NOW + timedelta(hours=1), "Hvornår skal det være?")
    assert "Hvornår skal det være?" in CompanyMail.objects.get(letter="reply-expected").text
    found = route_reply(enquiry, NOW + timedelta(days=1, hours=1))
    assert (found.due_at, found.again_at) == (DUE + timedelta(days=1), None)
    assert not found.pauses.filter(ends=None).exists()


def test_a_company_that_writes_again_waits_anew_with_a_promise_of_its_own():
    door = a_door()
    enquiry = an_enquiry(door)
    answer_enquiry(door.anne, enquiry, "Ja", NOW + timedelta(hours=1), Channel.MAIL)
    again = NOW + timedelta(days=7)
    found = route_reply(enquiry, again)
    assert (found.state, found.due_at, found.again_due_at) == (EnquiryState.OWNED, DUE, DUE + timedelta(days=7))
    found = answer_enquiry(door.anne, enquiry, "Ja", again, Channel.MAIL)
    assert (found.again_at, found.again_due_at, found.answered_at) == (None, None, NOW + timedelta(hours=1))


def test_it_is_closed_with_a_reason_where_the_company_has_had_no_answer_and_opened_again():
    door = a_door()
    enquiry = an_enquiry(door)
    with pytest.raises(NotAllowed, match="Write why"):
        close_enquiry(door.anne, enquiry, "", NOW)
    found = close_enquiry(door.anne, enquiry, "De ringede selv af", NOW)
    assert (found.state, found.closed_at, found.closed_because) == (EnquiryState.CLOSED, NOW, "De ringede selv af")
    with pytest.raises(NotAllowed, match="Open it again first"):
        take(door.bo, enquiry, NOW)
    found = reopen_enquiry(door.anne, enquiry)
    assert (found.state, found.closed_at, found.closed_because) == (EnquiryState.OWNED, None, "")


def test_what_is_no_enquiry_is_marked_and_can_come_back_and_a_reply_does_not_wake_it():
    door = a_door()
    enquiry = an_enquiry(door)
    assert mark_as_junk(door.anne, enquiry, NOW).state == EnquiryState.JUNK
    assert route_reply(enquiry, NOW).state == EnquiryState.JUNK
    assert reopen_enquiry(door.anne, enquiry).state == EnquiryState.OWNED
    answer_enquiry(door.anne, enquiry, "Ja", NOW, Channel.PHONE)
    with pytest.raises(NotAllowed, match="has been answered"):
        mark_as_junk(door.anne, enquiry, NOW)


def test_it_is_taken_given_put_back_and_the_last_of_these_undone():
    door = a_door()
    enquiry = an_enquiry(door)
    assert take(door.bo, enquiry, NOW).owner == door.bo
    assert undo_assignment(door.bo, enquiry).owner == door.anne
    assert give(door.anne, enquiry, door.camilla, NOW).team == door.fallback
    with pytest.raises(NotAllowed, match="Somebody has moved it since"):
        undo_assignment(door.bo, enquiry)
    assert put_back(door.camilla, enquiry, NOW).state == EnquiryState.NEW
    assert undo_assignment(door.camilla, enquiry).owner == door.camilla


def test_it_is_not_given_to_somebody_who_is_away_or_is_not_there():
    door = a_door()
    enquiry = an_enquiry(door)
    away(door.bo, NOW.date(), date(2026, 9, 30))
    with pytest.raises(NotAllowed, match="Bo Kjær is away"):
        give(door.anne, enquiry, door.bo, NOW)
    with pytest.raises(NotAllowed, match="does not meet companies here"):
        give(door.anne, enquiry, an_outsider(), NOW)
    with pytest.raises(NotAllowed, match="has it already"):
        give(door.bo, enquiry, door.anne, NOW)


def test_linked_to_a_company_it_stands_on_the_timeline_and_moves_along_to_another():
    door = a_door()
    enquiry = an_enquiry(door)
    answer_enquiry(door.anne, enquiry, "Ja", NOW, Channel.PHONE)
    wrong, right = (a_company(door.entrance.municipality, name) for name in ("Forkert", "Rigtig"))
    link_company(door.anne, enquiry, wrong)
    assert sorted(wrong.entries.values_list("kind", flat=True)) == [EntryKind.CONTACT, EntryKind.ENQUIRY]
    link_company(door.anne, enquiry, right)
    assert (wrong.entries.count(), right.entries.count()) == (0, 2)
    with pytest.raises(NotAllowed, match="Choose one of the municipality's companies"):
        link_company(door.anne, enquiry, a_company(a_door().entrance.municipality))


def test_other_opening_times_change_the_promises_that_run_and_not_those_that_are_settled():
    door = a_door()
    runs, settled = an_enquiry(door), an_enquiry(door)
    close_enquiry(door.anne, settled, "x", NOW)
    door.entrance.week = {"mon": ["08:00", "12:00"], "tue": ["08:00", "15:30"]}
    door.entrance.save()
    assert (reckon_again(door.entrance), reckon_again(door.entrance)) == (1, 0)
    assert Enquiry.objects.get(pk=runs.pk).due_at == datetime(2026, 9, 8, 11, 30, tzinfo=UTC)
    assert Enquiry.objects.get(pk=settled.pk).due_at == DUE


def test_long_texts_are_cut_and_not_lost_on_the_way():
    door = a_door()
    enquiry = take_in(
        door.entrance, channel=Channel.MAIL, subject="x" * 500, text="y" * 5000, now=NOW,
        sender=SENDER._replace(name="n" * 400, company="c" * 400),
    )  # fmt: skip
    assert (len(enquiry.subject), len(enquiry.text), len(enquiry.from_name)) == (200, 5000, 120)
