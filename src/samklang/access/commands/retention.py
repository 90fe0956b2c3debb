"""What the night deletes, and how long things are kept."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from samklang.access import rules
from samklang.access.commands.erasure import erase
from samklang.access.enums import CorrectionState, PlaceKind
from samklang.access.models import Correction, Person, Place, RetentionRule
from samklang.access.queries.declarations import declared
from samklang.access.queries.holdings import needed_since
from samklang.access.queries.retention import InForce, rules_on
from samklang.access.refusals import require
from samklang.ledger.commands import record

_log = logging.getLogger(__name__)
Executor = Callable[..., int]
_AT_ONCE, _PEOPLE_AT_ONCE = 200, 20
"""So many rows of one kind, or people, and more than half of those there are, go only when somebody has said so."""


@dataclass(frozen=True)
class Outcome:
    """What was, or would be, done under one rule. count: None where it failed; the rest of the night goes on.

    held: so many were due at once that nothing was deleted; a time set wrong, or a wrong clock, looks like that.
    """

    rule: InForce
    municipality: Place | None
    before: date
    count: int | None
    held: int = 0


@transaction.atomic
def set_retention(
    *, by: Person, municipality: Place, what: str, days: int, ground: str, first_day: date
) -> RetentionRule:
    """The municipality decides how long one kind is kept, from a day. Raises NotAllowed."""
    require(rules.set_retention(by, municipality, days))
    rule, _ = RetentionRule.objects.update_or_create(
        municipality=municipality, what=what, first_day=first_day,
        defaults={"days": days, "ground": ground.strip(), "set_by": by, "set_at": timezone.now()},
    )  # fmt: skip
    record("retention-set", by=by, subject=rule, place=municipality, details={"what": what, "days": days})
    return rule


def run(*, today: date, dry_run: bool, municipality: Place | None = None, delete_held: bool = False) -> list[Outcome]:
    """Go through every kind in every municipality, then what is the same everywhere.

    dry_run:      nothing changes; the counts say what would.
    municipality: only this one, and nothing of what is the same everywhere.
    delete_held:  also where so much is due at once that somebody must have said so.
    """
    places: list[Place | None] = [municipality]
    if municipality is None:
        places = [*Place.objects.filter(kind=PlaceKind.MUNICIPALITY).order_by("pk"), None]
    executors = _executors()
    outcomes = []
    for place in places:
        found = [_outcome(rule, place, executors[rule.kind.what], today, dry_run=dry_run, delete_held=delete_held)
                 for rule in rules_on(place, today) if rule.kind.what in executors]  # fmt: skip
        done = {one.rule.kind.what: one.count for one in found if one.count}
        if done and not dry_run:
            record("retention-run", by=None, place=place, details=done)
        outcomes += found
    return outcomes


def _outcome(
    rule: InForce, place: Place | None, executors: list[Executor], today: date, *, dry_run: bool, delete_held: bool
) -> Outcome:
    before = rule.before(today)
    count: int | None = 0
    held = 0
    try:
        with transaction.atomic():
            if not (dry_run or delete_held or place is None):
                held = _too_many(rule, place, executors, today)
            if not held:
                count = sum(one(municipality=place, before=before, dry_run=dry_run) for one in executors)
    except Exception:  # noqa: BLE001 - one kind that fails must not keep the others from being deleted
        _log.exception("retention of %s failed", rule.kind.what)
        count = None
    if held:
        _log.warning("retention of %s held back: %s rows at once", rule.kind.what, held)
    return Outcome(rule, place, before, count, held)


def _too_many(rule: InForce, place: Place, executors: list[Executor], today: date) -> int:
    """How many are due, where they are many and more than half of what will ever be; else 0."""
    due = sum(one(municipality=place, before=rule.before(today), dry_run=True) for one in executors)
    if due < (_PEOPLE_AT_ONCE if rule.kind.what == "leaver" else _AT_ONCE):
        return 0
    there = sum(one(municipality=place, before=today + timedelta(days=1), dry_run=True) for one in executors)
    return due if 2 * due > there else 0


def _executors() -> dict[str, list[Executor]]:
    """What carries out each kind: ours, and what the areas declare."""
    found: dict[str, list[Executor]] = {
        "leaver": [_erase_leavers],
        "session": [_delete_sessions],
        "task": [_delete_tasks],
    }
    for declaration in declared():
        for what in declaration.kept:
            found.setdefault(what, []).append(declaration.executor(what))
    return found


def delete_due(rows: QuerySet[Any], dry_run: bool) -> int:
    """How many rows are due; deleted unless it is a preview."""
    count = rows.count()
    if count and not dry_run:
        rows.delete()
    return count


def due_leavers(municipality: Place, before: date) -> QuerySet[Person]:
    """People who were known before the day and whom nothing has needed since."""
    known = Person.objects.filter(municipality=municipality, erased_at__isnull=True, created_at__lt=moment(before))
    return known.exclude(pk__in=needed_since(Person.objects.filter(municipality=municipality), before).values("pk"))


def _erase_leavers(*, municipality: Place, before: date, dry_run: bool) -> int:
    due = due_leavers(municipality, before).order_by("pk")
    if dry_run:
        return due.count()
    people = list(due)
    for person in people:
        erase(by=None, person=person, today=before)
    return len(people)


def delete_corrections(*, municipality: Place, before: date, dry_run: bool) -> int:
    """Requests that were answered, or withdrawn, before the day."""
    closed = Correction.objects.exclude(state=CorrectionState.OPEN).filter(place__path__startswith=municipality.path)
    since = moment(before)
    return delete_due(
        closed.filter(Q(answered_at__lt=since) | Q(answered_at__isnull=True, asked_at__lt=since)), dry_run
    )


def _delete_sessions(*, municipality: Place | None, before: date, dry_run: bool) -> int:  # noqa: ARG001 - everywhere
    seen = apps.get_model("usersessions.usersession")._default_manager.filter(last_seen_at__lt=moment(before))
    return delete_due(seen, dry_run) + delete_due(Session.objects.filter(expire_date__lt=timezone.now()), dry_run)


def _delete_tasks(*, municipality: Place | None, before: date, dry_run: bool) -> int:  # noqa: ARG001 - everywhere
    results = apps.get_model("django_tasks_database.dbtaskresult")._default_manager.all()
    return delete_due(results.filter(finished_at__lt=moment(before)), dry_run)


def moment(day: date) -> datetime:
    """The moment the day begins in Denmark."""
    return timezone.make_aware(datetime.combine(day, time()))


def kinds_carried_out() -> Iterator[str]:
    """The kinds for which there is something to delete in this installation."""
    yield from _executors()
