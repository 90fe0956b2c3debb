"""The counsellor's own links to citizens, and what was ticked. Nobody else sees them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.citizens import content
from samklang.citizens.commands import preparation as commands
from samklang.citizens.enums import Reading
from samklang.citizens.forms.preparation import CaseForm, PreparationForm
from samklang.citizens.links import link_to
from samklang.citizens.models import Preparation
from samklang.citizens.queries import preparation as queries
from samklang.citizens.rules import preparation as rules
from samklang.citizens.sheet import SHIPPED
from samklang.citizens.views.sections import sections
from samklang.core.words import Value, render, say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preparations(request: StaffRequest) -> HttpResponse:
    """One's own links to come, with what was ticked. A case's number is posted, so that it stands in no address."""
    by, day = request.user, today()
    require(rules.practise(by))
    form = CaseForm(sent(request))
    found = queries.own_coming(by, day)
    looked = form.is_bound and form.is_valid()
    if looked:
        found = queries.own_of_case(by, form.cleaned_data["reference"], day)
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:preparations"), "links": [_row(one) for one in found], "looked": looked,
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/preparations.html", context, form=form)
    return response


def _row(one: Preparation) -> dict[str, Any]:
    language = current_language()
    named = {topic.key: topic.name.worded(language) for topic in content.topics()}
    return {
        "link": one, "language": SHIPPED.get(one.language, one.language),
        "topics": [named[key] for key in one.topics if key in named],
    }  # fmt: skip


@never_cache
@sensitive_post_parameters()
@sensitive_variables("secret", "made", "shown")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_preparation(request: StaffRequest) -> HttpResponse:
    """Make a link. It is shown in the answer, once."""
    by, day = request.user, today()
    jobcentre = queries.workplace_of(by)
    require(rules.make_link(by, jobcentre, day, day))
    assert jobcentre is not None  # noqa: S101 - the rule has refused otherwise
    form = PreparationForm(sent(request), languages=queries.languages_of(jobcentre), today=day)

    def do() -> HttpResponse:
        given = form.cleaned_data
        made, secret = commands.make_preparation(
            by=by, jobcentre=jobcentre, reference=given["reference"], day=given["day"],
            level=Reading(given["level"]), language=given["language"], today=day, now=now(),
        )  # fmt: skip
        return _shown_once(request, made, secret)

    above = [(say("Links to citizens"), reverse("citizens:preparations"))]
    around = FormPage(
        say("New link to a citizen"), say("Make the link"), reverse("citizens:preparations"), above,
        say("The citizen reads what the conversation is about, and ticks what matters to them. You send the link"
            " yourself: Samklang knows neither name nor address."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@sensitive_variables("secret", "shown")
def _shown_once(request: StaffRequest, made: Preparation, secret: str) -> HttpResponse:
    shown = link_to("citizen:preparation", secret)
    spoken = made.language if made.language in SHIPPED else "da"
    letter = say(
        "Before we talk on {day}, you can read what the conversation is about and tick what you would like to talk"
        " about: {link}", day=made.day, link=shown.address,
    )  # fmt: skip
    context = {
        "sections": sections(request, "citizens:preparations"), "made": made, "shown": shown,
        "letter": render(letter, spoken), "letter_language": spoken,
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/preparation_made.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preparation_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Are you sure? The link stops working, and what was ticked is gone."""
    found: Preparation = get_object_or_404(queries.own_coming(request.user, today()).select_related("jobcentre"), pk=pk)
    back = reverse("citizens:preparations")
    if request.method == "POST":
        commands.remove_preparation(by=request.user, preparation=found)
        tell(request, say("The link is deleted and no longer works."))
        return redirect(back)
    consequences: list[Value] = [say("Whoever opens the link is told that it no longer works.")]
    if found.topics:
        consequences.append(say("What the citizen ticked is deleted."))
    context = {
        "title": say("Delete the link for the conversation on {day}?", day=found.day), "button": say("Delete the link"),
        "cancel_url": back, "above": [(say("Links to citizens"), back)], "consequences": consequences, "danger": True,
    }  # fmt: skip
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response
