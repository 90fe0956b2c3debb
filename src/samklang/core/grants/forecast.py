"""Where the money ends: budget against actual by heading, forecast to the end, and what must be paid back.

A forecast is what has been spent, what is agreed, and the rest. The rest comes from the plan where there is one; else
from how fast money has gone so far, and then it is a range.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import isqrt

from samklang.core.grants.net import grant_due, payback
from samklang.core.grants.shares import half_up, share_of
from samklang.core.grants.terms import Heading, Terms, label_of
from samklang.core.words import Money, Sentence, say


@dataclass(frozen=True)
class HeadingState:
    """One heading so far, in øre."""

    heading: Heading
    budget_ore: int
    actual_ore: int = 0
    committed_ore: int = 0
    """Agreed and not yet invoiced."""
    planned_rest_ore: int | None = None
    """What the plan still expects beyond what is agreed; None where there is no plan."""
    by_month: tuple[int, ...] = ()
    """What each whole month of the grant cost so far, first month first; months without costs are 0."""
    own_hours_ore: int = 0
    """Of what is spent: hours of the grantee's own staff."""


class Basis(StrEnum):
    """What the rest of a heading is reckoned from."""

    ENDED = "ended"
    PLAN = "plan"
    MONTHS = "months"
    """At least three whole months: their average, with a range of about 80 in 100."""
    DAYS = "days"
    """Fewer: by days elapsed, with a range from what is agreed to twice that or the whole budget."""
    BUDGET = "budget"
    """Not begun: the budget."""


@dataclass(frozen=True)
class Range:
    """An expected amount in øre, and how low and high it may come out."""

    low_ore: int
    expected_ore: int
    high_ore: int


@dataclass(frozen=True)
class HeadingForecast:
    """One heading to the end, in øre."""

    heading: Heading
    budget_ore: int
    actual_ore: int
    committed_ore: int
    total: Range
    basis: Basis
    passes_limit: bool | None
    """Whether it will pass its budget by more than may be moved freely; None where the terms do not say."""
    says: Sentence


@dataclass(frozen=True)
class Forecast:
    """A grant to the end. Ranges add up the headings' own, as if all came out low or high together."""

    rows: tuple[HeadingForecast, ...]
    cost: Range
    due: Range
    """What the grant comes to."""
    unused: Range
    """What is left of the award."""
    payback: Range
    """What has been received beyond what the grant comes to."""
    says: tuple[Sentence, ...]
    eligible: Range
    """Of the cost: what stands under headings that the grant pays, own hours included."""
    own_hours: Range
    """Of that: hours of the grantee's own staff. What is to come is expected to hold as much of them as what was."""


def forecast(
    terms: Terms,
    award_ore: int,
    states: Sequence[HeadingState],
    *,
    start: date,
    end: date,
    today: date,
    received_ore: int = 0,
    other_income_ore: int = 0,
) -> Forecast:
    """Budget against actual, and where it ends.

    states: one for each heading with a budget or costs; headings that the grant does not pay count in the cost alone.
    start:  the grant's first day; end: its last.
    raises: ValueError for two states of one heading, and where the end comes before the start.
    """
    if len({one.heading for one in states}) < len(states) or end < start:
        raise ValueError("Each heading stands once, and a grant ends after it starts.")
    order = list(Heading)
    rows = tuple(
        _row(terms, one, start, end, today) for one in sorted(states, key=lambda state: order.index(state.heading))
    )
    cost, eligible = _added(one.total for one in rows), _added(one.total for one in rows if terms.pays(one.heading))
    by_heading = {one.heading: one for one in states}
    hours = _added(_hours(by_heading[one.heading], one) for one in rows if terms.pays(one.heading))
    low, expected, high = (
        grant_due(terms, award_ore, ore, other_income_ore, own)
        for ore, own in zip(_ends(eligible), _ends(hours), strict=True)
    )
    unused = Range(award_ore - high, award_ore - expected, award_ore - low)
    back = Range(payback(received_ore, high), payback(received_ore, expected), payback(received_ore, low))
    due = Range(low, expected, high)
    told = _told(cost, due, unused, back, today > end)
    return Forecast(rows, cost, due, unused, back, told, eligible, hours)


def _row(terms: Terms, state: HeadingState, start: date, end: date, today: date) -> HeadingForecast:
    basis, total = _total(state, start, end, today)
    limit = terms.free_reallocation_bp
    passes = None if limit is None else total.expected_ore > state.budget_ore + share_of(state.budget_ore, limit)
    return HeadingForecast(
        state.heading, state.budget_ore, state.actual_ore, state.committed_ore, total, basis, passes,
        _row_told(state, total),
    )  # fmt: skip


