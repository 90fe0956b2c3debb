"""A budget against the one that was approved: what is moved, what one may do freely, and what must be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samklang.core.grants.checks import check_heading
from samklang.core.grants.findings import Finding, Severity, in_order
from samklang.core.grants.net import grant_due
from samklang.core.grants.shares import share_of
from samklang.core.grants.terms import Heading, Terms, label_of
from samklang.core.words import Money, Sentence, say


@dataclass(frozen=True)
class Move:
    """One heading, before and after, in øre."""

    heading: Heading
    old_ore: int
    new_ore: int
    free_ore: int | None
    """How much it may rise or fall without a request; None where the terms do not say."""

    @property
    def moved_ore(self) -> int:
        """What it rises by; below 0 what it falls by."""
        return self.new_ore - self.old_ore

    @property
    def within_limit(self) -> bool | None:
        """Whether it may be done freely; None where the terms do not say."""
        return True if not self.moved_ore else None if self.free_ore is None else abs(self.moved_ore) <= self.free_ore


@dataclass(frozen=True)
class BudgetChange:
    """A change of budget as a whole."""

    moves: tuple[Move, ...]
    """Headings whose amount changes, in the form's order."""
    moved_ore: int
    """What leaves one heading for another."""
    needs_request: bool | None
    """Whether the funder must be asked; None where the terms do not say, so that it is wise to ask."""
    findings: tuple[Finding, ...]
    says: Sentence


def compare_budgets(
    terms: Terms,
    old: Mapping[Heading, int],
    new: Mapping[Heading, int],
    award_ore: int,
    end: date,
    *,
    new_end: date | None = None,
    other_income_ore: int = 0,
) -> BudgetChange:
    """What a new budget changes, and whether it needs the funder's consent.

    old, new:  costs by heading in øre, as approved and as wished; the grant's share of each follows the terms.
    award_ore: what was granted; the new budget never raises it.
    end:       the grant's last day; new_end: the one that is asked for, None where it stays.
    """
    limit = terms.free_reallocation_bp
    moves = tuple(
        Move(one, before, after, None if limit is None else share_of(max(0, before), limit))
        for one in Heading
        if (before := old.get(one, 0)) != (after := new.get(one, 0))
    )
    longer = new_end is not None and new_end > end
    needs = _needs_request(terms, moves, longer)
    found = [*_moves(terms, moves), *_sums(terms, old, new, award_ore, other_income_ore), *_dates(end, new_end)]
    up = sum(max(0, one.moved_ore) for one in moves)
    down = sum(max(0, -one.moved_ore) for one in moves)
    moved = min(up, down)
    return BudgetChange(moves, moved, needs, tuple(in_order(found)), _told(moves, moved, needs, longer))


def _needs_request(terms: Terms, moves: tuple[Move, ...], longer: bool) -> bool | None:
    if longer:
        return True
    if not moves:
        return False
    if terms.free_reallocation_bp is None or not terms.verified("free_reallocation_bp"):
        return None
    return not all(one.within_limit for one in moves)


def _moves(terms: Terms, moves: tuple[Move, ...]) -> list[Finding]:
    found: list[Finding] = []
    for one in moves:
        if one.new_ore < 0:
            text = say("“{heading}” falls below 0.", heading=label_of(one.heading))
            found.append(Finding("negative", Severity.STOP, text, one.heading))
        if one.moved_ore > 0:
            found += check_heading(terms, one.heading, one.new_ore, one.new_ore)
        if one.within_limit is False and one.free_ore is not None:
            text = say(
                "“{heading}” changes by {moved}; up to {free} may be moved freely. Ask the funder.",
                heading=label_of(one.heading), moved=Money(abs(one.moved_ore)), free=Money(one.free_ore),
            )  # fmt: skip
            found.append(Finding("over-limit", terms.weight("free_reallocation_bp", Severity.WARN), text, one.heading))
    return found


def _sums(
    terms: Terms, old: Mapping[Heading, int], new: Mapping[Heading, int], award_ore: int, other_income_ore: int
) -> list[Finding]:
    more = sum(new.values()) - sum(old.values())
    before, after = (
        grant_due(terms, award_ore, sum(ore for one, ore in costs.items() if terms.pays(one)), other_income_ore)
        for costs in (old, new)
    )
    own = more - (after - before)
    if after < before:
        text = say("The grant falls by {falls}, to {after}.", falls=Money(before - after), after=Money(after))
        return [Finding("grant-falls", Severity.WARN, text)]
    if more > 0 and own > 0:
        text = say("The new budget is {more} larger; {own} of it is own money.", more=Money(more), own=Money(own))
        return [Finding("own-rises", Severity.WARN, text)]
    return []


def _dates(end: date, new_end: date | None) -> list[Finding]:
    if new_end is None or new_end == end:
        return []
    if new_end < end:
        text = say("The project ends earlier, {new}; reports are due from then.", new=new_end)
        return [Finding("shorter", Severity.NOTE, text)]
    text = say("The last day moves from {old} to {new}. Only the funder can extend the period.", old=end, new=new_end)
    return [Finding("extension", Severity.WARN, text)]


def _told(moves: tuple[Move, ...], moved_ore: int, needs: bool | None, longer: bool) -> Sentence:
    if not moves and not longer:
        return say("Nothing changes.")
    moved = Money(moved_ore)
    if needs is None:
        return say("{moved} moves between headings. Nobody has verified what is free; ask the funder.", moved=moved)
    if needs:
        return say("{moved} moves between headings. Send the funder a request and wait for the answer.", moved=moved)
    return say("{moved} moves between headings, within what may be done freely.", moved=moved)
