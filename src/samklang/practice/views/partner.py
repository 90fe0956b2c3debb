"""The language model as the programme lead sees it: whether it is set up and on, what it has passed, what is sent."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now, today
from samklang.access.enums import Purpose
from samklang.access.models import Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.practice.commands import partner as commands
from samklang.practice.forms.partner import SwitchForm
from samklang.practice.partner.endpoint import Endpoint, configured
from samklang.practice.partner.prompts import prompt_hash
from samklang.practice.queries import partner as queries
from samklang.practice.rules import partner as rules
from samklang.practice.views.sections import sections
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def partner(request: StaffRequest) -> HttpResponse:
    """Each jobcentre the person leads practice at."""
    require(rules.run_any_partner(request.user))
    endpoint = configured()
    places = [_place(one, endpoint) for one in queries.partner_jobcentres(request.user)]
    context: dict[str, Any] = {
        "sections": sections(request, "practice:partner"), "endpoint": endpoint, "places": places,
        "hash": prompt_hash(endpoint.model)[:12] if endpoint else "",
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/partner.html", context)
    return response


def _place(jobcentre: Place, endpoint: Endpoint | None) -> dict[str, Any]:
    day = today()
    machine = queries.machine_of(jobcentre, endpoint)
    return {
        "jobcentre": jobcentre, "switch": queries.switch_of(jobcentre), "machine": machine,
        "notice": refusal_to_measure(jobcentre, Purpose.LANGUAGE_MODEL, day),
        "refusal": queries.refusal_to_talk(jobcentre, endpoint, day),
        "table": queries.licence_table(machine, jobcentre, day),
    }  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def partner_switch(request: StaffRequest, pk: int) -> HttpResponse:
    """On or off, with why."""
    require(rules.run_any_partner(request.user))
    jobcentre = get_object_or_404(queries.partner_jobcentres(request.user), pk=pk)
    switch = queries.switch_of(jobcentre)
    form = SwitchForm(sent(request), initial={"on": switch is not None and switch.on})

    def do() -> HttpResponse:
        on = form.cleaned_data["on"]
        commands.switch_partner(
            by=request.user, jobcentre=jobcentre, on=on, reason=form.cleaned_data["reason"], now=now()
        )
        tell(request, say("Practice with the language model is on.") if on
             else say("Practice with the language model is off."))  # fmt: skip
        return redirect("practice:partner")

    home = reverse("practice:partner")
    around = FormPage(
        say("Practice with the language model at {place}", place=jobcentre.name), say("Save"), home,
        [(say("Language model"), home)],
    )  # fmt: skip
    return form_page(request, form, around, do)
