"""Meetings: planned, moved, cancelled, taken back, found in the list, and kept in step with a calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from tests.factories.companies import a_company
from tests.factories.company_meetings import a_door, a_held_meeting, a_meeting, in_days
from tests.factories.people import a_colleague_in, a_team, an_outsider, the_leader_of

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.meetings import Plan, cancel_meeting, change_meeting, plan_meeting, restore_meeting
from samklang.companies.enums import EntryKind, MeetingState
from samklang.companies.models import Entry, Meeting
from samklang.companies.queries.meetings import at_the_same_time, to_write_down
from samklang.core.calendar import COPENHAGEN
from samklang.ledger.models import Entry as Deed
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Leave

pytestmark = pytest.mark.django_db


@pytest.fixture
def door():
    return a_door()


def form_of(door, at: datetime, **changes):
    local = at.astimezone(COPENHAGEN)
    return {
        "day": local.date().isoformat(), "begins": f"{local:%H:%M}", "minutes": 60, "channel": "visit",
        "contacts": [door.contact.pk], "where": "Maskinvej 4", "title": "Første møde", "holder": door.holder.pk,
    } | changes  # fmt: skip


def new(door) -> str:
    return reverse("companies:new-meeting", args=[door.company.pk])


def test_a_meeting_is_planned_from_the_company_and_stands_on_its_timeline(client, door):
    client.force_login(door.holder)
    assert client.get(new(door)).context["form"].initial["holder"] == door.holder.pk
    answer = client.post(new(door), form_of(door, in_days(3)))
    meeting = Meeting.objects.get()
    assert (answer.status_code, answer.url) == (302, meeting.get_absolute_url())
    assert (meeting.holder, meeting.team, meeting.state) == (door.holder, door.team, MeetingState.PLANNED)
    assert list(meeting.contacts.all()) == [door.contact]
    line = Entry.objects.get(meeting=meeting)
    assert (line.kind, line.what, line.told) == (EntryKind.NOTE, "meeting-planned", {"title": "Første møde"})
    assert Deed.objects.filter(deed="meeting-planned", actor_id=door.holder.pk).count() == 1
    assert client.get(meeting.get_absolute_url()).status_code == 200


def test_times_are_danish_also_across_the_change_of_the_clock(client, door):
    client.force_login(door.holder)
    client.post(new(door), form_of(door, in_days(3), day="2027-03-26", begins="10:00"))
    client.post(new(door), form_of(door, in_days(3), day="2027-03-29", begins="10:00"))
    winter, summer = Meeting.objects.order_by("begins")
    assert winter.begins == datetime(2027, 3, 26, 9, tzinfo=UTC)
    assert summer.begins == datetime(2027, 3, 29, 8, tzinfo=UTC)


def test_a_time_that_the_change_of_the_clock_leaves_out_is_refused(client, door):
    client.force_login(door.holder)
    answer = client.post(new(door), form_of(door, in_days(3), day="2027-03-28", begins="02:30"))
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert "Uret stilles frem" in answer.content.decode()


def test_a_meeting_across_the_change_lasts_as_long_as_it_says(client, door):
    client.force_login(door.holder)
    client.post(new(door), form_of(door, in_days(3), day="2027-10-31", begins="01:30", minutes=120))
    meeting = Meeting.objects.get()
    assert meeting.ends - meeting.begins == timedelta(hours=2)


def test_what_else_one_has_then_is_warned_of_and_can_be_set_aside(client, door):
    other = a_meeting(door, title="Noget andet")
    client.force_login(door.holder)
    sent = form_of(door, other.begins + timedelta(minutes=30))
    warned = client.post(new(door), sent)
    assert (warned.status_code, Meeting.objects.count()) == (422, 1)
    assert "Noget andet" in warned.content.decode()
    assert client.post(new(door), sent | {"anyway": "on"}).status_code == 302
    assert Meeting.objects.count() == 2


def test_leave_speaks_against_a_time_and_a_cancelled_meeting_does_not(door):
    other = a_meeting(door)
    span = (other.begins, other.ends)
    assert len(list(at_the_same_time(door.holder, span, None, door.holder))) == 1
    assert list(at_the_same_time(door.holder, span, other, door.holder)) == []
    cancel_meeting(by=door.holder, meeting=other, because="Syg", now=timezone.now())
    assert list(at_the_same_time(door.holder, span, None, door.holder)) == []
    day = timezone.localdate(other.begins)
    Leave.objects.create(
        employee=Employee.objects.get(person=door.holder), kind=LeaveKind.OTHER, first_day=day, last_day=day
    )
    assert "is away" in str(next(at_the_same_time(door.holder, span, None, door.holder)))


def test_moving_raises_the_number_of_the_calendar_entry_and_a_new_holder_alone_does_not(client, door):
    meeting = a_meeting(door)
    given = {"begins": meeting.begins, "ends": meeting.ends, "title": meeting.title, "where": meeting.where}
    same = {**given, "holder": door.colleague, "contacts": [door.contact]}
    change_meeting(by=door.colleague, meeting=meeting, plan=Plan(**same), now=timezone.now())
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.holder) == (0, door.colleague)
    client.force_login(door.holder)
    url = reverse("companies:meeting-change", args=[meeting.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, form_of(door, meeting.begins + timedelta(days=1))).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.holder) == (1, door.holder)
    assert Entry.objects.filter(meeting=meeting, what="meeting-moved").count() == 1


def calendar_of(client, meeting):
    answer = client.get(reverse("companies:meeting-file", args=[meeting.pk]))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


def test_the_calendar_file_is_one_entry_whose_number_rises(client, door):
    meeting = a_meeting(door, title="Møde; hos Å, B")
    client.force_login(door.holder)
    calendar = calendar_of(client, meeting)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    first = calendar.walk("VEVENT")[0]
    assert first.decoded("dtstart").astimezone(UTC) == meeting.begins
    assert first.decoded("dtstart").tzinfo.key == "Europe/Copenhagen"
    assert str(first["summary"]) == "Møde; hos Å, B"
    cancel_meeting(by=door.holder, meeting=meeting, because="Syg", now=timezone.now())
    second = calendar_of(client, meeting).walk("VEVENT")[0]
    assert (second["uid"], str(second["status"])) == (first["uid"], "CANCELLED")
    assert (first["sequence"], second["sequence"]) == (0, 1)
    assert calendar_of(client, a_meeting(door)).walk("VEVENT")[0]["uid"] != first["uid"]


def test_a_cancellation_needs_a_reason_and_can_be_taken_back(client, door):
    meeting = a_meeting(door)
    client.force_login(door.holder)
    url = reverse("companies:meeting-cancellation", args=[meeting.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"because": " "}).status_code == 422
    assert client.post(url, {"because": "De har for travlt"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_because) == (MeetingState.CANCELLED, "De har for travlt")
    shown = client.get(meeting.get_absolute_url()).content.decode()
    assert "De har for travlt" in shown
    assert client.post(reverse("companies:meeting-restoring", args=[meeting.pk])).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancelled_because, meeting.sequence) == (MeetingState.PLANNED, "", 2)


def test_what_has_been_held_is_neither_moved_nor_cancelled(client, door):
    meeting = a_held_meeting(door)
    client.force_login(door.holder)
    for name in ("meeting-change", "meeting-cancellation"):
        assert client.get(reverse(f"companies:{name}", args=[meeting.pk])).status_code == 403
    with pytest.raises(NotAllowed, match="has been held"):
        cancel_meeting(by=door.holder, meeting=meeting, because="Nej", now=timezone.now())
    with pytest.raises(NotAllowed, match="is not cancelled"):
        restore_meeting(by=door.holder, meeting=meeting, now=timezone.now())


def test_colleagues_step_in_and_outsiders_see_nothing(client, door):
    meeting = a_meeting(door)
    other = a_colleague_in(a_team(door.jobcentre))
    client.force_login(other)
    assert client.get(reverse("companies:meeting-change", args=[meeting.pk])).status_code == 200
    client.force_login(an_outsider())
    for name in ("meeting", "meeting-change", "meeting-cancellation", "meeting-file"):
        assert client.get(reverse(f"companies:{name}", args=[meeting.pk])).status_code == 404, name
    assert client.get(new(door)).status_code == 404
    assert client.post(reverse("companies:meeting-restoring", args=[meeting.pk])).status_code == 404


def test_no_meeting_is_planned_with_what_turned_out_to_be_another_company(door):
    gone = a_company(door.jobcentre.parent, "Egtved Maskin", merged_into=door.company)
    plan = Plan(door.holder, in_days(1), in_days(1.1), "Møde")
    with pytest.raises(NotAllowed, match="same as another"):
        plan_meeting(by=door.holder, company=gone, plan=plan, now=timezone.now())
    assert not Meeting.objects.exists()


def listed(client, query: str) -> list[Meeting]:
    return list(client.get(f"{reverse('companies:meetings')}?{query}").context["page"])


def test_the_list_shows_mine_my_teams_and_everybodys_by_how_far_they_have_come(client, door):
    mine, teams = a_meeting(door), a_meeting(door, in_days(4), holder=door.colleague)
    over, held = a_meeting(door, in_days(-1)), a_held_meeting(door, 2)
    elsewhere = a_meeting(door, in_days(5), holder=a_colleague_in(a_team(door.jobcentre)))
    gone = a_meeting(door, in_days(6))
    cancel_meeting(by=door.holder, meeting=gone, because="Nej", now=timezone.now())
    client.force_login(door.holder)
    assert listed(client, "") == [mine]
    assert listed(client, "whose=team") == [mine, teams]
    assert listed(client, "whose=all") == [mine, teams, elsewhere]
    assert listed(client, "which=unwritten") == [over] == list(to_write_down(door.holder, timezone.now()))
    assert listed(client, "which=held") == [held]
    assert listed(client, "which=cancelled") == [gone]
    client.force_login(the_leader_of(door.team))
    assert listed(client, "whose=team") == [mine, teams]


def test_the_list_is_searched_and_what_does_not_exist_is_left_aside(client, door):
    mine = a_meeting(door)
    client.force_login(door.holder)
    for query, count in [("q=maskin", 1), ("q=egtved første", 1), ("q=bager", 0), ("channel=phone", 0), ("whose=x", 1)]:
        assert len(listed(client, query)) == count, query
    assert listed(client, "q=egtved&page=99") == [mine]


def test_the_list_costs_the_same_for_three_meetings_as_for_one(client, door):
    client.force_login(door.holder)
    listed(client, "whose=all")
    costs = []
    for number in (1, 3):
        while Meeting.objects.count() < number:
            a_meeting(door, in_days(3 + number))
        with CaptureQueriesContext(connection) as asked:
            assert len(listed(client, "whose=all")) == number
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_civil_registration_number_in_the_title_is_refused_and_masked(client, door):
    client.force_login(door.holder)
    answer = client.post(new(door), form_of(door, in_days(3), title="Om 010190-1234"))
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert "010190-1234" not in answer.content.decode()


def test_the_day_of_a_move_is_told(door):
    meeting = a_meeting(door)
    begins = datetime(2027, 5, 3, 8, tzinfo=UTC)
    plan = Plan(door.holder, begins, begins + timedelta(hours=1), meeting.title)
    change_meeting(by=door.holder, meeting=meeting, plan=plan, now=timezone.now())
    assert Entry.objects.get(what="meeting-moved").told["day"] == date(2027, 5, 3).isoformat()
