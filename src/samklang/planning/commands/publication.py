"""The plan that holds: published, replaced, withdrawn."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import transaction

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.planner import plan as plans
from samklang.core.planner.plan import Plan, Session
from samklang.core.planner.problem import Problem
from samklang.ledger.commands import record
from samklang.people.queries.employees import employees_for
from samklang.planning import documents, rules
from samklang.planning.models import Programme, Publication, PublishedSession, Variant
from samklang.planning.queries import holding, latest_version
from samklang.planning.queries.recipients import going_to, participants_of, trainers_of

Follower = Callable[[Programme, Publication | None, datetime], None]
"""Told of a programme and the publication that holds now, or None, in the same transaction as it came to hold."""
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    """From now on the follower is told what holds, each time that changes. Called once, when an area is set up."""
    if follower not in _followers:
        _followers.append(follower)


def _tell_followers(programme: Programme, publication: Publication | None, now: datetime) -> None:
    for follower in _followers:
        follower(programme, publication, now)


@transaction.atomic
def publish(*, by: Person | None, variant: Variant, now: datetime) -> Publication:
    """Let everybody with a seat or a session see their dates; the plan that held until now is superseded.

    raises: NotAllowed.
    """
    programme = Programme.objects.select_for_update(of=("self",)).select_related("jobcentre").get(
        pk=variant.programme_id
    )  # fmt: skip
    before = holding(programme)
    require(rules.publish(by, variant, latest_version(programme), before))
    return _published(by, variant, programme, before, now)


@transaction.atomic
def publish_seats(*, by: Person | None, variant: Variant, now: datetime) -> Publication:
    """Let a plan hold that seats people otherwise than the one that holds, and changes nothing else.

    by:     whoever publishes plans there, or approves seats for everybody whose seat it changes; None is the house.
    raises: NotAllowed.
    """
    programme = Programme.objects.select_for_update(of=("self",)).select_related("jobcentre").get(
        pk=variant.programme_id
    )  # fmt: skip
    before = holding(programme)
    require(rules.publish_seats(by, variant, before, *_compared(by, variant, before)))
    return _published(by, variant, programme, before, now)


def _compared(by: Person | None, variant: Variant, before: Publication | None) -> tuple[bool, int]:
    """Whether nothing but seats is changed, and for how many of those it concerns the person approves no seats."""
    if before is None:
        return True, 0
    one, other = (plans.from_document(found.document) for found in (before.variant, variant))
    changed = {seat.person for seat in {*one.seats} ^ {*other.seats}}
    if by is None:
        return one.sessions == other.sessions, 0
    theirs = employees_for(by, Right.APPROVE_SEATS).filter(jobcentre=variant.programme.jobcentre, number__in=changed)
    own = theirs.exclude(person=by).count() if by.standing.may(Right.APPROVE_SEATS) else 0
    return one.sessions == other.sessions, len(changed) - own


def _published(
    by: Person | None, variant: Variant, programme: Programme, before: Publication | None, now: datetime
) -> Publication:
    if before is not None:
        before.ended_at = now
        before.save(update_fields=["ended_at"])
    publication = Publication.objects.create(programme=programme, variant=variant, published_by=by, published_at=now)
    problem, plan = documents.problem_of(variant.version.document), plans.from_document(variant.document)
    sessions = list(_sessions(publication, problem, plan))
    PublishedSession.objects.bulk_create(sessions, batch_size=500)
    details = {"plan": variant.number, "replaces": before.variant.number if before else None, "rows": len(sessions)}
    _tell_followers(programme, publication, now)
    record("plan-published", by=by, subject=variant, place=programme.jobcentre, details=details)
    return publication


@transaction.atomic
def withdraw(
    *, by: Person | None, publication: Publication, now: datetime, back_to_the_one_before: bool = False
) -> Publication:
    """Nobody sees its dates any more; or those of the plan it took the place of, where that is asked.

    raises: NotAllowed.
    """
    found = Publication.objects.select_for_update(of=("self",)).select_related("programme__jobcentre", "variant")
    publication = found.get(pk=publication.pk)
    require(rules.withdraw(by, publication))
    publication.ended_at, publication.withdrawn_by = now, by
    publication.save(update_fields=["ended_at", "withdrawn_by"])
    before = None
    if back_to_the_one_before:
        replaced = Publication.objects.filter(programme=publication.programme, ended_at=publication.published_at)
        before = replaced.exclude(pk=publication.pk).order_by("-pk").first()
    if before is not None:
        before.ended_at = None
        before.save(update_fields=["ended_at"])
    details = {"plan": publication.variant.number, "back_to": before.variant.number if before else None}
    place = publication.programme.jobcentre
    _tell_followers(publication.programme, before, now)
    record("plan-withdrawn", by=by, subject=publication.variant, place=place, details=details)
    return publication


def _sessions(publication: Publication, problem: Problem, plan: Plan) -> Iterator[PublishedSession]:
    """A row for everybody in every session, as far as the register knows them."""
    jobcentre = publication.programme.jobcentre
    people, trainers = participants_of(problem, jobcentre), trainers_of(problem, jobcentre)
    going = going_to(problem, plan)
    for session in plan.sessions:
        who = going[session.cohort, session.module]
        rows = [(people[one], False) for one in who if one in people]
        if session.trainer in trainers:
            rows.append((trainers[session.trainer], True))
        for person, teaches in rows:
            yield _row(publication, problem, session, person, teaches=teaches, participants=len(who))


def _row(
    publication: Publication, problem: Problem, session: Session, person: Person, *, teaches: bool, participants: int
) -> PublishedSession:
    module = next(one for one in problem.modules if one.id == session.module)
    room = next(one for one in problem.rooms if one.id == session.room)
    trainer = next(one for one in problem.trainers if one.id == session.trainer)
    return PublishedSession(
        publication=publication, person=person, teaches=teaches, cohort=session.cohort, module=module.name,
        date=session.date, half=session.half.value, whole_day=module.length == 2, trainer=trainer.name,
        room=room.name, site=room.site, participants=participants,
    )  # fmt: skip
