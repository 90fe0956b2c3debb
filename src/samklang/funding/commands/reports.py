"""A report is begun, written, sent and then stays: the books are locked to its last day."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.funding.commands.grants import locked_grant
from samklang.funding.enums import ReportKind, ReportState
from samklang.funding.models import Criterion, Grant, Report
from samklang.funding.queries.reports import (
    WORDS,
    accounted_to,
    checksum_of,
    faults_in,
    figures_of,
    unattested_in,
)
from samklang.funding.rules import reports as rules
from samklang.funding.rules.applications import change_grant
from samklang.ledger.commands import record


@transaction.atomic
def begin_report(
    *, by: Person | None, grant: Grant, kind: ReportKind, first_day: date, last_day: date, due_on: date | None = None,
    now: datetime,
) -> Report:  # fmt: skip
    """A draft for a period of the grant. Raises NotAllowed."""
    grant = locked_grant(grant)
    require(rules.make_report(by, grant, first_day, last_day, accounted_to(grant, kind)))
    last = Report.objects.filter(grant=grant).aggregate(last=Max("number"))["last"] or 0
    made = Report.objects.create(
        grant=grant, number=last + 1, kind=kind, first_day=first_day, last_day=last_day, due_on=due_on, made_by=by,
        made_at=now,
    )  # fmt: skip
    record("report-begun", by=by, subject=made, place=grant.application.jobcentre)
    return made


@transaction.atomic
def change_report(*, by: Person | None, report: Report, values: Mapping[str, Any]) -> Report:
    """The words of a draft. values: of `WORDS`. Raises NotAllowed."""
    report = _locked(report)
    require(rules.change_report(by, report))
    changed = sorted(name for name in set(WORDS) & set(values) if getattr(report, name) != values[name])
    for name in changed:
        setattr(report, name, values[name])
    if changed:
        report.save()
        place = report.grant.application.jobcentre
        record("report-changed", by=by, subject=report, place=place, details={"fields": changed})
    return report


@transaction.atomic
def remove_report(*, by: Person | None, report: Report) -> None:
    """A draft is given up. Raises NotAllowed."""
    report = _locked(report)
    require(rules.change_report(by, report))
    record("report-removed", by=by, subject=report, place=report.grant.application.jobcentre)
    report.delete()


@transaction.atomic
def send_report(*, by: Person | None, report: Report, today: date, now: datetime) -> Report:
    """It is sent: its figures are frozen, and nothing is entered on its days any more. Raises NotAllowed."""
    report = _locked(report)
    unattested = unattested_in(report.grant, report.last_day)
    faults = faults_in(report.grant, report.last_day)
    accounted = accounted_to(report.grant, report.kind)
    require(rules.send_report(
        by, report, today=today, unattested=unattested, faults=faults, accounted_to=accounted
    ))  # fmt: skip
    report.figures = figures_of(report)
    report.sha256 = checksum_of(report, report.figures)
    report.state, report.sent_at, report.sent_by = ReportState.SENT, now, by
    report.save()
    place, details = report.grant.application.jobcentre, {"sha256": report.sha256}
    record("report-sent", by=by, subject=report, place=place, details=details)
    return report


@transaction.atomic
def measure_criterion(
    *, by: Person | None, criterion: Criterion, reached: Decimal | None, reached_on: date | None, note: str = ""
) -> Criterion:
    """What a success criterion came to; None takes it back. Raises NotAllowed."""
    criterion = (
        Criterion.objects.select_for_update(of=("self",)).select_related("application__grant").get(pk=criterion.pk)
    )
    grant = locked_grant(criterion.application.grant)
    require(change_grant(by, grant))
    criterion.reached, criterion.reached_on, criterion.reached_note = reached, reached_on, note
    criterion.save(update_fields=["reached", "reached_on", "reached_note"])
    record("criterion-measured", by=by, subject=criterion, place=grant.application.jobcentre)
    return criterion


def _locked(report: Report) -> Report:
    """The jobcentre's row first, as whoever enters vouchers does, so that none slips in while it is sent."""
    Place.objects.select_for_update().get(pk=report.grant.application.jobcentre_id)
    locked_grant(report.grant)
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("grant__application__jobcentre__parent", "grant__application__scheme").get(pk=report.pk)
