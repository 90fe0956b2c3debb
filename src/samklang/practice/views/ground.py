"""The practice ground's first page: what to do next, and the cases. Everything on it is one's own."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.enums import Right
from samklang.access.queries.place import jobcentres_for
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import say, say_n
from samklang.practice.commands.shipped import take_in_shipped_cases
from samklang.practice.forms.ground import DIFFICULTIES, CaseFilter
from samklang.practice.queries import ground as queries
from samklang.practice.queries.proposals import Proposal, proposals_for
from samklang.practice.rules import ground as rules
from samklang.practice.views.sections import sections
from samklang.web.answers import number_in, page, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def practice(request: StaffRequest) -> HttpResponse:
    """What to do next, what is under way, and the cases by domain."""
    require(rules.practise(request.user))
    language = current_language()
    domains = queries.domains_of(request.user, today())
    form = CaseFilter(request.GET)
    asked = form.asked()
    context: dict[str, Any] = {
        "sections": sections(request, "practice:practice"),
        "filter_form": form,
        "narrowed": asked != queries.Asked(),
        "named": [(one.domain.name(language), one) for one in queries.cases_by_domain(request.user, domains, asked)],
        "many": len({one.framework.jobcentre_id for one in domains}) > 1,
        "under_way": queries.own_walks(request.user).filter(finished_at=None).first(),
        "domains": domains,
        "lacking": queries.lacking(request.user),
        "difficulties": {int(value): label for value, label in DIFFICULTIES},
        **_proposed(request, domains),
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/ground.html", context)
    return response


def _proposed(request: StaffRequest, domains: list[queries.Domain]) -> dict[str, Any]:
    """The exercise that is next; with ?another=2 the third nearest, and round again."""
    found = proposals_for(request.user, queries.one_of_each(domains), today(), current_language())
    place = (number_in(request.GET.get("another", "")) or 0) % len(found) if found else 0
    chosen: Proposal | None = found[place] if found else None
    return {
        "proposal": chosen, "another": place + 1 if len(found) > 1 else None,
        "done_today": chosen is not None and chosen.done == today(),
    }  # fmt: skip


@login_required
@require_POST
def cases_taking_in(request: StaffRequest) -> HttpResponse:
    """Samklang's own cases for every jobcentre where the person runs practice: the new and the rewritten ones."""
    jobcentres = list(jobcentres_for(request.user, Right.RUN_PRACTICE))
    if not jobcentres:
        raise NotAllowed(Refusal(say("Samklang's own cases are taken in by the programme lead.")))
    count = sum(len(take_in_shipped_cases(by=request.user, jobcentre=one, now=now())) for one in jobcentres)
    if count:
        tell(request, say_n("One case was taken in.", "{count} cases were taken in.", count))
    else:
        tell(request, say("All of Samklang's own cases are here already."))
    return redirect("practice:practice")
