"""Development plans: made for a talk, read and printed by the two who talk, removed and taken back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.refusals import require
from samklang.core.words import Value, say
from samklang.ledger.commands import record_reading
from samklang.method.commands import development as commands
from samklang.method.enums import GoalState
from samklang.method.forms.development import NewPlanForm, PlanForm
from samklang.method.models import DevelopmentPlan
from samklang.method.queries.assessments import assessments_seen, employees_talked_with
from samklang.method.queries.development import plan_before, plans_for, proposals_from, removed_plans_for
from samklang.method.queries.skills import FrameworkSkills, skills_of
from samklang.method.rules import development as rules
from samklang.method.views.judging import above
from samklang.people.models import Employee
from samklang.people.queries.employees import engagement_on, team_on
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def seen_plan(request: StaffRequest, pk: int) -> DevelopmentPlan:
    """A plan of the person or of somebody whose talk they hold. Raises Http404."""
    found: DevelopmentPlan = get_object_or_404(plans_for(request.user, request.today), pk=pk)
    return found


def above_plan(request: StaffRequest, plan: DevelopmentPlan) -> list[tuple[Value, str]]:
    """The pages above one of a plan's own pages."""
    own = plan.employee.person_id == request.user.pk
    return [*above(plan.employee, own=own), (_title(plan), plan.get_absolute_url())]


def _title(plan: DevelopmentPlan) -> Value:
    return say("Development plan, the talk on {day}", day=plan.talk_day)


def _shared_skills(request: StaffRequest, employee: Employee) -> list[FrameworkSkills]:
    """What both of the two see."""
    shared = [one for one in assessments_seen(request.user, employee) if one.shared_at is not None]
    return skills_of(employee, request.today, shared)


def _record_reading(request: StaffRequest, employee: Employee) -> None:
    """Somebody else has seen where the employee lacks something."""
    place = team_on(employee, request.today)
    record_reading("skills-read", by=request.user, subject=employee, about=employee.person, place=place)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_development_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The day of a talk to come, and a goal proposed for each gap."""
    employee = get_object_or_404(employees_talked_with(request.user, request.today), pk=pk)
    proposals = proposals_from(_shared_skills(request, employee), current_language())
    form = NewPlanForm(sent(request), proposals=proposals)

    def do() -> HttpResponse:
        plan = commands.make_plan(
            by=request.user, employee=employee, talk_day=form.cleaned_data["talk_day"], goals=form.texts(),
            today=request.today, now=timezone.now(),
        )  # fmt: skip
        undo = reverse("method:development-plan-removal", args=[plan.pk])
        tell(request, say("The plan is made. Both of you can change it until the talk."), undo_url=undo)
        return redirect(plan)

    own = employee.person_id == request.user.pk
    if not own:
        _record_reading(request, employee)
    lead = say("The two of you see it, and nobody else. You can both change it until the talk.")
    if not proposals:
        lead = say(
            "The two of you see it, and nobody else. No gap is known from others' judgements, so it begins empty."
        )
    cancel = reverse("method:own-skills") if own else reverse("method:employee-skills", args=[pk])
    around = FormPage(say("New development plan"), say("Make the plan"), cancel, above(employee, own=own), lead)
    return form_page(request, form, around, do)


@login_required
@require_safe
def development_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan for the talk, with the one before beside it. That somebody else than the person reads it is recorded."""
    plan = seen_plan(request, pk)
    own = plan.employee.person_id == request.user.pk
    if not own:
        place = team_on(plan.employee, request.today)
        record_reading("development-plan-read", by=request.user, subject=plan, about=plan.employee.person, place=place)
    engagement = engagement_on(plan.employee, request.today)
    skills = _shared_skills(request, plan.employee)
    context: dict[str, Any] = {
        "plan": plan, "goals": plan.goals.all(), "before": plan_before(plan), "is_own": own,
        "above": above(plan.employee, own=own), "title": _title(plan), "states": GoalState.choices,
        "may_change": rules.change_plan(request.user, plan, engagement, request.today) is None,
        "may_follow_up": rules.follow_up(request.user, plan, engagement) is None,
        "held": plan.talk_day < request.today,
        "to_talk_about": [line for one in skills for line in one.lines if line.gap or line.differs],
    }  # fmt: skip
    return render(request, "method/development_plan.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def development_plan_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Another day, and remarks."""
    plan = seen_plan(request, pk)
    require(rules.change_plan(request.user, plan, engagement_on(plan.employee, request.today), request.today))
    form = PlanForm(sent(request), plan=plan)

    def do() -> HttpResponse:
        commands.change_plan(by=request.user, plan=plan, today=request.today, **form.cleaned_data)
        tell(request, say("Saved."))
        return redirect(plan)

    around = FormPage(say("Day and remarks"), say("Save"), plan.get_absolute_url(), above_plan(request, plan))
    return form_page(request, form, around, do)


@login_required
@require_POST
def development_plan_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Away, until it is taken back."""
    plan = seen_plan(request, pk)
    commands.remove_plan(by=request.user, plan=plan, today=request.today, now=timezone.now())
    undo = reverse("method:development-plan-restoring", args=[pk])
    tell(request, say("The plan for {day} is removed.", day=plan.talk_day), undo_url=undo)
    own = plan.employee.person_id == request.user.pk
    return redirect("method:own-skills") if own else redirect("method:employee-skills", plan.employee_id)


@login_required
@require_POST
def development_plan_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """Taken back."""
    plan = get_object_or_404(removed_plans_for(request.user, request.today), pk=pk)
    commands.restore_plan(by=request.user, plan=plan, today=request.today)
    tell(request, say("The plan is back."))
    return redirect(plan)
