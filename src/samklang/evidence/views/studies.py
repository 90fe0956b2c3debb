"""Studies: their list, a new one, the page of one, its steps, stopped and taken up again."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.core.words import Sentence, Value, say
from samklang.evidence.commands import studies as commands
from samklang.evidence.enums import Chosen, StudyState
from samklang.evidence.forms.studies import STEPS, NewStudyForm, QuestionForm, StepForm, StudyFilter
from samklang.evidence.forms.study_plans import StopForm
from samklang.evidence.models import Study
from samklang.evidence.queries import studies as queries
from samklang.evidence.rules import studies as rules
from samklang.evidence.rules.evidence import run_evidence, see_evidence
from samklang.evidence.study_design import sight_of
from samklang.evidence.study_plan import numbers_of
from samklang.evidence.views.sections import sections
from samklang.evidence.views.study_parts import facts_of
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

ROWS = 25
STEP_WORDS: dict[str, Sentence] = {
    "question": say("Question"), "outcome": say("Outcome"), "relevance": say("What matters"),
    "rollout": say("Who and when"), "expected": say("Expected"), "units": say("Units"),
    "power": say("What can be seen"),
    "draw": say("Order"), "freezing": say("Freeze"),
}  # fmt: skip
"""Every step on the way to a frozen plan, in its order."""


class Step(NamedTuple):
    """One of them, as `{% steps %}` takes it."""

    label: Sentence
    url: str
    state: str


def found_study(request: StaffRequest, pk: int) -> Study:
    """The study. Raises NotAllowed for whoever sees no evidence anywhere, and Http404 where they do not see it here."""
    require(see_evidence(request.user))
    found: Study = get_object_or_404(queries.studies_for(request.user), pk=pk)
    return found


def above_study(found: Study | None = None) -> list[tuple[Value, str]]:
    """The pages above one of a study's own."""
    above: list[tuple[Value, str]] = [(say("Studies"), reverse("evidence:studies"))]
    return [*above, (found.title, str(found.get_absolute_url()))] if found is not None else above


