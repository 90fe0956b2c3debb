"""What a report says, reckoned from the books, the courses and the criteria; and the books held against their rules."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Q

from samklang.core.grants.book_checks import GrantFrame, Lock, check_books
from samklang.core.grants.books import heading_totals
from samklang.core.grants.findings import Finding
from samklang.core.grants.net import payback
from samklang.core.grants.terms import Heading, Standing, Terms
from samklang.core.words import with_values
from samklang.delivery.enums import SessionState
from samklang.delivery.models import Session
from samklang.evidence.queries.catalogue import metric_of
from samklang.funding.enums import ReportKind, ReportState
from samklang.funding.models import Criterion, Grant, Report, Voucher
from samklang.funding.queries.books import OWN, reckoned, vouchers_of
from samklang.funding.queries.grants import terms_of
from samklang.funding.queries.position import standing_of, trained_by

WORDS = ("activities", "deviations", "learnt", "next_steps", "signed_by")
"""What is written in a report, by the names of its fields."""
_OF_ALL = frozenset({"number-gap", "number-double", "number-below"})
"""What is found in the row of numbers is of every grant of the jobcentre: a voucher that is missing has no grant."""
_OWN_TERMS = Terms(headings=dict.fromkeys(Heading, Standing.ELIGIBLE))
"""What belongs to no grant is the municipality's own, on any day and under any heading."""


def figures_of(report: Report) -> dict[str, Any]:
    """Everything a report reckons, as plain numbers (øre, people, days), for its period and from the beginning.

    A sent report has its own (`Report.figures`); this is what a draft would say.
    """
    grant, terms = report.grant, terms_of(report.grant)
    standing = standing_of(grant, report.last_day)
    period = heading_totals(standing.vouchers, standing.key, report.first_day, report.last_day)
    headings = [one for one in Heading if any(one in part for part in (standing.budget.by_heading, standing.spent))]
    return {
        "about": _about(grant),
        "award_ore": grant.awarded_ore,
        "received_ore": standing.received_ore,
        "spent_ore": standing.spent_ore,
        "eligible_ore": standing.eligible_ore,
        "due_ore": standing.due_ore,
        "payback_ore": payback(standing.received_ore, standing.due_ore),
        "own_ore": standing.spent_ore - standing.due_ore,
        "share_bp": terms.funder_share_bp,
        "headings": [
            {
                "heading": one.value,
                "budget_ore": standing.budget.by_heading.get(one, 0),
                "period_ore": period.get(one, 0),
                "spent_ore": standing.spent.get(one, 0),
            }
            for one in headings
        ],
        "promised": grant.promised_staff,
        "trained": trained_by(grant, report.last_day),
        "sessions": _sessions(report),
        "criteria": [_criterion(one) for one in grant.application.criteria.all()],
        "vouchers": vouchers_in(grant, report.first_day, report.last_day),
        "last_number": _last_number(grant),
    }


def _about(grant: Grant) -> dict[str, str]:
    """Whose grant it is and of when, as it is called on the day."""
    application = grant.application
    return {
        "project": application.title,
        "funder": application.scheme.funder,
        "scheme": application.scheme.name,
        "case_number": grant.case_number,
        "case_reference": application.case_reference,
        "grantee": application.grantee or application.jobcentre.name,
        "first_day": grant.begins.isoformat(),
        "last_day": grant.ends.isoformat(),
    }


def checksum_of(report: Report, figures: Mapping[str, Any]) -> str:
    """SHA-256 of words and figures together, in the order of their names."""
    return hashlib.sha256(words_and_figures(report, figures)).hexdigest()


def words_and_figures(report: Report, figures: Mapping[str, Any]) -> bytes:
    """What the checksum is of, byte for byte."""
    words = {name: getattr(report, name) for name in WORDS}
    days = {"first_day": report.first_day.isoformat(), "last_day": report.last_day.isoformat()}
    whole = {**words, **days, "kind": report.kind, "figures": figures}
    return json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()


def vouchers_in(grant: Grant, first_day: date, last_day: date) -> int:
    """How many vouchers the grant has on those days."""
    return vouchers_of(grant).filter(day__range=(first_day, last_day)).count()


def _last_number(grant: Grant) -> int:
    """The highest number in the jobcentre's books: what comes after it was entered later than the report was sent."""
    rows = Voucher.objects.filter(jobcentre=grant.application.jobcentre_id)
    return rows.aggregate(last=Max("number"))["last"] or 0


