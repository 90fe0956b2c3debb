"""An edition as a file to fetch, and a file read into the draft once its differences have been looked through."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Sentence, say, say_n
from samklang.method import commands, rules
from samklang.method.commands.rows import Change
from samklang.method.differences import differences
from samklang.method.documents import as_it_stands, to_document
from samklang.method.drafting import stamp_of
from samklang.method.enums import EditionOrigin
from samklang.method.exchange import FileFault, FileFaults, as_json, as_xlsx, read_file
from samklang.method.forms.editions import FrameworkFileForm, ReadingForm, edition_label
from samklang.method.models import Edition, Framework
from samklang.method.queries.editions import draft_of, editions_for, texts_of
from samklang.method.rules.edition import about_another, same_file
from samklang.method.templatetags.editions import said
from samklang.method.views.drafts import holding_besides, keep
from samklang.method.views.frameworks import above, found_framework
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

KEPT_S = 3_600
"""How long a file that was read waits to be taken into the draft."""


def _download(edition: Edition, content: bytes, ending: str) -> HttpResponse:
    return file_to_fetch(content, f"{edition.framework.key}-{edition.number}.{ending}")


@login_required
@require_safe
def edition_xlsx(request: StaffRequest, pk: int) -> HttpResponse:
    """The edition as a workbook."""
    edition = get_object_or_404(editions_for(request.user), pk=pk)
    return _download(edition, as_xlsx(texts_of(edition), current_language()), "xlsx")


@login_required
@require_safe
def edition_json(request: StaffRequest, pk: int) -> HttpResponse:
    """The edition as JSON."""
    edition = get_object_or_404(editions_for(request.user), pk=pk)
    return _download(edition, as_json(texts_of(edition)), "json")


def _waiting_key(request: StaffRequest, framework: Framework) -> str:
    return f"method-file-{framework.pk}-{request.user.pk}"


def _stands(framework: Framework) -> tuple[Edition, Edition | None]:
    """The edition the file is compared with, which is the draft where there is one; and the draft."""
    draft = draft_of(framework)
    newest = draft or Edition.objects.filter(framework=framework).select_related("framework__jobcentre").latest(
        "number"
    )
    return newest, draft


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def framework_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Send a file. Where something is wrong in it nothing is changed, and everything wrong is told."""
    framework = found_framework(request, pk)
    require(rules.edit_method(request.user, framework.jobcentre))
    form = FrameworkFileForm(request.POST, request.FILES) if sent(request) is not None else FrameworkFileForm()
    newest, draft = _stands(framework)
    faults: list[FileFault] = []

    def do() -> HttpResponse:
        file = form.cleaned_data["file"]
        try:
            document = read_file(file.read(), file.name)
        except FileFaults as wrong:
            faults.extend(wrong.faults)
            refuse(form, "file", _how_many(len(wrong.faults)))
            return page(request, around.template, {**around._asdict(), **context}, form=form)
        if document.key != framework.key:
            refuse(form, "file", about_another(document.key).reason)
            return page(request, around.template, {**around._asdict(), **context}, form=form)
        cache.set(_waiting_key(request, framework), to_document(document), KEPT_S)
        return redirect("method:file-reading", framework.pk)

    context: dict[str, Any] = {"faults": faults, "draft": draft, "newest": newest}
    around = FormPage(
        say("Read a file into the draft"), say("Look at the difference"), framework.get_absolute_url(), above(newest),
        say("Nothing is changed until you have seen what would be different."), "method/file.html",
    )  # fmt: skip
    return form_page(request, form, around, do, **context)


def _how_many(count: int) -> Sentence:
    return say_n(
        "{count} thing must be mended in the file. Nothing was changed here.",
        "{count} things must be mended in the file. Nothing was changed here.",
        count,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def file_reading(request: StaffRequest, pk: int) -> HttpResponse:
    """What the file would make different; then it takes the place of the draft."""
    framework = found_framework(request, pk)
    require(rules.edit_method(request.user, framework.jobcentre))
    kept = cache.get(_waiting_key(request, framework))
    if kept is None:
        tell(request, say("The file was read too long ago. Choose it again."), level=30)
        return redirect("method:framework-file", framework.pk)
    document = as_it_stands(kept)
    newest, draft = _stands(framework)
    before = texts_of(newest)
    stamps = {"seen": stamp_of(before), "file": stamp_of(document)}
    form = ReadingForm(sent(request), initial=stamps)

    def do() -> HttpResponse:
        typed = form.cleaned_data
        try:
            require(same_file(typed["file"], stamps["file"]))
            made = commands.replace_draft(
                by=request.user, framework=framework, document=document, origin=EditionOrigin.IMPORT,
                now=timezone.now(), seen=typed["seen"],
            )  # fmt: skip
        except NotAllowed:
            form.data = {**dict(form.data.items()), **stamps}
            raise
        cache.delete(_waiting_key(request, framework))
        keep(request, Change(made, before, texts_of(made)), say("The file was read into the draft."))
        return redirect("method:draft", made.pk)

    context = {
        "parts": differences(before, document, said),
        "before_label": edition_label(newest),
        "after_label": say("The file"),
        "draft": draft,
        "holding": holding_besides(newest),
    }
    return form_page(request, form, _around_reading(framework, newest), do, **context)


def _around_reading(framework: Framework, newest: Edition) -> FormPage:
    back = reverse("method:framework-file", args=[framework.pk])
    return FormPage(
        say("What the file would change"), say("Put it in the draft"), back,
        [*above(newest), (say("Read a file into the draft"), back)], template="method/file_reading.html",
    )  # fmt: skip
