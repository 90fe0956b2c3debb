"""A plan adjusted by hand: each step is answered by the checker at once, and nothing is kept until it is saved."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from samklang.access.refusals import require
from samklang.core.planner import plan as plans
from samklang.core.planner.adjust import Adjusted
from samklang.core.planner.plan import Plan, Session
from samklang.core.planner.problem import Problem
from samklang.core.planner.progress import NAMES, in_units
from samklang.core.words import Sentence, say
from samklang.planning import commands, documents, rules
from samklang.planning.adjusting import Step, with_steps
from samklang.planning.forms.variant import MovePersonForm, MoveSessionForm
from samklang.planning.models import Adjustment, Variant
from samklang.planning.queries import variants_for
from samklang.planning.views.programmes import above
from samklang.web.answers import UNPROCESSABLE, number_in, tell
from samklang.web.requests import StaffRequest


class Trying:
    """A plan with somebody's steps on it."""

    def __init__(self, request: StaffRequest, pk: int) -> None:
        self.request = request
        self.variant: Variant = get_object_or_404(variants_for(request.user), pk=pk)
        require(rules.adjust(request.user, self.variant))
        self.problem: Problem = documents.problem_of(self.variant.version.document)
        self.before: Plan = plans.from_document(self.variant.document)
        found = Adjustment.objects.filter(variant=self.variant, by=request.user).first()
        self.steps: list[Step] = found.steps if found else []
        self.now: Adjusted = with_steps(self.problem, self.before, self.steps)

    def session(self, cohort: int, module: int) -> Session:
        """One session still to be held. module: its place in the programme, from 1."""
        if not 1 <= module <= len(self.problem.modules):
            raise Http404
        id_ = self.problem.modules[module - 1].id
        for one in self.now.plan.sessions:
            if (one.cohort, one.module, one.attended) == (cohort, id_, None):
                return one
        raise Http404


