"""A course whose certificate is decided, and people who have been there; made through commands where there is one."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.factories.delivery import person_called, the_course

from samklang.access.clock import today
from samklang.access.models import Person
from samklang.delivery.commands.certificates import issue_to_all, set_rule
from samklang.delivery.enums import Mark
from samklang.delivery.models import Certificate, CertificateRule, Course, Participation, Session

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TITLES = {"title_da": "Den jobrettede samtale", "title_en": "The job-oriented conversation"}


def a_rule(course: Course, **changes: Any) -> CertificateRule:
    """Everybody who has been at every module, for two years; from today on."""
    return set_rule(by=None, course=course, first_day=today(), values=TITLES | changes, today=today(), now=NOW)


def been_at(
    course: Course, number: str, *modules: str, mark: Mark = Mark.PRESENT, minutes: int | None = None
) -> Person:
    """The sessions lie weeks back, and the person (by number) was at these modules; at all where none is named."""
    person = person_called(course, number)
    for one in Session.objects.filter(course=course, begins__gt=NOW - timedelta(days=1)):
        one.begins, one.ends = one.begins - timedelta(weeks=8), one.ends - timedelta(weeks=8)
        one.save()
    own = Participation.objects.filter(session__course=course, person=person)
    if modules:
        own = own.filter(session__module__in=modules)
    own.update(mark=mark, minutes=minutes)
    return person


def a_certificate(course: Course | None = None, number: str = "anne", **rule: Any) -> Certificate:
    """One issued today to somebody who has been at every module."""
    course = course or the_course()
    if not course.certificate_rules.exists():
        a_rule(course, **rule)
    person = been_at(course, number)
    issue_to_all(by=None, course=course, today=today(), now=NOW)
    found: Certificate = Certificate.objects.select_related("person", "course__programme__jobcentre").get(
        person=person, course=course
    )
    return found
