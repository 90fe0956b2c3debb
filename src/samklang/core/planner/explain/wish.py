"""Why a wish did not come out better."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import numpy as np

from samklang.core.planner.explain.checks.finding import listed
from samklang.core.planner.explain.dates import Other, best, blocked, others
from samklang.core.planner.explain.prices import changes
from samklang.core.planner.explain.standing import Standing
from samklang.core.planner.explain.unknown import unknown
from samklang.core.planner.plan import OWN, Plan
from samklang.core.planner.problem import Heading, Problem, Wish
from samklang.core.planner.solve.bounds import cohort_price
from samklang.core.planner.solve.drawn import last_dates
from samklang.core.planner.solve.reasons import why_untrained
from samklang.core.planner.solve.state import NOBODY, Tally
from samklang.core.words import Money, Sentence, Value, say, say_n

DEAREST = 3
"""Sessions told where many add up."""


def why_wish(problem: Problem, plan: Plan, wish: Wish) -> tuple[Sentence, ...]:
    """How a wish came out and what is proved about it, what it is made up of, and what stands in the way of better.

    plan:    approved by the checker.
    returns: sentences, the most important first.
    raises:  Unknown, with those there are, where the wish is not among the problem's.
    """
    if wish not in {level.wish for level in problem.wishes}:
        raise unknown(str(wish), ((level.wish.value, level.wish.value) for level in problem.wishes))
    standing = Standing(problem, plan)
    return (_outcome(standing, wish), *_TELLERS[wish](standing))


def _outcome(standing: Standing, wish: Wish) -> Sentence:
    value = standing.tally.wishes[wish]
    level = next((level for level in standing.plan.levels if level.wish is wish), None)
    told = _value(standing, wish, value)
    first = standing.problem.wishes[0].wish is wish
    if first and (value == 0 or (level is not None and level.bound is not None and value <= level.bound)):
        return say("{value}. Nothing better is possible.", value=told)
    if value == 0 or (level is not None and level.bound is not None and value <= level.bound):
        return say("{value}. Nothing better is possible without giving up a wish before it.", value=told)
    if level is None or level.bound is None:
        return say("{value}. How much better it could be is not known.", value=told)
    bound = _bound(standing, wish, level.bound)
    if first:
        return say("{value}. Proved: it cannot come below {bound}.", value=told, bound=bound)
    return say(
        "{value}. Proved: it cannot come below {bound} without giving up a wish before it.", value=told, bound=bound
    )


def _value(standing: Standing, wish: Wish, value: int) -> Sentence:
    if wish is Wish.FINISH:
        return say("The last session is on {day}", day=_day(standing, value))
    if wish is Wish.AVOID and not value:
        return say("No unwanted half-day is used")
    told = {
        Wish.UNTRAINED: say_n("{count} person is untrained", "{count} people are untrained", value),
        Wish.COST: say("The cost is {cost} in all", cost=Money(value)),
        Wish.CONTINUITY: say_n("{count} conversation is to be moved", "{count} conversations are to be moved", value),
        Wish.PAIRS: say_n("{count} pair is apart", "{count} pairs are apart", value),
        Wish.SPREAD: say("The differences in spread add up to {count}", count=value),
        Wish.ORDER: say_n(
            "{count} person begins out of the drawn order", "{count} people begin out of the drawn order", value
        ),
        Wish.AVOID: say_n("{count} unwanted half-day is used", "The unwanted half-days used weigh {count}", value),
    }
    return told[wish]


def _bound(standing: Standing, wish: Wish, bound: int) -> Value:
    if wish is Wish.COST:
        return Money(bound)
    return _day(standing, bound) if wish is Wish.FINISH else bound


def _day(standing: Standing, days: int) -> Value:
    return standing.problem.first_day + timedelta(days=days)


def _untrained(standing: Standing) -> Iterator[Sentence]:
    for row in np.flatnonzero(standing.grid.eligible & (standing.tally.seats == NOBODY)):
        yield why_untrained(standing.grid, standing.state, int(row))


def _cost(standing: Standing) -> Iterator[Sentence]:
    tally = standing.tally
    by_heading: Counter[Heading] = Counter()
    for (_, heading), ore in tally.costs.items():
        by_heading[heading] += ore
    for heading, ore in by_heading.most_common():
        yield _HEADINGS[heading](Money(ore))
    own = sum(payment.amount_ore for payment in standing.plan.payments if payment.source == OWN)
    yield say("Grants pay {granted}, and {own} is own money.", granted=Money(tally.cost_ore - own), own=Money(own))
    yield from _one_cohort_fewer(standing)
    yield from _dearer_dates(standing)


_HEADINGS: dict[Heading, Callable[[Money], Sentence]] = {
    Heading.TRAINER: lambda cost: say("{cost} is for trainers.", cost=cost),
    Heading.TRAVEL: lambda cost: say("{cost} is for travel.", cost=cost),
    Heading.ROOM: lambda cost: say("{cost} is for rooms.", cost=cost),
    Heading.MATERIALS: lambda cost: say("{cost} is for materials.", cost=cost),
    Heading.TEMP: lambda cost: say("{cost} is for temps.", cost=cost),
}


def _one_cohort_fewer(standing: Standing) -> Iterator[Sentence]:
    """What stands in the way of the surest saving."""
    rules, cohorts = standing.problem.cohorts, len(standing.state.places)
    seated = int((standing.tally.seats != NOBODY).sum())
    if cohorts < 2:
        return
    if cohorts <= rules.minimum:
        yield say_n(
            "One cohort fewer is not allowed: there must be {count}.",
            "One cohort fewer is not allowed: there must be {count}.",
            rules.minimum,
        )
        return
    fewer = cohorts - 1
    if fewer * rules.size_maximum < seated:
        yield say(
            "One cohort fewer would need {size} seats in each for the {people} people; the most allowed is {most}.",
            size=-(-seated // fewer),
            people=seated,
            most=rules.size_maximum,
        )
        return
    price = cohort_price(standing.grid)
    if not price:
        return
    yield say(
        "With one cohort fewer, {fewer} for the {people} people, about {price} or more would be saved; no plan was"
        " found in which counter, dates and rooms allow it.",
        fewer=fewer,
        people=seated,
        price=Money(price),
    )


def _dearer_dates(standing: Standing) -> Iterator[Sentence]:
    """Sessions that have the trainer's date to themselves though half of it is free."""
    used = Counter(
        (place.trainer, standing.slot(module, place).day)
        for _, module, place in standing.tally.sessions
        for _ in standing.slot(module, place).halves
    )
    half_used = sum(1 for count in used.values() if count == 1)
    if half_used:
        yield say_n(
            "On {count} date a trainer is paid for the whole day and teaches half of it.",
            "On {count} dates a trainer is paid for the whole day and teaches half of it.",
            half_used,
        )


