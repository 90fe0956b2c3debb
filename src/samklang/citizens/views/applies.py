"""What applies to a group on a day: a question and an answer, with where it stands."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.access.enums import Right
from samklang.access.refusals import require
from samklang.citizens.forms.rule_sets import AppliesForm
from samklang.citizens.queries import rule_sets as queries
from samklang.citizens.rules import guide as rules
from samklang.citizens.views.sections import sections
from samklang.web.answers import page
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def applies(request: StaffRequest) -> HttpResponse:
    """The question stands in the address, so that an answer can be sent to a colleague."""
    require(rules.see_conversations(request.user))
    asked = "group" in request.GET
    form = AppliesForm(
        request.GET if asked else None, groups=queries.groups_for(request.user), initial={"day": today()}
    )
    answer = None
    if asked and form.is_valid():
        given = form.cleaned_data
        answer = queries.what_applies(request.user, given["group"], given["day"], given["month"], given["citizens"])
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:applies"), "answer": answer,
        "asked": form.cleaned_data if answer else {},
        "any_set": queries.sets_for(request.user).exists(), "edits": request.user.standing.may(Right.RUN_PRACTICE),
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/applies.html", context, form=form)
    return response
