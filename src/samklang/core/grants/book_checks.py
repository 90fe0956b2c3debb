"""What an auditor would ask about the books, found beforehand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samklang.core.grants.books import Account, Voucher, VoucherKind, counter_of, differences
from samklang.core.grants.findings import Finding, Severity, in_order
from samklang.core.grants.terms import Standing, Terms, label_of
from samklang.core.words import Money, say, say_n


@dataclass(frozen=True)
class Lock:
    """Accounts that have been sent: nothing may be dated up to the day any more that is numbered after the last."""

    day: date
    last_number: int


@dataclass(frozen=True)
class GrantFrame:
    """What a grant's vouchers are held against: terms, first and last day, and how far the books are locked."""

    terms: Terms
    start: date
    end: date
    lock: Lock | None = None


_WITH_DOCUMENT = frozenset({VoucherKind.COST, VoucherKind.CREDIT_NOTE})
"""What is proved by a paper from somebody else. Own hours rest on the list of attendance."""


def check_books(vouchers: Sequence[Voucher], frames: Mapping[str, GrantFrame]) -> list[Finding]:
    """Everything found in the books, heaviest first; `where` is a voucher's key.

    vouchers: in any order.
    frames:   by the grant's key. A grant without a frame is a finding.
    """
    undone = {one.counter_of for one in vouchers if one.kind is VoucherKind.COUNTER}
    kept = [one for one in vouchers if one.kind is not VoucherKind.COUNTER and one.key not in undone]
    return in_order(
        [
            *(finding for one in vouchers for finding in _sums(one)),
            *_numbers(vouchers),
            *_counters(vouchers),
            *(finding for one in vouchers for finding in _places(one, frames)),
            *(finding for one in vouchers for finding in _locks(one, frames)),
            *(finding for one in kept for finding in _eligible(one, frames)),
            *(finding for one in kept for finding in _documents(one)),
            *_twice(kept),
        ]
    )


def _sums(voucher: Voucher) -> Iterator[Finding]:
    for (grant, _), ore in differences(voucher.entries).items():
        text = say(
            "Voucher {number} does not balance: {ore} too much on one side of “{grant}”.",
            number=str(voucher.number), ore=Money(abs(ore)), grant=grant,
        )  # fmt: skip
        yield Finding("unbalanced", Severity.STOP, text, voucher.key)
    if not voucher.entries:
        text = say("Voucher {number} has no entries.", number=str(voucher.number))
        yield Finding("no-entries", Severity.STOP, text, voucher.key)


