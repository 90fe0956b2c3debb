"""A missed session made up for, as it was proposed."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.commands.filling import day_times
from samklang.delivery.commands.invitations import reconcile
from samklang.delivery.commands.seating import locked
from samklang.delivery.enums import Mark, Method, SessionKind
from samklang.delivery.models import Course, Mail, Participation, Session
from samklang.delivery.queries.makeups import Makeup, Missed, missed
from samklang.delivery.rules import course as course_rules
from samklang.delivery.rules import seats as rules
from samklang.ledger.commands import record


def missed_in_course(course: Course, now: datetime) -> list[Missed]:
    """What was missed in the course, and what is proposed."""
    return missed(course, now, day_times(course))


@transaction.atomic
def plan_makeup(*, by: Person | None, course: Course, key: str, now: datetime) -> Session:
    """Let the people of a proposal make it up there; calendars follow.

    key:    the proposal's own. One that is not proposed any more is refused.
    raises: NotAllowed.
    """
    course = locked(course)
    require(course_rules.run_course(by, course))
    found = next((one for each in missed_in_course(course, now) for one in each.proposals if one.key == key), None)
    require(rules.still_proposed(found is not None))
    assert found is not None  # noqa: S101 - said by the rule above
    session = found.session or _own_session(course, found)
    for person in found.people:
        Participation.objects.get_or_create(session=session, person=person, defaults={"mark": Mark.EXPECTED})
    mails = reconcile(course, now)
    theirs = Mail.objects.filter(pk__in=[one.pk for one in mails], person__in=found.people, method=Method.REQUEST)
    theirs.filter(invitation__session=session, invitation__teaches=False).update(letter="makeup")
    for person in found.people:
        record("makeup-planned", by=by, subject=session, about=person, place=course.programme.jobcentre)
    return session


def _own_session(course: Course, found: Makeup) -> Session:
    before = Session.objects.filter(course=course, kind=SessionKind.MAKEUP, module=found.module).count()
    return Session.objects.create(
        course=course, kind=SessionKind.MAKEUP, cohort=0, slot=f"{found.module[:50]}+{before + 1}", module=found.module,
        title=found.title, begins=found.begins, ends=found.ends, trainer=found.trainer,
        trainer_name=found.trainer_name, room=found.room, site=found.site, capacity=found.capacity,
    )  # fmt: skip
