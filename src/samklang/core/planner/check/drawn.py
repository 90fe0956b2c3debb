"""The order drawn by lot: whether it is kept where it is a rule, and how far it is not where it is a wish."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from samklang.core.planner.check.case import Case
from samklang.core.planner.check.verdict import Violation
from samklang.core.words import Sentence, say, say_n


def drawn_order(case: Case) -> Iterator[Violation]:
    """Where the drawn order is a rule, no cohort still to begin takes a higher number than one that begins later."""
    if not case.facts.keep_drawn_order:
        return
    begins, waves = _begins(case), _waves(case)
    for one, two in combinations(sorted(begins, key=lambda cohort: (begins[cohort], cohort)), 2):
        early, late = ([who for who in case.seated[cohort] if who in waves] for cohort in (one, two))
        if begins[one] == begins[two] or not early or not late:
            continue
        last, first = max(waves[who] for who in early), min(waves[who] for who in late)
        ahead = tuple(who for who in early if waves[who] > first)
        behind = tuple(who for who in late if waves[who] < last)
        if ahead:
            text = say(
                "{ahead} in cohort {early} ({day}), before {behind} in cohort {late} ({later}): the draw says the"
                " other way round.",
                ahead=_begin(case, ahead),
                early=one,
                day=begins[one],
                behind=case.names(behind),
                late=two,
                later=begins[two],
            )
            yield Violation("drawn-order", text, (*ahead, *behind))


def _begin(case: Case, people: tuple[str, ...]) -> Sentence:
    return say_n("{names} begins", "{names} begin", len(people), names=case.names(people))


def out_of_order(case: Case) -> int:
    """The fewest people who would have to sit elsewhere for all others of the draw to begin in its order.

    Those who may stay lie on a way through numbers and dates that never goes back in either: the way with most people
    on it is the best one up to each number and date, each time from one number or one date less.
    """
    begins, waves = _begins(case), _waves(case)
    people: Counter[tuple[int, date]] = Counter(
        (waves[who], begins[cohort]) for who, cohort in case.seat_of.items() if who in waves and cohort in begins
    )
    days = sorted({day for _, day in people})
    most = dict.fromkeys(days, 0)
    for wave in sorted({wave for wave, _ in people}):
        before = 0
        for day in days:
            most[day] = before = people[wave, day] + max(most[day], before)
    return people.total() - max(most.values(), default=0)


def _begins(case: Case) -> dict[int, date]:
    """The first date of each cohort that has not begun."""
    return {
        cohort: min(one.day for one in case.plan.sessions if one.cohort == cohort)
        for cohort in case.cohorts
        if cohort not in case.started_cohorts
    }


def _waves(case: Case) -> dict[str, int]:
    """The number of each person in the draw who is to be trained."""
    return {
        person.id: person.wave
        for person in case.facts.people.values()
        if person.wave is not None and case.facts.eligible(person.id)
    }
