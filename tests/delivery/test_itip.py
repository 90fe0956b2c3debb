"""Calendar entries as another calendar program reads them, and its own reading of when it is summer in Denmark."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from dateutil.tz import tzical
from ical.calendar_stream import IcsCalendarStream
from tests.factories.delivery import NOW, person_called, the_course
from tests.factories.programmes import a_variant
from tests.factories.small_plan import SEATS, SESSIONS, the_plan

from samklang.delivery import itip
from samklang.delivery.enums import MailState, Method
from samklang.delivery.itip import Entry
from samklang.delivery.models import Course, Invitation, Mail
from samklang.delivery.queries.letters import message_of
from samklang.planning import documents
from samklang.planning.commands.publication import publish, withdraw
from samklang.planning.queries import holding, latest_version

LATER = NOW + timedelta(days=3)
TOLD = {
    "programme": "Samtalen", "module": "Start", "begins": "2026-09-07T06:30:00+00:00",
    "ends": "2026-09-07T10:00:00+00:00", "room": "Salen", "site": "Rådhuset; sal 1, 2", "trainer": "Tove", "cohort": 1,
    "contact": "Karen, lok. 12",
}  # fmt: skip
ENTRY = Entry("abc@samklang", 3, datetime(2026, 8, 3, 9, tzinfo=UTC), TOLD)


def asked(entry: Entry, method: Method = Method.REQUEST, language: str = "da") -> bytes:
    return itip.message(
        entry, method=method, organiser=("Samklang", "kurser@vejen.example"),
        attendee=('Anne "Annie" Holm; Vejen', "anne@vejen.example"), link="https://samklang.example.dk/courses/own/",
        language=language,
    )  # fmt: skip


def read_by_another(content: bytes):
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    (event,) = calendar.events
    return calendar, event


def moments_by_the_entrys_own_zone(content: bytes) -> list[datetime]:
    """Beginning and end as a program has them that knows no zone but the one in the file."""
    text = content.decode()
    zone = tzical(StringIO(text)).get("Europe/Copenhagen")
    lines = dict(line.split(":", 1) for line in text.splitlines() if line.startswith(("DTSTART;", "DTEND;")))
    return [
        datetime.strptime(lines[f"{name};TZID=Europe/Copenhagen"], "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)
        for name in ("DTSTART", "DTEND")
    ]  # fmt: skip


def test_an_invitation_asks_one_person_to_be_somewhere_and_for_no_answer():
    calendar, event = read_by_another(asked(ENTRY))
    assert (calendar.method, calendar.prodid) == ("REQUEST", "-//Samklang//Samklang//DA")
    assert (event.uid, event.sequence, event.status) == ("abc@samklang", 3, "CONFIRMED")
    assert event.dtstamp == ENTRY.stamped
    assert event.dtstart.astimezone(UTC) == datetime(2026, 9, 7, 6, 30, tzinfo=UTC)
    assert event.dtend.astimezone(UTC) == datetime(2026, 9, 7, 10, tzinfo=UTC)
    assert (event.summary, event.location) == ("Start (Samtalen)", "Salen, Rådhuset; sal 1, 2")
    assert event.description.splitlines() == [
        "Underviser: Tove", "Hold 1", "Spørgsmål: Karen, lok. 12", "https://samklang.example.dk/courses/own/",
    ]  # fmt: skip
    assert event.organizer.uri == "mailto:kurser@vejen.example"
    (attendee,) = event.attendees
    assert (attendee.uri, attendee.common_name, attendee.rsvp) == (
        "mailto:anne@vejen.example", "Anne Annie Holm; Vejen", False,
    )  # fmt: skip


def test_a_cancellation_takes_the_same_entry_out():
    calendar, event = read_by_another(asked(replace(ENTRY, sequence=4, active=False), Method.CANCEL))
    assert (calendar.method, event.status, event.uid, event.sequence) == ("CANCEL", "CANCELLED", "abc@samklang", 4)
    assert event.summary == "Aflyst: Start (Samtalen)"


def test_whoever_teaches_sees_that_they_do():
    _, event = read_by_another(asked(replace(ENTRY, teaches=True), language="en"))
    assert event.summary == "You teach: Start (Samtalen)"
    assert "Trainer" not in event.description


@pytest.mark.parametrize(
    ("begins", "ends", "utc"),
    [
        # The clock goes forward at 02:00 on 28 March 2027, and back at 03:00 on 25 October 2026.
        ("2027-03-26T08:30:00+01:00", "2027-03-26T12:00:00+01:00", [7.5, 11]),
        ("2027-03-28T08:30:00+02:00", "2027-03-28T12:00:00+02:00", [6.5, 10]),
        ("2027-03-28T01:30:00+01:00", "2027-03-28T03:30:00+02:00", [0.5, 1.5]),
        ("2027-03-29T08:30:00+02:00", "2027-03-29T12:00:00+02:00", [6.5, 10]),
        ("2026-10-23T08:30:00+02:00", "2026-10-23T12:00:00+02:00", [6.5, 10]),
        ("2026-10-25T08:30:00+01:00", "2026-10-25T12:00:00+01:00", [7.5, 11]),
        ("2026-10-26T08:30:00+01:00", "2026-10-26T12:00:00+01:00", [7.5, 11]),
    ],
)
def test_around_a_change_of_the_clock_everybody_reads_the_same_moment(begins, ends, utc):
    content = asked(replace(ENTRY, told={**TOLD, "begins": begins, "ends": ends}))
    _, event = read_by_another(content)
    expected = [datetime.fromisoformat(one).astimezone(UTC) for one in (begins, ends)]
    assert [one.hour + one.minute / 60 for one in expected] == utc
    assert [event.dtstart.astimezone(UTC), event.dtend.astimezone(UTC)] == expected
    assert moments_by_the_entrys_own_zone(content) == expected


def test_the_feed_holds_every_entry_with_those_taken_back_as_cancelled():
    gone = replace(ENTRY, uid="def@samklang", sequence=1, active=False)
    content = itip.feed([ENTRY, gone], name="Kurser", link="https://samklang.example.dk/", language="da")
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    assert calendar.method == "PUBLISH"
    assert [(one.uid, one.sequence, one.status) for one in calendar.events] == [
        ("abc@samklang", 3, "CONFIRMED"), ("def@samklang", 1, "CANCELLED"),
    ]  # fmt: skip
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT2H" in content


def test_lines_are_folded_and_end_as_the_standard_says():
    content = asked(replace(ENTRY, told={**TOLD, "site": "ø" * 200}))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_control_characters_and_line_breaks_make_no_new_property():
    _, event = read_by_another(asked(replace(ENTRY, told={**TOLD, "room": "A\r\nSTATUS:CANCELLED\x00"})))
    assert (event.status, event.location.startswith("A STATUS:CANCELLED")) == ("CONFIRMED", True)


# -- from a published plan to the calendar and on ----------------------------------------------------------------------


def published_anew(course: Course, sessions=SESSIONS, seats=None) -> None:
    problem = documents.problem_of(latest_version(course.programme).document)
    publish(by=None, variant=a_variant(course.programme, the_plan(problem, sessions, seats)), now=LATER)


def calendar_of(course: Course, number: str) -> dict[str, tuple[int, str, str, str]]:
    """A calendar that acts on each mail in turn as the standard asks: by UID, and only on a higher SEQUENCE."""
    held: dict[str, tuple[int, str, str, str]] = {}
    for mail in Mail.objects.filter(person=person_called(course, number)).exclude(method="").order_by("pk"):
        message = message_of(mail, NOW)
        part = next(one for one in message.walk() if one.get_content_type() == "text/calendar")
        calendar, event = read_by_another(part.get_content().encode())
        assert part.get_param("method") == calendar.method
        if event.uid in held and held[event.uid][0] >= event.sequence:
            continue
        held[event.uid] = (event.sequence, event.status, event.dtstart.astimezone(UTC).isoformat(), event.location)
    return held


@pytest.mark.django_db
def test_a_moved_room_and_a_moved_day_move_the_entry_and_withdrawing_takes_it_out():
    course = the_course()
    first = calendar_of(course, "anne")
    assert sorted((sequence, status) for sequence, status, _, _ in first.values()) == [(0, "CONFIRMED")] * 2
    Mail.objects.update(state=MailState.SENT)
    published_anew(course, [replace(SESSIONS[0], room="loftet"), *SESSIONS[1:]])
    moved = calendar_of(course, "anne")
    assert moved.keys() == first.keys()
    (changed,) = [uid for uid in moved if moved[uid] != first[uid]]
    assert moved[changed] == (1, "CONFIRMED", first[changed][2], "Loftet")
    Mail.objects.update(state=MailState.SENT)
    withdraw(by=None, publication=holding(course.programme), now=LATER)
    gone = calendar_of(course, "anne")
    assert gone.keys() == first.keys()
    assert {status for _, status, _, _ in gone.values()} == {"CANCELLED"}


@pytest.mark.django_db
def test_whoever_changes_cohort_after_being_invited_has_the_same_entries_at_other_times():
    course = the_course()
    before = calendar_of(course, "bo")
    Mail.objects.update(state=MailState.SENT)
    published_anew(course, seats={**SEATS, "bo": 2})
    after = calendar_of(course, "bo")
    assert after.keys() == before.keys()
    assert all(after[uid][0] == 1 and after[uid][2] != before[uid][2] for uid in after)
    assert after.keys() == set(Invitation.objects.filter(person__name="Bo Kjær").values_list("uid", flat=True))
    text = message_of(Mail.objects.filter(letter="changed", person__name="Bo Kjær").first(), NOW)
    assert "Den gamle tid var: " in text.get_body(("plain",)).get_content()
