"""A rater's own part of a round, on a phone: an overview, one case at a time, and being done."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.calibration import commands, rules
from samklang.calibration.enums import RoundState
from samklang.calibration.forms.rating import JudgementForm
from samklang.calibration.models import Case, CaseLine, Rater, Rating, RoundCase, RoundIndicator
from samklang.calibration.queries.ratings import (
    CaseProgress,
    indicators_to_rate,
    judgements_of,
    lines_of,
    next_to_rate,
    order_of,
    own_raters,
    progress_of,
)
from samklang.calibration.told import told
from samklang.core.words import say, say_n
from samklang.web.answers import UNPROCESSABLE, page, tell
from samklang.web.requests import StaffRequest

FORBIDDEN = 403


def _rater(request: StaffRequest, pk: int) -> Rater:
    """One's own part of a round; 404 where one is no rater of it."""
    found: Rater = get_object_or_404(own_raters(request.user), round__pk=pk)
    return found


def _progress(rater: Rater) -> list[CaseProgress]:
    return progress_of(rater, RoundIndicator.objects.filter(round=rater.round_id).count())


@login_required
@require_safe
def rating(request: StaffRequest, pk: int) -> HttpResponse:
    """Every case in one's own order, what is left, and the way to go on."""
    rater = _rater(request, pk)
    refusal = rules.take_part(request.user, rater)
    closed = rater.round.state == RoundState.CLOSED
    if not closed:
        require(refusal)
    progress = _progress(rater)
    missing = sum(max(one.asked - one.given, 0) for one in progress)
    context = {
        "rater": rater, "round": rater.round, "progress": progress, "next": next_to_rate(progress), "closed": closed,
        "missing": missing, "asked": sum(one.asked for one in progress),
        "given": sum(one.given for one in progress), "is_past": rater.round.last_day < request.today,
        "result_url": reverse("calibration:own-result", args=[pk]),
    }  # fmt: skip
    response: HttpResponse = page(request, "calibration/rating.html", context)
    return response


@dataclass(frozen=True)
class _Page:
    """One case as its rater meets it."""

    rater: Rater
    progress: list[CaseProgress]
    here: CaseProgress
    lines: list[CaseLine]
    forms: list[JudgementForm]

    def neighbour(self, step: int) -> CaseProgress | None:
        """The case before or after."""
        place = self.here.position - 1 + step
        return self.progress[place] if 0 <= place < len(self.progress) else None


def _opened(request: StaffRequest, pk: int, position: int) -> _Page:
    rater = _rater(request, pk)
    require(rules.take_part(request.user, rater))
    progress = _progress(rater)
    if not 1 <= position <= len(progress):
        raise Http404
    here = progress[position - 1]
    lines, said = lines_of(here.case), judgements_of(rater, here.case)
    data = request.POST if request.method == "POST" else None
    rows = indicators_to_rate(rater.round_id)
    forms = [JudgementForm(data, row=row, lines=lines, said=said.get(row.pk)) for row in rows]
    return _Page(rater, progress, here, lines, forms)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rated_case(request: StaffRequest, pk: int, position: int) -> HttpResponse:
    """One case: read it, answer, go on. What is answered is saved at once where the browser can."""
    opened = _opened(request, pk, position)
    if request.method != "POST":
        return _case_page(request, opened)
    if any(form.errors for form in opened.forms):
        return _case_page(request, opened, status=UNPROCESSABLE)
    try:
        _save(request, opened.rater, opened.here.case, opened.forms)
    except NotAllowed as refused:
        return _case_page(request, opened, refusal=refused.refusal, status=FORBIDDEN)
    following = next_to_rate(_progress(opened.rater), after=position)
    if following is None:
        return redirect("calibration:rating", pk)
    return redirect("calibration:rated-case", pk, following.position)


def _save(request: StaffRequest, rater: Rater, case: RoundCase, forms: list[JudgementForm]) -> None:
    at = commands.Moment(request.today, timezone.now())
    judgements = {form.row: form.judgement() for form in forms}
    commands.rate_case(by=request.user, rater=rater, case=case, judgements=judgements, at=at)


def _case_page(
    request: StaffRequest, opened: _Page, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """The page of a case, with what was typed."""
    case = Case.objects.get(pk=opened.here.case.case_id)
    shown = []
    before: Any = None
    for form in opened.forms:
        phase = form.row.indicator.phase
        shown.append((form, phase if phase != before else None))
        before = phase
    context = {
        "rater": opened.rater, "round": opened.rater.round, "case": case, "here": opened.here, "shown": shown,
        "lines": told(opened.rater.round.edition.framework.key, opened.lines),
        "count": len(opened.progress), "previous": opened.neighbour(-1), "following": opened.neighbour(1),
        "next_missing": next_to_rate(opened.progress, after=opened.here.position), "refusal": refusal,
        "faulty": [form for form in opened.forms if form.is_bound and form.errors],
        "finished": opened.rater.finished_at is not None,
    }  # fmt: skip
    return render(request, "calibration/rated_case.html", context, status=status)


@login_required
@require_POST
def rated_indicator(request: StaffRequest, pk: int, position: int, indicator: int) -> HttpResponse:
    """One indicator saved while the rater goes on: answers a small piece that says so."""
    rater = _rater(request, pk)
    require(rules.take_part(request.user, rater))
    order = order_of(rater)
    rows = indicators_to_rate(pk)
    row = rows.filter(pk=indicator).first()
    if row is None or not 1 <= position <= len(order):
        raise Http404
    case = RoundCase.objects.get(pk=order[position - 1])
    form = JudgementForm(request.POST, row=row, lines=lines_of(case))
    if not form.is_valid():
        faults = [fault for found in form.errors.values() for fault in found]
        return render(request, "calibration/_saved.html", {"faults": faults}, status=UNPROCESSABLE)
    _save(request, rater, case, [form])
    if not request.htmx:
        return redirect("calibration:rated-case", pk, position)
    given = Rating.objects.filter(rater=rater, case=case).count()
    context = {"given": given, "asked": rows.count(), "saved": True, "again": True}
    return render(request, "calibration/_saved.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rating_finishing(request: StaffRequest, pk: int) -> HttpResponse:
    """The rater is done; where something is missing they are asked first."""
    rater = _rater(request, pk)
    if request.method == "POST":
        commands.finish_rating(by=request.user, rater=rater, now=timezone.now())
        undo = reverse("calibration:rating-resuming", args=[pk])
        tell(request, say("Thank you. You see what the round showed when it is closed."), undo_url=undo)
        return redirect("calibration:rating", pk)
    progress = _progress(rater)
    given, asked = sum(one.given for one in progress), sum(one.asked for one in progress)
    require(rules.finish_rating(request.user, rater, given))
    missing = say_n(
        "{count} answer is missing. Where a case gives no ground to judge, you can say so instead.",
        "{count} answers are missing. Where a case gives no ground to judge, you can say so instead.",
        asked - given,
    )
    context = {
        "title": say("Are you done?"),
        "consequences": [
            *([missing] if asked > given else []),
            say("You can take it back until the round is closed."),
        ],
        "button": say("I am done"),
        "cancel_url": reverse("calibration:rating", args=[pk]),
        "above": [
            (say("Calibration"), reverse("calibration:rounds")),
            (rater.round.title, reverse("calibration:rating", args=[pk])),
        ],
    }
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response


@login_required
@require_POST
def rating_resuming(request: StaffRequest, pk: int) -> HttpResponse:
    """Not done after all."""
    commands.resume_rating(by=request.user, rater=_rater(request, pk))
    tell(request, say("You can change your answers again."))
    return redirect("calibration:rating", pk)
