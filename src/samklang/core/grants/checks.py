"""What is wrong with a budget before it is sent, held against the terms; a rule nobody has verified is only noted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from samklang.core.calendar import plus_months
from samklang.core.grants.budget import Line, Split, Totals, cost_ore, line_ore, split_lines, totals
from samklang.core.grants.findings import Finding, Severity, in_order
from samklang.core.grants.shares import share_of
from samklang.core.grants.terms import Heading, Income, Standing, Terms, VatRule, label_of
from samklang.core.words import Money, Share, say, say_n

_VAGUE = re.compile(
    r"\b(?:overhead|over-head|diverse|div\.|uforudsete?|unforeseen|miscellaneous|misc\.|sundries|contingency|buffer)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PersonAsk:
    """What is asked for one person. The key names nobody; it only keeps one apart from another."""

    person_key: str
    ore: int
    on: date
    """The day it counts from: the first day of the course."""
    had: tuple[tuple[date, int], ...] = field(default=())
    """What the person had of the same purse, øre by day."""


def had_in_window(terms: Terms, ask: PersonAsk) -> int:
    """The most that a person had within any months that the day of what is asked lies in, in øre.

    With a window of 12 months, what was had on 1 March counts until 28 February the year after, and not on 1 March.
    What is had later counts as well: two courses a month apart share a purse, whichever is asked for first.
    """
    months = terms.person_window_months
    after = plus_months(ask.on, months)
    ends = [ask.on, *(day for day, _ in ask.had if ask.on < day < after)]
    return max(sum(ore for day, ore in ask.had if plus_months(end, -months) < day <= end) for end in ends)


def check_budget(
    terms: Terms,
    lines: Sequence[Line],
    people: Sequence[PersonAsk],
    start: date,
    end: date,
    *,
    income: Mapping[Income, int] | None = None,
    staff: int | None = None,
) -> list[Finding]:
    """Everything found in a budget, heaviest first.

    people: what is asked for each person, where the terms limit it; empty where nothing is asked by person.
    staff:  for how many it is asked, where that alone is known.
    start:  the first day of the period; end: its last.
    income: the income side in øre, held against the costs; None where it is not filled in yet.
    raises: ValueError where two lines have one key.
    """
    parts, found = split_lines(terms, lines), totals(terms, lines)
    return in_order(
        [
            *_empty(lines, found),
            *(finding for line in lines for finding in _line(terms, line, parts[line.key], start, end)),
            *_headings(terms, lines, found),
            *_caps(terms, found),
            *check_people(terms, people),
            *_asked_together(terms, found, people),
            *_for_so_many(terms, found, len({one.person_key for one in people}) or staff),
            *_vat(terms, lines),
            *_income(found, income),
        ]
    )


def _empty(lines: Sequence[Line], found: Totals) -> Iterator[Finding]:
    if not lines:
        yield Finding("empty", Severity.STOP, say("The budget has no lines. Write one line for each cost."))
    elif not found.cost_ore:
        yield Finding("empty", Severity.STOP, say("The budget comes to nothing. Write quantities and prices."))


def _line(terms: Terms, line: Line, parts: Split, start: date, end: date) -> Iterator[Finding]:
    cost = cost_ore(terms, line)
    if line.quantity < 0 or line.unit_price_ore < 0 or line.vat_ore < 0 or parts.funder_ore < 0 or parts.own_ore < 0:
        text = say("“{text}” has an amount below 0. Income stands on the income side.", text=line.text)
        yield Finding("negative", Severity.STOP, text, line.key)
    elif parts.funder_ore + parts.own_ore != cost:
        text = say(
            "“{text}” costs {cost}, and the parts come to {parts}.",
            text=line.text, cost=Money(cost), parts=Money(parts.funder_ore + parts.own_ore),
        )  # fmt: skip
        yield Finding("parts", Severity.STOP, text, line.key)
    if not start.year <= line.year <= end.year:
        text = say(
            "“{text}” lies in {year}; the project runs from {start} to {end}.",
            text=line.text, year=str(line.year), start=start, end=end,
        )  # fmt: skip
        yield Finding("year-outside", Severity.STOP, text, line.key)
    if _VAGUE.search(line.text):
        text = say("“{text}” says too little: funders turn down overhead and sundries. Name the cost.", text=line.text)
        yield Finding("vague", Severity.WARN, text, line.key)
    if not line.text.strip():
        yield Finding("no-text", Severity.WARN, say("A line has no text. Say what the money is for."), line.key)
    if line.own_hours and parts.own_ore > 0:
        yield from _own_hours(terms, line)


def _own_hours(terms: Terms, line: Line) -> Iterator[Finding]:
    if terms.own_hours_count is False:
        text = say("“{text}” counts own hours as co-funding, and these terms do not.", text=line.text)
        yield Finding("own-hours", terms.weight("own_hours_count"), text, line.key)
    elif terms.own_hours_count is None or not terms.verified("own_hours_count"):
        text = say("“{text}” counts own hours as co-funding. Look up whether they count.", text=line.text)
        yield Finding("own-hours", Severity.NOTE, text, line.key)


def _headings(terms: Terms, lines: Sequence[Line], found: Totals) -> Iterator[Finding]:
    """A blocked heading may stand in the budget as own money, where every line says that the funder pays nothing."""
    asked: dict[Heading, int] = defaultdict(int)
    for line in lines:
        asked[line.heading] += cost_ore(terms, line) if line.funder_ore is None else line.funder_ore
    for heading, ore in found.by_heading.items():
        yield from check_heading(terms, heading, ore, asked[heading])


def check_heading(terms: Terms, heading: Heading, cost: int, asked_ore: int) -> Iterator[Finding]:
    """What stands against costs under a heading: a blocked one cannot be asked for, and an unknown one is noted.

    cost, asked_ore: øre; where nothing of a blocked heading is asked for, it is the grantee's own and only noted.
    """
    standing, label = terms.standing(heading), label_of(heading)
    if not cost or standing is Standing.ELIGIBLE:
        return
    if standing is Standing.UNKNOWN:
        text = say("Look up whether “{heading}” is paid; {cost} rests on it.", heading=label, cost=Money(cost))
        yield Finding("heading-unknown", Severity.NOTE, text, heading)
    elif asked_ore > 0:
        text = say(
            "“{heading}” is not paid by this grant. Move {ore}, or enter it as own money.",
            heading=label, ore=Money(asked_ore),
        )  # fmt: skip
        yield Finding("heading-blocked", terms.weight("headings"), text, heading)
    else:
        text = say("“{heading}” is not paid by this grant; {cost} is own money.", heading=label, cost=Money(cost))
        yield Finding("heading-own", Severity.NOTE, text, heading)


def _caps(terms: Terms, found: Totals) -> Iterator[Finding]:
    most = terms.most_per_project_ore
    if most is not None and found.funder_ore > most:
        text = say(
            "{asked} is asked for, and one project can get {most}: {over} too much.",
            asked=Money(found.funder_ore), most=Money(most), over=Money(found.funder_ore - most),
        )  # fmt: skip
        yield Finding("cap-per-project", terms.weight("most_per_project_ore"), text)
    payable = share_of(max(0, found.eligible_ore), terms.funder_share_bp)
    asked = sum(ore for heading, ore in found.funder_by_heading.items() if terms.pays(heading))
    if asked > payable:
        text = say(
            "{asked} is asked for; the grant pays at most {share} of the costs it covers, which is {most}.",
            asked=Money(asked), share=Share(terms.funder_share_bp / 10_000), most=Money(payable),
        )  # fmt: skip
        yield Finding("share", terms.weight("funder_share_bp"), text)


def check_people(terms: Terms, people: Iterable[PersonAsk]) -> Iterator[Finding]:
    """The cap for one person, with what each already had within the rolling months; asks of one person count together.

    Each of several asks for one person counts what was asked before it within the window.
    """
    most = terms.most_per_person_ore
    if most is None:
        return
    earlier: dict[str, list[tuple[date, int]]] = defaultdict(list)
    weight = terms.weight("most_per_person_ore", terms.weight("person_window_months"))
    for ask in sorted(people, key=lambda one: (one.on, one.person_key, one.ore)):
        if ask.ore < 0:
            text = say("A person's amount is below 0. Write what is asked for.")
            yield Finding("negative", Severity.STOP, text, ask.person_key)
        had = had_in_window(terms, replace(ask, had=(*ask.had, *earlier[ask.person_key])))
        earlier[ask.person_key].append((ask.on, ask.ore))
        if had + ask.ore > most:
            text = say_n(
                "One person can get {most} within {count} month: {left} is left, and {asked} is asked for.",
                "One person can get {most} within {count} months: {left} is left, and {asked} is asked for.",
                terms.person_window_months,
                most=Money(most), left=Money(max(0, most - had)), asked=Money(ask.ore),
            )  # fmt: skip
            yield Finding("cap-per-person", weight, text, ask.person_key)


def _asked_together(terms: Terms, found: Totals, people: Sequence[PersonAsk]) -> Iterator[Finding]:
    """What is asked for each comes to what the budget asks for."""
    asked = sum(one.ore for one in people)
    if terms.most_per_person_ore is None or not people or asked == found.funder_ore:
        return
    text = say_n(
        "{asked} is asked for one person, and the budget asks for {funder}. They must be alike.",
        "{asked} is asked for {count} people together, and the budget asks for {funder}. They must be alike.",
        len({one.person_key for one in people}), asked=Money(asked), funder=Money(found.funder_ore),
    )  # fmt: skip
    yield Finding("people-sum", terms.weight("most_per_person_ore", Severity.WARN), text)


def _for_so_many(terms: Terms, found: Totals, staff: int | None) -> Iterator[Finding]:
    """The cap for one person, by the number of people alone: over it for them all is over it for somebody.

    Nobody is named for it. Under it somebody may still have had much within the rolling months.
    """
    most = terms.most_per_person_ore
    if most is None or not staff or found.funder_ore <= most * staff:
        return
    text = say_n(
        "{asked} is asked for one person, who can get {most}.",
        "{asked} is asked for {count} people, who can get {most} each.",
        staff, asked=Money(found.funder_ore), most=Money(most),
    )  # fmt: skip
    yield Finding("cap-per-person", terms.weight("most_per_person_ore"), text)


def _vat(terms: Terms, lines: Sequence[Line]) -> Iterator[Finding]:
    vat = sum(line.vat_ore for line in lines)
    if vat and (terms.vat is VatRule.UNKNOWN or not terms.verified("vat")):
        text = say("Look up whether VAT counts; {vat} of VAT rests on it.", vat=Money(vat))
        yield Finding("vat-unknown", Severity.NOTE, text)
    for line in lines:
        if line.vat_ore > 0 and line.vat_ore > line_ore(line) // 4 + 1:
            text = say("“{text}” has more VAT than a quarter of its price.", text=line.text)
            yield Finding("vat-high", Severity.WARN, text, line.key)


def _income(found: Totals, income: Mapping[Income, int] | None) -> Iterator[Finding]:
    if income is None:
        return
    for name, ore in income.items():
        if ore < 0 and name is Income.CO_FUNDING:
            text = say("Other income is more than what the funder does not pay. Look at the income side.")
            yield Finding("negative", Severity.STOP, text, name)
        elif ore < 0:
            text = say("The income side has an amount below 0. Write what comes in.")
            yield Finding("negative", Severity.STOP, text, name)
    whole = found.funder_ore + sum(income.values())
    if whole != found.cost_ore:
        text = say(
            "Costs are {cost}; the grant and the income side come to {income}. They must be alike.",
            cost=Money(found.cost_ore), income=Money(whole),
        )  # fmt: skip
        yield Finding("income", Severity.STOP, text)
