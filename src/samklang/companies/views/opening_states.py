"""What becomes of an opening: another state, its end, a follow-up."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed
from samklang.companies.commands import openings as commands
from samklang.companies.enums import GOES_TO, OpeningState
from samklang.companies.forms.openings import EndForm, FollowUpForm
from samklang.companies.views.openings import above, found_opening
from samklang.core.words import say
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_ERROR = 40


@login_required
@require_POST
def opening_state(request: StaffRequest, pk: int) -> HttpResponse:
    """Another state, with one click; where that is not how it goes, why."""
    found = found_opening(request, pk)
    wanted = request.POST.get("state", "")
    if wanted not in OpeningState.values:
        tell(request, say("Choose what has become of the opening."), level=_ERROR)
        return redirect(found)
    if wanted == OpeningState.ENDED and OpeningState.ENDED in GOES_TO[OpeningState(found.state)]:
        return redirect("companies:opening-end", pk)
    try:
        commands.move_opening(by=request.user, opening=found, state=OpeningState(wanted), now=now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        tell(request, say("Saved: {what}.", what=found.title))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opening_end(request: StaffRequest, pk: int) -> HttpResponse:
    """It has ended: what came of it."""
    found = found_opening(request, pk)
    form = EndForm(sent(request), initial={"last_day": found.last_day or today()})
    around = FormPage(
        say("The opening has ended"), say("Save what came of it"), found.get_absolute_url(), above(found),
        lead=say("What came of placements and wage subsidy is counted for the whole jobcentre and its teams, never for "
                 "one of us."),
    )  # fmt: skip

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.end_opening(
            by=request.user, opening=found, result=given["result"], paid_hours=given["paid_hours"] or None,
            last_day=given["last_day"], now=now(),
        )  # fmt: skip
        tell(request, say("Saved what came of it. Thank the company, and agree a next step if there is more to do."))
        return redirect(found)

    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opening_follow_up(request: StaffRequest, pk: int) -> HttpResponse:
    """It was followed up: what was heard, and when again."""
    found = found_opening(request, pk)
    form = FollowUpForm(sent(request))
    around = FormPage(
        say("Follow up the opening"), say("Save it"), found.get_absolute_url(), above(found), lead=found.title
    )

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.follow_up_opening(
            by=request.user, opening=found, what=given["what"], again_on=given["again_on"], now=now()
        )
        again = say("Followed up. It comes again on {day}.", day=given["again_on"]) if given["again_on"] else None
        tell(request, again or say("Followed up. It does not come again by itself."))
        return redirect(found)

    return form_page(request, form, around, do)
