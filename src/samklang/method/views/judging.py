"""A judgement of skills on a phone: one phase at a time, private until it is shared for the talk."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import Value, say
from samklang.method.commands.assessment import judge_skills, share_judgement, take_back_judgement
from samklang.method.enums import Basis
from samklang.method.forms.judgement import LevelForm
from samklang.method.models import Edition
from samklang.method.queries.assessments import (
    Step,
    assessments_seen,
    editions_to_judge,
    latest_levels,
    open_judgement,
    own_employee,
    own_judgements,
    people_led_by,
    said_in,
    steps_of,
)
from samklang.method.queries.skills import refusal_to_judge
from samklang.people.models import Employee
from samklang.web.answers import UNPROCESSABLE, number_in, tell
from samklang.web.requests import StaffRequest

FORBIDDEN = 403


@dataclass(frozen=True)
class _Page:
    """One step of one judgement."""

    employee: Employee
    edition: Edition
    steps: list[Step]
    position: int
    forms: list[LevelForm]
    is_own: bool

    def address(self, position: int) -> str:
        """The page of another step."""
        if self.is_own:
            return reverse("method:own-judgement", args=[self.edition.framework_id, position])
        return reverse("method:employee-judgement", args=[self.employee.pk, self.edition.framework_id, position])

    @property
    def back(self) -> str:
        """The page that the judgement belongs to."""
        return reverse("method:own-skills") if self.is_own else _skills_page(self.employee)


def _skills_page(employee: Employee) -> str:
    return reverse("method:employee-skills", args=[employee.pk])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_judgement(request: StaffRequest, framework: int, step: int) -> HttpResponse:
    """One's own skills, a phase at a time."""
    employee = own_employee(request.user)
    if employee is None:
        raise Http404
    return _judging(request, employee, framework, step)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employee_judgement(request: StaffRequest, pk: int, framework: int, step: int) -> HttpResponse:
    """The skills of somebody whose talk one holds, a phase at a time."""
    employee = get_object_or_404(people_led_by(request.user, request.today), pk=pk)
    return _judging(request, employee, framework, step)


def _judging(request: StaffRequest, employee: Employee, framework: int, position: int) -> HttpResponse:
    require(refusal_to_judge(employee, request.today))
    opened = _opened(request, employee, framework, position)
    if request.method != "POST":
        return _step_page(request, opened)
    if number_in(request.POST.get("edition", "")) != opened.edition.pk:
        return _step_page(request, opened, refusal=Refusal(_NEW_WORDS), status=FORBIDDEN)
    if any(form.errors for form in opened.forms):
        return _step_page(request, opened, status=UNPROCESSABLE)
    said = {form.indicator: form.said() for form in opened.forms if form.is_sent()}
    try:
        judge_skills(
            by=request.user, employee=employee, edition=opened.edition, said=said, today=request.today,
            now=timezone.now(),
        )  # fmt: skip
    except NotAllowed as refused:
        return _step_page(request, opened, refusal=refused.refusal, status=FORBIDDEN)
    if position < len(opened.steps):
        return redirect(opened.address(position + 1))
    own = employee.person_id == request.user.pk
    tell(
        request,
        say("Saved. Only you see it until you share it for the talk.")
        if own
        else say(
            "Saved. Share it for the talk; until then {name} can find it in what we hold on them.", name=employee.name
        ),
    )
    return redirect(opened.back)


_NEW_WORDS = say("The words have changed since you opened the page, so nothing was saved. Judge by the new ones.")


def _opened(request: StaffRequest, employee: Employee, framework: int, position: int) -> _Page:
    """The step; 404 where the employee is not judged by the framework, or it has no such step."""
    editions = editions_to_judge(employee, request.today)
    edition = next((one for one in editions if one.framework_id == framework), None)
    steps = steps_of(edition) if edition is not None else []
    if edition is None or not 1 <= position <= len(steps):
        raise Http404
    is_own = employee.person_id == request.user.pk
    basis = Basis.SELF if is_own else Basis.MANAGER
    said = said_in(open_judgement(request.user, employee, edition, basis))
    shared = [one for one in assessments_seen(request.user, employee) if one.shared_at and one.by_id == request.user.pk]
    before = latest_levels(shared, edition.framework.key, basis)
    data = request.POST if request.method == "POST" else None
    forms = [
        LevelForm(data, indicator=one, said=said.get(one.pk), before=before.get(one.key))
        for one in steps[position - 1].indicators
    ]
    return _Page(employee, edition, steps, position, forms, is_own)


def _step_page(
    request: StaffRequest, opened: _Page, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The step, with what was typed."""
    context: dict[str, Any] = {
        "employee": opened.employee, "edition": opened.edition, "step": opened.steps[opened.position - 1],
        "forms": opened.forms, "is_own": opened.is_own, "refusal": refusal, "back": opened.back,
        "position": opened.position, "count": len(opened.steps),
        "previous": opened.address(opened.position - 1) if opened.position > 1 else "",
        "is_last": opened.position == len(opened.steps), "above": above(opened.employee, own=opened.is_own),
        "faulty": [form for form in opened.forms if form.is_bound and form.errors],
    }  # fmt: skip
    return render(request, "method/judgement.html", context, status=status)


def above(employee: Employee, *, own: bool) -> list[tuple[Value, str]]:
    """The pages above one about somebody's skills."""
    if own:
        return [(say("My skills"), reverse("method:own-skills"))]
    return [(say("Those I talk with"), reverse("method:staff-skills")), (employee.name, _skills_page(employee))]


@login_required
@require_POST
def judgement_sharing(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the other of the two see it."""
    found = get_object_or_404(own_judgements(request.user), pk=pk)
    share_judgement(by=request.user, assessment=found, today=request.today, now=timezone.now())
    undo = reverse("method:judgement-taking-back", args=[pk])
    if found.basis == Basis.SELF:
        tell(request, say("Shared with who holds the talk with you."), undo_url=undo)
    else:
        tell(request, say("Shared with {name}.", name=found.employee.name), undo_url=undo)
    return redirect(_page_of(request, found.employee))


@login_required
@require_POST
def judgement_taking_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Let nobody else see it again."""
    found = get_object_or_404(own_judgements(request.user), pk=pk)
    take_back_judgement(by=request.user, assessment=found, today=request.today)
    tell(request, say("Taken back. Nobody but you sees it now."))
    return redirect(_page_of(request, found.employee))


def _page_of(request: StaffRequest, employee: Employee) -> str:
    return reverse("method:own-skills") if employee.person_id == request.user.pk else _skills_page(employee)