@login_required
@require_safe
def adjusting(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan with the steps so far, what the checker says, and what can be moved."""
    trying = Trying(request, pk)
    session_form = None
    if "cohort" in request.GET and "module" in request.GET:
        session_form = _session_form(trying, request.GET.get("cohort", ""), request.GET.get("module", ""))
    return _answered(trying, session_form=session_form)


def _session_form(trying: Trying, cohort: str, module: str, data: Any = None) -> MoveSessionForm:
    number, place = number_in(cohort), number_in(module)
    if number is None or place is None:
        raise Http404
    session = trying.session(number, place)
    return MoveSessionForm(data, problem=trying.problem, session=session)


def _answered(trying: Trying, *, person_form: Any = None, session_form: Any = None) -> HttpResponse:
    """The fragment where htmx asked, else the page; 422 where a form was sent with mistakes."""
    request = trying.request
    context = {
        "variant": trying.variant,
        "steps": [_step_told(trying.problem, step) for step in trying.steps],
        "violations": [one.what for one in trying.now.violations],
        "counted": trying.now.counted,
        "levels": _levels(trying),
        "cohorts": _cohorts(trying),
        "person_form": person_form or MovePersonForm(problem=trying.problem, plan=trying.now.plan),
        "session_form": session_form,
        "session_title": _session_title(trying, session_form.session) if session_form else None,
        "session_place": _session_place(trying, session_form.session) if session_form else None,
        "above": [*above(trying.variant.programme), (trying.variant.called, trying.variant.get_absolute_url())],
    }
    faulty = any(form is not None and form.is_bound and form.errors for form in (person_form, session_form))
    status = UNPROCESSABLE if faulty else 200
    if request.htmx:
        return render(request, "planning/_adjusting.html", context, status=status)
    return render(request, "planning/adjusting.html", context, status=status)


def _step_told(problem: Problem, step: Step) -> Sentence:
    if "module" not in step:
        name = next((one.name for one in problem.people if one.id == step["person"]), step["person"])
        if step["cohort"] is None:
            return say("{name} loses the seat", name=name)
        return say("{name} to cohort {cohort}", name=name, cohort=step["cohort"])
    module = next((one.name for one in problem.modules if one.id == step["module"]), step["module"])
    day = documents.day(step["date"])
    return say("Cohort {cohort}, “{module}” to {day}", cohort=step["cohort"], module=module, day=day)


def _levels(trying: Trying) -> list[dict[str, Any]]:
    """Each wish before and now; only those that changed are marked."""
    before = {level.wish: level.value for level in trying.before.levels}
    first = trying.problem.first_day
    return [
        {
            "name": NAMES[level.wish],
            "before": in_units(level.wish, before[level.wish], first) if level.wish in before else "–",
            "now": in_units(level.wish, level.value, first),
            "change": level.value - before.get(level.wish, level.value),
        }
        for level in trying.now.plan.levels
    ]


def _cohorts(trying: Trying) -> list[dict[str, Any]]:
    """Every cohort with its sessions, for the table in which one is chosen."""
    plan, problem = trying.now.plan, trying.problem
    trainers = {one.id: one.name for one in problem.trainers}
    rooms = {one.id: one.name for one in problem.rooms}
    wrong = {key for one in trying.now.violations for key in one.sessions}
    sessions = sorted(plan.sessions, key=lambda one: (one.cohort, one.date, one.half))
    return [
        {
            "number": cohort,
            "people": sum(seat.cohort == cohort for seat in plan.seats),
            "sessions": [
                {
                    "session": one,
                    "module": next(module for module in problem.modules if module.id == one.module),
                    "place": _session_place(trying, one),
                    "trainer": trainers.get(one.trainer, one.trainer),
                    "room": rooms.get(one.room, one.room),
                    "wrong": (one.cohort, one.module) in wrong,
                }
                for one in sessions
                if one.cohort == cohort
            ],
        }
        for cohort in plan.cohort_numbers()
    ]


def _session_place(trying: Trying, session: Session) -> int:
    """The module's place in the programme, from 1."""
    return [one.id for one in trying.problem.modules].index(session.module) + 1


def _session_title(trying: Trying, session: Session) -> Sentence:
    module = trying.problem.modules[_session_place(trying, session) - 1]
    return say("Cohort {cohort}, “{module}”", cohort=session.cohort, module=module.name)


def _after(request: StaffRequest, pk: int) -> HttpResponse:
    """The new state: the fragment where htmx asked, else back to the page, which shows it after a reload too."""
    return _answered(Trying(request, pk)) if request.htmx else redirect("planning:adjusting", pk)


@login_required
@require_POST
def moved_person(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody to another cohort, on the copy."""
    trying = Trying(request, pk)
    form = MovePersonForm(request.POST, problem=trying.problem, plan=trying.now.plan)
    if not form.is_valid():
        return _answered(trying, person_form=form)
    commands.add_step(by=request.user, variant=trying.variant, step=form.step(), now=timezone.now())
    return _after(request, pk)


@login_required
@require_POST
def moved_session(request: StaffRequest, pk: int, cohort: int, module: int) -> HttpResponse:
    """A session to another time or place, on the copy."""
    trying = Trying(request, pk)
    form = _session_form(trying, str(cohort), str(module), request.POST)
    if not form.is_valid():
        return _answered(trying, session_form=form)
    commands.add_step(by=request.user, variant=trying.variant, step=form.step(), now=timezone.now())
    return _after(request, pk)


@login_required
@require_POST
def adjusting_undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the last step back."""
    variant = get_object_or_404(variants_for(request.user), pk=pk)
    commands.undo_step(by=request.user, variant=variant, now=timezone.now())
    return _after(request, pk)


@login_required
@require_POST
def adjusting_drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Forget every step."""
    variant = get_object_or_404(variants_for(request.user), pk=pk)
    commands.drop_adjustment(by=request.user, variant=variant)
    return redirect(variant)


@login_required
@require_POST
def adjusting_keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Save what was tried as a plan of its own."""
    variant = get_object_or_404(variants_for(request.user), pk=pk)
    name = str(request.POST.get("name", "")).replace("\0", "")
    kept = commands.keep_adjustment(by=request.user, variant=variant, name=name, now=timezone.now())
    undo = reverse("planning:variant-removal", args=[kept.pk])
    tell(request, say("Saved as {plan}, adjusted by hand.", plan=kept.called), undo_url=undo)
    return redirect(kept)
