"""The goals of a development plan: added, changed, followed up, removed and put back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.refusals import Refusal, require
from samklang.core.words import say
from samklang.method.commands import development as commands
from samklang.method.enums import GoalState
from samklang.method.forms.development import GoalForm, StateForm
from samklang.method.models import Goal
from samklang.method.queries.development import goals_for
from samklang.method.rules import development as rules
from samklang.method.views.development import above_plan, seen_plan
from samklang.people.queries.employees import engagement_on
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


def _goal(request: StaffRequest, pk: int, *, removed: bool = False) -> Goal:
    found: Goal = get_object_or_404(
        goals_for(request.user, request.today).filter(removed_at__isnull=not removed), pk=pk
    )
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_goal(request: StaffRequest, pk: int) -> HttpResponse:
    """One more."""
    plan = seen_plan(request, pk)
    engagement = engagement_on(plan.employee, request.today)
    require(rules.add_goal(request.user, plan, engagement, request.today, len(plan.goals.all())))
    form = GoalForm(sent(request))

    def do() -> HttpResponse:
        goal = commands.add_goal(by=request.user, plan=plan, text=form.text(), today=request.today)
        undo = reverse("method:goal-removal", args=[goal.pk])
        tell(request, say("The goal is on the plan."), undo_url=undo)
        return redirect(plan)

    around = FormPage(say("New goal"), say("Save"), plan.get_absolute_url(), above_plan(request, plan))
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: StaffRequest, pk: int) -> HttpResponse:
    """Other words, another way, another day."""
    found = _goal(request, pk)
    plan = found.plan
    require(rules.change_plan(request.user, plan, engagement_on(plan.employee, request.today), request.today))
    form = GoalForm(sent(request), goal=found)

    def do() -> HttpResponse:
        commands.change_goal(by=request.user, goal=found, text=form.text(), today=request.today)
        tell(request, say("Saved."))
        return redirect(plan)

    around = FormPage(say("Change the goal"), say("Save"), plan.get_absolute_url(), above_plan(request, plan))
    return form_page(request, form, around, do)


@login_required
@require_POST
def goal_state(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it has come."""
    found = _goal(request, pk)
    form = StateForm(request.POST)
    if not form.is_valid():
        require(Refusal(say("Choose how far the goal has come: under way, reached or dropped.")))
    commands.follow_up_goal(
        by=request.user, goal=found, state=GoalState(form.cleaned_data["state"]), today=request.today
    )
    tell(request, say("Saved."))
    return redirect(found.plan)


@login_required
@require_POST
def goal_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Off the plan."""
    found = _goal(request, pk)
    commands.remove_goal(by=request.user, goal=found, today=request.today, now=timezone.now())
    tell(request, say("The goal is removed."), undo_url=reverse("method:goal-restoring", args=[pk]))
    return redirect(found.plan)


@login_required
@require_POST
def goal_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """Back on the plan."""
    found = _goal(request, pk, removed=True)
    commands.restore_goal(by=request.user, goal=found, today=request.today)
    tell(request, say("The goal is back on the plan."))
    return redirect(found.plan)
