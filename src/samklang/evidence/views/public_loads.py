"""Loading public figures: from the source, from a file that is looked through first, and taking them back."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Value, render, say, say_n
from samklang.evidence.commands import public_loads as commands
from samklang.evidence.commands import public_tables
from samklang.evidence.commands.public_tables import TableSettings
from samklang.evidence.enums import How, TableStatus
from samklang.evidence.forms.public_figures import AreasForm, PublicFileForm, TableForm
from samklang.evidence.models import PublicLoad, PublicTable
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public.packing import packed, unpacked
from samklang.evidence.public.periods import period, words
from samklang.evidence.public.series import Series, area_key
from samklang.evidence.queries.public_figures import loads_for, tables_for
from samklang.evidence.rules.public_figures import run_public_figures
from samklang.evidence.views.public_figures import above, found_table
from samklang.evidence.views.public_parts import HIDDEN, MISSING
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ERROR = 40
_READ_HOURS = 2
"""So long one may look through a file before it must be read again."""
_SHOWN_PERIODS = 6


def _own_table(request: StaffRequest, pk: int) -> PublicTable:
    """One that the person may load. Raises Http404, NotAllowed."""
    table = found_table(request, pk)
    require(run_public_figures(request.user, table.municipality_id))
    return table


def _above(table: PublicTable) -> list[tuple[Value, str]]:
    return [*above(), (table.worded("title", current_language()), table.get_absolute_url())]


@login_required
@require_POST
def public_tables_following(request: StaffRequest) -> HttpResponse:
    """Take in the tables that come with Samklang."""
    made = public_tables.follow_tables(by=request.user, municipality=request.user.municipality)
    tell(request, say_n("One table has been taken in.", "{count} tables have been taken in.", made))
    return redirect("evidence:public-figures")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def public_areas(request: StaffRequest) -> HttpResponse:
    """Whom the figures stand beside."""
    require(run_public_figures(request.user, request.user.municipality_id or 0))
    first = tables_for(request.user).first()
    form = AreasForm(sent(request), areas=[str(one) for one in first.areas] if first else [])

    def do() -> HttpResponse:
        public_tables.choose_areas(by=request.user, municipality=request.user.municipality, neighbours=form.chosen())
        tell(request, say("Chosen. Figures of new neighbours come when a table is next fetched or loaded."))
        return redirect("evidence:public-figures")

    around = FormPage(
        say("Whom public figures stand beside"), say("Save"), reverse("evidence:public-figures"), above(),
        lead=say("Choose municipalities that resemble yours in population and work. Those who do best are not a "
                 "measure of what you could do."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def public_table_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct the table's number at the source and what else it is told."""
    table = _own_table(request, pk)
    form = TableForm(sent(request), table=table)

    def do() -> HttpResponse:
        given = form.cleaned_data
        to = TableSettings(
            given["code"], given["measure"], given["query"], given["address"], TableStatus(given["status"]), given["on"]
        )  # fmt: skip
        changed = public_tables.change_table(by=request.user, table=table, to=to, today=today())
        tell(request, say("Saved. Fetch the table to see whether the source knows it."))
        return redirect(changed)

    around = FormPage(
        say("Settings of the table"), say("Save"), table.get_absolute_url(), _above(table),
        lead=say("Sources renumber their tables. Look the table up at the source, and write here what it is called "
                 "there."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def public_fetching(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask the source now."""
    table = _own_table(request, pk)
    try:
        load = commands.fetch(by=request.user, table=table, now=now())
    except NoFigures as fault:
        tell(request, fault.sentence, level=_ERROR)
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        tell(request, say_n("One figure has been read from the source.",
                            "{count} figures have been read from the source.", load.values))  # fmt: skip
    return redirect(table)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_public_load(request: StaffRequest, pk: int) -> HttpResponse:
    """Send a file; what it holds is shown before anything is kept."""
    table = _own_table(request, pk)
    form = PublicFileForm(sent(request), request.FILES if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = commands.look_into(table=table, name=file.name, content=file.read())
        except NoFigures as fault:
            form.add_error("file", render(fault.sentence, current_language()))
        else:
            return page(request, "evidence/public_load_preview.html", _preview(table, file.name, found))
    around = FormPage(say("Load figures from a file"), say("Read the file"), table.get_absolute_url(), _above(table))
    return page(request, "evidence/public_load_new.html", {**around._asdict(), "table": table}, form=form)


def _preview(table: PublicTable, name: str, found: tuple[Series, ...]) -> dict[str, Any]:
    """What was read, and the same sealed, so that what is kept is what was looked through."""
    language = current_language()
    periods = sorted({(its.first_day, its.period) for one in found for its in one.points})[-_SHOWN_PERIODS:]
    there = {area_key(one.area) for one in found}
    sealed = signing.dumps({"table": table.pk, "name": name, "series": packed(found)}, salt=_SALT, compress=True)
    return {
        "table": table, "above": _above(table), "title": table.worded("title", language), "name": name,
        "sealed": sealed, "count": sum(len(one.points) for one in found),
        "hidden": sum(its.value is None for one in found for its in one.points),
        "unit": table.worded("unit", language), "caveat": table.worded("caveat", language),
        "missing": [one for one in table.areas if area_key(str(one)) not in there],
        "headings": [_period_said(key, language) for _, key in periods],
        "rows": [(one.area, [_said(one, key) for _, key in periods]) for one in found],
        "more": len({its.period for one in found for its in one.points}) > len(periods),
    }  # fmt: skip


_SALT = "samklang.evidence.public-load"


def _period_said(key: str, language: str) -> str:
    found = period(key)
    return words(found, language) if found is not None else key


def _said(one: Series, key: str) -> Value:
    found = next((its for its in one.points if its.period == key), None)
    if found is None or found.value is None:
        return HIDDEN if found is not None and found.suppressed else MISSING
    return found.value


@login_required
@require_POST
def public_load_keeping(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep what was looked through."""
    table = _own_table(request, pk)
    try:
        said = signing.loads(request.POST.get("read", ""), salt=_SALT, max_age=_READ_HOURS * 3600)
        if said["table"] != table.pk:
            _refuse_seal()
        series, name = unpacked(said["series"]), str(said["name"])
    except (signing.BadSignature, ValueError, KeyError, TypeError):
        tell(request, say("The file must be read again before it can be kept. Nothing was changed."), level=_ERROR)
        return redirect("evidence:new-public-load", pk=table.pk)
    load = commands.keep(by=request.user, table=table, series=series, how=How.FILE, name=name, now=now())
    tell(
        request, say("The figures of “{name}” are now shown.", name=load.name),
        undo_url=reverse("evidence:public-load-undoing", args=[load.pk]),
    )  # fmt: skip
    return redirect(table)


def _refuse_seal() -> NoReturn:
    raise ValueError("Sealed for another table.")


def _found_load(request: StaffRequest, pk: int) -> PublicLoad:
    require(run_public_figures(request.user, request.user.municipality_id or 0))
    found: PublicLoad = get_object_or_404(loads_for(request.user), pk=pk)
    return found


@login_required
@require_POST
def public_load_undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """Show again what was shown before."""
    load = _found_load(request, pk)
    try:
        commands.take_back(by=request.user, load=load, now=now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        tell(
            request, say("The figures have been taken back. What was loaded before is shown again."),
            undo_url=reverse("evidence:public-load-redoing", args=[load.pk]),
        )  # fmt: skip
    return redirect(load.table)


@login_required
@require_POST
def public_load_redoing(request: StaffRequest, pk: int) -> HttpResponse:
    """Show again what was taken back."""
    load = _found_load(request, pk)
    try:
        commands.bring_back(by=request.user, load=load)
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        tell(request, say("The figures have been taken into use again."))
    return redirect(load.table)