def _continuity(standing: Standing) -> Iterator[Sentence]:
    prices = []
    for cohort, module, place in standing.tally.sessions:
        rows = standing.tally.attendees(cohort, module)
        prices.append((int(standing.grid.moved[module][rows, place.slot].sum()), cohort, module))
    for price, cohort, module in sorted(prices, key=lambda one: (-one[0], one[1], one[2]))[:DEAREST]:
        if price:
            yield say_n(
                "“{module}” for cohort {cohort} moves {count} conversation. {other}",
                "“{module}” for cohort {cohort} moves {count} conversations. {other}",
                price,
                module=standing.problem.modules[module].name,
                cohort=cohort + 1,
                other=_other(standing, cohort, module, Wish.CONTINUITY),
            )


def _other(standing: Standing, cohort: int, module: int, wish: Wish) -> Sentence:
    """The date around that is best for one wish, with its price in the others."""
    found = [one for one in others(standing, cohort, module) if one.after is not None]
    helping = [one for one in found if one.after and one.after.wishes[wish] < standing.tally.wishes[wish]]
    first = best(helping)
    if first is None or first.after is None:
        if found:
            return say("No open date around it is better.")
        return say("No other date around it is open.")
    when = standing.time_of(module, first.slot)
    return say("{when} instead: {price}.", when=when, price=changes(standing.tally, first.after))


def _pairs(standing: Standing) -> Iterator[Sentence]:
    seats = standing.state.seats
    for one, two in standing.grid.pairs:
        if seats[one] == seats[two]:
            continue
        names = {"one": standing.person(one).name, "two": standing.person(two).name}
        if NOBODY in (seats[one], seats[two]):
            row = one if seats[one] == NOBODY else two
            why = why_untrained(standing.grid, standing.state, row)
            yield say("{one} and {two} are apart, for one is untrained: {why}", why=why, **names)
            continue
        yield say(
            "{one} and {two} are apart. {first} {second}",
            first=_joining(standing, one, seats[two]),
            second=_joining(standing, two, seats[one]),
            **names,
        )


def _joining(standing: Standing, row: int, cohort: int) -> Sentence:
    """What keeps a person from a cohort they are wanted in, or what it would cost to be there."""
    name, block = standing.person(row).name, standing.block(row, cohort)
    if block is not None:
        return say("{name} cannot join cohort {cohort}: {why}", name=name, cohort=cohort + 1, why=block)
    price = changes(standing.tally, Tally(standing.grid, standing.seated(row, cohort)))
    return say("{name} in cohort {cohort} would mean: {price}.", name=name, cohort=cohort + 1, price=price)


