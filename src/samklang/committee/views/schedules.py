"""When a draft is made by itself and who has the page sent; a pause; and stopping to have it sent."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.models import Place
from samklang.access.refusals import require
from samklang.committee.commands import schedules as commands
from samklang.committee.forms.schedules import ScheduleForm
from samklang.committee.queries import schedules as queries
from samklang.committee.rules import issues as rules
from samklang.committee.rules.schedules import stop_receiving
from samklang.committee.views.issues import above_issue
from samklang.core.words import Value, say
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


def _place(request: StaffRequest, pk: int) -> Place:
    """The jobcentre whose page the person makes; who reads it only is refused, and for others it is not there."""
    require(rules.see_pages(request.user))
    found: Place = get_object_or_404(queries.places_read(request.user), pk=pk)
    require(rules.run_pages(request.user, found))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: StaffRequest, pk: int) -> HttpResponse:
    """How often, when next, and to whom."""
    place, day = _place(request, pk), today()
    held = queries.schedule_of(place)
    rows = queries.recipients_of(held) if held is not None else []
    form = ScheduleForm(
        sent(request), readers=list(queries.readers_of(place)), schedule=held,
        chosen=[one.person_id for one in rows], next_day=day + timedelta(days=30),
    )  # fmt: skip

    def do() -> HttpResponse:
        given = form.cleaned_data
        made = commands.set_schedule(
            by=request.user, jobcentre=place, every=given["every"], next_day=given["next_day"],
            recipients=form.people(), today=day, now=now(),
        )  # fmt: skip
        tell(request, say("Saved. The schedule is paused: no draft is made until it goes on.") if made.paused_at
             else say("The next draft is made on {day}.", day=made.next_day))  # fmt: skip
        return redirect("committee:issues")

    above: list[tuple[Value, str]] = above_issue()
    around = FormPage(
        say("Schedule of the page, {place}", place=place.name), say("Save"), reverse("committee:issues"), above,
        say("A draft is made by itself, and those who make the page are told. It is sent when somebody has read it and "
            "issued it: nothing goes to the committee unread."), template="committee/schedule.html",
    )  # fmt: skip
    stopped = tuple(one.person.name for one in rows if one.stopped_at is not None)
    return form_page(request, form, around, do, schedule=held, place_of=place, stopped=stopped)


@login_required
@require_POST
def pausing(request: StaffRequest, pk: int) -> HttpResponse:
    """No drafts and no letters for a while."""
    return _paused(request, pk, pause=True)


@login_required
@require_POST
def resuming(request: StaffRequest, pk: int) -> HttpResponse:
    """Drafts and letters again."""
    return _paused(request, pk, pause=False)


def _paused(request: StaffRequest, pk: int, *, pause: bool) -> HttpResponse:
    place = _place(request, pk)
    if queries.schedule_of(place) is None:
        raise Http404
    commands.pause_schedule(by=request.user, jobcentre=place, pause=pause, now=now())
    if pause:
        undo = reverse("committee:resuming", args=[pk])
        tell(request, say("The schedule is paused: no drafts are made and nothing is sent."), undo_url=undo)
    else:
        tell(request, say("The schedule goes on."))
    return redirect("committee:schedule", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody does not want the page by mail any more."""
    place = get_object_or_404(queries.places_read(request.user), pk=pk)
    require(stop_receiving(request.user, queries.own_place_on(request.user, place)))
    form = forms.Form(sent(request))

    def do() -> HttpResponse:
        commands.stop_receiving(by=request.user, jobcentre=place, stop=True, now=now())
        undo = reverse("committee:returning", args=[pk])
        tell(request, say("You do not get the page by mail any more."), undo_url=undo)
        return redirect("committee:issues")

    around = FormPage(
        say("Stop getting the page by mail"), say("Stop"), reverse("committee:issues"), above_issue(),
        template="web/confirm.html",
        consequences=[say("You can still read the pages here, and have them sent again.")],
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def returning(request: StaffRequest, pk: int) -> HttpResponse:
    """Have it sent again."""
    place = get_object_or_404(queries.places_read(request.user), pk=pk)
    commands.stop_receiving(by=request.user, jobcentre=place, stop=False, now=now())
    tell(request, say("You get the page by mail again."))
    return redirect("committee:issues")
