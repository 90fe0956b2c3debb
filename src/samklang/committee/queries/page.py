"""The whole document of a page: every claim, held against the page before, and what the findings give reason to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samklang.access.models import Place
from samklang.committee.claims import SCHEMA, both, claim_document, figures_in
from samklang.committee.comparison import compared
from samklang.committee.models import Issue
from samklang.committee.queries.answers import what_was_said
from samklang.committee.queries.cost import what_it_cost
from samklang.committee.queries.issues import earlier_than, newest_number
from samklang.committee.queries.jobs import what_of_jobs
from samklang.committee.queries.money_ahead import asks_of_money
from samklang.committee.queries.shared import is_method_shared
from samklang.committee.queries.trained import who_is_trained
from samklang.committee.window import Window
from samklang.core.words import LANGUAGES, render


def document_of(issue: Issue, window: Window) -> dict[str, Any]:
    """Everything that is found for the issue, as it is kept."""
    jobcentre = Place.objects.select_related("parent").get(pk=issue.jobcentre_id)
    newest = newest_number(jobcentre)  # before anything is found: what is issued meanwhile is then known to be new
    trained = who_is_trained(jobcentre, window)
    shared, more = is_method_shared(jobcentre, window)
    said, asking = what_was_said(jobcentre, window)
    cost = what_it_cost(jobcentre, window, here=trained.here, ever=trained.ever)
    jobs, study = what_of_jobs(jobcentre, window)
    claims = [claim_document(one) for one in (trained.claim, shared, said, cost, jobs)]
    offers = [*trained.offers, *more, *asking, *asks_of_money(jobcentre, window), *study]
    earlier = earlier_than(issue)
    hold_against(claims, earlier.document if earlier is not None else None)
    return {
        "schema": SCHEMA, "place": jobcentre.name, "newest": newest, "claims": claims,
        "offers": [{"key": one.key, "text": both(one.text)} for one in offers],
        "against": {"number": earlier.number, "last_day": earlier.last_day.isoformat()} if earlier else None,
    }  # fmt: skip


def hold_against(claims: list[dict[str, Any]], earlier: Mapping[str, Any] | None) -> None:
    """Write beside each figure what may be said of it and the one before, in both languages."""
    before = figures_in(earlier) if earlier is not None else {}
    for claim in claims:
        for one in claim["figures"]:
            one["compared"] = {key: _said(one, before.get(one["key"]), key) if before else "" for key in LANGUAGES}


def _said(one: Mapping[str, Any], earlier: Mapping[str, Any] | None, language: str) -> str:
    found = compared(one, earlier, language)
    return render(found, language) if found is not None else ""
