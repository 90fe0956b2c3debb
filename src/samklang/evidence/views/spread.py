"""The spread between staff: how much it means whom one meets. Nobody is in it, and one's own point is one's own."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now, today
from samklang.access.enums import Right
from samklang.access.queries import jobcentres_for
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import require
from samklang.core.words import Value, render, say
from samklang.evidence.commands import spread as commands
from samklang.evidence.forms.spread import AgainstForm, SpreadFilter, SpreadForm
from samklang.evidence.models import SpreadTable
from samklang.evidence.queries import spread as queries
from samklang.evidence.rules.evidence import run_evidence, see_evidence
from samklang.evidence.views.sections import sections
from samklang.evidence.views.spread_parts import (
    CATERPILLAR_HEADINGS,
    FUNNEL_HEADINGS,
    caterpillar_figure,
    caterpillar_rows,
    facts_of,
    funnel_figure,
    funnel_rows,
    own_told,
)
from samklang.method.views.figure_parts import as_file
from samklang.web.answers import file_to_fetch, number_in, page, tell
from samklang.web.downloads import csv_lines
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_A_PAGE = 25
_TEMPLATES: dict[str, dict[str, tuple[str, ...]]] = {
    "rows": {"da": ("Medarbejder", "Udfald", "Målgruppe"), "en": ("Staff", "Outcome", "Target group")},
    "sums": {"da": ("Medarbejder", "Antal", "Sum", "Målgruppe"), "en": ("Staff", "Count", "Sum", "Target group")},
}


@login_required
@require_safe
def spread(request: StaffRequest) -> HttpResponse:
    """Every file with its first sentence, the newest period first."""
    require(see_evidence(request.user))
    text = request.GET.get("q", "")[:200]
    found = queries.matching(queries.tables_for(request.user), text)
    listed = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    language = current_language()
    context: dict[str, Any] = {
        "sections": sections(request, "evidence:spread"), "page": listed, "filter_form": SpreadFilter({"q": text}),
        "shown": [(one, queries.told_in(one, language)[:1]) for one in listed], "searched": bool(text.strip()),
        "may_run": run_evidence(request.user) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/spread.html", context)
    return response


@never_cache
@login_required
@require_safe
def spread_table(request: StaffRequest, pk: int) -> HttpResponse:
    """What one file came to: a sentence, what luck alone gives, pictures without anybody in them, one's own point."""
    found, language = _found(request, pk), current_language()
    earlier = queries.earlier_than(found)
    chosen = next((one for one in earlier if one.pk == number_in(request.GET.get("against", ""))), None)
    first, *more = queries.told_in(found, language) or [""]
    context: dict[str, Any] = {
        "table": found, "above": _above(), "first": first, "more": more, "facts": facts_of(found),
        "caterpillar": caterpillar_figure(found, language), "funnel": funnel_figure(found, language),
        "own": own_told(queries.own(request.user, found), found),
        "against_form": _against(chosen, earlier),
        "compared": queries.compared(chosen, found) if chosen else None,
        "may_run": run_evidence(request.user, found.jobcentre) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/spread_table.html", context)
    return response


def _against(chosen: SpreadTable | None, earlier: list[SpreadTable]) -> AgainstForm | None:
    return AgainstForm({"against": str(chosen.pk) if chosen else ""}, earlier=earlier) if earlier else None


@login_required
@require_safe
def spread_file(request: StaffRequest, pk: int, what: str, ending: str) -> HttpResponse:
    """The points of a picture. what: "staff" or "luck"."""
    found, language = _found(request, pk), current_language()
    headings, rows = (
        (FUNNEL_HEADINGS, funnel_rows(found)) if what == "luck" else (CATERPILLAR_HEADINGS, caterpillar_rows(found))
    )
    return as_file(ending, say("Spread between staff"), headings, rows, language)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_spread(request: StaffRequest) -> HttpResponse:
    """Load a file."""
    by, day = request.user, today()
    require(run_evidence(by))
    jobcentres = list(jobcentres_for(by, Right.RUN_EVIDENCE))
    off = [refusal_to_measure(place, one, day) for place in jobcentres for one in commands.PURPOSES]
    if all(off):
        require(off[0])
    form = SpreadForm(sent(request), request.FILES or None, jobcentres=jobcentres)

    def do() -> HttpResponse:
        made = commands.load_spread(
            by=by, jobcentre=form.place, given=form.given(), found=form.read, content=form.content,
            name=form.cleaned_data["file"].name, today=day, now=now(),
        )  # fmt: skip
        tell(request, say("{rows} rows of {staff} members of staff were read. The file itself is not kept.",
                          rows=made.rows, staff=made.staff))  # fmt: skip
        return redirect(made)

    around = FormPage(
        say("Load outcomes by whom somebody met"), say("Load and reckon"), reverse("evidence:spread"), _above(),
        say("Nobody's name comes in and nobody's figure comes out: what is shown is how much it means whom one meets."),
        template="evidence/spread_new.html",
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_safe
def spread_template(request: StaffRequest, form: str) -> HttpResponse:
    """An empty file with the headings. form: "rows" or "sums"."""
    require(run_evidence(request.user))
    headings = _TEMPLATES.get(form, _TEMPLATES["rows"])[current_language()]
    name = render(say("Outcomes"), current_language()).lower()
    return file_to_fetch("".join(csv_lines([headings])).encode(), f"{name}-{form}.csv")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def spread_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a file's sums away."""
    found = _found(request, pk)
    require(run_evidence(request.user, found.jobcentre))
    if request.method == "POST":
        commands.remove_spread(by=request.user, table=found)
        tell(request, say("“{title}” is deleted.", title=found.title))
        return redirect("evidence:spread")
    context = {
        "title": say("Delete “{title}”?", title=found.title), "above": _above(), "danger": True,
        "consequences": [
            say("The sums and everything reckoned from them are deleted. That cannot be undone."),
            say("The ledger still says who loaded the file, and who deleted it."),
        ],
        "button": say("Delete"), "cancel_url": found.get_absolute_url(),
    }  # fmt: skip
    response: HttpResponse = page(request, "web/confirm.html", context)
    return response


def _found(request: StaffRequest, pk: int) -> SpreadTable:
    require(see_evidence(request.user))
    found: SpreadTable = get_object_or_404(queries.tables_for(request.user), pk=pk)
    return found


def _above() -> list[tuple[Value, str]]:
    return [(say("Evidence"), reverse("evidence:evidence")), (say("Spread"), reverse("evidence:spread"))]
