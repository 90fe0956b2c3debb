"""The books of grants by double entry: debits above 0, credits below, and every voucher adds up to 0 in every grant.

Commitments stand off the balance, on two accounts of their own that balance by themselves. Nothing is ever changed:
what is wrong is undone by a voucher with the opposite entries.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from samklang.core.grants.terms import Heading
from samklang.core.words import Sentence, say


class Account(StrEnum):
    """Where an entry stands."""

    COST = "cost"
    PAYABLE = "payable"
    """What suppliers are owed."""
    BANK = "bank"
    """The municipality's own account that pays and receives."""
    CO_FUNDING = "co_funding"
    """The grantee's own part: hours, and money put in."""
    GRANT_RECEIVABLE = "grant_receivable"
    """What the funder owes (debit), or was paid ahead (credit)."""
    GRANT_INCOME = "grant_income"
    VAT_RECEIVABLE = "vat_receivable"
    """VAT that is got back and so is no cost."""
    COMMITMENT = "commitment"
    """Agreed and not yet invoiced; off the balance."""
    COMMITMENT_CONTRA = "commitment_contra"


OFF_BALANCE = frozenset({Account.COMMITMENT, Account.COMMITMENT_CONTRA})
ACCOUNT_WORDS: dict[Account, Sentence] = {
    Account.COST: say("Costs of the project"),
    Account.PAYABLE: say("Owed to suppliers"),
    Account.BANK: say("Bank"),
    Account.CO_FUNDING: say("Co-funding of our own"),
    Account.GRANT_RECEIVABLE: say("Owed by the funder"),
    Account.GRANT_INCOME: say("Income from the grant"),
    Account.VAT_RECEIVABLE: say("VAT to be got back"),
    Account.COMMITMENT: say("Agreed and not yet invoiced"),
    Account.COMMITMENT_CONTRA: say("Counterpart of what is agreed"),
}


class VoucherKind(StrEnum):
    """What a voucher is about."""

    COST = "cost"
    CREDIT_NOTE = "credit_note"
    OWN_HOURS = "own_hours"
    COMMITMENT = "commitment"
    PAYMENT = "payment"
    INSTALMENT = "instalment"
    GRANT_DUE = "grant_due"
    PAYBACK = "payback"
    COUNTER = "counter"
    """Undoes another voucher."""


@dataclass(frozen=True)
class Entry:
    """One entry: øre, debit above 0 and credit below. A cost has a heading."""

    account: Account
    grant: str
    heading: Heading | None
    ore: int


@dataclass(frozen=True)
class Voucher:
    """One voucher with its entries. Numbers run from 1 without gaps."""

    number: int
    key: str
    on: date
    entries: tuple[Entry, ...]
    kind: VoucherKind
    supplier: str = ""
    documents: int = 0
    """How many files are kept with it."""
    counter_of: str | None = None
    """The key of the voucher it undoes, or credits."""
    text: str = ""


def balanced(entries: Iterable[Entry]) -> bool:
    """Whether debits and credits add up to 0: in every grant by itself, and off the balance by itself."""
    return not differences(entries)


def differences(entries: Iterable[Entry]) -> dict[tuple[str, bool], int]:
    """What does not add up, in øre, by grant and whether it is off the balance; empty where all is well."""
    sums: dict[tuple[str, bool], int] = defaultdict(int)
    for one in entries:
        sums[one.grant, one.account in OFF_BALANCE] += one.ore
    return {place: ore for place, ore in sorted(sums.items()) if ore}


def counter_of(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that undo others: the same places, the opposite signs."""
    return tuple(replace(one, ore=-one.ore) for one in entries)


def trial_balance(vouchers: Iterable[Voucher]) -> dict[Account, int]:
    """What stands on each account, in øre and in the accounts' order; they add up to 0 where every voucher does."""
    sums: dict[Account, int] = defaultdict(int)
    for one in _entries(vouchers):
        sums[one.account] += one.ore
    return {account: sums[account] for account in Account if account in sums}


def heading_totals(
    vouchers: Iterable[Voucher], grant: str | None = None, first: date | None = None, last: date | None = None
) -> dict[Heading, int]:
    """Costs by heading in øre, in the form's order.

    grant:       the grant's key; None for all of them.
    first, last: the period's days, both included; None has no end.
    """
    return _by_heading(within(vouchers, first, last), Account.COST, grant)


def own_hours_totals(vouchers: Iterable[Voucher], grant: str | None = None) -> dict[Heading, int]:
    """Of the costs: hours of the grantee's own staff by heading in øre, less what was taken back of them.

    They are the costs of vouchers whose counterpart is co-funding.
    """
    hours = (one for one in vouchers if any(entry.account is Account.CO_FUNDING for entry in one.entries))
    return _by_heading(hours, Account.COST, grant)


def committed(vouchers: Iterable[Voucher], grant: str | None = None) -> dict[Heading, int]:
    """What is agreed and not yet invoiced, by heading in øre."""
    return _by_heading(vouchers, Account.COMMITMENT, grant)


def by_month(
    vouchers: Iterable[Voucher], grant: str | None = None, heading: Heading | None = None
) -> dict[tuple[int, int], int]:
    """Costs by (year, month) in øre, in order; months without entries are left out."""
    sums: dict[tuple[int, int], int] = defaultdict(int)
    for voucher in vouchers:
        for one in voucher.entries:
            if one.account is Account.COST and grant in (None, one.grant) and heading in (None, one.heading):
                sums[voucher.on.year, voucher.on.month] += one.ore
    return dict(sorted(sums.items()))


def received(vouchers: Iterable[Voucher], grant: str | None = None) -> int:
    """What the funder has paid, less what was paid back, in øre."""
    kinds = {VoucherKind.INSTALMENT, VoucherKind.PAYBACK}
    chosen = list(vouchers)
    by_key = {one.key: one for one in chosen}
    return sum(
        entry.ore
        for voucher in chosen
        if _kind_undone(voucher, by_key) in kinds
        for entry in voucher.entries
        if entry.account is Account.BANK and grant in (None, entry.grant)
    )


def _kind_undone(voucher: Voucher, by_key: Mapping[str, Voucher]) -> VoucherKind:
    """The kind that a voucher is of, or that it undoes."""
    undone = by_key.get(voucher.counter_of or "") if voucher.kind is VoucherKind.COUNTER else None
    return voucher.kind if undone is None else undone.kind


def within(vouchers: Iterable[Voucher], first: date | None, last: date | None) -> Iterator[Voucher]:
    """The vouchers of a period; both days are included, and None has no end."""
    for one in vouchers:
        if (first is None or first <= one.on) and (last is None or one.on <= last):
            yield one


def _entries(vouchers: Iterable[Voucher]) -> Iterator[Entry]:
    for voucher in vouchers:
        yield from voucher.entries


def _by_heading(vouchers: Iterable[Voucher], account: Account, grant: str | None) -> dict[Heading, int]:
    sums: dict[Heading, int] = defaultdict(int)
    for one in _entries(vouchers):
        if one.account is account and one.heading is not None and grant in (None, one.grant):
            sums[one.heading] += one.ore
    return {heading: sums[heading] for heading in Heading if heading in sums}