def _spread(standing: Standing) -> Iterator[Sentence]:
    cohorts = len(standing.state.places)
    uneven: list[tuple[int, str, int, tuple[int, ...]]] = []
    for name, rows in zip(_spread_names(standing), standing.grid.spread_groups, strict=True):
        seats = [standing.state.seats[row] for row in rows]
        counts = tuple(seats.count(cohort) for cohort in range(cohorts))
        if counts and max(counts) > min(counts):
            uneven.append((min(counts) - max(counts), name, sum(counts), counts))
    even = 0
    for difference, name, people, counts in sorted(uneven):
        least = 1 if people % cohorts else 0
        if -difference == least:
            even += 1
            continue
        yield say(
            "{group} is spread {counts} over the cohorts; a difference of {least} is the least there can be.",
            group=name,
            counts=counts,
            least=least,
        )
    if even:
        yield say_n(
            "{count} team or role does not divide evenly by the cohorts, and differs by one.",
            "{count} teams and roles do not divide evenly by the cohorts, and differ by one.",
            even,
        )


def _spread_names(standing: Standing) -> list[str]:
    """What the grid's groups to be spread are called, in its order: roles, then teams by id."""
    people = [standing.person(int(row)) for row in np.flatnonzero(standing.grid.eligible)]
    roles = sorted({person.role for person in people} - {""})
    if standing.problem.cohorts.composition != "mixed":
        return roles
    names = {team.id: team.name for team in standing.problem.teams}
    return roles + [names[team] for team in sorted({person.team for person in people})]


def _finish(standing: Standing) -> Iterator[Sentence]:
    if not standing.tally.sessions:
        return
    cohort, module, place = max(standing.tally.sessions, key=lambda one: standing.slot(one[1], one[2]).halves)
    last = standing.slot(module, place)
    yield say(
        "The last is cohort {cohort} with “{module}” on {when}.",
        cohort=cohort + 1,
        module=standing.problem.modules[module].name,
        when=standing.time_of(module, place.slot),
    )
    before = [
        one for one in others(standing, cohort, module) if standing.grid.slots[module][one.slot].ordinal < last.ordinal
    ]
    yield from _earlier(standing, module, before)


def _earlier(standing: Standing, module: int, before: list[Other]) -> Iterator[Sentence]:
    first = best(before)
    if first is not None and first.after is not None:
        when, price = standing.time_of(module, first.slot), changes(standing.tally, first.after)
        yield say("Earlier, on {when}, it would mean: {price}.", when=when, price=price or say("no change"))
    yield from blocked(standing, module, before)


def _avoid(standing: Standing) -> Iterator[Sentence]:
    weights = {id(avoided): standing.grid.covered_by(avoided.period) for avoided in standing.problem.avoided}
    for cohort, module, place in standing.tally.sessions:
        slot = standing.slot(module, place)
        if not slot.avoid:
            continue
        reasons = [
            avoided.reason
            for avoided in standing.problem.avoided
            if avoided.reason and weights[id(avoided)][list(slot.halves)].any()
        ]
        yield say(
            "Cohort {cohort} has “{module}” on {when} ({reasons}). {other}",
            cohort=cohort + 1,
            module=standing.problem.modules[module].name,
            when=standing.time_of(module, place.slot),
            reasons=listed(list(dict.fromkeys(reasons))) if reasons else say("unwanted"),
            other=_other(standing, cohort, module, Wish.AVOID),
        )


def _order(standing: Standing) -> Iterator[Sentence]:
    limits, begins = last_dates(standing.tally.drawn), standing.tally.begins
    waves, seats = standing.grid.waves, standing.state.seats

    def fits(wave: int, cohort: int) -> bool:
        after = wave < 2 or not limits or begins[cohort] >= limits[min(wave - 2, len(limits) - 1)]
        return after and (wave > len(limits) or begins[cohort] <= limits[wave - 1])

    for row, wave in enumerate(waves):
        if not wave or seats[row] not in begins or fits(wave, seats[row]):
            continue
        yield say(
            "{name}, number {number} in the draw, begins with cohort {cohort} on {day}.",
            name=standing.person(row).name,
            number=standing.person(row).wave or 0,
            cohort=seats[row] + 1,
            day=date.fromordinal(begins[seats[row]]),
        )
        for cohort in begins:
            if fits(wave, cohort):
                yield _joining(standing, row, cohort)


_TELLERS: dict[Wish, Callable[[Standing], Iterator[Sentence]]] = {
    Wish.UNTRAINED: _untrained,
    Wish.COST: _cost,
    Wish.CONTINUITY: _continuity,
    Wish.PAIRS: _pairs,
    Wish.SPREAD: _spread,
    Wish.FINISH: _finish,
    Wish.AVOID: _avoid,
    Wish.ORDER: _order,
}
