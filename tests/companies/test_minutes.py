"""Minutes: begun from the notes, with a next step or the reason for none, corrected, and sent to the company."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.company_meetings import a_door, a_held_meeting, a_meeting, in_days
from tests.factories.people import an_outsider

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.meetings import cancel_meeting
from samklang.companies.commands.minutes import Minutes, Step, write_minutes
from samklang.companies.commands.sheets import save_notes, save_sheet
from samklang.companies.enums import EntryKind, MeetingState
from samklang.companies.models import CompanyMail, Entry, Meeting, NextStep
from samklang.companies.written import Typed
from samklang.ledger.models import Entry as Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def door():
    return a_door()


@pytest.fixture
def meeting(door, client):
    """It has just been held, with notes."""
    client.force_login(door.holder)
    found, now = a_meeting(door, in_days(-0.1)), timezone.now()
    save_sheet(by=door.holder, meeting=found, typed=[Typed("agenda", "Siden sidst\nLageret", "")], now=now)
    notes = [Typed("other", "De udvider", ""), Typed("p2", "Kniber om fredagen", "")]
    save_notes(by=door.holder, meeting=found, typed=notes, language="da", now=now)
    return Meeting.objects.get(pk=found.pk)


def url(meeting, name="minutes") -> str:
    return reverse(f"companies:{name}", args=[meeting.pk])


def sent(door, **changes):
    due = timezone.localdate() + timedelta(days=7)
    return {
        "text": "Vi talte om lageret.", "agreements": "De ringer fredag\n\nVi sender to profiler", "next": "step",
        "what": "Sende to profiler", "owner": door.holder.pk, "due": due.isoformat(),
    } | changes  # fmt: skip


def test_they_begin_with_the_notes_in_the_order_of_the_agenda(client, door, meeting):
    form = client.get(url(meeting)).context["form"]
    assert form.initial["text"] == "Lageret\nKniber om fredagen\n\nDe udvider"
    assert (form.initial["next"], form.initial["owner"]) == ("step", door.holder.pk)
    assert form.initial["due"] == timezone.localdate() + timedelta(days=7)


def test_written_they_stand_on_the_timeline_with_agreements_and_the_next_step(client, door, meeting):
    assert client.post(url(meeting), sent(door)).url == meeting.get_absolute_url()
    meeting.refresh_from_db()
    assert (meeting.state, meeting.minutes, meeting.no_step_because) == (MeetingState.HELD, "Vi talte om lageret.", "")
    line = Entry.objects.get(meeting=meeting, kind=EntryKind.MEETING)
    assert (line.at, line.by, line.contact, line.channel) == (meeting.begins, door.holder, door.contact, "meeting")
    assert line.text == "Vi talte om lageret."
    agreed = Entry.objects.filter(meeting=meeting, kind=EntryKind.AGREEMENT).order_by("pk")
    assert [one.what for one in agreed] == ["De ringer fredag", "Vi sender to profiler"]
    step = NextStep.objects.get(meeting=meeting)
    assert (step.what, step.owner) == ("Sende to profiler", door.holder)
    assert Deed.objects.get(deed="minutes-written").details == {"fields": ["minutes", "agreements", "step"]}
    shown = client.get(meeting.get_absolute_url()).content.decode()
    assert "Sende to profiler" in shown
    assert "De ringer fredag" in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"next": ""}, "Vælg et næste skridt"),
        ({"what": ""}, "Skriv, hvad der skal gøres."),
        ({"owner": ""}, "Vælg hvem."),
        ({"due": ""}, "Vælg en dag."),
        ({"next": "none"}, "Skriv hvorfor"),
        ({"text": " "}, "Skriv i nogle få linjer"),
        ({"due": "2020-01-01"}, "Vælg i dag eller en senere dag"),
        ({"text": "Om 010190-1234"}, "Om "),
    ],
)
def test_without_a_next_step_or_a_reason_nothing_is_saved(client, door, meeting, changes, said):
    answer = client.post(url(meeting), sent(door, **changes))
    assert (answer.status_code, said in answer.content.decode()) == (422, True), answer.context["form"].errors
    assert "010190-1234" not in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED
    assert not Entry.objects.filter(kind__in=[EntryKind.AGREEMENT, EntryKind.MEETING]).exists()
    assert not NextStep.objects.exists()


def test_an_explicit_none_with_the_reason_is_enough(client, door, meeting):
    answer = client.post(url(meeting), sent(door, next="none", no_step_because="De lukker i maj"))
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.no_step_because, NextStep.objects.exists()) == ("De lukker i maj", False)
    assert "De lukker i maj" in client.get(meeting.get_absolute_url()).content.decode()


def test_the_command_itself_refuses_minutes_that_lead_nowhere(door, meeting):
    with pytest.raises(NotAllowed, match="next step"):
        write_minutes(by=door.holder, meeting=meeting, minutes=Minutes("Snak"), now=timezone.now())
    step = Step("Ringe", door.holder, timezone.localdate())
    with pytest.raises(NotAllowed, match="must be empty"):
        write_minutes(by=door.holder, meeting=meeting, minutes=Minutes("Snak", (), step, "Nej"), now=timezone.now())


def test_they_are_not_written_before_the_meeting_nor_of_a_cancelled_one(client, door, meeting):
    assert client.get(url(a_meeting(door))).status_code == 403
    cancel_meeting(by=door.holder, meeting=meeting, because="Nej", now=timezone.now())
    assert client.post(url(meeting), sent(door)).status_code == 403


def test_corrected_later_what_changed_stands_in_the_ledger_and_nothing_is_told_twice(client, door, meeting):
    client.post(url(meeting), sent(door))
    shown = client.get(url(meeting))
    assert shown.context["form"].initial["agreements"] == "De ringer fredag\nVi sender to profiler"
    again = {"text": "Vi talte om lageret og kantinen.", "agreements": "Vi sender to profiler\nDe viser rundt"}
    assert client.post(url(meeting), again).status_code == 302
    agreed = Entry.objects.filter(meeting=meeting, kind=EntryKind.AGREEMENT).order_by("pk")
    assert [one.what for one in agreed] == ["Vi sender to profiler", "De viser rundt"]
    assert Entry.objects.get(meeting=meeting, kind=EntryKind.MEETING).text == "Vi talte om lageret og kantinen."
    assert NextStep.objects.count() == 1
    assert Deed.objects.get(deed="minutes-corrected").details == {"fields": ["minutes", "agreements"]}


def test_the_company_is_sent_what_was_agreed_after_one_has_seen_the_mail(client, door, meeting):
    client.post(url(meeting), sent(door))
    assert client.post(url(a_meeting(door, in_days(-1))), sent(door, send="on")).url.endswith("/minutes/sending/")
    page = client.get(url(meeting, "minutes-sending"))
    letter = page.context["letter"]
    assert "Sende to profiler" in letter.body
    assert "De ringer fredag" in letter.body
    given = {"to": [door.contact.pk], "text": "Tak for en god snak om lageret."}
    looked = client.post(url(meeting, "minutes-sending"), given | {"look": "1"})
    assert (looked.status_code, CompanyMail.objects.count()) == (200, 0)
    assert "Tak for en god snak" in looked.context["letter"].body
    assert client.post(url(meeting, "minutes-sending"), given).status_code == 302
    mail = CompanyMail.objects.get()
    assert (mail.to_email, mail.letter, mail.company) == ("pia@maskin.example", "minutes", door.company)
    assert mail.text == looked.context["letter"].body
    meeting.refresh_from_db()
    assert meeting.sent_at is not None
    assert client.get(url(meeting, "minutes-sending")).status_code == 403


def test_where_nobody_has_an_address_the_page_says_what_to_do(client, door):
    client.force_login(door.holder)
    door.contact.email = ""
    door.contact.save()
    held = a_held_meeting(door)
    assert client.get(url(held, "minutes-sending")).context["nobody"]
    assert client.post(url(held, "minutes-sending"), {"text": "x"}).status_code == 422
    door.entrance.delete()
    assert client.get(url(held, "minutes-sending")).context["no_entrance"]


def test_who_writes_them(client, door, meeting):
    client.force_login(an_outsider())
    assert client.get(url(meeting)).status_code == 404
    assert client.get(url(meeting, "minutes-sending")).status_code == 404
    client.force_login(door.colleague)
    assert client.post(url(meeting), sent(door)).status_code == 302
    assert Entry.objects.get(meeting=meeting, kind=EntryKind.MEETING).by == door.holder
