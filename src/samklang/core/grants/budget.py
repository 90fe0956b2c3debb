"""Budgets: lines of units and prices, what the funder and the grantee pay of each, and what they come to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from samklang.core.grants.shares import apportioned, half_up, share_of
from samklang.core.grants.terms import Heading, Terms, VatRule


@dataclass(frozen=True)
class Line:
    """One line of a budget. Prices are without VAT."""

    key: str
    heading: Heading
    year: int
    text: str
    unit: str
    quantity: Decimal
    unit_price_ore: int
    funder_ore: int | None = None
    """What the funder pays; None: by the terms, so that all such lines together come to their share exactly."""
    own_ore: int | None = None
    """What the grantee pays, as written; None: the rest."""
    vat_ore: int = 0
    """VAT of the whole line."""
    own_hours: bool = False
    """Whether the line is time of the grantee's own staff, and its own part co-funding in hours."""


def line_ore(line: Line) -> int:
    """Quantity times price, half up to the øre, without VAT."""
    return half_up(Fraction(line.quantity) * line.unit_price_ore)


def cost_ore(terms: Terms, line: Line) -> int:
    """What a line costs under the terms: with VAT only where they say that it counts."""
    return line_ore(line) + (line.vat_ore if terms.vat is VatRule.BEARS else 0)


@dataclass(frozen=True)
class Split:
    """What the funder and the grantee pay of a line, in øre."""

    funder_ore: int
    own_ore: int


def split_lines(terms: Terms, lines: Sequence[Line]) -> dict[str, Split]:
    """Who pays what of each line, by key.

    A line with an amount of its own keeps it. The others share the funder's part of their sum, rounded down to the øre
    and divided by the largest remainder: each within one øre of its part of that, and the sum exact. Headings that the
    grant does not pay are the grantee's own.
    raises: ValueError where two lines have one key.
    """
    if len({line.key for line in lines}) < len(lines):
        raise ValueError("Each line has a key of its own.")
    costs = {line.key: cost_ore(terms, line) for line in lines}
    given = {line.key: line.funder_ore for line in lines if line.funder_ore is not None}
    free = sorted(
        line.key for line in lines if line.key not in given and terms.pays(line.heading) and costs[line.key] > 0
    )
    sums = [costs[key] for key in free]
    shared = dict(zip(free, apportioned(share_of(sum(sums), terms.funder_share_bp), sums), strict=True))
    own = {line.key: line.own_ore for line in lines}
    found: dict[str, Split] = {}
    for key, ore in costs.items():
        funder = given.get(key, shared.get(key, 0))
        written = own[key]
        found[key] = Split(funder, ore - funder if written is None else written)
    return found


@dataclass(frozen=True)
class Totals:
    """What a budget comes to, in øre."""

    cost_ore: int = 0
    funder_ore: int = 0
    own_ore: int = 0
    by_heading: Mapping[Heading, int] = field(default_factory=dict)
    by_year: Mapping[int, int] = field(default_factory=dict)
    funder_by_heading: Mapping[Heading, int] = field(default_factory=dict)
    funder_by_year: Mapping[int, int] = field(default_factory=dict)
    eligible_ore: int = 0
    """The costs under headings that the grant pays."""


def totals(terms: Terms, lines: Sequence[Line]) -> Totals:
    """What the lines come to: costs, who pays them, by heading in the form's order and by year. Raises ValueError for
    two lines with one key."""
    parts = split_lines(terms, lines)
    headings: dict[Heading, int] = defaultdict(int)
    years: dict[int, int] = defaultdict(int)
    funder_headings: dict[Heading, int] = defaultdict(int)
    funder_years: dict[int, int] = defaultdict(int)
    for line in lines:
        ore = cost_ore(terms, line)
        headings[line.heading] += ore
        years[line.year] += ore
        funder_headings[line.heading] += parts[line.key].funder_ore
        funder_years[line.year] += parts[line.key].funder_ore
    return Totals(
        sum(headings.values()),
        sum(one.funder_ore for one in parts.values()),
        sum(one.own_ore for one in parts.values()),
        _in_form_order(headings),
        dict(sorted(years.items())),
        _in_form_order(funder_headings),
        dict(sorted(funder_years.items())),
        sum(ore for heading, ore in headings.items() if terms.pays(heading)),
    )


def _in_form_order(amounts: Mapping[Heading, int]) -> dict[Heading, int]:
    return {heading: amounts[heading] for heading in Heading if heading in amounts}
