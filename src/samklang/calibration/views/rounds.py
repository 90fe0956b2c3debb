"""One's own rounds, the list of the jobcentre's, and the page of one: counts only, while people rate."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from samklang.access.enums import Purpose, Right
from samklang.access.queries.notices import refusal_to_measure
from samklang.calibration import commands, rules
from samklang.calibration.enums import RoundState
from samklang.calibration.forms.round import RoundFilter
from samklang.calibration.models import Round, RoundIndicator
from samklang.calibration.queries.raters import raters_in
from samklang.calibration.queries.ratings import own_raters, with_progress
from samklang.calibration.queries.rounds import (
    cases_of,
    has_parallel_cases,
    listed,
    narrowed,
    raters_by_case,
    round_counts,
    rounds_for,
    rounds_led_by,
)
from samklang.core.agreement import FEWEST_CASES, FEWEST_CASES_FOR_CHANGE
from samklang.core.words import Sentence, Value, say, say_n
from samklang.web.answers import page, tell
from samklang.web.requests import StaffRequest

PER_PAGE = 25


def above(round_: Round | None = None) -> list[tuple[Value, str]]:
    """The pages above one about a round."""
    found: list[tuple[Value, str]] = [(say("Calibration"), reverse("calibration:rounds"))]
    return [*found, (round_.title, round_.get_absolute_url())] if round_ else found


def seen(request: StaffRequest, pk: int) -> Round:
    """A round that the person sees; 404 where they do not."""
    found: Round = get_object_or_404(rounds_for(request.user), pk=pk)
    return found


@login_required
@require_safe
def rounds(request: StaffRequest) -> HttpResponse:
    """The rounds one is asked to rate in, and those of the jobcentre where one sees them."""
    sees = request.user.standing.may(Right.SEE_AGREEMENT)
    form = RoundFilter(request.GET or None)
    form.full_clean()
    text = str(getattr(form, "cleaned_data", {}).get("q", "")).replace("\0", "")
    state = str(request.GET.get("state", ""))
    found = narrowed(rounds_for(request.user), text, state) if sees else Round.objects.none()
    own = Paginator(with_progress(own_raters(request.user)), PER_PAGE)
    context = {
        "own": own.get_page(request.GET.get("own")),
        "sees": sees,
        "filter_form": form,
        "tabs": [_tab(request, value, label, state) for value, label in _states()],
        "page": Paginator(listed(found), PER_PAGE).get_page(request.GET.get("page")),
        "narrowed": bool(text or state in RoundState.values),
        "leads": request.user.standing.may(Right.LEAD_CALIBRATION),
    }
    response: HttpResponse = page(request, "calibration/rounds.html", context)
    return response


def _states() -> Iterator[tuple[str, Value]]:
    yield "", say("All rounds")
    for state in (RoundState.OPEN, RoundState.DRAFT, RoundState.CLOSED):
        yield state.value, str(state.label)


def _tab(request: StaffRequest, value: str, label: Value, current: str) -> dict[str, object]:
    query = request.GET.copy()
    query.pop("page", None)
    query["state"] = value
    is_current = value == current or (not value and current not in RoundState.values)
    return {"label": label, "url": f"?{query.urlencode()}", "current": is_current}


@login_required
@require_safe
def round_page(request: StaffRequest, pk: int) -> HttpResponse:
    """What the round holds and how far it has come; a rater who does not see it goes on to their own part."""
    found = rounds_for(request.user).filter(pk=pk).first()
    if found is None:
        get_object_or_404(own_raters(request.user), round__pk=pk)
        return redirect("calibration:rating", pk)
    leads = rules.lead_calibration(request.user, found.jobcentre) is None
    counts = round_counts(found)
    cases = cases_of(found)
    shown = Paginator(cases, PER_PAGE).get_page(request.GET.get("page"))
    rated_by = raters_by_case(shown.object_list) if found.state != RoundState.DRAFT else {}
    indicators = RoundIndicator.objects.filter(round=found).select_related("indicator").order_by("position", "pk")
    context: dict[str, Any] = {
        "round": found, "state": found.state.value, "leads": leads, "counts": counts, "page": shown,
        "cases": [(one, rated_by.get(one.pk, 0)) for one in shown.object_list],
        "indicators": list(indicators),
        "raters": list(raters_in(found)) if leads else [],
        "own": own_raters(request.user).filter(round=found).first(),
        "warnings": list(_warnings(found, cases.count(), counts.without_email)),
        "opening_refused": _opening_refused(request, found, counts.raters, cases.count()) if leads else None,
        "everybody": counts.raters + counts.left,
        "is_past": found.last_day < request.today,
        "result_url": f"{found.get_absolute_url()}result/",
    }  # fmt: skip
    response: HttpResponse = page(request, "calibration/round.html", context)
    return response


def _opening_refused(request: StaffRequest, round_: Round, raters: int, cases: int) -> Any:
    if round_.state != RoundState.DRAFT:
        return None
    held = rules.Held(raters, cases, RoundIndicator.objects.filter(round=round_).count())
    measuring = refusal_to_measure(round_.jobcentre, Purpose.CALIBRATION, request.today)
    return rules.open_round(request.user, round_, held, measuring, request.today)


def _warnings(round_: Round, cases: int, without_email: int) -> Iterator[Sentence]:
    """What the round cannot show, said while it can still be changed."""
    if round_.state == RoundState.CLOSED:
        return
    if 0 < cases < FEWEST_CASES:
        yield say_n(
            "With {count} case the result has no intervals; they need {fewest}. It says how you differ, not how sure.",
            "With {count} cases the result has no intervals; they need {fewest}. It says how you differ, not how sure.",
            cases,
            fewest=FEWEST_CASES,
        )
    elif cases < FEWEST_CASES_FOR_CHANGE:
        yield say(
            "With {count} cases the result cannot say whether you agree more than before: that needs {fewest}.",
            count=cases,
            fewest=FEWEST_CASES_FOR_CHANGE,
        )
    if round_.earlier is not None and not has_parallel_cases(round_, round_.earlier):
        yield say(
            "“{title}” has no case in common with this round, nor a parallel one, so the two cannot be compared.",
            title=round_.earlier.title,
        )
    if without_email:
        yield say_n(
            "{count} rater has no e-mail address, so cannot sign in and rate. Write it on their page under Staff.",
            "{count} raters have no e-mail address, so cannot sign in and rate. Write it on their pages under Staff.",
            without_email,
        )


@login_required
@require_POST
def round_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Put away a round that is being prepared, with a way back."""
    found = seen(request, pk)
    commands.delete_round(by=request.user, round_=found, now=timezone.now())
    undo = reverse("calibration:round-restoring", args=[pk])
    tell(request, say("“{title}” was deleted.", title=found.title), undo_url=undo)
    return redirect("calibration:rounds")


@login_required
@require_POST
def round_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it back."""
    found = get_object_or_404(rounds_led_by(request.user), pk=pk)
    commands.restore_round(by=request.user, round_=found)
    tell(request, say("“{title}” is back.", title=found.title))
    return redirect(found)
