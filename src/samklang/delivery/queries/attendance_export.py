"""The attendance of a course as rows of a file."""

from collections.abc import Iterator

from samklang.access.queries import danish
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import render, say
from samklang.delivery.models import Course, Participation
from samklang.delivery.queries.marks_file import as_written
from samklang.people.models import Employee


def headings(language: str) -> list[str]:
    """Of the columns. The first, second and last of them are what a file is read by again."""
    return [
        render(one, language)
        for one in (say("Number"), say("Name"), say("Session"), say("Cohort"), say("Date"), say("Attendance"),
                    say("How it is known"))
    ]  # fmt: skip


def attendance_rows(course: Course) -> Iterator[list[str]]:
    """One row for each person and session, in order of time and name."""
    found = Participation.objects.filter(session__course=course).select_related("session", "person")
    numbers = dict(Employee.objects.filter(jobcentre=course.programme.jobcentre_id).values_list("person", "number"))
    for one in found.order_by("session__begins", "session_id", danish("person__name"), "pk"):
        day = one.session.begins.astimezone(COPENHAGEN).date()
        cohort = str(one.session.cohort or "")
        yield [
            numbers.get(one.person_id, ""), one.person.name, one.session.title, cohort, day.isoformat(),
            as_written(one), str(one.get_how_display()),
        ]  # fmt: skip
