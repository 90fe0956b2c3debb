"""Minutes in two minutes: begun from the notes, with a next step or the reason why there is none; sent where wanted."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.companies.commands import minutes as commands
from samklang.companies.enums import MeetingState
from samklang.companies.forms.minutes import NONE, STEP, MinutesForm, SendingForm
from samklang.companies.models import CompanyContact, Meeting
from samklang.companies.queries.companies import entrance_of
from samklang.companies.queries.meetings import agreements_of, colleagues_to_choose, meetings_for
from samklang.companies.queries.minutes import first_minutes, letter_to_see
from samklang.companies.rules import minutes as rules
from samklang.companies.views.meeting_parts import above_meeting, new_opening_of
from samklang.core.words import say
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_A_WEEK = timedelta(days=7)


def _meeting(request: StaffRequest, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(meetings_for(request.user), pk=pk)
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: StaffRequest, pk: int) -> HttpResponse:
    """Write them, or correct them."""
    found = _meeting(request, pk)
    require(rules.write_minutes(request.user, found, now()))
    held = found.state == MeetingState.HELD
    form = MinutesForm(
        sent(request), colleagues=colleagues_to_choose(request.user, today()), has_steps=found.steps.exists(),
        sent=found.sent_at is not None, initial=_initial(request, found),
    )  # fmt: skip

    def do() -> HttpResponse:
        commands.write_minutes(by=request.user, meeting=found, minutes=form.minutes(), now=now())
        tell(request, say("The minutes are corrected.") if held else say("The minutes are written. Well done."))
        if form.cleaned_data.get("send"):
            return redirect("companies:minutes-sending", pk)
        return redirect(found)

    title = say("Correct the minutes") if held else say("Minutes of the meeting")
    around = FormPage(
        title, say("Save the minutes"), found.get_absolute_url(), above_meeting(found),
        template="companies/minutes.html",
    )  # fmt: skip
    context = {
        "meeting": found, "next_steps": list(found.steps.select_related("owner")), "new_opening": new_opening_of(found),
    }  # fmt: skip
    return form_page(request, form, around, do, **context)


def _initial(request: StaffRequest, found: Meeting) -> dict[str, Any]:
    if found.state != MeetingState.HELD:
        return {
            "text": first_minutes(found, current_language()), "next": STEP, "owner": request.user.pk,
            "due": today() + _A_WEEK,
        }  # fmt: skip
    agreements = "\n".join(one.what for one in agreements_of(found))
    chosen = NONE if found.no_step_because else ""
    return {
        "text": found.minutes, "agreements": agreements, "next": chosen, "owner": request.user.pk,
        "no_step_because": found.no_step_because,
    }  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def minutes_sending(request: StaffRequest, pk: int) -> HttpResponse:
    """See the mail as the company gets it, change the words, and send it."""
    found = _meeting(request, pk)
    require(rules.send_minutes(request.user, found))
    entrance = entrance_of(request.user.municipality_id)
    receivers = (
        CompanyContact.objects.filter(company=found.company, left_on=None).exclude(email="").order_by("name", "pk")
    )
    met = list(receivers.filter(meetings=found).values_list("pk", flat=True))
    form = SendingForm(sent(request), receivers=receivers, initial={"to": met, "text": found.minutes})
    text = str(form["text"].value() or "")
    to = receivers.filter(pk__in=met).first() or receivers.first()
    context = {
        "meeting": found, "no_entrance": entrance is None, "nobody": to is None, "receiver": to,
        "letter": letter_to_see(
            found, entrance, to, by=request.user.name, text=text, now=now()
        ) if entrance and to else None,
    }  # fmt: skip

    def do() -> HttpResponse | None:
        if entrance is None or "look" in request.POST:
            return None
        chosen = list(form.cleaned_data["to"])
        commands.send_minutes(
            by=request.user, meeting=found, entrance=entrance, to=chosen, text=form.cleaned_data["text"], now=now()
        )
        tell(request, say("The mail is on its way to the company."))
        return redirect(found)

    around = FormPage(
        say("Send the minutes to the company"), say("Send"), found.get_absolute_url(), above_meeting(found),
        template="companies/minutes_sending.html",
    )  # fmt: skip
    return form_page(request, form, around, do, **context)
