"""A case played turn by turn, and what it showed at the end. A walk that is not one's own is not there."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Value, say
from samklang.practice.commands import ground as commands
from samklang.practice.forms.ground import DIFFICULTIES, LineForm
from samklang.practice.models import BranchingCase, Walk
from samklang.practice.partner.endpoint import configured
from samklang.practice.queries import ground as queries
from samklang.practice.queries.partner import refusal_to_talk
from samklang.practice.rules import ground as rules
from samklang.practice.script_walk import Going, counted, remarks_on
from samklang.web.answers import answer, page, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

AT_ONCE = "practice-feedback-at-once"
"""Where the session remembers that the learner wants feedback after each line."""


def above() -> list[tuple[Value, str]]:
    """The page above everything on the practice ground."""
    return [(say("Practice"), reverse("practice:practice"))]


@login_required
@require_safe
def case_page(request: StaffRequest, pk: int) -> HttpResponse:
    """The scene, and one's own ways through the case."""
    require(rules.practise(request.user))
    case = get_object_or_404(queries.cases_for(request.user), pk=pk)
    domain = queries.domain_of(case, today())
    script = queries.script_of(case)
    walks = queries.own_walks(request.user).filter(case__framework=case.framework_id, case__key=case.key)
    context: dict[str, Any] = {
        "case": case, "script": script, "above": above(), "domain": domain.name(current_language()),
        "under_way": walks.filter(finished_at=None).first(),
        "walks": [
            (one, queries.way_of(one).ending) for one in walks.filter(finished_at__isnull=False)[:10]
        ],
        "difficulty": dict(DIFFICULTIES).get(str(case.difficulty), ""),
        "indicators": [domain.indicator(key, current_language()) for key in domain.order if key in script.indicators],
        "talks": refusal_to_talk(case.jobcentre, configured(), today()) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/case.html", context)
    return response


@login_required
@require_POST
def walks(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin, or go on with what is under way."""
    case: BranchingCase = get_object_or_404(queries.cases_for(request.user), pk=pk)
    found = commands.begin_walk(by=request.user, case=case, now=now())
    return redirect("practice:walk", found.pk)


@login_required
@require_safe
def walk(request: StaffRequest, pk: int) -> HttpResponse:
    """The conversation as far as it has come; at the end what it showed."""
    context = _context(request, _own(request, pk))
    response: HttpResponse = page(request, "practice/case_walk.html", context)
    return response


@login_required
@require_POST
def walk_line(request: StaffRequest, pk: int) -> HttpResponse:
    """Say a line."""
    found, form, refusal = _own(request, pk), LineForm(request.POST), None
    given = form.cleaned_data if form.is_valid() else {"turn": "", "line": ""}
    try:
        found = commands.say_line(by=request.user, walk=found, turn=given["turn"], line=given["line"], now=now())
    except NotAllowed as refused:
        refusal = refused.refusal
        if not request.htmx:
            tell(request, refusal.reason)
    return _answered(request, found, refusal=refusal)


@login_required
@require_POST
def walk_feedback(request: StaffRequest, pk: int) -> HttpResponse:
    """Feedback after each line, or only at the end; for this and the next cases, as long as one is signed in."""
    found = _own(request, pk)
    request.session[AT_ONCE] = not request.session.get(AT_ONCE, False)
    return _answered(request, found)


@login_required
@require_POST
def walk_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Once more, from a turn that was on the way or from the start."""
    found = _own(request, pk)
    turn = str(request.POST.get("turn", ""))
    found = commands.try_again(by=request.user, walk=found, turn=turn, now=now())
    return redirect("practice:walk", found.pk)


def _own(request: StaffRequest, pk: int) -> Walk:
    found: Walk = get_object_or_404(queries.own_walks(request.user), pk=pk)
    return found


def _answered(request: StaffRequest, found: Walk, **more: Any) -> HttpResponse:
    context = {**_context(request, found), **more, "is_news": True}
    address = reverse("practice:walk", args=[found.pk])
    return answer(request, "practice/_case_talk.html", context, else_to=address)


def _context(request: StaffRequest, found: Walk) -> dict[str, Any]:
    script = queries.script_of(found.case)
    way = queries.way_of(found)
    at_once = bool(request.session.get(AT_ONCE, False))
    context: dict[str, Any] = {
        "walk": found, "case": found.case, "script": script, "way": way, "above": above(), "at_once": at_once,
        "case_title": script.title.worded(current_language()),
        "may_open": queries.cases_for(request.user).filter(pk=found.case_id).exists(),
    }  # fmt: skip
    domain = queries.domain_of(found.case, today())
    if way.ending is not None:
        context |= {
            "feedback": queries.feedback_on(way, domain, current_language()), "counts": counted(way),
            "next_case": queries.next_case(request.user, found.case),
        }  # fmt: skip
    context["rows"] = _rows(way, domain, at_once=at_once and way.ending is None)
    return context


def _rows(way: Going, domain: queries.Domain, *, at_once: bool) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Each line that was said, with what it showed where that is wanted now."""
    language = current_language()
    return [
        (one, [(domain.indicator(key, language), remark) for key, remark in remarks_on(one)] if at_once else [])
        for one in way.spoken
    ]  # fmt: skip
