"""The first hour: its steps, and the pages that the register has none of."""

from typing import Any

from django import shortcuts
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.enums import PlaceKind, Right
from samklang.access.queries import jobcentres_for
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Sentence, render, say, say_n
from samklang.people import rules as people
from samklang.planning import commands as planning
from samklang.planning import rules as plans
from samklang.setup import commands, queries, rules, sample
from samklang.setup.forms import PlacesForm, ReadyProgrammeForm, TeamsForm
from samklang.setup.steps import DONE, NEXT, OTHERS, SOMEBODY, after, steps_of
from samklang.web.answers import file_to_fetch, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

TITLE = say("Set up Samklang")
ON_THE_WAY = "setting-up"
"""In the session while somebody sets up, so that every page shows the way back."""
_SECONDS, _THREADS = 30, 2


@require_safe
def setup(request: StaffRequest) -> HttpResponse:
    """The steps; where there is nobody yet, what to type on the server, and nothing that anybody can press."""
    if not request.user.is_authenticated and queries.is_empty():
        return shortcuts.render(request, "setup/nobody_yet.html", {"page_help": ""})  # it asks for signing in
    return _steps(request)


@login_required
@require_safe
def _steps(request: StaffRequest) -> HttpResponse:
    require(rules.set_up(request.user))
    steps = steps_of(request.user, request.today)
    done = sum(step.state == DONE for step in steps)
    if done < len(steps):
        request.session[ON_THE_WAY] = True
    else:
        request.session.pop(ON_THE_WAY, None)
    importing = list(jobcentres_for(request.user, Right.IMPORT_STAFF))
    context = {
        "steps": steps,
        "done": done,
        "left": sum(step.minutes for step in steps if step.state != DONE),
        "states": {"done": DONE, "next": NEXT, "others": OTHERS},
        "somebody": SOMEBODY,
        "after": after(),
        "sample": queries.sample_at(importing),
        "may_fill": bool(importing) and not queries.staff_count(importing, request.today),
    }
    return shortcuts.render(request, "setup/setup.html", context)


def _above() -> list[Any]:
    return [(TITLE, reverse("setup:setup"))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def places(request: StaffRequest) -> HttpResponse:
    """The names of the municipality and its jobcentres, and one jobcentre more."""
    require(rules.set_up(request.user))
    found = queries.places_of(request.user)
    whole = next((one for one in found if one.kind == PlaceKind.MUNICIPALITY), None)
    form = PlacesForm(sent(request), places=found, may_add=whole is not None)

    def do() -> HttpResponse:
        new = str(form.cleaned_data.get("new_jobcentre") or "")
        commands.set_places(by=request.user, named=form.named(), whole=whole, new_jobcentre=new)
        tell(request, say("The names are saved."))
        return redirect("setup:setup")

    around = FormPage(say("Municipality and jobcentre"), say("Save"), reverse("setup:setup"), _above())
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def teams(request: StaffRequest) -> HttpResponse:
    """Several teams at once, each with how many must be at work."""
    jobcentres = list(jobcentres_for(request.user, Right.EDIT_STAFF))
    require(people.add_team(bool(jobcentres)))
    form = TeamsForm(sent(request), jobcentres=jobcentres)

    def do() -> HttpResponse:
        made = commands.add_teams(
            by=request.user, jobcentre=form.jobcentre, teams=form.teams(), first_day=request.today
        )
        tell(request, say_n("One team is added.", "{count} teams are added.", len(made)))
        return redirect("setup:setup")

    around = FormPage(say("Add teams"), say("Add"), reverse("setup:setup"), _above(), lead=_known_teams(request))
    return form_page(request, form, around, do)


def _known_teams(request: StaffRequest) -> Sentence:
    known = tuple(team.name for team, _ in queries.open_teams(queries.jobcentres_of(request.user), request.today))
    if known:
        return say("There already: {teams}. Leave the rows empty that you do not need.", teams=known)
    return say("Write the teams as you call them. Leave the rows empty that you do not need.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme(request: StaffRequest) -> HttpResponse:
    """One of two ready programmes, with the staff of the register."""
    require(plans.make_any_plans(request.user))
    language = current_language()
    form = ReadyProgrammeForm(
        sent(request), jobcentres=list(jobcentres_for(request.user, Right.MAKE_PLANS)), today=request.today,
        trainer=render(say("Trainer"), language), room=render(say("Meeting room"), language),
    )  # fmt: skip

    def do() -> HttpResponse:
        made = commands.begin_programme(by=request.user, language=language, now=timezone.now(), **form.told())
        tell(request, say("“{title}” is ready to be planned.", title=made.title))
        return redirect("setup:setup")

    around = FormPage(
        say("Choose a ready programme"), say("Begin"), reverse("setup:setup"), _above(),
        lead=say("The staff are taken from the register. Nothing is planned yet, and nobody is told anything."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def plan(request: StaffRequest) -> HttpResponse:
    """Start the planner on the newest programme that holds together, with what usually is enough."""
    require(plans.make_any_plans(request.user))
    ready = queries.newest_ready(queries.programmes(request.user))
    if ready is None:
        return _refused(request, say("It needs a programme whose rules hold together."))
    try:
        run = planning.start_run(
            by=request.user, programme=ready, time_limit_s=_SECONDS, threads=_THREADS, seed=0, now=timezone.now()
        )
    except NotAllowed as refused:
        return _refused(request, refused.refusal.reason)
    return redirect(run)


def _refused(request: StaffRequest, reason: Sentence) -> HttpResponse:
    tell(request, reason, level=40)
    return redirect("setup:setup")


@login_required
@require_POST
def sample_staff(request: StaffRequest) -> HttpResponse:
    """Fill an empty register with constructed staff, at the first of one's jobcentres."""
    require(people.import_somewhere(request.user))
    jobcentre = jobcentres_for(request.user, Right.IMPORT_STAFF)[0]
    try:
        commands.fill_with_sample(
            by=request.user, jobcentre=jobcentre, today=request.today, language=current_language()
        )
    except NotAllowed as refused:
        return _refused(request, refused.refusal.reason)
    tell(request, say("Constructed staff are in the register. Remove them here before you begin in earnest."))
    return redirect("setup:setup")


@login_required
@require_POST
def sample_removal(request: StaffRequest) -> HttpResponse:
    """Take the constructed staff away again."""
    require(people.import_somewhere(request.user))
    found = queries.sample_at(list(jobcentres_for(request.user, Right.IMPORT_STAFF)))
    if found is None:
        return _refused(request, say("There are no constructed staff to remove, or more staff were imported since."))
    try:
        commands.remove_sample(by=request.user, staff_import=found, today=request.today)
    except NotAllowed as refused:
        return _refused(request, refused.refusal.reason)
    tell(request, say("The constructed staff are gone, as if they had never been there."))
    return redirect("setup:setup")


@login_required
@require_safe
def sample_file(request: StaffRequest) -> HttpResponse:
    """The sample as a file, to see how a list of staff can look."""
    require(people.import_somewhere(request.user))
    return file_to_fetch(sample.sample_file(current_language()), sample.FILE_TO_FOLLOW)
