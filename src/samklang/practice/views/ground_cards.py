"""Role-play cards, each part on a page of its own, and micro-exercises."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.core.words import Sentence, say
from samklang.practice.commands import ground as commands
from samklang.practice.content import Card, Exercise, shipped_cards, shipped_exercises
from samklang.practice.enums import PractisedKind
from samklang.practice.forms.ground import DIFFICULTIES, CardFilter
from samklang.practice.queries import ground as queries
from samklang.practice.queries.ground import Domain
from samklang.practice.rules import ground as rules
from samklang.practice.views.ground_walks import above
from samklang.practice.views.sections import sections
from samklang.web.answers import page, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

PARTS: dict[str, Sentence] = {
    "professional": say("I practise"), "other": say("I play the other"), "observer": say("I observe"),
}  # fmt: skip
"""What one can be in a role play; with two there is nobody who only observes."""


def _domains(request: StaffRequest) -> list[Domain]:
    require(rules.practise(request.user))
    return queries.one_of_each(queries.domains_of(request.user, today()))


def _card(request: StaffRequest, framework: str, key: str) -> tuple[Domain, Card]:
    for domain in _domains(request):
        for one in shipped_cards(domain.key):
            if (domain.key, one.key) == (framework, key):
                return domain, one
    raise Http404


def _exercise(request: StaffRequest, framework: str, key: str) -> tuple[Domain, Exercise]:
    for domain in _domains(request):
        for one in shipped_exercises(domain.key):
            if (domain.key, one.key) == (framework, key):
                return domain, one
    raise Http404


def _names(domain: Domain, card: Card) -> list[str]:
    return [domain.indicator(key, current_language()) for key in card.indicators]


def _parts(card: Card) -> dict[str, Sentence]:
    return {key: label for key, label in PARTS.items() if key != "observer" or card.people == 3}


@login_required
@require_safe
def cards(request: StaffRequest) -> HttpResponse:
    """Every card by domain, narrowed by how many one is and by what it practises."""
    domains = _domains(request)
    language = current_language()
    used = {(one.key, key): one.indicator(key, language) for one in domains for card in shipped_cards(one.key)
            for key in card.indicators}  # fmt: skip
    form = CardFilter(request.GET, indicators=sorted({(key, name) for (_, key), name in used.items()},
                                                     key=lambda pair: pair[1].casefold()))  # fmt: skip
    people, indicator = form.asked()
    tried: dict[str, Any] = {}
    for one in queries.own_practised(request.user).filter(kind=PractisedKind.CARD):
        tried.setdefault(one.key, one.day)
    rows = []
    for domain in domains:
        found = [
            (card, _names(domain, card), tried.get(card.key)) for card in shipped_cards(domain.key)
            if (not people or card.people == people) and (not indicator or indicator in card.indicators)
        ]  # fmt: skip
        if found:
            rows.append((domain, domain.name(language), found))
    context = {
        "sections": sections(request, "practice:practice"), "above": above(), "filter_form": form, "rows": rows,
        "narrowed": bool(people or indicator), "difficulties": {int(value): label for value, label in DIFFICULTIES},
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/cards.html", context)
    return response


@login_required
@require_safe
def card_page(request: StaffRequest, framework: str, key: str) -> HttpResponse:
    """What everybody reads: the scene, who takes which part, and how to do it once more."""
    domain, card = _card(request, framework, key)
    tried = queries.own_practised(request.user).filter(kind=PractisedKind.CARD, key=card.key).first()
    context = {
        "card": card, "domain": domain, "names": _names(domain, card), "parts": _parts(card).items(), "tried": tried,
        "tried_today": tried is not None and tried.day == today(), "above": _above_card(),
        "difficulty": dict(DIFFICULTIES)[str(card.difficulty)],
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/card.html", context)
    return response


def _above_card() -> list[Any]:
    return [*above(), (say("Role-play cards"), reverse("practice:cards"))]


@login_required
@require_safe
def card_part(request: StaffRequest, framework: str, key: str, part: str) -> HttpResponse:
    """One's own part, and nobody else's."""
    domain, card = _card(request, framework, key)
    if part not in _parts(card):
        raise Http404
    context = {
        "card": card, "domain": domain, "part": part, "label": PARTS[part], "text": getattr(card, part),
        "after": card.observer if part == "other" and card.people == 2 else None,
        "above": [
            *_above_card(),
            (getattr(card.title, current_language()), reverse("practice:card", args=[framework, key])),
        ],
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/card_part.html", context)
    return response


@login_required
@require_safe
def card_print(request: StaffRequest, framework: str, key: str) -> HttpResponse:
    """Every part on a sheet of its own."""
    domain, card = _card(request, framework, key)
    sheets = [
        (label, getattr(card, part), card.observer if part == "other" and card.people == 2 else None)
        for part, label in _parts(card).items()
    ]  # fmt: skip
    context = {
        "card": card, "domain": domain, "sheets": sheets, "names": _names(domain, card),
        "above": [
            *_above_card(),
            (getattr(card.title, current_language()), reverse("practice:card", args=[framework, key])),
        ],
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/card_print.html", context)
    return response


@login_required
@require_POST
def card_trying(request: StaffRequest, framework: str, key: str) -> HttpResponse:
    """We tried it."""
    _, card = _card(request, framework, key)
    made = commands.mark_practised(
        by=request.user, kind=PractisedKind.CARD, framework=framework, key=card.key, today=today()
    )
    undo = reverse("practice:practised-removal", args=[made.pk])
    tell(request, say("Marked as tried today. Only you see it."), undo_url=undo)
    return redirect("practice:card", framework, key)


@login_required
@require_safe
def exercises(request: StaffRequest) -> HttpResponse:
    """Every micro-exercise, by domain and by what it practises."""
    language = current_language()
    done: dict[str, Any] = {}
    for tried in queries.own_practised(request.user).filter(kind=PractisedKind.EXERCISE):
        done.setdefault(tried.key, tried.day)
    rows = []
    for domain in _domains(request):
        by_indicator: dict[str, list[Any]] = {key: [] for key in domain.order}
        for one in shipped_exercises(domain.key):
            by_indicator.setdefault(one.indicator, []).append((one, done.get(one.key)))
        found = [(domain.indicator(key, language), own) for key, own in by_indicator.items() if own]
        if found:
            rows.append((domain, domain.name(language), found))
    context = {"rows": rows, "above": above(), "sections": sections(request, "practice:practice")}
    response: HttpResponse = page(request, "practice/exercises.html", context)
    return response


@login_required
@require_safe
def exercise_page(request: StaffRequest, framework: str, key: str) -> HttpResponse:
    """What to do, and when it is done."""
    domain, found = _exercise(request, framework, key)
    done = queries.own_practised(request.user).filter(kind=PractisedKind.EXERCISE, key=found.key).first()
    context = {
        "exercise": found, "domain": domain, "indicator": domain.indicator(found.indicator, current_language()),
        "done": done, "done_today": done is not None and done.day == today(), "above": above(),
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/exercise.html", context)
    return response


@login_required
@require_POST
def exercise_doing(request: StaffRequest, framework: str, key: str) -> HttpResponse:
    """Done today."""
    _, found = _exercise(request, framework, key)
    made = commands.mark_practised(
        by=request.user, kind=PractisedKind.EXERCISE, framework=framework, key=found.key, today=today()
    )
    undo = reverse("practice:practised-removal", args=[made.pk])
    tell(request, say("Done today. Only you see it."), undo_url=undo)
    return redirect("practice:practice")
