"""Rounds of pairs: their list, a new one, its page, its frame, dropped and taken up again, published."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.planner.pairing import check
from samklang.core.words import Value, render, say, say_n
from samklang.practice.commands import pairing as commands
from samklang.practice.commands import pairs as pair_commands
from samklang.practice.enums import PairingState
from samklang.practice.forms.pairing import ConfirmForm, NewPairingForm, PairingForm
from samklang.practice.models import PairingRound
from samklang.practice.queries import pairing as queries
from samklang.practice.queries.pairing_problem import UNKNOWN_MINUTES, holders, problem_of
from samklang.practice.rules import pairing as rules
from samklang.practice.views.sections import sections
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_MOST_ROUNDS = 50


def found_round(request: StaffRequest, pk: int) -> PairingRound:
    """The round, where the person runs practice. Raises Http404 for everybody else."""
    found: PairingRound = get_object_or_404(queries.rounds_for(request.user), pk=pk)
    return found


def above_round(found: PairingRound | None = None) -> list[tuple[Value, str]]:
    """The pages above one of a round's own."""
    above: list[tuple[Value, str]] = [(say("Pair colleagues"), reverse("practice:pairings"))]
    return [*above, (found.title, str(found.get_absolute_url()))] if found is not None else above


@login_required
@require_safe
def pairings(request: StaffRequest) -> HttpResponse:
    """Every round, and a way to a new one."""
    require(rules.run_rounds(request.user))
    context = {
        "sections": sections(request, "practice:pairings"), "rounds": queries.rounds_for(request.user)[:_MOST_ROUNDS],
        "frameworks": queries.frameworks_to_pair(request.user, today()),
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/pairings.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_pairing(request: StaffRequest) -> HttpResponse:
    """A round with everybody of some teams in it."""
    by = request.user
    require(rules.run_rounds(by))
    form = NewPairingForm(
        sent(request), frameworks=queries.frameworks_to_pair(by, today()), teams=queries.teams_to_pair(by)
    )

    def do() -> HttpResponse:
        made = commands.begin_pairing(
            by=by, framework=form.chosen(), frame=form.frame(), teams=form.chosen_teams(),
            most_beside=form.cleaned_data["most_beside"], today=today(), now=now(),
        )  # fmt: skip
        if made.min_licences:
            tell(request, say("The round is begun. Look at who is in it, and find pairs."))
        else:
            tell(request, say(
                "The round is begun. Too few hold a licence to reach everybody, so none is asked for: a colleague "
                "without one can sit beside as well. You can ask for one under the frame of the round."
            ))  # fmt: skip
        return redirect(made)

    around = FormPage(
        say("Begin a round of pairs"), say("Begin"), reverse("practice:pairings"), above_round(),
        say("Everybody gets a colleague beside them once. Nobody gets somebody who leads them, and the counter stays "
            "manned."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@never_cache
@login_required
@require_safe
def pairing(request: StaffRequest, pk: int) -> HttpResponse:
    """While it is prepared: the pairs and why; afterwards only how many sparrings there are."""
    found = found_round(request, pk)
    context: dict[str, Any] = {"round": found, "above": above_round(), "counts": []}
    if found.state == PairingState.PUBLISHED:
        context["counts"] = queries.counts_of(found, today())
    elif found.state == PairingState.DRAFT:
        context |= _prepared(found)
    response: HttpResponse = page(request, "practice/pairing.html", context)
    return response


def _prepared(found: PairingRound) -> dict[str, Any]:
    """What stands on the page of a round that is being prepared."""
    moment, language = now(), current_language()
    search = queries.search_of(found, moment)
    told = problem_of(found, moment, wishes=False)
    rows = list(queries.pairs_of(found))
    faults: dict[Any, list[str]] = {}
    for fault in check(told.problem, told.pairs(rows)):
        for one in fault.pairs:
            faults.setdefault(one, []).append(render(fault.what, language))
    shown = [
        (row, [each.get(language, "") for each in row.why], faults.get(told.pair(row), []))
        for row in rows
        if told.knows(row)
    ]
    held = holders(found)
    begun = search.begun_at if search is not None else None
    return {
        "search": search, "seconds": int((moment - begun).total_seconds()) if begun else None,
        "limit": int(rules.SECONDS_BEHIND), "pairs": shown, "at_fault": sum(1 for _, _, some in shown if some),
        "without": [(one.person, one.why.get(language, "")) for one in queries.without_partner(found)],
        "levels": queries.levels_of(found), "members": len(told.people), "default_minutes": UNKNOWN_MINUTES,
        "focus_count": sum(1 for one in told.problem.participants if one.is_focus),
        "licensed": sum(1 for one in told.people.values() if one.pk in held),
        "sites": len({one.site for one in told.problem.participants}),
    }  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pairing_frame(request: StaffRequest, pk: int) -> HttpResponse:
    """Another name, other days, other demands; or the round is dropped."""
    found = found_round(request, pk)
    require(rules.change_round(request.user, found))
    names = ("title", "first_day", "last_day", "most_minutes", "min_licences")
    form = PairingForm(sent(request), initial={name: getattr(found, name) for name in names})

    def do() -> HttpResponse:
        commands.change_pairing(by=request.user, round_=found, frame=form.frame(), today=today(), now=now())
        tell(request, say("The frame of the round is saved. Pairs that no longer hold are marked."))
        return redirect(found)

    around = FormPage(
        say("Frame of the round"), say("Save"), str(found.get_absolute_url()), above_round(found),
        removal_url=reverse("practice:pairing-dropping", args=[found.pk]), removal_label=say("Drop the round"),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def pairing_dropping(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing comes of it."""
    found = found_round(request, pk)
    commands.drop_pairing(by=request.user, round_=found, now=now())
    tell(request, say("The round is dropped."), undo_url=reverse("practice:pairing-restoring", args=[found.pk]))
    return redirect("practice:pairings")


@login_required
@require_POST
def pairing_restoring(request: StaffRequest, pk: int) -> HttpResponse:
    """It is prepared again."""
    found = found_round(request, pk)
    commands.restore_pairing(by=request.user, round_=found)
    tell(request, say("The round is taken up again."))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pairing_publication(request: StaffRequest, pk: int) -> HttpResponse:
    """Every pair into both calendars."""
    found = found_round(request, pk)
    prepared: dict[str, Any] = {"pairs": [], "at_fault": 0, "without": []}
    if found.state == PairingState.DRAFT:
        prepared = _prepared(found)
    many, without = len(prepared["pairs"]), len(prepared["without"])
    require(rules.publish(request.user, found, many, prepared["at_fault"], searching=bool(prepared.get("search"))))
    form = ConfirmForm(sent(request))

    def do() -> HttpResponse:
        booked = pair_commands.publish_pairing(by=request.user, round_=found, now=now())
        tell(request, say_n("{count} sparring is booked.", "{count} sparrings are booked.", booked))
        return redirect(found)

    consequences = [
        say_n("{count} sparring is put in both calendars, with a mail to each of the two.",
              "{count} sparrings are put in both calendars, with a mail to each of the two.", many),
        *([say_n("{count} person still has no partner.", "{count} people still have no partner.", without)]
          if without else []),
        say("The proposals are deleted. You then see how many are agreed, held and cancelled, and nothing else."),
    ]  # fmt: skip
    around = FormPage(
        say("Publish the round"), say("Publish"), str(found.get_absolute_url()), above_round(found),
        consequences=consequences,
    )  # fmt: skip
    return form_page(request, form, around, do)


def names_of(one: Person, other: Person) -> Value:
    """Two people, as a heading or a message has them."""
    return say("{name} and {other}", name=one.name, other=other.name)
