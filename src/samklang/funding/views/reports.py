"""Reports to the funder: begun, written, looked at, sent, fetched as files; and success criteria measured."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.grants.dates import report_days
from samklang.core.words import Sentence, Value, say
from samklang.funding.accounts_file import accounts_workbook
from samklang.funding.commands import reports as commands
from samklang.funding.enums import Heading, ReportKind, ReportState
from samklang.funding.forms.reports import MeasureForm, ReportForm, ReportWordsForm
from samklang.funding.models import Grant, Report
from samklang.funding.queries.called import called_for
from samklang.funding.queries.grants import terms_of
from samklang.funding.queries.reports import checksum_of, faults_in, next_period, unattested_in
from samklang.funding.report_paper import figures_shown, report_paper
from samklang.funding.rules import reports as rules
from samklang.funding.rules.applications import change_grant
from samklang.funding.rules.grants import run_grants
from samklang.funding.views import sections
from samklang.funding.views.grants import above
from samklang.funding.views.sections import found_grant, said
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.papers import paper_docx, paper_pdf
from samklang.web.requests import StaffRequest


class Row(NamedTuple):
    """One heading: what was budgeted, and spent in the period and from the beginning."""

    label: str
    budget_ore: int
    period_ore: int
    spent_ore: int

    @property
    def left_ore(self) -> int:
        """What is left of the budget; below nought where it was passed."""
        return self.budget_ore - self.spent_ore


class Measured(NamedTuple):
    """One success criterion. pk: of the one to measure; None where it is no longer to be."""

    indicator: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    reached: Decimal | None
    reached_on: date | None
    pk: int | None


def found_report(request: StaffRequest, pk: int) -> Report:
    """As `sections.found_report`; and a draft is only there for whoever runs grants."""
    found = sections.found_report(request, pk)
    if found.state == ReportState.DRAFT and run_grants(request.user, found.grant.application.jobcentre):
        raise Http404
    return found


def called(found: Report) -> Sentence:
    """What it is called among the others."""
    return say(
        "{report}, {first} to {last}", report=str(found.get_kind_display()), first=found.first_day, last=found.last_day
    )


def _above(found: Report) -> list[tuple[Value, str]]:
    return [*above(found.grant), (called(found), str(found.get_absolute_url()))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_report(request: StaffRequest, pk: int) -> HttpResponse:
    """The next one that the terms ask for is proposed, of the days that no report has been of."""
    found = found_grant(request, pk)
    require(change_grant(request.user, found))
    form = ReportForm(sent(request), due=_due(found), period=next_period(found, today()))

    def do() -> HttpResponse:
        made = commands.begin_report(by=request.user, grant=found, now=now(), **form.given())
        return redirect(made)

    around = FormPage(
        say("Begin a report"), say("Begin it"), str(found.get_absolute_url()), above(found),
        say("The figures come from the books, the course and the success criteria. You write the rest."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _due(found: Grant) -> list[tuple[ReportKind, date]]:
    """What the terms ask for and nobody has sent."""
    there = {(kind, day) for kind, day in found.reports.values_list("kind", "due_on")}
    days = report_days(terms_of(found), found.begins, found.ends)
    return [(ReportKind(one.kind.value), one.due_on) for one in days if (one.kind.value, one.due_on) not in there]


@login_required
@require_safe
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft with the figures it would have and what is missing; what was sent, as it was sent."""
    found = found_report(request, pk)
    figures, draft = figures_shown(found), found.state == ReportState.DRAFT
    place = found.grant.application.jobcentre
    runs = run_grants(request.user, place) is None
    names = {"docx": "DOCX", "pdf": "PDF", "xlsx": "XLSX"}
    context = {
        "report": found, "grant": found.grant, "application": found.grant.application, "called": called(found),
        "above": above(found.grant), "draft": draft, "runs": runs, "figures": figures, "rows": _rows(figures),
        "criteria": _criteria(found, figures, measures=draft and runs and found.grant.closed_at is None),
        "words": _words(found), "whole": draft or checksum_of(found, figures) == found.sha256,
        "files": [(label, reverse("funding:report-file", args=[found.pk, ending])) for ending, label in names.items()],
        "accounts": found.kind == ReportKind.ACCOUNTS, **(_missing(found) if draft else {}),
    }  # fmt: skip
    return page(request, "funding/report.html", context)


def _missing(found: Report) -> dict[str, Any]:
    """What a draft lacks before it can be sent, and what is not in order in the books."""
    return {
        "lacks": rules.lacking(found, today()), "unattested": unattested_in(found.grant, found.last_day),
        "findings": said(faults_in(found.grant, found.last_day)),
    }  # fmt: skip


