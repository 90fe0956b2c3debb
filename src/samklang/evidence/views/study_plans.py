"""What a study would see with its plan and with others; its plan frozen, and the frozen plan as a document."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.effects.answers import FEWEST_CLUSTERS
from samklang.core.words import say
from samklang.evidence.commands import studies as commands
from samklang.evidence.enums import StudyState
from samklang.evidence.forms.study_plans import ConfirmForm, TryForm
from samklang.evidence.models import Study
from samklang.evidence.queries import studies as queries
from samklang.evidence.rules import studies as rules
from samklang.evidence.study_design import Numbers, others, sight_of, units_needed
from samklang.evidence.study_plan import numbers_of
from samklang.evidence.study_words import amount
from samklang.evidence.views.studies import above_study, found_study, steps_of
from samklang.evidence.views.study_parts import facts_of, verdict_on
from samklang.web.answers import UNPROCESSABLE, file_to_fetch, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_SUPPOSED = 10
"""So many units are reckoned with while none have been chosen."""


@login_required
@require_safe
def study_power(request: StaffRequest, pk: int) -> HttpResponse:
    """The smallest effect that the study would see, beside the one that matters; and what would help."""
    found = found_study(request, pk)
    require(rules.reckonable(found))
    units = queries.units_of(found).count()
    planned = numbers_of(found, max(units or _SUPPOSED, found.waves))
    form = TryForm(request.GET, study=found, numbers=planned)
    tried = form.tried()
    context = {
        "study": found, "above": above_study(found), "filter_form": form, "units": units, "tried": tried,
        "is_planned": tried == planned, "steps": steps_of(found, "power", units), **power_parts(found, tried),
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/study_power.html", context)
    if form.is_bound and not form.is_valid():
        response.status_code = UNPROCESSABLE
    return response


def power_parts(found: Study, tried: Numbers) -> dict[str, Any]:
    """What stands in the box with the verdict, and the table of other ways."""
    relevant, sight = found.smallest_relevant or 0.0, sight_of(tried)
    rows = [
        (one.what, None if one.sight.smallest is None else amount(one.sight.smallest, found.unit),
         one.sight.is_enough_for(relevant))
        for one in others(tried)
    ]  # fmt: skip
    enough = sight.is_enough_for(relevant)
    return {
        "sight": sight, "enough": enough, "verdict": verdict_on(found, sight), "rows": rows,
        "needed": None if enough else units_needed(tried, relevant), "fewest": FEWEST_CLUSTERS,
    }  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_freezing(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole plan in words, and yes."""
    found = found_study(request, pk)
    units = list(queries.units_of(found))
    refusal = rules.freeze(request.user, found, len(units), may_measure=commands.may_measure(found, today()))
    if refusal is not None and found.state != StudyState.DRAFT:
        require(refusal)
    require(rules.change_study(request.user, found))
    form = ConfirmForm(sent(request))

    def do() -> HttpResponse:
        commands.freeze_study(by=request.user, study=found, today=today(), now=now())
        tell(request, say("The plan is frozen. Load the outcomes when the last period is over."))
        return redirect(found)

    last_day = queries.last_day_of(found)
    around = FormPage(
        say("Freeze the plan"), say("Freeze the plan"), str(found.get_absolute_url()), above_study(found),
        template="evidence/study_freezing.html",
    )  # fmt: skip
    power = power_parts(found, numbers_of(found, len(units))) if units and not rules.lacks(found) else {}
    return form_page(
        request, form, around, do, refusal=refusal, facts=facts_of(found, len(units)), study=found,
        steps=steps_of(found, "freezing", len(units)), late=last_day is not None and last_day < today(), **power,
    )  # fmt: skip


@login_required
@require_safe
def study_document(request: StaffRequest, pk: int) -> HttpResponse:
    """The frozen plan as it was frozen, for whoever wants to see that it was."""
    found = found_study(request, pk)
    if not found.plan_hash:
        raise Http404
    document = {"frozen_at": found.frozen_at.isoformat() if found.frozen_at else None, **found.plan}
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return file_to_fetch(text.encode(), f"plan-{found.pk}.json")