def accounted_to(grant: Grant, kind: str) -> date | None:
    """For accounts, the last day that accounts have been sent for; None for other reports, and where none have."""
    if kind != ReportKind.ACCOUNTS:
        return None
    sent = Report.objects.filter(grant=grant, kind=ReportKind.ACCOUNTS, state=ReportState.SENT)
    found: date | None = sent.aggregate(last=Max("last_day"))["last"]
    return found


def unattested_in(grant: Grant, last_day: date) -> int:
    """How many of the grant's vouchers until the day nobody has attested; what was taken back counts too."""
    return vouchers_of(grant).filter(day__lte=last_day, attested_at=None).count()


def faults_in(grant: Grant, until: date) -> list[Finding]:
    """What a check of the jobcentre's books finds on the grant, until the day.

    All vouchers are checked together, since numbers run through every grant of the jobcentre.
    """
    rows = Voucher.objects.filter(jobcentre=grant.application.jobcentre_id).order_by("number")
    books = reckoned(rows)
    ours = {
        one.key for one in books if one.on <= until and any(entry.grant == str(grant.pk) for entry in one.entries)
    }  # fmt: skip
    there = Grant.objects.filter(application__jobcentre=grant.application.jobcentre_id).select_related("application")
    titles = {str(one.pk): one.application.title for one in there}
    found = check_books(books, _frames(there))
    return [_named(one, titles) for one in found if one.where in ours or one.key in _OF_ALL or not one.where]


def _frames(grants: Iterable[Grant]) -> dict[str, GrantFrame]:
    """What each grant's vouchers are held against, and what is the municipality's own."""
    frames = {OWN: GrantFrame(_OWN_TERMS, date.min, date.max)}
    for one in grants:
        frames[str(one.pk)] = GrantFrame(terms_of(one), one.begins, one.ends, _lock(one))
    return frames


def _lock(grant: Grant) -> Lock | None:
    """As the report says that locks the books furthest; None where nothing has been sent."""
    sent = Report.objects.filter(grant=grant, state=ReportState.SENT).order_by("-last_day", "number").first()
    return Lock(sent.last_day, sent.figures["last_number"]) if sent and "last_number" in sent.figures else None


def _named(found: Finding, titles: Mapping[str, str]) -> Finding:
    """The finding with the title of the grant it names, where it names one."""
    key = str(found.says.values.get("grant", ""))
    return replace(found, says=with_values(found.says, grant=titles[key])) if key in titles else found


def next_period(grant: Grant, today: date) -> tuple[date, date]:
    """What the next report is of: from the day after the last one sent until yesterday or the grant's end."""
    sent = Report.objects.filter(grant=grant).exclude(sent_at=None).order_by("-last_day").first()
    first = sent.last_day + timedelta(days=1) if sent else grant.begins
    last = min(max(first, today - timedelta(days=1)), grant.ends)
    return min(first, last), last


def _sessions(report: Report) -> dict[str, int]:
    """Sessions of the grant's programme in the period: how many stand in the plan, and how many were held how long."""
    programme = report.grant.application.programme_id
    if programme is None:
        return {"planned": 0, "held": 0, "minutes": 0}
    rows = Session.objects.filter(course__programme=programme, begins__date__range=(report.first_day, report.last_day))
    held = rows.exclude(taken_at=None).values_list("begins", "ends")
    spans = [(ends - begins).total_seconds() for begins, ends in held]
    planned = rows.filter(Q(state=SessionState.PLANNED) | Q(taken_at__isnull=False)).count()
    return {"planned": planned, "held": len(spans), "minutes": int(sum(spans) // 60)}


def _criterion(one: Criterion) -> dict[str, Any]:
    """One success criterion, with the rung that its figure stands on where it is one of the catalogue's."""
    metric = metric_of(one.metric) if one.metric else None
    return {
        "indicator": one.indicator,
        "metric": one.metric,
        "rung": metric.rung.value if metric is not None and metric.rung is not None else None,
        "unit": one.unit,
        "baseline": _number(one.baseline),
        "target": _number(one.target),
        "reached": _number(one.reached),
        "reached_on": one.reached_on.isoformat() if one.reached_on else None,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "method": one.method,
        "note": one.reached_note,
    }


def _number(value: Any) -> str | None:
    return None if value is None else str(value)