def _rows(figures: Mapping[str, Any]) -> list[Row]:
    return [
        Row(str(Heading(one["heading"]).label), one["budget_ore"], one["period_ore"], one["spent_ore"])
        for one in figures["headings"]
    ]


def _criteria(found: Report, figures: Mapping[str, Any], *, measures: bool) -> list[Measured]:
    numbers = list(found.grant.application.criteria.values_list("pk", flat=True)) if measures else []
    rows = []
    for place, one in enumerate(figures["criteria"]):
        day = date.fromisoformat(one["reached_on"]) if one["reached_on"] else None
        pk = numbers[place] if place < len(numbers) else None
        was, wanted, reached = (
            None if one[name] is None else Decimal(one[name]) for name in ("baseline", "target", "reached")
        )
        rows.append(Measured(one["indicator"], one["unit"], was, wanted, reached, day, pk))
    return rows


def _words(found: Report) -> list[tuple[Sentence, str]]:
    named = (
        (say("What was done"), found.activities), (say("What went otherwise than planned"), found.deviations),
        (say("What was learnt"), found.learnt), (say("What comes next"), found.next_steps),
        (say("Who signs"), found.signed_by),
    )  # fmt: skip
    return [(label, text) for label, text in named if text]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_words(request: StaffRequest, pk: int) -> HttpResponse:
    """What no figure says is written in a draft."""
    found = found_report(request, pk)
    require(rules.change_report(request.user, found))
    form = ReportWordsForm(sent(request), report=found)

    def do() -> HttpResponse:
        commands.change_report(by=request.user, report=found, values=form.values())
        return redirect(found)

    around = FormPage(
        say("Words of the report"), say("Save"), str(found.get_absolute_url()), _above(found),
        say("Write nothing about single people: the funder and the auditor read it."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """After it has been sent to the funder, it is said so here, and it stays."""
    found = found_report(request, pk)
    require(rules.change_report(request.user, found))
    form = forms.Form(sent(request))

    def do() -> HttpResponse:
        commands.send_report(by=request.user, report=found, today=today(), now=now())
        tell(request, say("The report is sent, and the books are locked to and including {day}.", day=found.last_day))
        return redirect(found)

    consequences = [
        say("It locks the books to and including {day}: nothing is entered on those days any more.",
            day=found.last_day),
        say("Words and figures stay as they are now, with a checksum that tells if they were changed."),
        say("Samklang sends nothing itself: fetch the files, and send them as the funder asks for."),
    ]  # fmt: skip
    around = FormPage(
        say("Send the report"), say("It is sent: lock the period"), str(found.get_absolute_url()), _above(found),
        consequences=consequences, danger=True,
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def report_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft is given up."""
    found = found_report(request, pk)
    commands.remove_report(by=request.user, report=found)
    tell(request, say("The draft is removed."))
    return redirect(found.grant)


@login_required
@require_safe
def report_file(request: StaffRequest, pk: int, ending: str) -> HttpResponse:
    """The report as a text to work on, as a PDF to send, and its accounts as a spreadsheet."""
    found = found_report(request, pk)
    if ending not in {"docx", "pdf", "xlsx"}:
        raise Http404
    figures, language, at = figures_shown(found), current_language(), found.sent_at or now()
    called = called_for(request.user, found.grant.application.jobcentre)
    if ending == "xlsx":
        content = accounts_workbook(found, figures, language, at, called)
    else:
        make = paper_pdf if ending == "pdf" else paper_docx
        content = make(report_paper(found, figures, language), language, at)
    name = slugify(f"{found.get_kind_display()} {found.grant.case_number} {found.number}") or f"{found.pk}"
    return file_to_fetch(content, f"{name}.{ending}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def criterion_measure(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """What a success criterion came to."""
    found = found_grant(request, pk)
    criterion = found.application.criteria.filter(pk=number).first()
    if criterion is None:
        raise Http404
    require(change_grant(request.user, found))
    form = MeasureForm(sent(request), criterion=criterion, today=today())

    def do() -> HttpResponse:
        commands.measure_criterion(by=request.user, criterion=criterion, **form.cleaned_data)
        tell(request, say("Saved. It stands in the next report."))
        return redirect(found)

    around = FormPage(
        say("Measure a success criterion"), say("Save"), str(found.get_absolute_url()), above(found),
        criterion.indicator,
    )  # fmt: skip
    return form_page(request, form, around, do)
