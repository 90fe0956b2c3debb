"""The guide to the next conversation, and the sheet on which two write what they agree. Nothing of it is kept."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.citizens.forms.agreements import AgreementsForm
from samklang.citizens.queries.guide import guide_for
from samklang.citizens.rules import guide as rules
from samklang.citizens.views.sections import sections
from samklang.web.answers import page
from samklang.web.form_pages import sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def guide(request: StaffRequest) -> HttpResponse:
    """One page, phase by phase, for the phone and for paper."""
    require(rules.see_conversations(request.user))
    phases = guide_for(request.user, today(), current_language())
    context: dict[str, Any] = {"sections": sections(request, "citizens:guide"), "phases": phases}
    response: HttpResponse = page(request, "citizens/guide.html", context)
    return response


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agreements(request: StaffRequest) -> HttpResponse:
    """Write it together, print it, hand it over. It is shown once and kept nowhere: the case system has the plan."""
    require(rules.see_conversations(request.user))
    form = AgreementsForm(sent(request))
    context: dict[str, Any] = {"written": None}
    if form.is_bound and form.is_valid():
        context = {"written": form.agreements(), "given": form.cleaned_data}
    response: HttpResponse = page(request, "citizens/agreements.html", context, form=form)
    response.headers["Cache-Control"] = "no-store"
    return response
