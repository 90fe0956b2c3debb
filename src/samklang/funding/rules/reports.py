"""What must hold before a report is made, changed and sent: a refusal with a sentence, or None."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.grants.findings import Finding, stops
from samklang.core.words import Sentence, say, say_n
from samklang.funding.enums import ReportKind, ReportState
from samklang.funding.rules.grants import run_grants

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.funding.models import Grant, Report


def make_report(
    by: Person | None, grant: Grant, first_day: date, last_day: date, accounted_to: date | None = None
) -> Refusal | None:
    """Whoever runs grants there, for days of the grant, until it is closed.

    accounted_to: for accounts, the last day that accounts have been sent for; None where none have.
    """
    if refusal := run_grants(by, grant.application.jobcentre):
        return refusal
    if grant.closed_at is not None:
        return Refusal(say("The grant is closed."))
    if last_day < first_day:
        return Refusal(say("The last day comes before the first. Look at the dates."))
    if last_day < grant.begins or first_day > grant.ends:
        return Refusal(
            say("The period lies outside the grant, from {first} to {last}.", first=grant.begins, last=grant.ends)
        )
    return _accounted(first_day, accounted_to)


def _accounted(first_day: date, accounted_to: date | None) -> Refusal | None:
    """No day stands in two accounts."""
    if accounted_to is None or first_day > accounted_to:
        return None
    return Refusal(say("Accounts are sent to and including {day}. Begin these on the day after.", day=accounted_to))


def change_report(by: Person | None, report: Report) -> Refusal | None:
    """A draft only: what was sent stays as it was sent."""
    if refusal := run_grants(by, report.grant.application.jobcentre):
        return refusal
    if report.state != ReportState.DRAFT:
        return Refusal(say("The report has been sent, and stays as it was sent. Correct it in the next one."))
    return None


def send_report(
    by: Person | None, report: Report, *, today: date, unattested: int, faults: list[Finding],
    accounted_to: date | None = None,
) -> Refusal | None:  # fmt: skip
    """A period that is over, signed; accounts only of books without faults, in which somebody else has attested all.

    unattested: vouchers of the period that nobody has attested. faults: what a check of the books found. accounted_to:
    as in `make_report`.
    """
    refusal = change_report(by, report) or _accounted(report.first_day, accounted_to) or _unfinished(report, today)
    if refusal is not None or report.kind == ReportKind.STATUS:
        return refusal
    if unattested:
        return Refusal(say_n(
            "One voucher of the period waits to be attested by somebody else than the one who entered it.",
            "{count} vouchers of the period wait to be attested by somebody else than the one who entered them.",
            unattested,
        ))  # fmt: skip
    found = stops(faults)
    return Refusal(found[0].says) if found else None


def _unfinished(report: Report, today: date) -> Refusal | None:
    found = lacking(report, today)
    return Refusal(found[0]) if found else None


def lacking(report: Report, today: date) -> list[Sentence]:
    """What has to be waited for or written before it can be sent."""
    found = []
    if report.last_day >= today:
        found.append(say("The period runs until {day}. Send the report when it is over.", day=report.last_day))
    if not report.signed_by:
        found.append(say("Write who signs, with name and title."))
    if not report.activities and report.kind != ReportKind.ACCOUNTS:
        found.append(say("Write what was done in the period."))
    return found
