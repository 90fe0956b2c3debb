"""Grants: their list, and where one stands: money, people, alarms, what is due."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.core.grants.alarms import alarms
from samklang.core.grants.dates import keep_until, report_days
from samklang.core.grants.findings import Severity
from samklang.core.grants.net import if_less
from samklang.core.words import Sentence, Value, say
from samklang.funding.enums import Heading, ReportKind
from samklang.funding.models import Grant
from samklang.funding.queries import grants as queries
from samklang.funding.queries.position import Standing, standing_of
from samklang.funding.rules.grants import run_grants, see_grants
from samklang.funding.views.sections import found_grant, said, sections
from samklang.web.answers import page
from samklang.web.requests import StaffRequest

NOTE = Severity.NOTE
ROWS = 20
LESS_ORE = 4_000_000
"""What the page shows the effect of spending less by: 40,000 kr."""


class Row(NamedTuple):
    """One heading: what was budgeted, spent, agreed, and where it ends."""

    label: str
    budget_ore: int
    spent_ore: int
    committed_ore: int
    ends_ore: int
    passes: bool


class Due(NamedTuple):
    """One report that the terms ask for."""

    label: str
    day: Value
    sent: bool
    late: bool


def above(found: Grant | None = None) -> list[tuple[Value, str]]:
    """The pages above one of a grant's own."""
    pages: list[tuple[Value, str]] = [(say("Grants"), reverse("funding:grants"))]
    return [*pages, (found.application.title, str(found.get_absolute_url()))] if found else pages


@login_required
@require_safe
def grants(request: StaffRequest) -> HttpResponse:
    """Every grant, running ones first, with how much is spent and what is pressing."""
    require(see_grants(request.user))
    rows = []
    shown = Paginator(queries.grants_for(request.user), ROWS).get_page(request.GET.get("page"))
    for one in shown.object_list:
        standing = standing_of(one, today())
        found = [] if one.closed_at else [alarm for alarm in alarms(standing.position) if alarm.severity is not NOTE]
        rows.append((one, standing.spent_ore, standing.due_ore, said(found[:1]), len(found)))
    runs = run_grants(request.user) is None
    context = {"sections": sections("funding:grants"), "rows": rows, "page": shown, "runs": runs}
    return page(request, "funding/grants.html", context)


@login_required
@require_safe
def grant(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the grant stands, and what somebody must do something about."""
    found = found_grant(request, pk)
    standing = standing_of(found, today())
    context = {
        "grant": found, "application": found.application, "above": above(), "standing": standing,
        "rows": rows_of(standing), "ahead": standing.ahead, "findings": said(alarms(standing.position)),
        "less": less_of(standing), "dues": dues_of(standing), "received_ore": standing.received_ore,
        "instalments": found.instalments.all(), "conditions": found.conditions.all(),
        "changes": found.changes.all(), "reports": found.reports.all(), "criteria": found.application.criteria.all(),
        "keep_until": keep_until(standing.terms, found.ends), "lock_day": queries.lock_day(found),
        "runs": run_grants(request.user, found.application.jobcentre) is None and found.closed_at is None,
    }  # fmt: skip
    return page(request, "funding/grant.html", context)


def rows_of(standing: Standing) -> list[Row]:
    """Budget against actual and forecast, heading by heading."""
    return [
        Row(
            str(Heading(one.heading.value).label), one.budget_ore, one.actual_ore, one.committed_ore,
            one.total.expected_ore, bool(one.passes_limit),
        )
        for one in standing.ahead.rows
    ]  # fmt: skip


def less_of(standing: Standing) -> Sentence | None:
    """What happens when less is spent of what the grant pays; None where not so much is expected to be paid in cash."""
    expected, hours = standing.ahead.eligible.expected_ore, standing.ahead.own_hours.expected_ore
    if expected - hours < LESS_ORE:
        return None
    return if_less(standing.terms, standing.grant.awarded_ore, expected, 0, LESS_ORE, own_hours_ore=hours).says


def dues_of(standing: Standing) -> list[Due]:
    """Every report that the terms ask for, by its last day."""
    days = report_days(standing.terms, standing.grant.begins, standing.grant.ends)
    return [
        Due(
            str(ReportKind(one.kind.value).label), one.due_on, (one.kind, one.due_on) in standing.reports_sent,
            one.due_on < standing.today and (one.kind, one.due_on) not in standing.reports_sent,
        )
        for one in days
    ]  # fmt: skip
