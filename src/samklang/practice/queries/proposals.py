"""Which micro-exercise comes next for somebody: from their own gap, as they alone see it.

It begins with the person themselves and there is no other way to ask: nobody's proposal can be worked out for another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samklang.access.models import Person
from samklang.core.words import Sentence, say
from samklang.method.queries.assessments import assessments_seen, own_employee
from samklang.method.queries.skills import FrameworkSkills, skills_of
from samklang.practice.content import Exercise, shipped_exercises
from samklang.practice.enums import PractisedKind
from samklang.practice.queries.ground import Domain, own_practised, tallies

_RESTS = timedelta(days=14)
"""What was done so lately comes after what was not."""
_GOOD = 4
"""The level from which one's own judgement gives no reason to practise, where the role asks for none."""


@dataclass(frozen=True)
class Proposal:
    """An exercise, and in a sentence why just this one."""

    domain: Domain
    exercise: Exercise
    why: Sentence
    done: date | None
    """The last day it was done."""


@dataclass(frozen=True)
class _Wanted:
    domain: Domain
    indicator: str
    why: Sentence


def proposals_for(person: Person, domains: Sequence[Domain], today: date, language: str) -> list[Proposal]:
    """What could be next, the nearest first; each exercise once. domains: one of each (`ground.one_of_each`).

    First where others have seen a gap to what the role asks, as far as that is shared with the person; then where
    their own level is lowest; then what showed least in their own cases; then the rest, in the order of the framework.
    What was done within a fortnight comes last.
    """
    wanted = [*_by_judgements(person, domains, today, language), *_by_walks(person, domains, language)]
    wanted += list(_the_rest(domains, language))
    done: dict[str, date] = {}
    for tried in own_practised(person).filter(kind=PractisedKind.EXERCISE):
        done.setdefault(tried.key, tried.day)
    found: dict[str, Proposal] = {}
    for one in wanted:
        for exercise in shipped_exercises(one.domain.key):
            if exercise.indicator == one.indicator:
                found.setdefault(
                    exercise.key, Proposal(one.domain, exercise, one.why, done.get(exercise.key))
                )  # fmt: skip
    lately = today - _RESTS
    return sorted(found.values(), key=lambda one: one.done is not None and one.done > lately)


def _by_judgements(person: Person, domains: Sequence[Domain], today: date, language: str) -> list[_Wanted]:
    """Gaps that others have seen, the widest first; then one's own lowest levels."""
    employee = own_employee(person)
    if employee is None:
        return []
    skills = skills_of(employee, today, list(assessments_seen(person, employee)))
    by_key = {one.key: one for one in domains}
    gaps: list[tuple[int, _Wanted]] = []
    own: list[tuple[int, _Wanted]] = []
    for one in skills:
        domain = by_key.get(one.edition.framework.key)
        if domain is not None:
            gaps += _gaps(one, domain, language)
            own += _own_levels(one, domain, language)
    gaps.sort(key=lambda pair: -pair[0])
    own.sort(key=lambda pair: pair[0])
    return [wanted for _, wanted in (*gaps, *own)]


def _gaps(skills: FrameworkSkills, domain: Domain, language: str) -> Iterator[tuple[int, _Wanted]]:
    for line in skills.gaps:
        why = say(
            "Because of “{indicator}”: your role asks for level {demand}, and what has been shared with you says "
            "{level}.",
            indicator=domain.indicator(line.indicator.key, language), demand=line.demand or 0,
            level=line.by_others.level if line.by_others else 0,
        )  # fmt: skip
        yield line.gap or 0, _Wanted(domain, line.indicator.key, why)


def _own_levels(skills: FrameworkSkills, domain: Domain, language: str) -> Iterator[tuple[int, _Wanted]]:
    for line in skills.lines:
        if line.own is not None and not line.by_others and line.own.level < (line.demand or _GOOD):
            why = say(
                "Because of “{indicator}”: you have judged yourself at level {level}, which is among your lowest.",
                indicator=domain.indicator(line.indicator.key, language), level=line.own.level,
            )  # fmt: skip
            yield line.own.level, _Wanted(domain, line.indicator.key, why)


def _by_walks(person: Person, domains: Sequence[Domain], language: str) -> list[_Wanted]:
    """What was missed most often in one's own cases, by share."""
    counted = tallies(person)
    found: list[tuple[float, _Wanted]] = []
    for domain in domains:
        for key, tally in counted.get(domain.key, {}).items():
            missed, all_ = tally.shown["no"] + tally.shown["partly"] / 2, sum(tally.shown.values())
            why = say(
                "Because of “{indicator}”: it did not always show in the cases you have practised.",
                indicator=domain.indicator(key, language),
            )
            if missed:
                found.append((-missed / all_, _Wanted(domain, key, why)))
    found.sort(key=lambda pair: pair[0])
    return [wanted for _, wanted in found]


def _the_rest(domains: Sequence[Domain], language: str) -> Iterator[_Wanted]:
    for domain in domains:
        for key in domain.order:
            why = say("To try out: it is about “{indicator}”.", indicator=domain.indicator(key, language))
            yield _Wanted(domain, key, why)
