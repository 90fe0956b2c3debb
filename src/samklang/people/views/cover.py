"""What must be left at the counter, and when it is closed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Place
from samklang.access.queries import jobcentres_for, teams_for
from samklang.access.refusals import require
from samklang.core.words import Value, say
from samklang.people import commands, rules
from samklang.people.forms.cover import NEED_FIELDS, ClosedDayForm, CoverNeedForm
from samklang.people.models import ClosedDay, CoverNeed
from samklang.people.queries.needs import closed_days_of, needs_for
from samklang.people.queries.teams import open_on
from samklang.people.views.teams import above
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


def _jobcentre(request: StaffRequest, pk: int) -> Place:
    return get_object_or_404(jobcentres_for(request.user, Right.SEE_COVER), pk=pk)


def _back(place: Place) -> str:
    noun = "people:team" if place.kind == PlaceKind.TEAM else "people:jobcentre-cover"
    return reverse(noun, args=[place.pk])


def _above(place: Place) -> list[tuple[Value, str]]:
    return [*above(), (place.name, _back(place))]


@login_required
@require_safe
def jobcentre_cover(request: StaffRequest, pk: int) -> HttpResponse:
    """Every cover need of a jobcentre, and the days on which it is closed."""
    found = _jobcentre(request, pk)
    context = {
        "jobcentre": found,
        "needs": needs_for(request.user).filter(jobcentre=found),
        "closed": closed_days_of(found, request.as_of),
        "may_edit": request.user.standing.may(Right.EDIT_STAFF, found.pk),
    }
    return render(request, "people/jobcentre_cover.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_team_need(request: StaffRequest, pk: int) -> HttpResponse:
    """Something is needed of a team."""
    team = get_object_or_404(teams_for(request.user, Right.SEE_COVER), pk=pk)
    return _new_need(request, team, team)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_jobcentre_need(request: StaffRequest, pk: int) -> HttpResponse:
    """Something is needed of a whole jobcentre."""
    return _new_need(request, _jobcentre(request, pk), None)


def _need_form(
    request: StaffRequest, jobcentre: Place, *, need: CoverNeed | None = None, team: Place | None = None
) -> CoverNeedForm:
    teams = teams_for(request.user, Right.EDIT_STAFF).filter(open_on(request.today), parent=jobcentre)
    may_wide = request.user.standing.may(Right.EDIT_STAFF, jobcentre.pk)
    return CoverNeedForm(
        sent(request), jobcentre=jobcentre, teams=list(teams), may_wide=may_wide, day=request.today, need=need,
        team=team,
    )  # fmt: skip


def _new_need(request: StaffRequest, place: Place, team: Place | None) -> HttpResponse:
    require(rules.edit_staff(request.user, place))
    jobcentre = place.parent if team and place.parent else place
    form = _need_form(request, jobcentre, team=team)
    lead = say("The fewest of a group to be at work on each half-day. Course plans keep to it as well.")
    around = FormPage(say("Add a cover need"), say("Add"), _back(place), _above(place), lead)

    def add() -> HttpResponse:
        given = {name: form.cleaned_data[name] for name in NEED_FIELDS}
        need = commands.add_cover_need(by=request.user, jobcentre=jobcentre, **given)
        tell(request, say("{name} is added.", name=need.name))
        return redirect(_back(need.team or place))

    return form_page(request, form, around, add)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cover_need(request: StaffRequest, pk: int) -> HttpResponse:
    """A need as it is from now on."""
    need = get_object_or_404(needs_for(request.user), pk=pk)
    place = need.team or need.jobcentre
    require(rules.edit_staff(request.user, place))
    form = _need_form(request, need.jobcentre, need=need)
    around = FormPage(
        title=say("Change the cover need {name}", name=need.name),
        button=say("Save"),
        cancel_url=_back(place),
        above=_above(place),
        lead=say("To keep what has been, give this one a last day and add another of the same name."),
        removal_url=reverse("people:cover-need-removal", args=[pk]),
        removal_label=say("Remove it, it was a mistake"),
    )

    def change() -> HttpResponse:
        values = {name: form.cleaned_data[name] for name in NEED_FIELDS}
        commands.change_cover_need(by=request.user, need=need, values=values)
        tell(request, say("Saved."))
        return redirect(_back(place))

    return form_page(request, form, around, change)


@login_required
@require_POST
def cover_need_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """It was a mistake."""
    need = get_object_or_404(needs_for(request.user), pk=pk)
    commands.remove_cover_need(by=request.user, need=need)
    tell(request, say("{name} is removed.", name=need.name))
    return redirect(_back(need.team or need.jobcentre))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_closed_day(request: StaffRequest, pk: int) -> HttpResponse:
    """The jobcentre is closed on a day."""
    found = _jobcentre(request, pk)
    require(rules.edit_staff(request.user, found))
    form = ClosedDayForm(sent(request), jobcentre=found)
    lead = say("Weekends and public holidays are closed anyway.")
    around = FormPage(say("Add a closed day"), say("Add"), _back(found), _above(found), lead)

    def add() -> HttpResponse:
        given = form.cleaned_data
        commands.add_closed_day(by=request.user, jobcentre=found, day=given["day"], reason=given["reason"])
        tell(request, say("Closed on {day}.", day=given["day"]))
        return redirect(_back(found))

    return form_page(request, form, around, add)


@login_required
@require_POST
def closed_day_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """The jobcentre is open on the day after all."""
    seen = jobcentres_for(request.user, Right.SEE_COVER)
    closed = get_object_or_404(ClosedDay.objects.filter(jobcentre__in=seen).select_related("jobcentre"), pk=pk)
    commands.remove_closed_day(by=request.user, closed=closed)
    tell(request, say("Open on {day} after all.", day=closed.day))
    return redirect(_back(closed.jobcentre))
