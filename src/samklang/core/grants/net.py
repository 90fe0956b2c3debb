"""Net grants: what a grant comes to when the money has been spent, and what becomes of it when less is spent."""

from dataclasses import dataclass

from samklang.core.grants.shares import share_of
from samklang.core.grants.terms import Terms
from samklang.core.words import Money, Sentence, say


def grant_due(
    terms: Terms, award_ore: int, eligible_ore: int, other_income_ore: int = 0, own_hours_ore: int = 0
) -> int:
    """What a grant comes to at the end.

    award_ore:        what was granted, øre from 0.
    eligible_ore:     what was spent under headings the grant pays, øre.
    other_income_ore: what others paid towards the same costs (other grants, fees; not the grantee's own part), from 0.
    own_hours_ore:    how much of `eligible_ore` is hours of the grantee's own staff: co-funding that nobody paid in
                      cash. Where the terms say that they do not count they are left out.
    returns:          øre, 0 to the award. A net grant: its share of the costs, rounded down to the øre, and no more
                      than is left of those paid in cash after other income. One that is not net keeps its award as
                      long as what is left of those comes to it, whatever its share. No grant rises above its award
                      when costs grow.
    raises:           ValueError below 0 for the award or other income.
    source:           STAR, Guide til udarbejdelse af projektbudgetter (2016, 2018): nettotilskud.
    """
    if award_ore < 0 or other_income_ore < 0:
        raise ValueError("An award and other income count from 0.")
    counted = eligible_with(terms, eligible_ore - own_hours_ore, own_hours_ore)
    left = max(0, eligible_ore - own_hours_ore - other_income_ore)
    share = share_of(max(0, counted), terms.funder_share_bp) if terms.net_grant else left
    return min(award_ore, share, left)


def eligible_with(terms: Terms, cash_ore: int, own_hours_ore: int) -> int:
    """The costs that a grant's share is taken of: own hours among them, unless the terms say that they do not count."""
    return cash_ore if terms.own_hours_count is False else cash_ore + own_hours_ore


@dataclass(frozen=True)
class Saving:
    """What happens when less is spent, in øre."""

    less_ore: int
    grant_falls_ore: int
    own_falls_ore: int
    says: Sentence


def if_less(
    terms: Terms, award_ore: int, eligible_ore: int, other_income_ore: int, less_ore: int, *, own_hours_ore: int = 0
) -> Saving:
    """How much the grant and the own part fall when so much less is spent, all else the same.

    less_ore:      øre from 0; more than the costs paid in cash counts as all of them.
    own_hours_ore: as in `grant_due`; the hours stay as they are.
    returns:       the two falls add up to what is spent less.
    raises:        ValueError below 0.
    """
    if less_ore < 0:
        raise ValueError("What is spent less counts from 0.")
    less = min(less_ore, max(0, eligible_ore - own_hours_ore))
    before = grant_due(terms, award_ore, eligible_ore, other_income_ore, own_hours_ore)
    falls = before - grant_due(terms, award_ore, eligible_ore - less, other_income_ore, own_hours_ore)
    own = less - falls
    if not falls:
        says = say(
            "Spend {less} less and the grant stays at {due}; the own part falls by {own}.",
            less=Money(less), due=Money(before), own=Money(own),
        )  # fmt: skip
    elif not own:
        says = say("Spend {less} less and the grant falls by just as much; nothing is saved.", less=Money(less))
    else:
        says = say(
            "Spend {less} less and the grant falls by {falls}; the own part falls by {own}.",
            less=Money(less), falls=Money(falls), own=Money(own),
        )  # fmt: skip
    return Saving(less, falls, own, says)


def payback(received_ore: int, due_ore: int) -> int:
    """What has been received and must go back: øre from 0."""
    return max(0, received_ore - due_ore)
