"""Calendar entries that a calendar program understands, at the right time on both sides of the clocks' change."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone
from tests.factories.plans import DONE_FIRST, MADE_AT, a_plan, a_problem, a_view, view_of, with_name

from samklang.core.calendar import COPENHAGEN, DayTimes, Half
from samklang.core.planner.check import Verdict
from samklang.reports import plan_calendars, plan_view

NAMED = "1001-anne-marie-oestergaard.ics"


def events(content: bytes):
    calendar = Calendar.from_ical(content)
    assert calendar.errors == []
    return {(str(event["summary"]), event["dtstart"].dt.date()): event for event in calendar.walk("VEVENT")}


def own(content: bytes) -> list:
    return sorted(events(content).values(), key=lambda event: event["dtstart"].dt)


def personal(view, id_: str, **how) -> bytes:
    person = next(one for one in view.people if one.who.id == id_)
    return plan_calendars.personal(view, person, "en", **how)


def test_there_is_one_file_for_all_and_one_for_each_person_with_a_seat(tmp_path):
    written = plan_calendars.write(a_view(), tmp_path / "calendar", "en")
    names = {path.name for path in (tmp_path / "calendar").iterdir()}
    assert names == {path.name for path in written}
    assert len(names) == 1 + 25
    assert {"alle.ics", NAMED, "2003-mette-soerensen.ics", "3001-mette-soerensen.ics", "4004-aase-nymann.ics"} <= names
    assert not any(name.startswith("3006") for name in names)


def test_everybodys_calendar_holds_every_session_and_no_participants_name():
    content = plan_calendars.everybody(a_view(), "en")
    assert len(events(content)) == 9
    event = events(content)["Cohort 3: Aftaler og opfølgning", date(2026, 12, 3)]
    assert str(event["location"]) == "Rådssalen, Vejen"
    assert str(event["description"]) == (
        "Module 3 of 3: Aftaler og opfølgning\nCohort 3\nTrainer: Bo Lund\n8 participants"
    )
    unfolded = content.decode().replace("\r\n ", "")
    assert not any(person.who.plain in unfolded for person in a_view().people)


def test_a_person_gets_their_own_sessions_without_modules_done_earlier():
    assert [event["dtstart"].dt.date() for event in own(personal(a_view(), DONE_FIRST))] == [
        date(2026, 11, 18),
        date(2026, 12, 3),
    ]


def test_local_time_is_kept_across_the_change_to_winter_time():
    whole, _, morning = own(personal(a_view(), "1007"))
    autumn = own(personal(a_view(), "1001"))[2]
    assert autumn["dtstart"].to_ical() == b"20261021T123000"
    assert autumn["dtstart"].params["TZID"] == "Europe/Copenhagen"
    assert autumn["dtstart"].dt.astimezone(UTC) == datetime(2026, 10, 21, 10, 30, tzinfo=UTC)
    assert autumn["dtend"].dt.astimezone(UTC) == datetime(2026, 10, 21, 13, 30, tzinfo=UTC)
    assert whole["dtstart"].dt.astimezone(UTC) == datetime(2026, 10, 27, 7, 30, tzinfo=UTC)
    assert whole["dtend"].dt.astimezone(UTC) == datetime(2026, 10, 27, 14, 30, tzinfo=UTC)
    assert morning["dtend"].dt.astimezone(UTC) == datetime(2026, 12, 3, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize("year", [2025, 2026, 2027, 2031])
def test_the_time_zone_that_is_sent_along_changes_at_the_same_hours_as_danish_clocks(year):
    calendar = Calendar.from_ical(plan_calendars.everybody(a_view(), "en"))
    (sent,) = calendar.walk("VTIMEZONE")
    zone = Timezone.from_ical(sent.to_ical()).to_tz(lookup_tzid=False)
    assert not isinstance(zone, ZoneInfo)
    hours = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(365 * 24)]
    assert [
        hour for hour in hours if hour.astimezone(zone).utcoffset() != hour.astimezone(COPENHAGEN).utcoffset()
    ] == []
    shown = [hour.astimezone(COPENHAGEN).replace(tzinfo=None) for hour in hours]
    assert [
        hour for hour in shown if hour.replace(tzinfo=zone).utcoffset() != hour.replace(tzinfo=COPENHAGEN).utcoffset()
    ] == []


def test_half_days_and_whole_days_take_the_hours_that_are_given():
    times = DayTimes(morning=(time(9), time(11)), afternoon=(time(13), time(15)), whole_day=(time(8), time(16)))
    kept = [
        (event["dtstart"].dt.time(), event["dtend"].dt.time()) for event in own(personal(a_view(), "1001", times=times))
    ]
    assert kept == [(time(8), time(16)), (time(8), time(16)), (time(13), time(15))]


def test_an_entry_keeps_its_identity_when_it_is_moved_to_another_day_and_cohort():
    plan = a_plan()
    moved = tuple(
        replace(one, date=date(2026, 10, 23), half=Half.MORNING) if (one.cohort, one.module) == (1, "foelg") else one
        for one in plan.sessions
    )
    seats = tuple(replace(one, cohort=2) if one.person == "1002" else one for one in plan.seats)
    replanned = plan_view.build(
        a_problem(), replace(plan, sessions=moved, seats=seats), Verdict(approved=True), made_at=MADE_AT
    )

    def identities(content: bytes) -> dict[str, str]:
        return {str(event["uid"]): str(event["sequence"]) for event in own(content)}

    everybody = plan_calendars.everybody(replanned, "en", sequence=3)
    assert identities(everybody) == dict.fromkeys(identities(plan_calendars.everybody(a_view(), "en")), "3")
    for person in ("1001", "1002"):
        assert identities(personal(replanned, person, sequence=1)) == dict.fromkeys(
            identities(personal(a_view(), person)), "1"
        )
    assert own(personal(replanned, "1001"))[2]["dtstart"].dt.date() == date(2026, 10, 23)


def test_no_two_entries_anywhere_share_an_identity(tmp_path):
    identities = [
        str(event["uid"]) for path in plan_calendars.write(a_view(), tmp_path, "en") for event in own(path.read_bytes())
    ]
    assert len(set(identities)) == len(identities) == 9 + 25 * 3 - 1


def test_the_same_plan_gives_the_same_bytes_stamped_with_the_moment_given():
    assert personal(a_view(), "1001") == personal(a_view(), "1001")
    assert {event["dtstamp"].dt for event in own(personal(a_view(), "1001"))} == {MADE_AT}


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_says():
    content = plan_calendars.everybody(a_view(), "en")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "X\r\nEND:VCALENDAR\r\nBEGIN:VEVENT",
        "Tab\there\x00\x0b",
        "../../etc/passwd",
        "CON",
    ],
)
def test_a_name_cannot_break_out_of_its_file_or_its_folder(tmp_path, name):
    problem = with_name(a_problem(), "1001", name)
    written = plan_calendars.write(view_of(problem, a_plan(problem)), tmp_path / "calendar", "en")
    assert {path.parent for path in written} == {tmp_path / "calendar"}
    (file,) = [path for path in written if path.name.startswith("1001-")]
    assert set(file.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(own(file.read_bytes())) == 3
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", file.read_bytes())
    assert len(list((tmp_path / "calendar").iterdir())) == 26


def test_people_whose_file_names_would_be_the_same_get_one_each_that_does_not_change():
    people = a_view().seated[:3]

    def called(person, id_, name):
        return replace(person, who=replace(person.who, id=id_, plain=name))

    first, second = called(people[0], "7", "Åse Bo"), called(people[1], "7.", "Aase  bo")
    together = plan_calendars.file_names([first, second, called(people[2], "8", "中")])
    assert len({name.lower() for name in together.values()}) == 3
    assert together["8"] == "8-x.ics"
    assert all(name.startswith("7-aase-bo-") for id_, name in together.items() if id_ != "8")
    assert plan_calendars.file_names([second, first])["7."] == together["7."]


def test_a_file_name_stays_short_enough_for_every_file_system():
    person = replace(a_view().seated[0], who=replace(a_view().seated[0].who, id="9" * 200, plain="Ø" * 200))
    (name,) = plan_calendars.file_names([person]).values()
    assert len(name) <= 128
