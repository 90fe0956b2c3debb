"""The list of next steps as a file."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.companies.forms.steps import StepFilter
from samklang.companies.models import NextStep
from samklang.companies.queries.steps import may_see_all, step_list
from samklang.companies.rules.company import see_companies
from samklang.core.words import render, say
from samklang.ledger.commands import record_reading
from samklang.web.answers import file_to_fetch
from samklang.web.downloads import csv_lines, xlsx
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_HEADINGS = (say("Company"), say("CVR number"), say("Next step"), say("Due"), say("Who"), say("Team"), say("State"),
             say("What came of it"))  # fmt: skip


@login_required
@require_safe
def steps_file(request: StaffRequest, ending: str) -> HttpResponse:
    """What the list shows, all pages of it, as XLSX or CSV."""
    require(see_companies(request.user))
    if ending not in {"xlsx", "csv"}:
        raise Http404
    language = current_language()
    form = StepFilter(request.GET, all_seen=may_see_all(request.user))
    rows = [_row(one) for one in step_list(request.user, today(), form.asked())]
    headings = [render(one, language) for one in _HEADINGS]
    place = request.user.municipality
    record_reading("steps-exported", by=request.user, subject=place, about=None, place=place)
    name = render(say("next-steps"), language) + f".{ending}"
    if ending == "csv":
        return file_to_fetch("".join(csv_lines([headings, *rows])).encode(), name)
    return file_to_fetch(xlsx([(render(say("Next steps"), language), headings, rows)]), name)


def _row(step: NextStep) -> list[str]:
    return [
        step.company.name, step.company.cvr, step.what, step.due.isoformat(), step.owner.name if step.owner else "",
        step.team.name if step.team else "", str(step.get_state_display()), step.outcome,
    ]  # fmt: skip
