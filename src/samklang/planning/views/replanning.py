"""A plan changed as little as possible after absences and resignations."""

import tempfile
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samklang.access.refusals import require
from samklang.core.planner.problem import document as problem_document
from samklang.core.words import render, say, written
from samklang.people.queries.planning_source import register_as_document
from samklang.planning import commands, documents, rules
from samklang.planning.documents import Document
from samklang.planning.forms.run import ReplanForm
from samklang.planning.intake import changed_by, too_large
from samklang.planning.models import Variant
from samklang.planning.queries import variants_for
from samklang.planning.views.programmes import above
from samklang.web.form_pages import FormPage, form_page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

SETTINGS = ("time_limit_s", "threads", "seed")
TOLD = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def variant_replanning(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what has happened, and start the planner on it."""
    variant = get_object_or_404(variants_for(request.user), pk=pk)
    require(rules.replan(request.user, variant))
    sent: tuple[Any, ...] = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ReplanForm(*sent, document=variant.version.document)

    def do() -> HttpResponse | None:
        document = _happened(request, variant, form)
        if document is None:
            return None
        settings = {name: form.cleaned_data[name] for name in SETTINGS}
        return redirect(
            commands.replan(by=request.user, variant=variant, document=document, now=timezone.now(), **settings)
        )

    ways = [*above(variant.programme), (variant.called, variant.get_absolute_url())]
    around = FormPage(
        say("Change the plan as little as possible"), say("Start the planner"), variant.get_absolute_url(), ways,
        say("What has been held stays, and as few people as can be get other dates."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _happened(request: StaffRequest, variant: Variant, form: ReplanForm) -> Document | None:
    """The rules of the plan with what has happened in them; None where that cannot be read, and the form says why."""
    before: Document = variant.version.document
    source = form.cleaned_data["source"]
    if source == "typed":
        return form.typed(before)
    if source == "register":
        first, last = documents.day(before["first_day"]), documents.day(before["last_day"])
        register = register_as_document(request.user, variant.programme.jobcentre, first, last)
        return documents.with_changes(before, register)
    return _from_file(variant, form)


def _from_file(variant: Variant, form: ReplanForm) -> Document | None:
    file, language = form.cleaned_data["file"], current_language()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(file.name or "").name[-100:] or "changes.xlsx")
        path.write_bytes(file.read())
        problem, refused = documents.problem_of(variant.version.document), too_large(path)
        changed, issues = (None, refused) if refused else changed_by(path, problem)
    if changed is not None:
        return problem_document(changed)
    for issue in [one for one in issues if one.is_error][:TOLD]:
        where = f"{issue.sheet} {issue.cell}".strip()
        what = f"{where}: {render(issue.what, language)} {written(issue.instead, language)}"
        form.add_error("file", what)
    return None
