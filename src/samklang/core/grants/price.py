"""What we get for the money: ways to train people times purses that could pay, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from samklang.core.grants.checks import check_heading
from samklang.core.grants.findings import Finding, Severity, in_order, stops
from samklang.core.grants.net import grant_due
from samklang.core.grants.shares import half_up
from samklang.core.grants.terms import Heading, Terms
from samklang.core.words import Money, Sentence, say, say_n


@dataclass(frozen=True)
class Variant:
    """One way to train people."""

    key: str
    label: str
    people_trained: int
    cost: Mapping[Heading, int]
    """Øre from 0 by heading."""
    still_here: Decimal | None = None
    """How many are expected to be trained and still here after 24 months, from 0; None where nobody has reckoned it."""


@dataclass(frozen=True)
class Purse:
    """One purse that could pay, by its terms."""

    key: str
    label: str
    terms: Terms
    most_ore: int | None = None
    """What can be had of it at most (an award, what is left); None: what its terms allow."""
    other_income_ore: int = 0
    own_at_most_ore: int | None = None
    """What the jobcentre itself can pay; None where there is no limit."""


@dataclass(frozen=True)
class Price:
    """One way with one purse, in øre. A price for each person is None where there is nobody to divide by."""

    variant: str
    purse: str
    cost_ore: int
    grant_ore: int
    own_ore: int
    people_trained: int
    still_here: Decimal | None
    per_trained_ore: int | None
    own_per_trained_ore: int | None
    per_still_here_ore: int | None
    findings: tuple[Finding, ...]
    says: Sentence
    dominated_by: tuple[str, str] | None = field(default=None)
    """Variant and purse that are at least as good in everything and better in something."""

    @property
    def stopped(self) -> bool:
        """Whether it cannot be done like this."""
        return bool(stops(self.findings))


def prices(variants: Sequence[Variant], purses: Sequence[Purse]) -> tuple[Price, ...]:
    """Every variant with every purse, variants first.

    Each price counts a purse as if it paid alone. A limit that nobody has verified is reckoned with, and noted.
    raises: ValueError for two variants or two purses of one key, and for amounts or people below 0.
    """
    if len({one.key for one in variants}) < len(variants) or len({one.key for one in purses}) < len(purses):
        raise ValueError("Each variant and each purse has a key of its own.")
    found = [_price(variant, purse) for variant in variants for purse in purses]
    return tuple(replace(one, dominated_by=_better(one, found)) for one in found)


def most_payable(variant: Variant, purse: Purse) -> int | None:
    """The most that a purse can pay of a variant, whatever it costs, in øre; None where nothing limits it."""
    terms = purse.terms
    by_person = None if terms.most_per_person_ore is None else terms.most_per_person_ore * variant.people_trained
    return min(
        (one for one in (purse.most_ore, terms.most_per_project_ore, by_person) if one is not None), default=None
    )


def _price(variant: Variant, purse: Purse) -> Price:
    people, still = variant.people_trained, variant.still_here
    amounts = list(variant.cost.values())
    if people < 0 or (still is not None and still < 0) or min(amounts, default=0) < 0:
        raise ValueError("People and costs count from 0.")
    cost = sum(amounts)
    eligible = sum(ore for heading, ore in variant.cost.items() if purse.terms.pays(heading))
    most = most_payable(variant, purse)
    grant = grant_due(purse.terms, eligible if most is None else most, eligible, purse.other_income_ore)
    own = max(0, cost - grant - purse.other_income_ore)
    findings = tuple(in_order([*_blocked(variant, purse), *_limits(variant, purse, eligible, grant, own)]))
    return Price(
        variant.key, purse.key, cost, grant, own, people, still,
        half_up(Fraction(cost, people)) if people else None,
        half_up(Fraction(own, people)) if people else None,
        half_up(Fraction(cost) / Fraction(still)) if still else None,
        findings, _told(variant, purse, cost, grant, own),
    )  # fmt: skip


def _blocked(variant: Variant, purse: Purse) -> Iterator[Finding]:
    for heading, ore in variant.cost.items():
        yield from check_heading(purse.terms, heading, ore, 0)


def _limits(variant: Variant, purse: Purse, eligible: int, grant: int, own: int) -> Iterator[Finding]:
    if not variant.people_trained:
        yield Finding("nobody-trained", Severity.STOP, say("Nobody is trained; there is no price for a person."))
    if not grant and any(variant.cost.values()):
        yield Finding("nothing-paid", Severity.STOP, say("“{purse}” pays nothing of it.", purse=purse.label))
    wanted = grant_due(purse.terms, eligible, eligible, purse.other_income_ore)
    if grant < wanted:
        text = say(
            "“{purse}” would pay {wanted} by its share, and its limit is {grant}.",
            purse=purse.label, wanted=Money(wanted), grant=Money(grant),
        )  # fmt: skip
        yield Finding("limit", Severity.NOTE, text)
    if purse.own_at_most_ore is not None and own > purse.own_at_most_ore:
        text = say(
            "{own} of own money is needed, and there is {most}.", own=Money(own), most=Money(purse.own_at_most_ore)
        )
        yield Finding("own-short", Severity.STOP, text)


def _better(price: Price, others: Sequence[Price]) -> tuple[str, str] | None:
    """The first that dominates a price; what is stopped neither dominates nor is dominated."""
    if price.stopped:
        return None
    return next(((one.variant, one.purse) for one in others if not one.stopped and _dominates(one, price)), None)


def _dominates(one: Price, other: Price) -> bool:
    """At least as good in people trained, people still here and own money, and better in one of them.

    Where only one of the two has reckoned who is still here, they cannot be held against each other.
    """
    if (one.still_here is None) is not (other.still_here is None):
        return False
    better = (
        one.people_trained - other.people_trained,
        (one.still_here or Decimal(0)) - (other.still_here or Decimal(0)),
        other.own_ore - one.own_ore,
    )
    return all(by >= 0 for by in better) and any(by > 0 for by in better)


def _told(variant: Variant, purse: Purse, cost: int, grant: int, own: int) -> Sentence:
    if not variant.people_trained:
        return say("{variant} with {purse}: nobody is trained.", variant=variant.label, purse=purse.label)
    return say_n(
        "{variant} with {purse}: {count} person for {cost}; the grant pays {grant} and we pay {own}.",
        "{variant} with {purse}: {count} people for {cost}; the grant pays {grant} and we pay {own}.",
        variant.people_trained,
        variant=variant.label, purse=purse.label, cost=Money(cost), grant=Money(grant), own=Money(own),
    )  # fmt: skip
