"""What we hold on you, who has read it, and the same to take along."""

from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from samklang.access.queries.retention import rules_on
from samklang.core.words import render, say
from samklang.desk.ledger_lines import lines
from samklang.desk.records import as_document, as_sheets, records_of
from samklang.desk.views.retention import in_words
from samklang.desk.views.shown import shown
from samklang.ledger.commands import record
from samklang.ledger.queries import about, stretch
from samklang.web.downloads import xlsx
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ROWS = 25
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@require_safe
def what_we_hold(request: StaffRequest) -> HttpResponse:
    """Everything, table by table, why and for how long; and what others have done and read."""
    found = stretch(about(request.user.pk), request.GET.get("page", ""), most=_ROWS)
    kept = (*rules_on(request.user.municipality, request.today), *rules_on(None, request.today))
    context = {
        "records": records_of(request.user, current_language()),
        "lines": lines(found.entries),
        "stretch": found,
        "kept": [(one, in_words(one.days)) for one in kept],
        "downloads": [
            {"label": render(say("As a workbook"), current_language()), "url": "xlsx/", "kind": "XLSX"},
            {"label": render(say("For another system"), current_language()), "url": "json/", "kind": "JSON"},
        ],
    }
    return shown(request, "desk/what_we_hold.html", context)


@login_required
@require_safe
def what_we_hold_file(request: StaffRequest, kind: str) -> HttpResponse:
    """To take along, as a workbook or as JSON."""
    if kind not in {"xlsx", "json"}:
        raise Http404
    person = request.user
    record("holdings-fetched", by=person, about=person, place=person.municipality, details={"as": kind})
    name = f'attachment; filename="samklang-{request.user.pk}.{kind}"'
    if kind == "json":
        parameters = {"ensure_ascii": False, "indent": 2}
        answer: HttpResponse = JsonResponse(
            as_document(request.user), encoder=DjangoJSONEncoder, json_dumps_params=parameters
        )
    else:
        sheets = as_sheets(records_of(request.user, current_language()))
        answer = HttpResponse(xlsx(sheets), content_type=_XLSX)
    answer["Content-Disposition"] = name
    return answer
