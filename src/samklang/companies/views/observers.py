"""Coming along to a colleague's meeting: asked, answered, taken back. Only the two see it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.companies.commands import observers as commands
from samklang.companies.enums import ObserverState
from samklang.companies.forms.observers import ObserverAnswerForm, ObserverForm
from samklang.companies.models import ObserverAsked
from samklang.companies.queries import observers as queries
from samklang.companies.rules import company as company_rules
from samklang.companies.rules import observers as rules
from samklang.companies.views.meeting_parts import above_meeting
from samklang.companies.views.meetings import found_meeting
from samklang.companies.views.sections import sections
from samklang.core.words import say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_observer(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask a colleague to come along."""
    found = found_meeting(request, pk)
    require(rules.ask_observer(request.user, found, now()))
    choice = queries.to_ask(request.user, found)
    initial = {"person": choice.proposed.pk if choice.proposed else None}
    form = ObserverForm(sent(request), choice=choice, initial=initial)

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.ask_observer(by=request.user, meeting=found, person=given["person"], focus=given["focus"], now=now())
        tell(request, say("{name} is asked and gets a mail. Only the two of you see it.", name=given["person"].name))
        return redirect(found)

    around = FormPage(
        say("Ask a colleague to come along"), say("Ask"), found.get_absolute_url(), above_meeting(found),
        say("Four ears hear more. What is said afterwards is between the two of you."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_safe
def observed(request: StaffRequest) -> HttpResponse:
    """What one is asked to come along to, and whom one has asked."""
    require(company_rules.see_companies(request.user))
    context: dict[str, Any] = {
        "sections": sections(request, "companies:meetings"), "asked": list(queries.asked_of(request.user, now())),
        "own": list(queries.asked_by(request.user, now())),
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/meeting_observed.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def observer_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Yes or no."""
    asked: ObserverAsked = get_object_or_404(queries.asked_of(request.user, now()), pk=pk)
    initial = {"answer": asked.answer, **({} if asked.state == ObserverState.ASKED else {"state": asked.state})}
    form = ObserverAnswerForm(sent(request), initial=initial)

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.answer_observer(
            by=request.user, asked=asked, state=ObserverState(given["state"]), answer=given["answer"], now=now()
        )
        tell(request, say("Your answer is sent."))
        return redirect("companies:observed")

    meeting = asked.meeting
    above = [(say("Meetings"), reverse("companies:meetings")), (say("Going along"), reverse("companies:observed"))]
    around = FormPage(
        say("Come along to {company}?", company=meeting.company.name), say("Answer"), reverse("companies:observed"),
        above, template="companies/meeting_observer_answer.html",
    )  # fmt: skip
    return form_page(request, form, around, do, asked=asked, meeting=meeting)


@login_required
@require_POST
def observer_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """The colleague need not come after all."""
    asked: ObserverAsked = get_object_or_404(queries.asked_by(request.user, now()), pk=pk)
    name, meeting = asked.person.name, asked.meeting
    commands.remove_observer(by=request.user, asked=asked)
    tell(request, say("{name} is no longer asked. Tell them, if they had said yes.", name=name))
    return redirect(meeting)
