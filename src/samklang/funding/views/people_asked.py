"""What an application asks for each person, where its scheme has a cap for each; seen by those who write it."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.core.grants.terms import Terms
from samklang.core.words import Money, Sentence, say, say_n
from samklang.funding.commands import applications as commands
from samklang.funding.forms.budgets import PersonForm
from samklang.funding.models import Application
from samklang.funding.queries import people_asked as queries
from samklang.funding.queries.applications import findings_of
from samklang.funding.queries.grants import terms_of
from samklang.funding.rules import applications as rules
from samklang.funding.rules.grants import run_grants
from samklang.funding.views.application_parts import above, sums_of
from samklang.funding.views.sections import Said, found_application, said
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


class Row(NamedTuple):
    """One person as the page shows them. says: what stands against what is asked for."""

    asked: queries.Asked
    says: list[Said]


@login_required
@require_safe
def application_people(request: StaffRequest, pk: int) -> HttpResponse:
    """Everybody it asks for, what each had before, and what the cap says."""
    found = _found(request, pk)
    rows, terms = queries.asked_for(found), terms_of(found)
    context = {
        "application": found, "above": above(found), "lead": _lead(terms),
        "rows": [Row(one, said(one.says)) for one in rows],
        "findings": said([one for one in findings_of(found, today()) if one.key == "people-sum"]),
        "asked_ore": sum(one.row.ore for one in rows), "funder_ore": sums_of(found)[1],
        "changes": rules.change_application(request.user, found) is None,
        "from_plan": found.programme is not None,
    }  # fmt: skip
    return page(request, "funding/people.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_person(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One of them. number: 0 is a new one."""
    found = _found(request, pk)
    require(rules.change_application(request.user, found))
    row = get_object_or_404(queries.people_of(found), pk=number) if number else None
    people = [] if row else queries.people_to_ask_for(found, today())
    form = PersonForm(sent(request), people=people, row=row, begins=found.begins)

    def do() -> HttpResponse:
        commands.write_person(by=request.user, application=found, number=number or None, given=form.given())
        return redirect("funding:application-people", found.pk)

    url = reverse("funding:application-people", args=[found.pk])
    removal = reverse("funding:application-person-removal", args=[found.pk, number]) if number else ""
    budget = reverse("funding:application-budget", args=[found.pk])
    pages = [*above(found), (say("Budget"), budget), (say("For each person"), url)]
    around = FormPage(
        say("What is asked for one person"), say("Save"), url, pages,
        removal_url=removal, removal_label=say("Take the person out"),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def application_person_removal(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A person is taken out."""
    found = _found(request, pk)
    row = get_object_or_404(queries.people_of(found), pk=number)
    commands.remove_person(by=request.user, application=found, number=row.pk)
    tell(request, say("The person is taken out."))
    return redirect("funding:application-people", found.pk)


@login_required
@require_POST
def application_people_from_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """Everybody with a seat, with equal parts of what the budget asks for, in place of those who were there."""
    found = _found(request, pk)
    require(rules.change_application(request.user, found))
    people = queries.people_from_plan(found)
    if people:
        commands.set_people(by=request.user, application=found, people=people)
        tell(request, say("Everybody with a seat is asked for with the same amount. Write what they had before."))
    else:
        tell(request, say("Nobody has a seat in the programme's course yet. Add people one by one, or publish a plan."))
    return redirect("funding:application-people", found.pk)


def _lead(terms: Terms) -> Sentence:
    if terms.most_per_person_ore is None:
        return say("These terms have no cap for each person, so nothing need stand here.")
    return say_n(
        "One person can get {most} within {count} month. What each had of the same purse before counts.",
        "One person can get {most} within {count} months. What each had of the same purse before counts.",
        terms.person_window_months, most=Money(terms.most_per_person_ore),
    )  # fmt: skip


def _found(request: StaffRequest, pk: int) -> Application:
    """Raises NotAllowed for whoever only reads grants, and Http404."""
    found = found_application(request, pk)
    require(run_grants(request.user, found.jobcentre))
    return found