@login_required
@require_safe
def studies(request: StaffRequest) -> HttpResponse:
    """Every study, narrowed by words and state."""
    require(see_evidence(request.user))
    form = StudyFilter(request.GET)
    words, state = form.asked()
    shown = Paginator(queries.studies_found(request.user, words, state), ROWS).get_page(request.GET.get("page"))
    context = {
        "sections": sections(request, "evidence:studies"), "filter_form": form, "page": shown,
        "narrowed": bool(words or state), "runs": run_evidence(request.user) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/studies.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_study(request: StaffRequest) -> HttpResponse:
    """A draft with its question."""
    by = request.user
    require(run_evidence(by))
    jobcentres = queries.jobcentres_to_study(by)
    programmes = [one for place in jobcentres for one in queries.programmes_to_study(by, place)]
    form = NewStudyForm(sent(request), jobcentres=jobcentres, programmes=programmes)

    def do() -> HttpResponse:
        made = commands.begin_study(
            by=by, jobcentre=form.jobcentres[form.cleaned_data["jobcentre"]], now=now(), **form.values()
        )
        return redirect("evidence:study-step", made.pk, "outcome")

    around = FormPage(
        say("Set up a study"), say("Save and go on"), reverse("evidence:studies"), above_study(),
        say("Everything you write is kept, and can be changed until you freeze the plan."),
        template="evidence/study_step.html",
    )  # fmt: skip
    return form_page(request, form, around, do, steps=steps_of(None, "question"))


@login_required
@require_safe
def study(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the study is, what has been decided, and what comes next."""
    found = found_study(request, pk)
    units = queries.units_of(found).count()
    lacks = rules.lacks(found)
    sight = sight_of(numbers_of(found, units)) if not lacks and units else None
    context = {
        "study": found, "above": above_study(), "units": units, "lacks": lacks, "sight": sight,
        "facts": facts_of(found, units), "last_day": queries.last_day_of(found), "steps": steps_of(found, "", units),
        "runs": run_evidence(request.user, found.jobcentre) is None, "next": next_step(found, units),
        "answer": queries.answers_of(found).first(), "file": queries.file_in_force(found),
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/study.html", context)
    return response


def next_step(found: Study, units: int) -> str:
    """The name of the step that a draft needs next."""
    if lacks := rules.lacks(found):
        return lacks[0][0]
    if units < rules.FEWEST_UNITS:
        return "units"
    return "draw" if found.chosen == Chosen.DRAWN and found.drawn_at is None else "freezing"


def steps_of(found: Study | None, current: str, units: int = 0) -> list[Step]:
    """Where one is on the way to a frozen plan. found: None while there is no study yet."""
    lacking = {step for step, _sentence in rules.lacks(found)} if found is not None else set(STEPS)
    undone = lacking | {"freezing"}
    if found is None or units < rules.FEWEST_UNITS:
        undone |= {"units", "power", "draw"}
    elif found.drawn_at is None:
        undone |= {"draw"}
    if lacking:
        undone |= {"power"}
    shown = [one for one in STEP_WORDS if one != "draw" or found is None or found.chosen == Chosen.DRAWN]
    return [Step(STEP_WORDS[one], _url_of(found, one), "current" if one == current else _state(one, undone))
            for one in shown]  # fmt: skip


def _state(step: str, undone: set[str]) -> str:
    return "coming" if step in undone else "done"


def _url_of(found: Study | None, step: str) -> str:
    if found is None or found.state != StudyState.DRAFT:
        return ""
    if step in STEPS:
        return reverse("evidence:study-step", args=[found.pk, step])
    return reverse(f"evidence:study-{step}", args=[found.pk])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_step(request: StaffRequest, pk: int, step: str) -> HttpResponse:
    """One step of the plan; the next one follows."""
    found = found_study(request, pk)
    if step not in STEPS:
        raise Http404
    require(rules.change_study(request.user, found))
    form = _step_form(request, found, step)

    def do() -> HttpResponse:
        commands.change_study(by=request.user, study=found, values=form.values())
        after = list(STEP_WORDS)[list(STEP_WORDS).index(step) + 1]
        return redirect(_url_of(found, after))

    units = queries.units_of(found).count()
    around = FormPage(
        STEP_WORDS[step], say("Save and go on"), str(found.get_absolute_url()), above_study(found),
        _LEADS[step], template="evidence/study_step.html",
    )  # fmt: skip
    return form_page(request, form, around, do, steps=steps_of(found, step, units), study=found)


def _step_form(request: StaffRequest, found: Study, step: str) -> StepForm:
    if step == "question":
        programmes = queries.programmes_to_study(request.user, found.jobcentre)
        if found.programme is not None and found.programme not in programmes:
            programmes.append(found.programme)
        return QuestionForm(sent(request), study=found, programmes=programmes)
    return STEPS[step](sent(request), study=found)


_LEADS: dict[str, Sentence] = {
    "question": say("One question. What else you would like to know can be another study."),
    "outcome": say(
        "One outcome decides the answer. Choose what would change what you do, and what is counted anyway: nothing is "
        "counted twice for a study."
    ),
    "relevance": say(
        "Without it “no effect” means nothing. With it the study can also show that nothing that matters happened."
    ),
    "rollout": say(
        "Some are trained first, others later: those who wait are compared with. Everybody can be trained in the end."
    ),
    "expected": say("A guess is enough. It decides how much the study can see, and nothing of the answer."),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_stop(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing comes of it, and why."""
    found = found_study(request, pk)
    require(rules.stop(request.user, found, "-"))
    form = StopForm(sent(request))

    def do() -> HttpResponse:
        was_draft = found.state == StudyState.DRAFT
        commands.stop_study(by=request.user, study=found, reason=form.cleaned_data["reason"], now=now())
        undo = reverse("evidence:study-restoring", args=[found.pk]) if was_draft else ""
        tell(request, say("The study is stopped."), undo_url=undo)
        return redirect("evidence:studies")

    consequences = [say("Nothing more is loaded, and there will be no answer.")]
    if found.frozen_at is not None:
        consequences.append(say("The plan was frozen, so this cannot be undone. Plan and reason stay for all to read."))
    around = FormPage(
        say("Stop the study"), say("Stop"), str(found.get_absolute_url()), above_study(found), danger=True,
        consequences=consequences,
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def study_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft that was stopped goes on."""
    found = found_study(request, pk)
    commands.restore_study(by=request.user, study=found)
    tell(request, say("The study is taken up again."))
    return redirect(found)


def open_draft(request: StaffRequest, pk: int) -> tuple[Study, dict[str, Any]]:
    """The study of one of the plan's own pages, with what stands on all of them."""
    found = found_study(request, pk)
    return found, {"study": found, "above": above_study(found)}
