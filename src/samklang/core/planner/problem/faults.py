"""What can be wrong with a planning problem, found all at once and each with its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from samklang.core.planner.problem.model import Problem
from samklang.core.words import Sentence, say


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a document. `path` leads to it: ("people", 3, "team")."""

    path: tuple[str | int, ...]
    what: Sentence

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))}: {self.what}"


class ProblemFaults(ValueError):
    """A document that is no planning problem, with every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, self.faults)))


def faults_in(problem: Problem) -> Iterator[Fault]:
    """Every fault that shows only when the parts are held together: unknown names, doubles, ends before starts."""
    yield from _period_faults(problem)
    yield from _double_faults(problem)
    yield from _reference_faults(problem)
    yield from _number_faults(problem)


def _period_faults(problem: Problem) -> Iterator[Fault]:
    spans: list[tuple[tuple[str | int, ...], date | None, date | None]] = [
        (("last_day",), problem.first_day, problem.last_day)
    ]
    for index, person in enumerate(problem.people):
        spans.append((("people", index, "employed_to"), person.employed_from, person.employed_to))
        for place, pattern in enumerate(person.patterns):
            spans.append((("people", index, "patterns", place, "last_day"), pattern.first_day, pattern.last_day))
    for name in ("absences", "duties", "avoided"):
        for index, one in enumerate(getattr(problem, name)):
            spans.append(((name, index, "period", "last_day"), one.period.first_day, one.period.last_day))
    for name in ("trainers", "rooms"):
        for index, one in enumerate(getattr(problem, name)):
            for place, period in enumerate(one.busy):
                spans.append(((name, index, "busy", place, "last_day"), period.first_day, period.last_day))
    for index, grant in enumerate(problem.funding.grants):
        spans.append((("funding", "grants", index, "last_day"), grant.first_day, grant.last_day))
    for path, first, last in spans:
        if first and last and last < first:
            yield Fault(path, say("The last day {last} comes before the first day {first}.", first=first, last=last))
    if (problem.last_day - problem.first_day).days > 3 * 366:
        yield Fault(("last_day",), say("A programme can span three years at most."))


def _double_faults(problem: Problem) -> Iterator[Fault]:
    for name in ("teams", "people", "modules", "trainers", "rooms", "groups"):
        seen: dict[str, int] = {}
        for index, one in enumerate(getattr(problem, name)):
            if one.id in seen:
                text = say("“{id}” is used twice; give each its own.", id=one.id)
                yield Fault((name, index, "id"), text)
            seen.setdefault(one.id, index)
    if not problem.modules:
        yield Fault(("modules",), say("A programme needs at least one module."))
    if len({level.wish for level in problem.wishes}) < len(problem.wishes):
        yield Fault(("wishes",), say("Each wish can stand once in the order."))


def _reference_faults(problem: Problem) -> Iterator[Fault]:
    people = {person.id for person in problem.people}
    teams = {team.id for team in problem.teams}
    modules = {module.id for module in problem.modules}
    for index, person in enumerate(problem.people):
        if person.team not in teams:
            yield _unknown(("people", index, "team"), person.team)
        for field_name in ("stands_in_for", "peer"):
            other = getattr(person, field_name)
            if other is not None and other not in people:
                yield _unknown(("people", index, field_name), other)
        for place, module in enumerate(person.done_modules):
            if module not in modules:
                yield _unknown(("people", index, "done_modules", place), module)
    for name in ("absences", "duties"):
        for index, one in enumerate(getattr(problem, name)):
            if one.person not in people:
                yield _unknown((name, index, "person"), one.person)
    for index, trainer in enumerate(problem.trainers):
        for place, module in enumerate(trainer.modules):
            if module not in modules:
                yield _unknown(("trainers", index, "modules", place), module)
    yield from _group_faults(problem, teams)


def _group_faults(problem: Problem, teams: set[str]) -> Iterator[Fault]:
    for index, group in enumerate(problem.groups):
        if group.team is not None and group.team not in teams:
            yield _unknown(("groups", index, "team"), group.team)
        if (group.team, group.role, group.skill, group.site) == (None, None, None, None):
            yield Fault(("groups", index), say("“{name}” names no team, role, skill or site.", name=group.name))


def _unknown(path: tuple[str | int, ...], name: str) -> Fault:
    return Fault(path, say("“{name}” is not in the list it points to.", name=name))


def _number_faults(problem: Problem) -> Iterator[Fault]:
    cohorts = problem.cohorts
    if cohorts.size_maximum < cohorts.size_minimum:
        yield Fault(("cohorts", "size_maximum"), say("The largest cohort is smaller than the smallest."))
    if cohorts.maximum < cohorts.minimum:
        yield Fault(("cohorts", "maximum"), say("The most cohorts are fewer than the fewest."))
    for index, module in enumerate(problem.modules):
        if module.gap_max_days < module.gap_min_days:
            yield Fault(("modules", index, "gap_max_days"), say("The longest gap is shorter than the shortest."))
        if module.length == 1 and not module.halves:
            yield Fault(("modules", index, "halves"), say("Choose morning, afternoon or both."))
