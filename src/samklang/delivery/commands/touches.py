"""Follow-ups planned like sessions: everybody in the cohort is expected, and calendars are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.commands.invitations import reconcile
from samklang.delivery.enums import Mark, SessionKind, SessionState
from samklang.delivery.learning_content import Touch
from samklang.delivery.models import Course, Participation, Session
from samklang.delivery.queries.touches import CohortTouch, clashes, seated_in, slot_of, touches_of
from samklang.delivery.rules import course as course_rules
from samklang.delivery.rules import learning as rules
from samklang.ledger.commands import record


@dataclass(frozen=True)
class When:
    """When and where a follow-up is to be, and with whom."""

    begins: datetime
    ends: datetime
    trainer: Person | None
    room: str = ""
    site: str = ""


@transaction.atomic
def plan_touch(*, by: Person, course: Course, cohort: int, touch: Touch, when: When, now: datetime) -> Session:
    """Plan it, or move it where it is planned. Raises NotAllowed."""
    course = _locked(course)
    require(course_rules.run_course(by, course))
    session = _plan(course, cohort, touch, when, now)
    reconcile(course, now)
    record("follow-up-planned", by=by, subject=session, place=course.programme.jobcentre)
    return session


@transaction.atomic
def plan_as_proposed(*, by: Person, course: Course, cohort: int, now: datetime) -> Sequence[Session]:
    """Every follow-up of the cohort that is not planned, as it is proposed; all of them or none. Raises NotAllowed."""
    course = _locked(course)
    require(course_rules.run_course(by, course))
    made = [
        _plan(course, cohort, one.touch, _when(one), now)
        for one in touches_of(course, now)
        if one.cohort == cohort and one.proposal is not None
    ]
    reconcile(course, now)
    for one in made:
        record("follow-up-planned", by=by, subject=one, place=course.programme.jobcentre)
    return made


def _when(one: CohortTouch) -> When:
    assert one.proposal is not None  # noqa: S101 - only those with a proposal are asked for
    found = one.proposal
    return When(found.begins, found.ends, found.trainer, found.room, found.site)


def _plan(course: Course, cohort: int, touch: Touch, when: When, now: datetime) -> Session:
    slot = slot_of(touch.order)
    session = Session.objects.filter(course=course, cohort=cohort, slot=slot).first()
    clash, kind = clashes(course, cohort, session, span=(when.begins, when.ends), room=when.room, trainer=when.trainer)
    require(rules.plan_touch(when.begins, now, clash, kind))
    people = [one.person_id for one in seated_in(course, cohort)]
    if session is None:
        session = Session(course=course, cohort=cohort, slot=slot, kind=SessionKind.TOUCH)
    # Sessions have one title; like the modules' it is in the language of the jobcentre.
    session.title, session.state = touch.title.da, SessionState.PLANNED
    session.begins, session.ends, session.room, session.site = when.begins, when.ends, when.room, when.site
    session.trainer, session.trainer_name = when.trainer, when.trainer.name if when.trainer else ""
    session.capacity = max(session.capacity or 0, len(people), 1)
    session.save()
    _expect(session, people)
    return session


def _expect(session: Session, people: Sequence[int]) -> bool:
    """Those of the cohort are expected and nobody else; whoever is marked stays. Whether anything changed."""
    held = {one.person_id: one for one in Participation.objects.filter(session=session)}
    gone = [one.pk for person, one in held.items() if person not in people and one.mark == Mark.EXPECTED]
    missing = [Participation(session=session, person_id=person) for person in people if person not in held]
    Participation.objects.filter(pk__in=gone).delete()
    Participation.objects.bulk_create(missing)
    return bool(gone or missing)


@transaction.atomic
def cancel_touch(*, by: Person, session: Session, now: datetime) -> Session:
    """It is not held, and calendars take it out. Raises NotAllowed."""
    course = _locked(session.course)
    session = Session.objects.get(pk=session.pk)
    require(course_rules.run_course(by, course))
    session.state = SessionState.CANCELLED
    session.save(update_fields=["state"])
    reconcile(course, now)
    record("follow-up-cancelled", by=by, subject=session, place=course.programme.jobcentre)
    return session


def follow_cohorts(*, now: datetime, dry_run: bool = False) -> int:
    """Whoever has come into a cohort since is expected at its coming follow-ups, and whoever left it is not.

    returns: how many follow-ups changed.
    """
    coming = Session.objects.filter(
        kind=SessionKind.TOUCH, state=SessionState.PLANNED, begins__gt=now, course__programme__deleted_at=None
    ).select_related("course__programme__jobcentre")
    changed = 0
    for session in coming.order_by("pk"):
        people = [one.person_id for one in seated_in(session.course, session.cohort)]
        if set(people) == set(session.participations.values_list("person", flat=True)):
            continue
        changed += 1
        if not dry_run:
            with transaction.atomic():
                course = _locked(session.course)
                if _expect(session, people):
                    reconcile(course, now)
    return changed


def _locked(course: Course) -> Course:
    found = Course.objects.select_for_update(of=("self",)).select_related("programme__jobcentre")
    return found.get(pk=course.pk)
