"""Days that follow from the terms: when reports are due, when instalments come, how long papers are kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from samklang.core.calendar import plus_months
from samklang.core.grants.shares import WHOLE_BP, apportioned
from samklang.core.grants.terms import CountedFrom, Payout, PayoutWhen, ReportDue, ReportKind, Terms


@dataclass(frozen=True)
class ReportDay:
    """One report and its last day."""

    kind: ReportKind
    due_on: date
    counted_from: date
    """The day its time limit runs from: the grant's first or last day, or the end of a year."""


def report_days(terms: Terms, start: date, end: date) -> tuple[ReportDay, ...]:
    """Every report the terms ask for in a grant's period, by last day and kind.

    raises: ValueError where the end comes before the start.
    """
    if end < start:
        raise ValueError("A grant ends after it starts.")
    found = [
        ReportDay(one.kind, plus_months(day, one.offset_months) + timedelta(days=one.offset_days), day)
        for one in terms.reports
        for day in _counted(one, start, end)
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on, list(ReportKind).index(one.kind), one.counted_from)))


def _counted(report: ReportDue, start: date, end: date) -> list[date]:
    if report.counted_from is CountedFrom.GRANT_START:
        return [start]
    if report.counted_from is CountedFrom.GRANT_END:
        return [end]
    return [day for year in range(start.year, end.year + 1) if start <= (day := date(year, 12, 31)) <= end]


@dataclass(frozen=True)
class PayoutDay:
    """One instalment; `on` is None where it waits for the final report."""

    ore: int
    on: date | None
    when: PayoutWhen


def payout_days(terms: Terms, award_ore: int, start: date) -> tuple[PayoutDay, ...]:
    """The award in instalments, in the order of the terms; they add up to the award where the shares add up to all.

    Shares that come to less leave the rest unsaid. Each instalment is within one øre of its share.
    raises: ValueError where the shares come to more than all.
    """
    shares = [one.share_bp for one in terms.payouts]
    rest = WHOLE_BP - sum(shares)
    if rest < 0:
        raise ValueError("The instalments come to more than the award.")
    amounts = apportioned(award_ore, [*shares, rest]) if shares else ()
    return tuple(
        PayoutDay(ore, _paid_on(one, start), one.when) for one, ore in zip(terms.payouts, amounts, strict=False)
    )


def _paid_on(payout: Payout, start: date) -> date | None:
    if payout.when is PayoutWhen.AFTER_FINAL:
        return None
    return start if payout.when is PayoutWhen.START else plus_months(start, payout.offset_months)


def keep_until(terms: Terms, end: date) -> date | None:
    """The last day that vouchers must be kept, counted from the end of the year the grant ends in; None: not said.

    source: counted as bookkeeping law counts (LBK 648 of 2006, § 10), from the end of the accounting year; the terms
            give the years.
    """
    return None if terms.retention_years is None else date(end.year + terms.retention_years, 12, 31)


def needs_auditor(terms: Terms, award_ore: int) -> bool | None:
    """Whether an auditor must sign the accounts; None where the terms do not say or nobody has verified it."""
    if terms.audit_from_ore is None or not terms.verified("audit_from_ore"):
        return None
    return award_ore >= terms.audit_from_ore
