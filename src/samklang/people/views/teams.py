"""The teams, and one team with its cover in the coming weeks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.enums import Right
from samklang.access.models import Place
from samklang.access.queries import jobcentres_for, teams_for
from samklang.access.refusals import require
from samklang.core.words import Value, say, say_n
from samklang.people import commands, rules
from samklang.people.forms.teams import TeamClosingForm, TeamForm
from samklang.people.queries.team_cover import WEEKS, team_cover
from samklang.people.queries.teams import team_list, team_members
from samklang.web.answers import number_in, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

TITLE = say("Teams and cover")
LEGEND = (
    say("four or more to spare"),
    say("two or three to spare"),
    say("one to spare"),
    say("just enough"),
    say("too few"),
)


def above(team: Place | None = None) -> list[tuple[Value, str]]:
    """The pages above one about a team."""
    found: list[tuple[Value, str]] = [(TITLE, reverse("people:teams"))]
    return [*found, (team.name, reverse("people:team", args=[team.pk]))] if team else found


@login_required
@require_safe
def teams(request: StaffRequest) -> HttpResponse:
    """The teams whose cover one sees, as of the day."""
    require(rules.see_cover(request.user))
    context = {
        "rows": team_list(request.user, request.as_of),
        "jobcentres": jobcentres_for(request.user, Right.SEE_COVER),
        "may_edit": jobcentres_for(request.user, Right.EDIT_STAFF).exists(),
        "sees_staff": request.user.standing.may(Right.SEE_STAFF),
    }
    return render(request, "people/teams.html", context)


@login_required
@require_safe
def team(request: StaffRequest, pk: int) -> HttpResponse:
    """Who is in the team on the day, and its cover in the weeks from then on."""
    found = get_object_or_404(teams_for(request.user, Right.SEE_COVER), pk=pk)
    asked = number_in(request.GET.get("weeks", ""))
    weeks = asked if asked in WEEKS else WEEKS[0]
    standing = request.user.standing
    context = {
        "team": found,
        "members": team_members(request.user, found, request.as_of),
        "cover": team_cover(found, request.as_of, weeks, current_language()),
        "tabs": [_tab(request, count, current=count == weeks) for count in WEEKS],
        "legend": LEGEND,
        "may_edit": standing.may(Right.EDIT_STAFF, found.pk),
        "may_rename": rules.edit_team(request.user, found) is None,
        "sees_staff": standing.may(Right.SEE_STAFF, found.pk),
        "sees_jobcentre": standing.may(Right.SEE_COVER, found.parent_id),
    }
    return render(request, "people/team.html", context)


def _tab(request: StaffRequest, count: int, *, current: bool) -> dict[str, object]:
    query = request.GET.copy()
    query["weeks"] = str(count)
    label = say_n("{count} week", "{count} weeks", count)
    return {"label": label, "url": f"?{query.urlencode()}", "current": current}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request: StaffRequest) -> HttpResponse:
    """A new team."""
    jobcentres = jobcentres_for(request.user, Right.EDIT_STAFF)
    require(rules.add_team(jobcentres.exists()))
    form = TeamForm(sent(request), jobcentres=jobcentres)
    around = FormPage(say("Add a team"), say("Add"), reverse("people:teams"), above())

    def add() -> HttpResponse:
        given = form.cleaned_data
        made = commands.add_team(by=request.user, jobcentre=given["jobcentre"], name=given["name"])
        tell(request, say("{team} is added. Move people into it on their own pages.", team=made.name))
        return redirect("people:team", made.pk)

    return form_page(request, form, around, add)


def _edited(request: StaffRequest, pk: int) -> Place:
    found = get_object_or_404(teams_for(request.user, Right.SEE_COVER), pk=pk)
    require(rules.edit_team(request.user, found))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team_name(request: StaffRequest, pk: int) -> HttpResponse:
    """Another name."""
    found = _edited(request, pk)
    form = TeamForm(sent(request), team=found)
    back = reverse("people:team", args=[pk])
    around = FormPage(say("Rename {team}", team=found.name), say("Save"), back, above(found))

    def rename() -> HttpResponse:
        commands.rename_team(by=request.user, team=found, name=form.cleaned_data["name"])
        tell(request, say("Saved."))
        return redirect(back)

    return form_page(request, form, around, rename)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """The last day of a team, once everybody has somewhere else to be."""
    found = _edited(request, pk)
    form = TeamClosingForm(sent(request), initial={"last_day": found.last_day or request.today})
    back = reverse("people:team", args=[pk])
    means = [say("After the last day nobody can be put in the team."), say("What has been can still be read.")]
    title = say("Close {team}?", team=found.name)
    around = FormPage(title, say("Close the team"), back, above(found), consequences=means, danger=True)

    def close() -> HttpResponse:
        last_day = form.cleaned_data["last_day"]
        commands.close_team(by=request.user, team=found, last_day=last_day)
        undo_url = reverse("people:team-reopening", args=[pk])
        tell(request, say("{team} closes after {day}.", team=found.name, day=last_day), undo_url=undo_url)
        return redirect(back)

    return form_page(request, form, around, close)


@login_required
@require_POST
def team_reopening(request: StaffRequest, pk: int) -> HttpResponse:
    """The team goes on after all."""
    found = _edited(request, pk)
    commands.reopen_team(by=request.user, team=found)
    tell(request, say("{team} goes on.", team=found.name))
    return redirect("people:team", pk)
