"""Preparing a hand-over: found, proposed, changed, sent, withdrawn; all of it or nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.companies import NOW, a_company, a_contact, owned_by
from tests.factories.company_hand_overs import (
    TODAY,
    a_door,
    a_hand_over,
    a_step,
    an_open_enquiry,
    away,
    companies_at,
    given_to,
)
from tests.factories.people import a_colleague_in, a_team, an_outsider

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.hand_overs import (
    Terms,
    begin_hand_over,
    change_terms,
    choose_owners,
    propose_anew,
    send_hand_over,
    withdraw_hand_over,
    write_notes,
)
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind, HandOverReason, HandOverState, ItemState
from samklang.companies.models import Company, CompanyMail, HandOver
from samklang.companies.queries.proposals import proposed_people
from samklang.ledger.models import Entry as LedgerEntry

pytestmark = pytest.mark.django_db


def owners_in(hand_over) -> list[str]:
    return sorted(one.receiver.name for one in hand_over.items.select_related("receiver"))


def test_everything_that_is_open_is_found_and_shared_level():
    door = a_door()
    companies_at(door, 4)
    somebody_elses = owned_by(a_company(door.municipality, "Anden"), door.leader)
    a_step(somebody_elses, door.giver)
    hand_over = a_hand_over(door)
    assert hand_over.items.count() == 5
    given = list(hand_over.items.values_list("receiver", flat=True))
    assert sorted((given.count(door.near.pk), given.count(door.far.pk))) == [2, 3]


def test_a_company_that_a_colleague_at_work_owns_goes_to_them():
    door = a_door()
    company = owned_by(a_company(door.municipality), door.near)
    a_step(company, door.giver)
    hand_over = a_hand_over(door)
    assert hand_over.items.get().receiver == door.near


def test_whoever_has_spoken_with_the_company_is_proposed():
    door = a_door()
    one, other = companies_at(door, 2)
    tell(one, EntryKind.CONTACT, "Ringede", by=door.far, at=NOW - timedelta(days=9))
    tell(other, EntryKind.CONTACT, "Ringede", by=door.near, at=NOW - timedelta(days=9))
    hand_over = a_hand_over(door)
    assert hand_over.items.get(company=one).receiver == door.far
    assert hand_over.items.get(company=other).receiver == door.near


def test_who_is_away_on_the_day_or_leaving_is_not_proposed():
    door = a_door()
    third = a_colleague_in(door.team)
    away(door.near)
    companies_at(door, 1, owner=third)
    begin_hand_over(by=door.leader, giver=third, terms=Terms(HandOverReason.MOVED, TODAY), now=NOW)
    companies_at(door, 3)
    assert proposed_people(door.giver, TODAY) == [door.far]
    assert owners_in(a_hand_over(door)) == [door.far.name] * 3


def test_the_note_holds_what_is_open_and_the_last_lines_with_civil_registration_numbers_masked():
    door = a_door()
    (company,) = companies_at(door, 1)
    a_step(company, door.giver, "Send kontrakten på 010190-1234")
    for day in range(5):
        tell(company, EntryKind.CONTACT, f"Samtale {day}", by=door.giver, at=NOW - timedelta(days=5 - day))
    note = a_hand_over(door).items.get().note
    assert note.startswith("Åbent:\n– ")
    assert "010190-1234" not in note
    assert "Samtale 4" in note
    assert "Samtale 2" in note
    assert "Samtale 1" not in note


def test_only_companies_that_know_us_are_told():
    door = a_door()
    known, unknown = companies_at(door, 2)
    tell(known, EntryKind.CONTACT, "Ringede", by=door.giver, at=NOW - timedelta(days=30))
    hand_over = a_hand_over(door)
    assert [one.tell_company for one in hand_over.items.order_by("company__name")] == [True, False]
    assert unknown.name > known.name


def test_a_person_has_one_hand_over_in_preparation():
    door = a_door()
    companies_at(door, 1)
    assert a_hand_over(door) == a_hand_over(door, by=door.giver)
    assert HandOver.objects.count() == 1


def test_colleagues_and_outsiders_begin_none():
    door = a_door()
    companies_at(door, 1)
    for somebody in (door.near, an_outsider()):
        with pytest.raises(NotAllowed, match="You hand over your own companies"):
            a_hand_over(door, by=somebody)
    assert not HandOver.objects.exists()


def test_a_leave_needs_its_end_unless_the_register_has_one_until_further_notice():
    door = a_door()
    companies_at(door, 1)
    with pytest.raises(NotAllowed, match="Write when they are back"):
        a_hand_over(door, HandOverReason.LEAVE)
    with pytest.raises(NotAllowed, match="comes after the first day"):
        a_hand_over(door, HandOverReason.LEAVE, back_on=TODAY)
    away(door.giver, last_day=None)
    assert a_hand_over(door, HandOverReason.LEAVE).back_on is None


def test_other_days_free_companies_from_those_who_are_away_then():
    door = a_door()
    companies_at(door, 2)
    hand_over = a_hand_over(door)
    later = TODAY + timedelta(days=20)
    away(door.near, later, later + timedelta(days=3))
    change_terms(by=door.leader, hand_over=hand_over, terms=Terms(HandOverReason.MOVED, later), now=NOW)
    assert owners_in(hand_over) == [door.far.name] * 2


def test_many_companies_are_given_to_one_at_once_and_nobody_to_themselves():
    door = a_door()
    companies_at(door, 3)
    hand_over = a_hand_over(door)
    numbers = list(hand_over.items.values_list("pk", flat=True))
    given = {"by": door.giver, "hand_over": hand_over, "items": numbers, "now": NOW}
    assert choose_owners(**given, receiver=door.far) == 3
    assert owners_in(hand_over) == [door.far.name] * 3
    for somebody, reason in ((door.giver, "cannot take over from themselves"), (an_outsider(), "not at work")):
        with pytest.raises(NotAllowed, match=reason):
            choose_owners(**given, receiver=somebody)
    assert owners_in(hand_over) == [door.far.name] * 3


def test_it_is_sent_whole_or_not_at_all():
    door = a_door()
    companies_at(door, 2)
    hand_over = a_hand_over(door)
    hand_over.items.filter(pk=hand_over.items.first().pk).update(receiver=None)
    with pytest.raises(NotAllowed, match="One company has no new owner yet"):
        send_hand_over(by=door.leader, hand_over=hand_over, now=NOW)
    hand_over.refresh_from_db()
    assert (hand_over.state, hand_over.sent_at) == (HandOverState.DRAFT, None)


def test_whoever_goes_on_leave_meanwhile_is_found_out_when_it_is_sent():
    door = a_door()
    companies_at(door, 1)
    hand_over = a_hand_over(door)
    hand_over.items.update(receiver=door.near)
    away(door.near)
    with pytest.raises(NotAllowed, match="not at work then"):
        send_hand_over(by=door.leader, hand_over=hand_over, now=NOW)


def test_a_company_that_came_since_goes_along_and_one_that_went_stays_out():
    door = a_door()
    one, other = companies_at(door, 2)
    hand_over = a_hand_over(door)
    owned_by(one, door.far)
    new = owned_by(a_company(door.municipality, "Nyt"), door.giver)
    sent = send_hand_over(by=door.leader, hand_over=hand_over, now=NOW)
    assert {item.company for item in sent.items.all()} == {other, new}
    assert not sent.items.filter(receiver=None).exists()


def test_nothing_moves_and_nobody_is_written_to_before_it_is_received():
    door = a_door()
    (company,) = companies_at(door, 1)
    a_contact(company)
    given_to(a_hand_over(door), door.near)
    company.refresh_from_db()
    assert (company.owner, CompanyMail.objects.count()) == (door.giver, 0)


def test_a_draft_is_thrown_away_and_what_waits_is_withdrawn():
    door = a_door()
    companies_at(door, 1)
    assert withdraw_hand_over(by=door.giver, hand_over=a_hand_over(door)) is None
    assert not HandOver.objects.exists()
    sent = given_to(a_hand_over(door), door.near)
    withdraw_hand_over(by=door.giver, hand_over=sent)
    sent.refresh_from_db()
    assert sent.state == HandOverState.WITHDRAWN
    with pytest.raises(NotAllowed, match="nothing to withdraw"):
        withdraw_hand_over(by=door.giver, hand_over=sent)
    assert [one.deed for one in LedgerEntry.objects.filter(deed__startswith="hand-over").order_by("number")] == [
        "hand-over-begun", "hand-over-withdrawn", "hand-over-begun", "hand-over-sent", "hand-over-withdrawn",
    ]  # fmt: skip


def test_what_waits_is_not_in_a_second_hand_over():
    door = a_door()
    companies_at(door, 2)
    given_to(a_hand_over(door), door.near)
    new = owned_by(a_company(door.municipality, "Nyt"), door.giver)
    assert [one.company for one in a_hand_over(door).items.all()] == [new]


def test_enquiries_of_no_known_company_go_back_to_the_queue_when_somebody_leaves():
    door = a_door()
    loose = an_open_enquiry(door, None, door.giver)
    hand_over = a_hand_over(door, HandOverReason.LEAVING)
    sent = send_hand_over(by=door.leader, hand_over=hand_over, now=NOW)
    loose.refresh_from_db()
    assert (loose.owner, loose.state, sent.state) == (None, "new", HandOverState.DONE)
    assert loose.assignments.get().why == "handed-over"


def test_notes_are_kept_and_a_sent_hand_over_is_not_changed():
    door = a_door()
    companies_at(door, 1)
    hand_over = a_hand_over(door)
    item = hand_over.items.get()
    write_notes(by=door.giver, hand_over=hand_over, notes={item.pk: ("Spørg efter Pia", False)})
    item.refresh_from_db()
    assert (item.note, item.tell_company, item.state) == ("Spørg efter Pia", False, ItemState.WAITING)
    given_to(hand_over, door.near)
    for change in (
        lambda: write_notes(by=door.giver, hand_over=hand_over, notes={item.pk: ("", False)}),
        lambda: propose_anew(by=door.giver, hand_over=hand_over, now=NOW),
    ):
        with pytest.raises(NotAllowed, match="has been sent"):
            change()


def test_three_hundred_companies_are_prepared_and_sent_in_a_bounded_number_of_queries():
    door = a_door()
    a_colleague_in(a_team(door.jobcentre))

    def asked(count: int) -> int:
        made = companies_at(door, count)
        with CaptureQueriesContext(connection) as queries:
            hand_over = a_hand_over(door)
            send_hand_over(by=door.leader, hand_over=hand_over, now=NOW)
        assert hand_over.items.count() == count
        Company.objects.filter(pk__in=[one.pk for one in made]).update(owner=None, owned_since=None)
        withdraw_hand_over(by=door.leader, hand_over=hand_over)
        return len(queries)

    assert asked(300) <= asked(3) + 10
