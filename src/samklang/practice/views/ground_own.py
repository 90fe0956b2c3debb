"""What one has practised, and taking it away: one thing, or all of it. Nobody else gets any of these pages."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.practice.commands import ground as commands
from samklang.practice.content import shipped_cards, shipped_exercises
from samklang.practice.enums import PractisedKind
from samklang.practice.models import Practised
from samklang.practice.queries import ground as queries
from samklang.practice.rules import ground as rules
from samklang.practice.views.ground_walks import above
from samklang.practice.views.sections import sections
from samklang.web.answers import asked_for, go, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def own_practice(request: StaffRequest) -> HttpResponse:
    """What one has shown of each indicator, one's ways through cases, and what one has tried."""
    require(rules.practise(request.user))
    domains = queries.domains_of(request.user, today())
    language = current_language()
    progress = queries.progress_of(request.user, domains, language)
    context: dict[str, Any] = {
        "sections": sections(request, "practice:practice"), "above": above(), "walks": progress.walks,
        "by_domain": [(domain.name(language), rows) for domain, rows in progress.by_domain],
        "tried": [(one, _title(one)) for one in queries.own_practised(request.user)],
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/ground_own.html", context)
    return response


def _title(one: Practised) -> Any:
    """What the card or the exercise is called; None where Samklang has it no more."""
    found: Any = shipped_cards(one.framework) if one.kind == PractisedKind.CARD else shipped_exercises(one.framework)
    return next((row.title for row in found if row.key == one.key), None)


@login_required
@require_POST
def walk_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Delete one way."""
    commands.remove_walk(by=request.user, walk=get_object_or_404(queries.own_walks(request.user), pk=pk))
    tell(request, say("It is deleted."))
    return redirect("practice:own-practice")


@login_required
@require_POST
def practised_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Not tried after all."""
    found = get_object_or_404(queries.own_practised(request.user), pk=pk)
    commands.unmark_practised(by=request.user, practised=found)
    tell(request, say("It is no longer marked."))
    return go(asked_for(request, default=reverse("practice:own-practice")))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_practice_removal(request: StaffRequest) -> HttpResponse:
    """Delete all of it, after a question."""
    require(rules.practise(request.user))

    def do() -> HttpResponse:
        commands.remove_all(by=request.user)
        tell(request, say("Everything you have practised here is deleted."))
        return redirect("practice:practice")

    around = FormPage(
        say("Delete what I have practised"), say("Delete all of it"), reverse("practice:own-practice"),
        [*above(), (say("What I have practised"), reverse("practice:own-practice"))],
        template="web/confirm.html", danger=True,
        question=say("Do you want to delete everything you have practised here?"),
        consequences=[
            say("Your ways through cases are deleted, also what is under way."),
            say("Marks on cards and exercises are deleted. It cannot be undone."),
        ],
    )  # fmt: skip
    return form_page(request, Form(sent(request)), around, do)
