"""Files of companies: the list, a new one, what it would change, and what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, require
from samklang.companies import tasks
from samklang.companies.commands import load_undoing as undoing
from samklang.companies.commands import loads as commands
from samklang.companies.enums import LoadState
from samklang.companies.forms.loads import Choices, NewLoad
from samklang.companies.models import Load
from samklang.companies.queries.load_difference import ALIKE, AS_NEW, difference_of
from samklang.companies.queries.loads import last_done, loads_for
from samklang.companies.rules.company import run_companies
from samklang.companies.views.load_parts import alike_companies, preview_parts
from samklang.companies.views.sections import sections
from samklang.core.words import Value, say, say_n, written
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

ROWS = 50
MOST_AT_ONCE = 1_500
"""More companies than this are loaded by the worker, since it takes longer than one wishes to wait."""
_WARNING, _ERROR = 30, 40


def _found(request: StaffRequest, pk: int, *, whole: bool = False) -> Load:
    require(run_companies(request.user, request.user.municipality_id or 0))
    rows = loads_for(request.user)
    found: Load = get_object_or_404(rows.defer(None) if whole else rows, pk=pk)
    return found


def above() -> list[tuple[Value, str]]:
    """What stands before these pages in the breadcrumbs."""
    return [(say("Companies"), reverse("companies:companies")), (say("Files of companies"), reverse("companies:loads"))]


@login_required
@require_safe
def loads(request: StaffRequest) -> HttpResponse:
    """What has been sent, by whom, and what became of it."""
    require(run_companies(request.user, request.user.municipality_id or 0))
    shown = Paginator(loads_for(request.user), ROWS).get_page(request.GET.get("page"))
    last = last_done(request.user.municipality_id or 0)
    context = {
        "page": shown, "above": above()[:1], "sections": sections(request, "companies:companies"),
        "last": last.pk if last else None,
    }  # fmt: skip
    return page(request, "companies/loads.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_load(request: StaffRequest) -> HttpResponse:
    """Send a file."""
    require(run_companies(request.user, request.user.municipality_id or 0))
    form = NewLoad(sent(request), request.FILES if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            begun = commands.begin_load(
                by=request.user, municipality=request.user.municipality, name=file.name, content=file.read(), now=now()
            )
            return redirect(begun)
        except commands.Misread as wrong:
            language = current_language()
            form.add_error("file", f"{written(wrong.what, language)} {written(wrong.instead, language)}")
    around = FormPage(say("Load companies from a file"), say("Read the file"), reverse("companies:loads"), above())
    return page(request, "companies/load_new.html", around._asdict(), form=form)


@login_required
@require_safe
def load(request: StaffRequest, pk: int) -> HttpResponseBase:
    """What the file would change, or what became of it."""
    found = _found(request, pk, whole=True)
    last = last_done(found.municipality_id)
    context: dict[str, Any] = {"load": found, "above": above(), "can_undo": last is not None and last.pk == found.pk}
    if found.state == LoadState.READ:
        context |= preview_parts(request, found, difference_of(found, today=today()), ROWS)
    template = "companies/_load_lines.html" if request.htmx and "shown" in context else "companies/load.html"
    return render(request, template, context)


@login_required
@require_POST
def load_choices(request: StaffRequest, pk: int) -> HttpResponse:
    """Which company the lines shown are, or the same for all that are not chosen about."""
    found = _found(request, pk, whole=True)
    lines = [one for one in difference_of(found, today=today()).lines if one.alike]
    everything = request.POST.get("all", "")
    if everything in ("same", AS_NEW):
        open_ones = [one for one in lines if one.kind == ALIKE]
        chosen = {one.incoming.row: AS_NEW if everything == AS_NEW else str(one.alike[0][0]) for one in open_ones}
    else:
        asked = [one for one in lines if f"line_{one.incoming.row}" in request.POST]
        form = Choices(request.POST, lines=asked, companies=alike_companies(request, asked))
        form.is_valid()
        chosen = form.chosen()
    try:
        commands.choose(by=request.user, load=found, choices=chosen)
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    return redirect(f"{found.get_absolute_url()}?kind={request.POST.get('kind', '')[:10]}")


@login_required
@require_POST
def load_application(request: StaffRequest, pk: int) -> HttpResponse:
    """Load what the page shows."""
    found = _found(request, pk, whole=True)
    digest = request.POST.get("digest", "")[:64]
    try:
        if sum(found.counts.get(one, 0) for one in ("new", "changed", "ceased", "same")) > MOST_AT_ONCE:
            commands.begin_loading(by=request.user, load=found, digest=digest)
            tasks.load_companies.enqueue(found.pk, request.user.pk)
            return redirect(found)
        done = commands.apply_load(by=request.user, load=found, digest=digest, now=now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
        return redirect(found)
    except commands.RegisterChanged:
        tell(
            request, say("Companies have changed since you looked. Look through the file as it is now."), level=_WARNING
        )
        return redirect(found)
    tell(
        request, say("“{name}” has been loaded.", name=done.file_name),
        undo_url=reverse("companies:load-undoing", args=[done.pk]),
    )  # fmt: skip
    return redirect(done)


@login_required
@require_safe
def load_progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the worker is: asked for again and again while the file waits."""
    found = _found(request, pk)
    if not request.htmx:
        return redirect(found)
    return render(request, "companies/_load_progress.html", {"load": found})


@login_required
@require_POST
def load_stopping(request: StaffRequest, pk: int) -> HttpResponse:
    """No longer wait for the worker."""
    return redirect(commands.stop_loading(by=request.user, load=_found(request, pk)))


@login_required
@require_POST
def load_undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """Put the companies back as they were before the file."""
    found = _found(request, pk)
    try:
        done = undoing.undo_load(by=request.user, load=found, now=now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
        return redirect(found)
    tell(request, say("“{name}” has been taken back.", name=done.file_name))
    if done.counts.get("kept"):
        tell(request, say_n("One company stays, since somebody has worked with it since.",
                            "{count} companies stay, since somebody has worked with them since.",
                            done.counts["kept"]), level=_WARNING)  # fmt: skip
    if done.counts.get("kept-fields"):
        tell(request, say_n("One field stays as it is, since it has been changed since.",
                            "{count} fields stay as they are, since they have been changed since.",
                            done.counts["kept-fields"]), level=_WARNING)  # fmt: skip
    return redirect(done)


@login_required
@require_POST
def load_discarding(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw the file away."""
    found = _found(request, pk)
    name = found.file_name
    try:
        commands.discard_load(by=request.user, load=found)
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
        return redirect(found)
    tell(request, say("“{name}” has been thrown away. No company has changed.", name=name))
    return redirect("companies:loads")
