"""One's way through a case, and what one has tried. None of it stands in the ledger: it is nobody else's business."""

from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.practice.enums import BranchingState, PractisedKind
from samklang.practice.models import BranchingCase, Practised, Walk
from samklang.practice.rules import ground as rules
from samklang.practice.script import from_document
from samklang.practice.script_walk import going


@transaction.atomic
def begin_walk(*, by: Person, case: BranchingCase, now: datetime) -> Walk:
    """Begin on a case; where one is under way on it already, that one. Raises NotAllowed."""
    _alone(by)
    found = _under_way(by, case)
    if found is not None:
        return found
    require(rules.begin_walk(by, case))
    return Walk.objects.create(case=case, person=by, begun_at=now, changed_at=now)


@transaction.atomic
def say_line(*, by: Person, walk: Walk, turn: str, line: str, now: datetime) -> Walk:
    """Say one of the lines of the turn where the walk is; said twice it counts once. Raises NotAllowed."""
    walk = _locked(by, walk)
    if [turn, line] in walk.path:
        return walk
    script = from_document(walk.case.script)
    at = going(script, walk.path).turn
    require(rules.say_line(walk, script, at.key if at else "", turn, line))
    walk.path = [*walk.path, [turn, line]]
    ending = going(script, walk.path).ending
    walk.changed_at = now
    if ending is not None:
        walk.ending, walk.finished_at = ending.key, now
    walk.save(update_fields=["path", "ending", "changed_at", "finished_at"])
    return walk


@transaction.atomic
def try_again(*, by: Person, walk: Walk, turn: str, now: datetime) -> Walk:
    """Go on from the turn as if nothing had been said there; from the start where it was not on the way.

    One that is over stays as it was, and another begins. From the start it is by the newest revision in use.
    """
    _alone(by)
    walk = _locked(by, walk)
    place = next((at for at, (said_in, _) in enumerate(walk.path) if said_in == turn), 0)
    path = walk.path[:place]
    case = walk.case if path else _newest(walk.case)
    if walk.finished_at is None:
        walk.case, walk.path, walk.changed_at = case, path, now
        walk.save(update_fields=["case", "path", "changed_at"])
        return walk
    other = _under_way(by, case)
    if other is not None:
        other.delete()
    return Walk.objects.create(case=case, person=by, path=path, begun_at=now, changed_at=now)


@transaction.atomic
def remove_walk(*, by: Person, walk: Walk) -> None:
    """As if it had not been. What is one's own, one may always take away."""
    Walk.objects.filter(person=by, pk=walk.pk).delete()


@transaction.atomic
def remove_all(*, by: Person) -> None:
    """Everything that the person has practised here."""
    Walk.objects.filter(person=by).delete()
    Practised.objects.filter(person=by).delete()


@transaction.atomic
def mark_practised(*, by: Person, kind: PractisedKind, framework: str, key: str, today: date) -> Practised:
    """The card or the exercise was tried today; once, however often it is said. Raises NotAllowed."""
    require(rules.practise(by))
    given = {"person": by, "kind": kind, "key": key, "day": today}
    found, _ = Practised.objects.get_or_create(**given, defaults={"framework": framework})
    return found


@transaction.atomic
def unmark_practised(*, by: Person, practised: Practised) -> None:
    """Not tried after all."""
    Practised.objects.filter(person=by, pk=practised.pk).delete()


def _alone(by: Person) -> None:
    """A doubled tap waits for the first."""
    Person.objects.select_for_update().get(pk=by.pk)


def _locked(by: Person, walk: Walk) -> Walk:
    Walk.objects.select_for_update().get(pk=walk.pk, person=by)
    return Walk.objects.select_related("case").get(pk=walk.pk)


def _under_way(by: Person, case: BranchingCase) -> Walk | None:
    """What the person has begun on the case and not ended, in any revision."""
    same = Walk.objects.filter(person=by, case__framework=case.framework_id, case__key=case.key, finished_at=None)
    return same.order_by("-changed_at", "-pk").first()


def _newest(case: BranchingCase) -> BranchingCase:
    """The revision in use; the case itself where none is."""
    same = BranchingCase.objects.filter(framework=case.framework_id, key=case.key, state=BranchingState.PUBLISHED)
    return same.first() or case
