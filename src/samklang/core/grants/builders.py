"""The entries of each thing that happens to a grant's money; each builder returns entries that balance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from samklang.core.grants.books import Account, Entry, differences
from samklang.core.grants.shares import WHOLE_BP, apportioned, apportioned_by, checked_share, half_up
from samklang.core.grants.terms import Heading

Place = tuple[str, Heading]
"""A grant and a heading."""


def cost(grant: str, heading: Heading, net_ore: int, vat_ore: int = 0, borne: int = 0) -> tuple[Entry, ...]:
    """An invoice for one grant.

    net_ore, vat_ore: øre from 0.
    borne:            how much of the VAT is finally borne and so a cost, in basis points; the rest is got back.
    raises:           ValueError below 0 (a credit note is made by `credit_note`) or for another share.
    """
    return cost_over({(grant, heading): net_ore}, vat_ore, borne)


def cost_over(parts: Mapping[Place, int], vat_ore: int = 0, borne: int = 0) -> tuple[Entry, ...]:
    """An invoice over several grants and headings: net øre of each; the VAT follows them by the largest remainder.

    Where all of them are 0 (an invoice of VAT alone) the VAT is shared alike. VAT that is borne is rounded half up in
    each part; every grant balances by itself. Raises ValueError as `cost`.
    """
    if vat_ore < 0 or any(one < 0 for one in parts.values()):
        raise ValueError("A cost counts from 0; use a credit note to take it back.")
    checked_share(borne)
    vat = apportioned_by(vat_ore, parts if any(parts.values()) else dict.fromkeys(parts, 1))
    found: list[Entry] = []
    for (grant, heading), net in parts.items():
        ours = half_up(Fraction(vat[grant, heading] * borne, WHOLE_BP))
        back = vat[grant, heading] - ours
        found += _entries(
            (Account.COST, grant, heading, net + ours),
            (Account.VAT_RECEIVABLE, grant, None, back),
            (Account.PAYABLE, grant, None, -net - ours - back),
        )
    return tuple(found)


def credit_note(entries: Sequence[Entry], ore: int | None = None, already: Iterable[Entry] = ()) -> tuple[Entry, ...]:
    """What takes back a cost, or a part of it, from exactly the grants, headings and VAT that bore it.

    entries: those of the voucher that is credited.
    ore:     how much, VAT included, from 0; None for all that is left.
    already: entries of earlier credit notes for the same voucher.
    returns: balanced entries in proportion to what is left; credit notes that together credit all leave nothing.
    raises:  ValueError where more is credited than is left.
    """
    left = _left(entries, already)
    debit_by_grant: dict[str, int] = defaultdict(int)
    for (_, grant, _), amount in left.items():
        debit_by_grant[grant] += max(0, amount)
    whole = sum(debit_by_grant.values())
    taken = whole if ore is None else ore
    if not 0 <= taken <= whole:
        raise ValueError("A credit note is not larger than what is left of the cost.")
    found: list[Entry] = []
    for grant, amount in apportioned_by(taken, debit_by_grant).items():
        for sign in (1, -1):
            places = [place for place, one in left.items() if place[1] == grant and one * sign > 0]
            parts = apportioned(amount, [abs(left[place]) for place in places])
            found += _entries(*((*place, -sign * part) for place, part in zip(places, parts, strict=True)))
    return tuple(found)


def own_hours_booked(grant: str, heading: Heading, ore: int) -> tuple[Entry, ...]:
    """Own hours as a cost that the grantee pays by co-funding. Raises ValueError below 0."""
    return _pair(Account.COST, Account.CO_FUNDING, grant, heading, ore)


def paid(grant: str, ore: int) -> tuple[Entry, ...]:
    """What is owed to a supplier is paid. Raises ValueError below 0."""
    return _pair(Account.PAYABLE, Account.BANK, grant, None, ore)


def instalment_received(grant: str, ore: int) -> tuple[Entry, ...]:
    """The funder pays an instalment. Raises ValueError below 0."""
    return _pair(Account.BANK, Account.GRANT_RECEIVABLE, grant, None, ore)


def paid_back(grant: str, ore: int) -> tuple[Entry, ...]:
    """What was received and not used goes back to the funder. Raises ValueError below 0."""
    return _pair(Account.GRANT_RECEIVABLE, Account.BANK, grant, None, ore)


def commitment(grant: str, heading: Heading, ore: int) -> tuple[Entry, ...]:
    """Something is agreed that will cost; off the balance. Raises ValueError below 0."""
    return _pair(Account.COMMITMENT, Account.COMMITMENT_CONTRA, grant, heading, ore)


def released(grant: str, heading: Heading, ore: int) -> tuple[Entry, ...]:
    """What was agreed has been invoiced, or is called off. Raises ValueError below 0."""
    return _pair(Account.COMMITMENT_CONTRA, Account.COMMITMENT, grant, heading, ore)


def _pair(debit: Account, credit: Account, grant: str, heading: Heading | None, ore: int) -> tuple[Entry, ...]:
    if ore < 0:
        raise ValueError("An amount counts from 0; undo a voucher by its counter-entry.")
    return _entries((debit, grant, heading, ore), (credit, grant, heading, -ore))


def _entries(*parts: tuple[Account, str, Heading | None, int]) -> tuple[Entry, ...]:
    return tuple(Entry(*one) for one in parts if one[3])


def _left(entries: Iterable[Entry], already: Iterable[Entry]) -> dict[tuple[Account, str, Heading | None], int]:
    """What is left of a voucher place by place, and never turned round. Raises ValueError where it is."""
    original = _by_place(entries)
    left = dict(original)
    for place, ore in _by_place(already).items():
        left[place] = left.get(place, 0) + ore
    turned = any(one * original.get(place, 0) < 0 or (one and place not in original) for place, one in left.items())
    if turned or differences([Entry(*place, ore) for place, ore in left.items()]):
        raise ValueError("A credit note takes from what the cost put there.")
    return left


def _by_place(entries: Iterable[Entry]) -> dict[tuple[Account, str, Heading | None], int]:
    sums: dict[tuple[Account, str, Heading | None], int] = defaultdict(int)
    for one in entries:
        sums[one.account, one.grant, one.heading] += one.ore
    return dict(sums)
