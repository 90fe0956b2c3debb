"""An open round is led: more raters, fewer, more days, a reminder; it is closed, and opened again."""

import secrets

from django.contrib.auth.decorators import login_required
from django.contrib.messages import INFO
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.refusals import NotAllowed, require
from samklang.calibration import commands, rules
from samklang.calibration.enums import RoundState
from samklang.calibration.forms.round import LastDayForm, RatersForm, ReopeningForm
from samklang.calibration.models import Rater, Round
from samklang.calibration.queries.raters import people_to_add
from samklang.calibration.queries.rounds import licences_of, rated, round_counts
from samklang.calibration.views.rounds import above, seen
from samklang.core.words import say, say_n
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


def _managed(request: StaffRequest, pk: int) -> Round:
    found = seen(request, pk)
    require(rules.manage_round(request.user, found))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_last_day(request: StaffRequest, pk: int) -> HttpResponse:
    """More days, or fewer."""
    found = _managed(request, pk)
    form = LastDayForm(sent(request), initial={"last_day": found.last_day})

    def do() -> HttpResponse:
        day = form.cleaned_data["last_day"]
        commands.move_last_day(by=request.user, round_=found, last_day=day, today=request.today)
        tell(request, say("The last day to rate is now {day}.", day=day))
        return redirect(found)

    around = FormPage(say("Move the last day"), say("Save"), found.get_absolute_url(), above(found))
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_raters(request: StaffRequest, pk: int) -> HttpResponse:
    """More raters in mid-round."""
    found = _managed(request, pk)
    form = RatersForm(sent(request), groups=people_to_add(found, request.today))

    def do() -> HttpResponse:
        people = form.chosen()
        count = commands.add_raters(
            by=request.user, round_=found, people=people, seed=secrets.randbits(63), today=request.today,
            now=timezone.now(),
        )  # fmt: skip
        tell(request, say_n("{count} rater is added.", "{count} raters are added.", count))
        return redirect(found)

    around = FormPage(say("Add raters"), say("Add and ask them"), found.get_absolute_url(), above(found))
    return form_page(request, form, around, do)


@login_required
@require_POST
def rater_leaving(request: StaffRequest, pk: int, person: int) -> HttpResponse:
    """Take somebody out; what they have rated counts."""
    found = _managed(request, pk)
    rater = get_object_or_404(Rater.objects.filter(round=found).select_related("person"), person__pk=person)
    if rater.person is not None:
        commands.take_out_rater(by=request.user, round_=found, person=rater.person, now=timezone.now())
        undo = reverse("calibration:rater-returning", args=[pk, person])
        said = say("{name} is taken out. What they have answered so far counts.", name=rater.person.name)
        tell(request, said, undo_url=undo)
    return redirect(found)


@login_required
@require_POST
def rater_returning(request: StaffRequest, pk: int, person: int) -> HttpResponse:
    """Take somebody back."""
    found = _managed(request, pk)
    rater = get_object_or_404(Rater.objects.filter(round=found).select_related("person"), person__pk=person)
    if rater.person is not None:
        commands.take_back_rater(by=request.user, round_=found, person=rater.person)
        tell(request, say("{name} is part of the round again.", name=rater.person.name))
    return redirect(found)


@login_required
@require_POST
def round_reminders(request: StaffRequest, pk: int) -> HttpResponse:
    """Remind those who are not done, without learning who they are."""
    found = seen(request, pk)
    told = commands.remind_raters(by=request.user, round_=found, now=timezone.now())
    tell(request, say_n("{count} person gets a mail.", "{count} people get a mail.", told))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """What closing means, and then the deed."""
    found = seen(request, pk)
    require(rules.lead_calibration(request.user, found.jobcentre))
    if request.method == "POST":
        return _close(request, found)
    counts = round_counts(found)
    refusal = rules.close_round(request.user, found, counts.all_finished, rated(found))
    if refusal is not None and found.state == RoundState.CLOSED:
        tell(request, refusal.reason, level=INFO)
        return redirect(found)
    require(refusal)
    consequences = [
        say("Nobody can answer any more, and what has been answered is reckoned."),
        say("Everybody who rated sees where they lie, and nobody else does."),
    ]
    if counts.lacking:
        late = say_n(
            "{count} rater is not done. What they have answered counts, the rest is missing.",
            "{count} raters are not done. What they have answered counts, the rest is missing.",
            counts.lacking,
        )
        consequences.insert(0, late)
    context = {
        "title": say("Close “{title}”?", title=found.title), "consequences": consequences,
        "button": say("Close the round"), "cancel_url": found.get_absolute_url(), "above": above(found),
    }  # fmt: skip
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response


def _close(request: StaffRequest, round_: Round) -> HttpResponse:
    """Closed; whoever comes second is told kindly, and comes to the same page."""
    try:
        commands.close_round(by=request.user, round_=round_, now=timezone.now())
    except NotAllowed as refused:
        round_.refresh_from_db()
        if round_.state != RoundState.CLOSED:
            raise
        tell(request, refused.refusal.reason, level=INFO)
        return redirect(round_)
    tell(request, say("“{title}” is closed.", title=round_.title))
    return redirect(round_)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_reopening(request: StaffRequest, pk: int) -> HttpResponse:
    """Open it again, with a reason."""
    found = seen(request, pk)
    require(rules.reopen_round(request.user, found, licences_of(found, request.today), reason="…"))
    form = ReopeningForm(sent(request), initial={"last_day": max(found.last_day, request.today)})

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.reopen_round(
            by=request.user, round_=found, reason=given["reason"], last_day=given["last_day"], today=request.today
        )
        tell(request, say("“{title}” is open again.", title=found.title))
        return redirect(found)

    means = [
        say("The raters can change their answers again, and those who are not done can go on."),
        say("The result cannot be seen until the round is closed again."),
        say("Your reason stands in the log."),
    ]
    title = say("Open “{title}” again?", title=found.title)
    around = FormPage(
        title, say("Open it again"), found.get_absolute_url(), above(found), consequences=means, danger=True
    )
    return form_page(request, form, around, do)
