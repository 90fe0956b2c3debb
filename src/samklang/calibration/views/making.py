"""A round is made on one page, changed on the same one, and opened."""

import secrets

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samklang.access.enums import Right
from samklang.access.queries import jobcentres_for
from samklang.access.refusals import require
from samklang.calibration import commands, rules
from samklang.calibration.forms.round import Offer, RoundForm
from samklang.calibration.models import Case, Round
from samklang.calibration.views.rounds import above, seen
from samklang.core.words import say, say_n
from samklang.method.models import Edition
from samklang.method.queries.editions import holding_edition, holding_editions
from samklang.web.answers import number_in, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_round(request: StaffRequest) -> HttpResponse:
    """Which framework, and then everything else on one page."""
    require(rules.lead_any_calibration(request.user))
    editions = _editions(request)
    asked = request.GET.get("framework", "")
    if not asked and len(editions) == 1:
        return redirect(f"{request.path}?framework={editions[0].framework_id}")
    if not asked:
        return _choosing(request, editions)
    edition = next((one for one in editions if one.framework_id == number_in(asked)), None)
    if edition is None:
        raise Http404
    form = RoundForm(sent(request), offer=Offer(edition, request.today))

    def do() -> HttpResponse:
        made = commands.make_round(by=request.user, edition=edition, contents=form.contents(), now=timezone.now())
        tell(request, say("The round is made. Look it through, then open it."))
        return redirect(made)

    lead = say("Everybody rates the same cases alone. Most of it is filled in: choose who rates, and look at the rest.")
    around = FormPage(say("New round"), say("Make the round"), reverse("calibration:rounds"), above(), lead)
    return form_page(request, form, around, do)


def _editions(request: StaffRequest) -> list[Edition]:
    jobcentres = jobcentres_for(request.user, Right.LEAD_CALIBRATION)
    return [edition for place in jobcentres for edition in holding_editions(place, request.today)]


def _choosing(request: StaffRequest, editions: list[Edition]) -> HttpResponse:
    """The frameworks to choose from."""
    cases = Case.objects.filter(framework__in=[one.framework_id for one in editions], retired_at=None)
    counts: dict[int, int] = {}
    for framework in cases.values_list("framework", flat=True):
        counts[framework] = counts.get(framework, 0) + 1
    many = len({one.framework.jobcentre_id for one in editions}) > 1
    context = {
        "editions": [(one, counts.get(one.framework_id, 0)) for one in editions],
        "many": many,
        "above": above(),
    }
    response: HttpResponse = page(request, "calibration/new_round.html", context)
    return response


def _draft(request: StaffRequest, pk: int) -> Round:
    found = seen(request, pk)
    require(rules.change_round(request.user, found))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_contents(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything of a round that is being prepared, to be changed."""
    found = _draft(request, pk)
    edition = holding_edition(found.edition.framework, request.today) or found.edition
    form = RoundForm(sent(request), offer=Offer(edition, request.today, found))

    def do() -> HttpResponse:
        commands.change_round(by=request.user, round_=found, edition=edition, contents=form.contents())
        tell(request, say("Saved."))
        return redirect(found)

    around = FormPage(say("Change the round"), say("Save"), found.get_absolute_url(), above(found))
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def round_opening(request: StaffRequest, pk: int) -> HttpResponse:
    """What opening means, and then the deed."""
    found = _draft(request, pk)
    if request.method == "POST":
        seed = secrets.randbits(63)
        opened = commands.open_round(by=request.user, round_=found, seed=seed, today=request.today, now=timezone.now())
        tell(request, say("“{title}” is open, and the raters have been asked by mail.", title=opened.title))
        return redirect(opened)
    held = commands.held_by(found)
    context = {
        "title": say("Open “{title}”?", title=found.title),
        "consequences": [
            say_n("{count} rater is asked by mail.", "{count} raters are asked by mail.", held.raters),
            say_n(
                "They rate {count} case by {indicators} indicators until {day}.",
                "They rate {count} cases by {indicators} indicators until {day}.",
                held.cases, indicators=held.indicators, day=found.last_day,
            ),
            say("Nobody sees anybody else's answers while it is open; you see counts."),
            say("From then on the cases and indicators stand. Raters and last day can still change."),
        ],
        "button": say("Open the round"),
        "cancel_url": found.get_absolute_url(),
        "above": above(found),
    }  # fmt: skip
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response
