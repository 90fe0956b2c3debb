"""The budget and the success criteria of an application, line by line, and the budget as the funder's spreadsheet."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.grants.terms import INCOME_WORDS, Income
from samklang.core.words import Sentence, render, say
from samklang.evidence.queries.catalogue import catalogue
from samklang.funding.budget_file import budget_workbook
from samklang.funding.commands import applications as commands
from samklang.funding.forms.applications import CriterionForm
from samklang.funding.forms.budgets import IncomeForm, LineForm
from samklang.funding.models import Application, BudgetLine
from samklang.funding.queries.applications import findings_of
from samklang.funding.queries.grants import budget_in_force, terms_of
from samklang.funding.queries.plan_costs import lines_from_plan
from samklang.funding.queries.position import income_of
from samklang.funding.rules import applications as rules
from samklang.funding.rules.grants import run_grants
from samklang.funding.views.application_parts import above, steps_of, sums_of, url_of
from samklang.funding.views.sections import found_application, said
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def _lines(found: Application) -> list[BudgetLine]:
    budget = budget_in_force(found)
    return list(budget.lines.order_by("position", "pk")) if budget is not None else []


@login_required
@require_safe
def application_budget(request: StaffRequest, pk: int) -> HttpResponse:
    """Every line, what it comes to, and what the terms say to it."""
    found = found_application(request, pk)
    cost, funder, own = sums_of(found)
    runs = run_grants(request.user, found.jobcentre) is None
    changes = rules.change_application(request.user, found) is None
    context = {
        "application": found, "above": above(found), "steps": steps_of(found, "budget"), "lines": _lines(found),
        "cost_ore": cost, "funder_ore": funder, "own_ore": own, "findings": said(findings_of(found, today())),
        "changes": changes, "from_plan": changes and found.programme is not None,
        "next": url_of(found, "parties"), "by_person": runs and terms_of(found).most_per_person_ore is not None,
        "income": _income(found),
    }  # fmt: skip
    return page(request, "funding/budget.html", context)


def _income(found: Application) -> list[tuple[Sentence, int]]:
    """How own money is paid; nothing where all of it is co-funding."""
    amounts = income_of(found)
    others = any(ore for one, ore in amounts.items() if one is not Income.CO_FUNDING)
    return [(INCOME_WORDS[one], ore) for one, ore in amounts.items() if ore] if others else []


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_income(request: StaffRequest, pk: int) -> HttpResponse:
    """How own money is paid, besides co-funding."""
    found = found_application(request, pk)
    require(rules.change_application(request.user, found))
    form = IncomeForm(sent(request), budget=budget_in_force(found), own_ore=sums_of(found)[2])

    def do() -> HttpResponse:
        commands.set_income(by=request.user, application=found, income=form.income(), now=now())
        return redirect("funding:application-budget", found.pk)

    url = reverse("funding:application-budget", args=[found.pk])
    lead = say("What comes in besides the grant. What is left of the costs is our co-funding.")
    around = FormPage(say("Income side"), say("Save"), url, [*above(found), (say("Budget"), url)], lead)
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_line(request: StaffRequest, pk: int, line: int) -> HttpResponse:
    """One line. line: 0 is a new one."""
    found = found_application(request, pk)
    require(rules.change_application(request.user, found))
    there = _line(found, line) if line else None
    year = (found.begins or today()).year
    form = LineForm(sent(request), terms=terms_of(found), year=year, line=there)

    def do() -> HttpResponse:
        commands.write_line(by=request.user, application=found, number=line or None, given=form.given(), now=now())
        return redirect("funding:application-budget", found.pk)

    url = reverse("funding:application-budget", args=[found.pk])
    removal = reverse("funding:application-line-removal", args=[found.pk, line]) if line else ""
    around = FormPage(
        say("Budget line"), say("Save"), url, [*above(found), (say("Budget"), url)], removal_url=removal,
        removal_label=say("Remove the line"),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _line(found: Application, number: int) -> BudgetLine:
    """Raises Http404."""
    there = next((one for one in _lines(found) if one.pk == number), None)
    if there is None:
        raise Http404
    return there


@login_required
@require_POST
def application_line_removal(request: StaffRequest, pk: int, line: int) -> HttpResponse:
    """A line is taken out."""
    found = found_application(request, pk)
    commands.remove_line(by=request.user, application=found, number=_line(found, line).pk)
    tell(request, say("The budget line is removed."))
    return redirect("funding:application-budget", found.pk)


@login_required
@require_POST
def application_budget_from_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """What the published plan costs, in place of the lines that were there."""
    found = found_application(request, pk)
    require(rules.change_application(request.user, found))
    lines = lines_from_plan(found, current_language())
    if not lines:
        tell(request, say("The programme has no published plan with costs. Write the lines, or publish a plan first."))
        return redirect("funding:application-budget", found.pk)
    commands.set_budget(by=request.user, application=found, lines=lines, now=now())
    tell(request, say("The budget is what the published plan costs. Look it through."))
    return redirect("funding:application-budget", found.pk)


@login_required
@require_safe
def application_budget_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The budget as XLSX, to go with the application."""
    found = found_application(request, pk)
    content = budget_workbook(found.title, _lines(found), income_of(found), current_language())
    name = render(say("budget"), current_language())
    return file_to_fetch(content, f"{name}-{slugify(found.title)[:40] or found.pk}.xlsx")


# -- success criteria --------------------------------------------------------------------------------------------------


@login_required
@require_safe
def application_criteria(request: StaffRequest, pk: int) -> HttpResponse:
    """Every criterion, and what it came to where it has been measured."""
    found = found_application(request, pk)
    context = {
        "application": found, "above": above(found), "steps": steps_of(found, "criteria"),
        "criteria": found.criteria.all(), "changes": rules.change_application(request.user, found) is None,
        "next": url_of(found, "budget"), "runs": run_grants(request.user, found.jobcentre) is None,
    }  # fmt: skip
    return page(request, "funding/criteria.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_criterion(request: StaffRequest, pk: int, criterion: int) -> HttpResponse:
    """One criterion. criterion: 0 is a new one."""
    found = found_application(request, pk)
    require(rules.change_application(request.user, found))
    there = get_object_or_404(found.criteria, pk=criterion) if criterion else None
    language = current_language()
    metrics = [(one.key, render(one.label, language)) for one in catalogue()]
    form = CriterionForm(sent(request), metrics=metrics, criterion=there)

    def do() -> HttpResponse:
        commands.write_criterion(by=request.user, application=found, number=criterion or None, given=form.given())
        return redirect("funding:application-criteria", found.pk)

    url = reverse("funding:application-criteria", args=[found.pk])
    removal = reverse("funding:application-criterion-removal", args=[found.pk, criterion]) if criterion else ""
    around = FormPage(
        say("Success criterion"), say("Save"), url, [*above(found), (say("Success criteria"), url)],
        say("A criterion has an indicator, where it stands now, where it is to be, how it is measured, and a date."),
        removal_url=removal, removal_label=say("Remove the criterion"),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def application_criterion_removal(request: StaffRequest, pk: int, criterion: int) -> HttpResponse:
    """A criterion is taken out."""
    found = found_application(request, pk)
    there = get_object_or_404(found.criteria, pk=criterion)
    commands.remove_criterion(by=request.user, application=found, number=there.pk)
    tell(request, say("The criterion is removed."))
    return redirect("funding:application-criteria", found.pk)