def _total(state: HeadingState, start: date, end: date, today: date) -> tuple[Basis, Range]:
    sure = state.actual_ore + state.committed_ore
    if today > end:
        return Basis.ENDED, Range(sure, sure, sure)
    if state.planned_rest_ore is not None:
        planned = sure + state.planned_rest_ore
        return Basis.PLAN, Range(planned, planned, planned)
    elapsed, left = (today - start).days + 1, (end - today).days
    if elapsed <= 0:
        whole = max(state.budget_ore, sure)
        return Basis.BUDGET, Range(sure, whole, whole)
    if len(state.by_month) >= _FEWEST_MONTHS:
        rest, width = _by_months(state.by_month, Fraction(left * 48, 1461))
        low, expected, high = (
            state.actual_ore + max(state.committed_ore, one) for one in (rest - width, rest, rest + width)
        )
        return Basis.MONTHS, Range(low, expected, high)
    rest = half_up(Fraction(max(0, state.actual_ore) * left, elapsed))
    expected = state.actual_ore + max(state.committed_ore, rest)
    return Basis.DAYS, Range(sure, expected, max(expected, state.actual_ore + 2 * rest, state.budget_ore))


_FEWEST_MONTHS = 3
_T_NINETY = (1886, 1638, 1533, 1476, 1440, 1415, 1397, 1383, 1372, 1363, 1356, 1350, 1345, 1341, 1337)
"""90 % points of Student's t with 2 to 16 degrees of freedom, in thousandths; more: as the normal distribution's."""
_NORMAL_NINETY = 1282


def _by_months(months: Sequence[int], left: Fraction) -> tuple[int, int]:
    """What is to come in so many months at the average so far, and half the width of its 80 % prediction interval.

    Months are taken as alike and independent, so that a sum of r more has the variance s²(r + r²/n).
    source: Student's prediction interval for the sum of further observations.
    """
    count = len(months)
    mean = Fraction(sum(months), count)
    variance = sum((one - mean) ** 2 for one in months) / (count - 1)
    ahead = variance * (left + left * left / count)
    place = count - 1 - 2
    quantile = _T_NINETY[place] if place < len(_T_NINETY) else _NORMAL_NINETY
    return max(0, half_up(mean * left)), isqrt(int(ahead * quantile * quantile)) // 1000


def _hours(state: HeadingState, row: HeadingForecast) -> Range:
    """How much of a heading is own hours at the end: of what goes on at the pace so far as much as of that."""
    own, actual = state.own_hours_ore, state.actual_ore
    if row.basis not in {Basis.MONTHS, Basis.DAYS} or not 0 < own <= actual:
        return Range(own, own, own)
    sure = actual + state.committed_ore
    low, expected, high = (own + max(0, ore - sure) * own // actual for ore in _ends(row.total))
    return Range(low, expected, high)


def _ends(amount: Range) -> tuple[int, int, int]:
    return amount.low_ore, amount.expected_ore, amount.high_ore


def _added(ranges: Iterable[Range]) -> Range:
    there = list(ranges)
    return Range(
        sum(one.low_ore for one in there), sum(one.expected_ore for one in there), sum(one.high_ore for one in there)
    )


def _row_told(state: HeadingState, total: Range) -> Sentence:
    over = total.expected_ore - state.budget_ore
    label, ends = label_of(state.heading), Money(total.expected_ore)
    if over > 0:
        return say("“{heading}” ends at {ends}: {over} over budget.", heading=label, ends=ends, over=Money(over))
    if over < 0:
        return say("“{heading}” ends at {ends}: {under} under budget.", heading=label, ends=ends, under=Money(-over))
    return say("“{heading}” ends at {ends}, as budgeted.", heading=label, ends=ends)


def _told(cost: Range, due: Range, unused: Range, back: Range, ended: bool) -> tuple[Sentence, ...]:
    if ended:
        cost_ore, due_ore = Money(cost.expected_ore), Money(due.expected_ore)
        found = [say("The project cost {cost}, and the grant comes to {due}.", cost=cost_ore, due=due_ore)]
    else:
        found = [
            say("The project is expected to cost {cost}.", cost=_between(cost)),
            say("The grant is expected to come to {due}.", due=_between(due)),
        ]
    if unused.high_ore:
        found.append(say("Left of the grant: {unused}.", unused=_between(unused)))
    if back.high_ore:
        found.append(say("To be paid back: {back}.", back=_between(back)))
    return tuple(found)


def _between(amount: Range) -> Money | Sentence:
    if amount.low_ore == amount.high_ore:
        return Money(amount.expected_ore)
    return say(
        "{expected} (between {low} and {high})",
        expected=Money(amount.expected_ore), low=Money(amount.low_ore), high=Money(amount.high_ore),
    )  # fmt: skip
