"""Evidence in short: three questions on one page, each claim with its rung, its number, its period and its source."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.core.metric import Rung
from samklang.core.words import Sentence, Value, say
from samklang.delivery.models import Course
from samklang.evidence.documents import sentence_in
from samklang.evidence.forms.in_short import PlaceFilter
from samklang.evidence.models import StudyAnswer
from samklang.evidence.public.periods import words
from samklang.evidence.queries.in_short import in_short, jobcentres_seen
from samklang.evidence.queries.ladder import Step, found_in
from samklang.evidence.queries.public_figures import Shown
from samklang.evidence.queries.spread import told_in
from samklang.evidence.rules.evidence import see_evidence
from samklang.evidence.views.ladder import MOVED
from samklang.evidence.views.ladder_parts import bounds_said, rung_words, said
from samklang.evidence.views.sections import sections
from samklang.method.shares import Estimate
from samklang.method.views.figure_parts import number_said
from samklang.web.answers import number_in, page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def evidence(request: StaffRequest) -> HttpResponse:
    """Is the method shared, has practice moved, and what can be said of jobs."""
    require(see_evidence(request.user))
    places = list(jobcentres_seen(request.user))
    asked = request.GET.get("place", "")
    place = next((one for one in places if not asked or one.pk == number_in(asked)), None)
    if place is None:
        raise Http404
    found, language, day = in_short(request.user, place, today()), current_language(), today()
    context: dict[str, Any] = {
        "sections": sections(request, "evidence:evidence"), "place_seen": place, "day": day,
        "filter_form": PlaceFilter(places=places, place=place) if len(places) > 1 else None,
        "spread": found.spread, "spread_told": told_in(found.spread, language)[:2] if found.spread else (),
        "ladders": [_ladder(course, steps, language) for course, steps in found.ladders],
        "answers": [_answer(one) for one in found.answers], "waiting": found.waiting,
        "public": [_public(one, language) for one in found.public],
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/in_short.html", context)
    return response


def _ladder(course: Course, steps: Any, language: str) -> dict[str, Any]:
    shown = [_step(one, language) for one in steps if one.rung is not Rung.RESULT]
    return {"course": course, "steps": shown, "url": reverse("evidence:ladder", args=[course.pk])}


def _step(step: Step, language: str) -> dict[str, Any]:
    off = getattr(step.now, "off", None)
    there = isinstance(step.found, Estimate)
    before: Value = said(found_in(step.baseline), step.metric) if step.baseline else "–"
    return {
        "rung": rung_words(step.rung), "metric": step.metric, "off": off,
        "said": say("not measured") if off else said(step.found, step.metric),
        "bounds": bounds_said(step.found, step.metric) if there and not off else "",
        "n": number_said(step.found) if not off else "", "before": before, "moved": MOVED[step.moved],
        "period": step.period.words(language) if step.period else say("today"),
    }  # fmt: skip


def _answer(one: StudyAnswer) -> dict[str, Any]:
    told: Sentence = sentence_in(one.document["sentence"])
    return {"study": one.study, "told": told, "cases": one.document.get("cases"), "made_at": one.made_at}


def _public(shown: Shown, language: str) -> dict[str, Any]:
    newest = shown.newest
    period = next((one for one, value in shown.own.items() if value is newest), None)
    return {
        "title": shown.table.worded("title", language), "unit": shown.table.worded("unit", language),
        "value": newest.value if newest else None, "period": words(period, language) if period else "",
        "url": shown.table.get_absolute_url(), "load": shown.load, "provider": shown.table.get_provider_display(),
    }  # fmt: skip