def _numbers(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    by_number: dict[int, list[Voucher]] = defaultdict(list)
    for one in vouchers:
        by_number[one.number].append(one)
    for number, same in sorted(by_number.items()):
        for one in sorted(same, key=lambda voucher: voucher.key)[1:]:
            text = say("Two vouchers have number {number}.", number=str(number))
            yield Finding("number-double", Severity.STOP, text, one.key)
        if number < 1:
            text = say("Voucher numbers run from 1, and one has number {number}.", number=str(number))
            yield Finding("number-below", Severity.STOP, text, same[0].key)
    before = 0
    for number in sorted(number for number in by_number if number > 0):
        if number > before + 1:
            text = say_n(
                "Voucher {first} is missing in the row of numbers.",
                "Vouchers {first} to {last} are missing in the row of numbers.",
                number - before - 1,
                first=str(before + 1), last=str(number - 1),
            )  # fmt: skip
            yield Finding("number-gap", Severity.WARN, text, by_number[number][0].key)
        before = number


def _counters(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    by_key = {one.key: one for one in vouchers}
    seen: set[str] = set()
    for one in sorted(vouchers, key=lambda voucher: (voucher.number, voucher.key)):
        if one.kind is not VoucherKind.COUNTER:
            continue
        number = str(one.number)
        original = by_key.get(one.counter_of or "")
        if original is None:
            text = say("Voucher {number} undoes a voucher that is not in the books.", number=number)
            yield Finding("counter-unknown", Severity.STOP, text, one.key)
            continue
        other = str(original.number)
        if original.kind is VoucherKind.COUNTER:
            text = say("Voucher {number} undoes a counter-entry. Book the cost anew instead.", number=number)
            yield Finding("counter-of-counter", Severity.STOP, text, one.key)
        if original.key in seen:
            text = say("Voucher {other} is undone twice, by voucher {number} too.", other=other, number=number)
            yield Finding("counter-double", Severity.STOP, text, one.key)
        seen.add(original.key)
        if sorted(counter_of(original.entries), key=repr) != sorted(one.entries, key=repr):
            text = say("Voucher {number} does not undo voucher {other} exactly.", number=number, other=other)
            yield Finding("counter-unlike", Severity.STOP, text, one.key)
        if one.on < original.on:
            text = say("Voucher {number} is dated before voucher {other}, which it undoes.", number=number, other=other)
            yield Finding("counter-before", Severity.WARN, text, one.key)


def _places(voucher: Voucher, frames: Mapping[str, GrantFrame]) -> Iterator[Finding]:
    number = str(voucher.number)
    for grant in sorted({one.grant for one in voucher.entries} - set(frames)):
        text = say("Voucher {number} names a grant that is not here: “{grant}”.", number=number, grant=grant)
        yield Finding("grant-unknown", Severity.STOP, text, voucher.key)
    if any(one.account is Account.COST and one.heading is None for one in voucher.entries):
        text = say("Voucher {number} has a cost without a heading.", number=number)
        yield Finding("no-heading", Severity.STOP, text, voucher.key)


def _locks(voucher: Voucher, frames: Mapping[str, GrantFrame]) -> Iterator[Finding]:
    for grant in sorted({one.grant for one in voucher.entries} & set(frames)):
        lock = frames[grant].lock
        if lock is not None and voucher.on <= lock.day and voucher.number > lock.last_number:
            text = say(
                "Voucher {number} is dated {day}, and the accounts are sent and locked up to {last}. Date it later.",
                number=str(voucher.number), day=voucher.on, last=lock.day,
            )  # fmt: skip
            yield Finding("locked", Severity.STOP, text, voucher.key)


def _eligible(voucher: Voucher, frames: Mapping[str, GrantFrame]) -> Iterator[Finding]:
    number = str(voucher.number)
    for entry in voucher.entries:
        frame = frames.get(entry.grant)
        if frame is None or entry.account is not Account.COST or entry.heading is None:
            continue
        standing, label = frame.terms.standing(entry.heading), label_of(entry.heading)
        if standing is Standing.BLOCKED:
            text = say(
                "Voucher {number} puts {ore} under “{heading}”, which “{grant}” does not pay.",
                number=number, ore=Money(entry.ore), heading=label, grant=entry.grant,
            )  # fmt: skip
            yield Finding("heading-blocked", frame.terms.weight("headings"), text, voucher.key)
        elif standing is Standing.UNKNOWN:
            text = say("Voucher {number}: look up whether “{heading}” is paid.", number=number, heading=label)
            yield Finding("heading-unknown", Severity.NOTE, text, voucher.key)
        if not frame.start <= voucher.on <= frame.end:
            text = say(
                "Voucher {number} is dated {day}; “{grant}” covers {start} to {end}.",
                number=number, day=voucher.on, grant=entry.grant, start=frame.start, end=frame.end,
            )  # fmt: skip
            yield Finding("outside-period", Severity.WARN, text, voucher.key)


def _documents(voucher: Voucher) -> Iterator[Finding]:
    if voucher.kind in _WITH_DOCUMENT and voucher.documents < 1:
        text = say("Voucher {number} has no document. Add the invoice or the credit note.", number=str(voucher.number))
        yield Finding("no-document", Severity.STOP, text, voucher.key)


def _twice(vouchers: Sequence[Voucher]) -> Iterator[Finding]:
    seen: dict[tuple[str, date, int], Voucher] = {}
    for one in sorted(vouchers, key=lambda voucher: (voucher.number, voucher.key)):
        supplier = " ".join(one.supplier.casefold().split())
        ore = sum(entry.ore for entry in one.entries if entry.ore > 0)
        if one.kind is not VoucherKind.COST or not supplier:
            continue
        first = seen.setdefault((supplier, one.on, ore), one)
        if first is not one:
            text = say(
                "Vouchers {first} and {second} have the same supplier, day and amount. Is it one invoice booked twice?",
                first=str(first.number), second=str(one.number),
            )  # fmt: skip
            yield Finding("twice", Severity.WARN, text, one.key)
