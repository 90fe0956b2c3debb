"""Every page that was issued, with the drafts of whoever makes them; and one of them as it stands."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.refusals import Refusal, require
from samklang.committee.enums import Question
from samklang.committee.models import Issue
from samklang.committee.page_parts import QUESTIONS, against_said, asks_of, introduction_of, parts_of, wishes_of
from samklang.committee.pdf import title_of
from samklang.committee.queries import issues as queries
from samklang.committee.queries.schedules import own_places, places_to_schedule
from samklang.committee.rules import issues as rules
from samklang.core.words import Value, say
from samklang.web.answers import page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

ROWS = 25
LANGUAGES_SAID = {"da": say("PDF in Danish"), "en": say("PDF in English")}


def found_issue(request: StaffRequest, pk: int) -> Issue:
    """The page. Raises NotAllowed for whoever reads no reports anywhere, and Http404 where they do not read it."""
    require(rules.see_pages(request.user))
    found: Issue = get_object_or_404(queries.issues_for(request.user), pk=pk)
    return found


def above_issue(found: Issue | None = None) -> list[tuple[Value, str]]:
    """The pages above one of a page's own."""
    above: list[tuple[Value, str]] = [(say("Committee page"), reverse("committee:issues"))]
    return [*above, (title_of(found.number), str(found.get_absolute_url()))] if found is not None else above


@login_required
@require_safe
def issues(request: StaffRequest) -> HttpResponse:
    """Drafts first, then what was issued, the newest first."""
    require(rules.see_pages(request.user))
    shown = Paginator(queries.listed_for(request.user), ROWS).get_page(request.GET.get("page"))
    context = {
        "page": shown, "rows": [{"issue": one, "title": title_of(one.number)} for one in shown.object_list],
        "runs": rules.run_pages(request.user) is None, "own": own_places(request.user),
        "schedules": list(places_to_schedule(request.user).order_by("path")),
    }  # fmt: skip
    response: HttpResponse = page(request, "committee/issues.html", context)
    return response


@login_required
@require_safe
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    """The page as its readers see it; of a draft with what can be done to it."""
    found = found_issue(request, pk)
    response: HttpResponse = page(request, "committee/issue.html", shown(request, found))
    return response


def _stale(found: Issue) -> Refusal | None:
    """Why a draft must be found anew before it is issued."""
    return None if found.is_issued else rules.is_up_to_date(found, queries.newest_number(found.jobcentre))


def shown(request: StaffRequest, found: Issue) -> dict[str, Any]:
    """Everything that stands on the page."""
    language = current_language()
    runs = rules.run_pages(request.user, found.jobcentre) is None
    replaced = queries.replacement_of(found) if found.is_issued else None
    return {
        "issue": found, "above": above_issue(), "title": title_of(found.number), "parts": parts_of(found, language),
        "introduction": introduction_of(found, language), "wishes": wishes_of(found, language),
        "asks": asks_of(found, language), "language": language, "asks_title": QUESTIONS[Question.ASKS],
        "against": against_said(found, language),
        "runs": runs, "replaced": replaced, "stale": _stale(found), "whole": queries.is_as_issued(found),
        "changes": rules.change_issue(request.user, found) is None,
        "corrects": rules.correct_issue(request.user, found, replaced is not None) is None,
        "pdfs": [
            (label, reverse("committee:issue-document", args=[found.pk, key])) for key, label in LANGUAGES_SAID.items()
        ],
    }  # fmt: skip
