"""Whom training reaches in a study, and in which order: chosen, drawn, handed to the planner."""

from __future__ import annotations

import secrets

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.words import say, say_n
from samklang.evidence.commands import studies as commands
from samklang.evidence.commands.study_offers import offer_order
from samklang.evidence.enums import Chosen
from samklang.evidence.forms.study_plans import DrawForm, OfferForm, UnitsForm
from samklang.evidence.models import Study, StudyUnit
from samklang.evidence.queries import studies as queries
from samklang.evidence.rules import studies as rules
from samklang.evidence.views.studies import above_study, found_study, steps_of
from samklang.evidence.views.study_parts import wave_begins
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.requests import StaffRequest

_SEEDS = 2**31


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_units(request: StaffRequest, pk: int) -> HttpResponse:
    """Which teams, or whose members of staff."""
    found = found_study(request, pk)
    require(rules.change_study(request.user, found))
    teams = queries.teams_to_study(found, today())
    form = UnitsForm(sent(request), study=found, teams=teams)

    def do() -> HttpResponse | None:
        if queries.are_people(found):
            given = form.cleaned_data
            staff = queries.staff_to_study(
                found, form.chosen_teams(), today(), to_train_only=bool(given.get("to_train_only"))
            )
            if not staff:
                refuse(form, "teams", say("Nobody in these teams is to be trained. Choose others."))
                return None
            count = commands.choose_staff(by=request.user, study=found, staff=staff, within_teams=given["within_teams"])
        else:
            count = commands.choose_teams(by=request.user, study=found, teams=form.with_strata())
        tell(request, say_n("{count} unit is in the study.", "{count} units are in the study.", count))
        return redirect("evidence:study-power", found.pk)

    units = list(queries.units_of(found))
    around = FormPage(
        say("Units of the study"), say("Save and go on"), str(found.get_absolute_url()), above_study(found),
        template="evidence/study_units.html",
    )  # fmt: skip
    return form_page(
        request, form, around, do, study=found, units=units, teams=teams, people=queries.are_people(found),
        steps=steps_of(found, "units", len(units)), counts=queries.wave_counts(found, units),
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_draw(request: StaffRequest, pk: int) -> HttpResponse:
    """The lot; and how it fell."""
    found = found_study(request, pk)
    if request.method == "POST":
        require(rules.change_study(request.user, found))
    units = list(queries.units_of(found))
    again = found.seed != rules.NOT_DRAWN
    refusal = rules.draw(request.user, found, len(units), "-")
    form = DrawForm(sent(request), again=again)
    if form.is_bound and form.is_valid():
        reason = str(form.cleaned_data.get("reason", ""))
        seed = rules.NOT_DRAWN + 1 + secrets.randbelow(_SEEDS)
        commands.draw_study(by=request.user, study=found, seed=seed, reason=reason, now=now())
        tell(request, say("The order is drawn."))
        return redirect("evidence:study-draw", found.pk)
    context = {
        "study": found, "above": above_study(found), "refusal": refusal, "again": again,
        "people": queries.are_people(found),
        "steps": steps_of(found, "draw", len(units)), "by_lot": found.chosen == Chosen.DRAWN,
        "waves": [(one, wave_begins(found, one), *_of_wave(found, units, one)) for one in range(1, found.waves + 1)],
        "counts": queries.wave_counts(found, units), "may_offer": rules.offer(request.user, found) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/study_draw.html", context, form=form)
    return response


def _of_wave(found: Study, units: list[StudyUnit], wave: int) -> tuple[int, list[str]]:
    """How many are in a wave, and which teams; members of staff are never listed."""
    there = [one for one in units if one.wave == wave]
    return len(there), [] if queries.are_people(found) else [one.name for one in there]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_offer(request: StaffRequest, pk: int) -> HttpResponse:
    """The drawn order, to the planner of the programme."""
    found = found_study(request, pk)
    require(rules.offer(request.user, found))
    form = OfferForm(sent(request))

    def do() -> HttpResponse:
        firmly = form.cleaned_data["firmly"] == "rule"
        count = offer_order(by=request.user, study=found, as_rule=firmly, today=today(), now=now())
        tell(request, say_n(
            "The planner has the order of {count} person. Make a new plan to see it kept.",
            "The planner has the order of {count} people. Make a new plan to see it kept.", count,
        ))  # fmt: skip
        return redirect("evidence:study-draw", found.pk)

    around = FormPage(
        say("Hand the order to the planner"), say("Hand it over"),
        reverse("evidence:study-draw", args=[found.pk]), above_study(found),
        say("The planner gets who is to be trained in which wave, and nothing of why or of any outcome."),
    )  # fmt: skip
    return form_page(request, form, around, do)
