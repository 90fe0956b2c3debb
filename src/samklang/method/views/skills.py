"""Where one member of staff stands: their own page, and the page of who holds the talk with them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from samklang.ledger.commands import record_reading
from samklang.method.queries.assessments import assessments_seen, own_employee, people_led_by
from samklang.method.queries.development import led_people, plans_for
from samklang.method.queries.skills import judgings_of, refusal_to_judge, skills_of
from samklang.method.views.judging import above
from samklang.method.views.skill_tabs import skill_tabs
from samklang.people.models import Employee
from samklang.people.queries.employees import team_on
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def own_skills(request: StaffRequest) -> HttpResponse:
    """One's own judgement, the leader's and what was observed, beside what the role demands."""
    employee = own_employee(request.user)
    context: dict[str, Any] = {"tabs": skill_tabs(request), "employee": employee, "is_own": True}
    if employee is not None:
        context |= _shown(request, employee)
    return render(request, "method/own_skills.html", context)


@login_required
@require_safe
def staff_skills(request: StaffRequest) -> HttpResponse:
    """Those whose talk one holds, by name. No levels stand here."""
    context = {"tabs": skill_tabs(request), "people": led_people(request.user, request.today)}
    return render(request, "method/staff_skills.html", context)


@login_required
@require_safe
def employee_skills(request: StaffRequest, pk: int) -> HttpResponse:
    """What somebody has shared, one's own judgement of them, and what was observed. The reading is recorded."""
    mine = own_employee(request.user)
    if mine is not None and mine.pk == pk:
        return redirect("method:own-skills")
    employee = get_object_or_404(people_led_by(request.user, request.today), pk=pk)
    record_reading(
        "skills-read", by=request.user, subject=employee, about=employee.person, place=team_on(employee, request.today)
    )
    context = {"employee": employee, "is_own": False, "above": above(employee, own=False)[:1]}
    return render(request, "method/employee_skills.html", context | _shown(request, employee))


def _shown(request: StaffRequest, employee: Employee) -> dict[str, Any]:
    """What both pages hold."""
    return {
        "refusal": refusal_to_judge(employee, request.today),
        "judgings": judgings_of(request.user, employee, request.today),
        "skills": skills_of(employee, request.today, list(assessments_seen(request.user, employee))),
        "plans": list(plans_for(request.user, request.today).filter(employee=employee)),
    }
