"""The private belief log. Nobody else gets any of these pages, whoever they are."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.enums import Purpose
from samklang.access.refusals import require
from samklang.citizens import content
from samklang.citizens.commands import beliefs as commands
from samklang.citizens.forms.beliefs import BeliefForm, FindBeliefForm, OutcomeForm
from samklang.citizens.models import Belief
from samklang.citizens.queries import beliefs as queries
from samklang.citizens.queries.reviews import refusal_for
from samklang.citizens.rules import beliefs as rules
from samklang.citizens.rules.reviews import look_back, practise
from samklang.citizens.views import belief_parts as parts
from samklang.citizens.views.sections import sections
from samklang.core.effects.belief import FEWEST, calibration
from samklang.core.words import say
from samklang.method.views.figure_parts import as_file
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@never_cache
@login_required
@require_safe
def beliefs(request: StaffRequest) -> HttpResponse:
    """What can be known now, what cannot yet, and what is known; the way to the next, or what is missing first."""
    by, language = request.user, current_language()
    require(practise(by))
    log = queries.own_log(by, today())
    words = content.belief_words()
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:beliefs"), "refusal": refusal_for(by, Purpose.BELIEF, today()),
        "due": parts.lines(log.due, language), "waiting": parts.lines(log.waiting, language),
        "known": parts.lines(log.known, language), "explained": words.explained.worded(language),
        "horizons": [(one, words.periods[one].worded(language)) for one in rules.HORIZONS],
        "removable": {one.pk for one in (*log.waiting, *log.known) if rules.delete_belief(one, today()) is None},
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/beliefs.html", context)
    return response


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_belief(request: StaffRequest, months: int) -> HttpResponse:
    """Write down what one believes, before anybody knows."""
    if months not in rules.HORIZONS:
        raise Http404
    require(look_back(request.user, refusal_for(request.user, Purpose.BELIEF, today())))
    form = BeliefForm(sent(request), months=months)

    def do() -> HttpResponse:
        given = form.cleaned_data
        believed = commands.Believed(given["reference"], months, given["percent"])
        belief = commands.write_belief(by=request.user, believed=believed, today=today(), now=now())
        tell(request, say("Saved, and frozen. What came of it can be written from {day}.", day=belief.due_on))
        return redirect("citizens:beliefs")

    around = FormPage(
        say("What do you believe?"), say("Save it, and freeze it"), reverse("citizens:beliefs"), _above(),
        lead=say("Only you see it. It cannot be changed afterwards."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def find_belief(request: StaffRequest) -> HttpResponse:
    """The number of the case again, to find what one believed of it; the log does not know it."""
    require(practise(request.user))
    form = FindBeliefForm(sent(request))

    def do() -> HttpResponse | None:
        found = queries.due_of_case(request.user, form.cleaned_data["reference"], today())
        if found:
            return redirect("citizens:belief-outcome", pk=found[0].pk)
        refuse(
            form, "reference",
            say("You have written nothing of that case whose time is out. Look at the number, or choose in the list."),
        )  # fmt: skip
        return None

    around = FormPage(say("Write what came of it"), say("Find it"), reverse("citizens:beliefs"), _above())
    return form_page(request, form, around, do)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def belief_outcome(request: StaffRequest, pk: int) -> HttpResponse:
    """What came of one that is due."""
    require(practise(request.user))
    found: Belief = get_object_or_404(queries.own_beliefs(request.user), pk=pk)
    form = OutcomeForm(sent(request))

    def do() -> HttpResponse:
        commands.write_outcome(
            by=request.user, belief=found, outcome=form.cleaned_data["outcome"], today=today(), now=now()
        )
        tell(request, say("Saved. Only you see it."))
        return redirect("citizens:beliefs")

    around = FormPage(
        say("What came of it?"), say("Save"), reverse("citizens:beliefs"), _above(),
        lead=parts.said_of(found, current_language()),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def belief_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back a slip, on the day it was made."""
    require(practise(request.user))
    found: Belief = get_object_or_404(queries.own_beliefs(request.user), pk=pk)
    commands.remove_belief(by=request.user, belief=found, today=today())
    tell(request, say("What you wrote is deleted."))
    return redirect("citizens:beliefs")


@never_cache
@login_required
@require_safe
def own_calibration(request: StaffRequest) -> HttpResponse:
    """One's own beliefs against what came of them."""
    require(practise(request.user))
    found, language = calibration(queries.own_known(request.user)), current_language()
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:beliefs"), "found": found, "fewest": FEWEST,
        "figure": parts.figure(found, language) if found else None,
        "verdict": parts.verdict(found) if found else None, "facts": parts.facts(found) if found else (),
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/belief_calibration.html", context)
    return response


@login_required
@require_safe
def calibration_file(request: StaffRequest, ending: str) -> HttpResponse:
    """The same as XLSX or CSV."""
    require(practise(request.user))
    found = calibration(queries.own_known(request.user))
    rows = parts.rows(found) if found else []
    return as_file(ending, say("My belief against what came of it"), parts.HEADINGS, rows, current_language())


def _above() -> list[tuple[Any, str]]:
    return [(say("Belief"), reverse("citizens:beliefs"))]
