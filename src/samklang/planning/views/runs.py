"""The planner at work: started, watched, stopped, and what is done with its answer."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from samklang.access.enums import Right
from samklang.access.refusals import require
from samklang.core.planner.plan import Level
from samklang.core.planner.problem import Wish
from samklang.core.planner.progress import NAMES, at_best, in_units, surely_best
from samklang.core.words import say
from samklang.planning import commands, documents, rules
from samklang.planning.forms.run import RunForm
from samklang.planning.models import Run
from samklang.planning.queries import latest_version, programmes_for, runs_for
from samklang.planning.views.programmes import above
from samklang.web.answers import answer, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_run(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask the planner for a plan of the rules as they are now."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    version = latest_version(programme)
    require(rules.start_run(request.user, version, 0))
    form = RunForm(sent(request))

    def do() -> HttpResponse:
        run = commands.start_run(by=request.user, programme=programme, now=timezone.now(), **form.cleaned_data)
        return redirect(run)

    around = FormPage(
        say("Make a plan"), say("Start the planner"), programme.get_absolute_url(), above(programme),
        template="planning/new_run.html",
    )  # fmt: skip
    return form_page(request, form, around, do, version=version)


@login_required
@require_safe
def run(request: StaffRequest, pk: int) -> HttpResponse:
    """How it goes; with htmx only what changes. Where the worker has gone, that is noticed here too."""
    now = timezone.now()
    found = get_object_or_404(runs_for(request.user), pk=pk)
    if found.silent(now):
        commands.notice_silent_runs(now=now)
        found = get_object_or_404(runs_for(request.user), pk=pk)
    if request.htmx and request.GET.get("state") == found.state:
        return render(request, "planning/_run_news.html", _context(request, found))
    if request.htmx:
        whole = render(request, "planning/_run.html", _context(request, found))
        return reswap(retarget(whole, "#run"), "outerHTML")
    context = {**_context(request, found), "above": above(found.programme)}
    response: HttpResponse = page(request, "planning/run.html", context)
    return response


def _context(request: StaffRequest, run: Run) -> dict[str, Any]:
    language, now = current_language(), timezone.now()
    may = request.user.standing.may(Right.MAKE_PLANS, run.programme.jobcentre_id)
    began = run.started_at or run.asked_at
    seconds = ((run.ended_at or now) - began).total_seconds() if run.started_at else 0
    return {
        "run": run,
        "variant": getattr(run, "variant", None),
        "seconds": round(seconds),
        "share": min(100, round(100 * seconds / run.time_limit_s)),
        "levels": _levels(run),
        "news": [{**one, "what": one[language]} for one in reversed(run.progress.get("news", []))],
        "answer": _answer(run, language),
        "may_make": may,
        "may_apply": may and rules.apply_way_out(request.user, run, latest_version(run.programme)) is None,
    }


def _levels(run: Run) -> list[dict[str, Any]]:
    """The wishes as the best plan so far has them."""
    first_day = documents.first_day(run.version.document)
    levels = [Level(Wish(one["wish"]), one["value"], one["bound"]) for one in run.progress.get("levels", [])]
    return [
        {
            "name": NAMES[level.wish],
            "value": in_units(level.wish, level.value, first_day),
            "best": at_best(level, first_day),
            "sure": surely_best(level),
            "now": run.progress.get("wish") == level.wish.value,
        }
        for level in levels
    ]


def _answer(run: Run, language: str) -> dict[str, Any]:
    """Why there is no plan, in the language of the page."""
    told = run.answer
    return {
        "proved": told.get("proved"),
        "reason": told.get("reason", {}).get(language, ""),
        "why": told.get("why", {}).get(language, ""),
        "rules": [rule[language] for rule in told.get("rules", [])],
        "minimal": told.get("minimal"),
        "possible": told.get("possible"),
        "ways": [
            {"number": number, "what": way["what"][language], "can": bool(way["changes"])}
            for number, way in enumerate(told.get("ways", []), start=1)
        ],
    }


@login_required
@require_POST
def run_stopping(request: StaffRequest, pk: int) -> HttpResponse:
    """End with the best plan so far."""
    found = commands.stop_run(by=request.user, run=get_object_or_404(runs_for(request.user), pk=pk))
    return answer(request, "planning/_run.html", _context(request, _again(request, found)), else_to=found)


@login_required
@require_POST
def run_cancelling(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what no worker has begun."""
    found = get_object_or_404(runs_for(request.user), pk=pk)
    found = commands.cancel_run(by=request.user, run=found, now=timezone.now())
    return answer(request, "planning/_run.html", _context(request, _again(request, found)), else_to=found)


def _again(request: StaffRequest, run: Run) -> Run:
    return get_object_or_404(runs_for(request.user), pk=run.pk)


@login_required
@require_POST
def way_out(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Change the rules by a way out, as a new version with a way back."""
    found = get_object_or_404(runs_for(request.user), pk=pk)
    before = found.version
    version = commands.apply_way_out(by=request.user, run=found, number=number, now=timezone.now())
    undo = reverse("planning:version-restoring", args=[found.programme_id, before.number])
    tell(request, say("The rules were changed; this is version {number}.", number=version.number), undo_url=undo)
    return redirect("planning:new-run", found.programme_id)
