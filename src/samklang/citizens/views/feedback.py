"""Asking citizens two questions: links that are used once, and codes on the wall."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.enums import Purpose
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import require
from samklang.citizens.commands import feedback as commands
from samklang.citizens.forms.feedback import CodeForm, SlipsForm
from samklang.citizens.links import link_to
from samklang.citizens.models import FeedbackDoor
from samklang.citizens.queries import feedback as queries
from samklang.citizens.queries.preparation import workplace_of
from samklang.citizens.rules import feedback as rules
from samklang.citizens.rules import preparation as preparation_rules
from samklang.citizens.views.sections import sections
from samklang.core.words import Value, say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_TITLE = say("Two questions afterwards")


def _above() -> list[tuple[Value, str]]:
    return [(say("Links to citizens"), reverse("citizens:preparations")), (_TITLE, reverse("citizens:feedback"))]


@login_required
@require_safe
def feedback(request: StaffRequest) -> HttpResponse:
    """How to ask, and the codes on the wall of one's teams."""
    by = request.user
    require(preparation_rules.practise(by))
    jobcentre = workplace_of(by)
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:preparations"), "team": queries.team_of(by, today()),
        "refusal": rules.make_links(by, jobcentre, _measuring(jobcentre)), "codes": list(queries.codes_kept(by)),
        "keeps": queries.teams_kept(by).exists(), "days": rules.DAYS_TO_ANSWER,
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/feedback.html", context)
    return response


def _measuring(jobcentre: Any) -> Any:
    return refusal_to_measure(jobcentre, Purpose.CITIZEN_FEEDBACK, today()) if jobcentre is not None else None


@never_cache
@sensitive_variables("secret")
@login_required
@require_POST
def feedback_link(request: StaffRequest) -> HttpResponse:
    """One link, large on the screen, for the citizen's own phone. It is shown once."""
    (secret,) = commands.make_links(by=request.user, count=1, today=today())
    context = {"above": _above(), "shown": link_to("citizen:feedback", secret)}
    response: HttpResponse = page(request, "citizens/feedback_link.html", context)
    return response


@never_cache
@sensitive_variables("secrets", "context")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_slips(request: StaffRequest) -> HttpResponse:
    """Slips to print, each with a link that is used once. They are shown once."""
    jobcentre = workplace_of(request.user)
    require(rules.make_links(request.user, jobcentre, _measuring(jobcentre)))
    form = SlipsForm(sent(request))

    def do() -> HttpResponse:
        secrets = commands.make_links(by=request.user, count=form.cleaned_data["count"], today=today())
        context = {"above": _above(), "slips": [link_to("citizen:feedback", one) for one in secrets],
                   "place": jobcentre}  # fmt: skip
        response: HttpResponse = page(request, "citizens/feedback_slips.html", context)
        return response

    around = FormPage(
        _TITLE, say("Make the slips"), reverse("citizens:feedback"), _above()[:1],
        say("Print them, cut them apart, and hand one over after each conversation. Nobody keeps whose they are."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@never_cache
@sensitive_variables("secret")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_code(request: StaffRequest) -> HttpResponse:
    """A code for the wall of a team. It is shown once."""
    teams = list(queries.teams_kept(request.user))
    require(rules.keep(request.user, teams[0].pk if teams else None))
    form = CodeForm(sent(request), teams=teams)

    def do() -> HttpResponse:
        given = form.cleaned_data
        door, secret = commands.put_code_up(by=request.user, team=given["team"], title=given["title"], today=today())
        return _poster(request, door, secret)

    around = FormPage(
        say("Put a code up"), say("Make the code"), reverse("citizens:feedback"), _above(),
        say("For the wall, or for a stand on the table: whoever has talked with the team can answer."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@sensitive_variables("secret")
def _poster(request: StaffRequest, door: FeedbackDoor, secret: str) -> HttpResponse:
    context = {"above": _above(), "shown": link_to("citizen:feedback", secret), "door": door}
    response: HttpResponse = page(request, "citizens/feedback_poster.html", context)
    return response


@never_cache
@sensitive_variables("secret")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code_renewal(request: StaffRequest, pk: int) -> HttpResponse:
    """Are you sure? What hangs no longer works; the new code is shown once."""
    door: FeedbackDoor = get_object_or_404(queries.codes_kept(request.user), pk=pk)
    if request.method == "POST":
        return _poster(request, door, commands.renew_code(by=request.user, door=door))
    return _sure(
        request, say("Make “{title}” anew?", title=door.title), say("Make it anew"),
        [say("The code that hangs there stops working: take it down."), say("What has been answered stays.")],
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def code_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """Are you sure? Nobody answers there any more."""
    door: FeedbackDoor = get_object_or_404(queries.codes_kept(request.user), pk=pk)
    if request.method == "POST":
        commands.close_code(by=request.user, door=door, now=now())
        tell(request, say("The code is closed. Take it down."))
        return redirect("citizens:feedback")
    return _sure(
        request, say("Close “{title}”?", title=door.title), say("Close the code"),
        [say("Nobody can answer there any more, and it cannot be opened again."), say("What has been answered stays.")],
    )  # fmt: skip


def _sure(request: StaffRequest, title: Value, button: Value, consequences: list[Value]) -> HttpResponse:
    context = {
        "title": title, "button": button, "cancel_url": reverse("citizens:feedback"), "above": _above(),
        "consequences": consequences, "danger": True,
    }  # fmt: skip
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response
