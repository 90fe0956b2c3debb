"""How a view answers: a fragment where one was asked for, else a page to go to."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme

from samklang.core import words
from samklang.core.words import Sentence
from samklang.web.language import current_language

UNPROCESSABLE = 422
"""What a form with mistakes answers."""
_MOST_DIGITS = 18
"""No row has a longer number."""


def answer(request: HttpRequest, template: str, context: Mapping[str, Any], *, else_to: Any) -> HttpResponse:
    """The fragment where htmx asked, else a redirect. else_to: an object with a page of its own, a URL or its name."""
    if getattr(request, "htmx", False):
        return render(request, template, dict(context))
    return redirect(else_to)


def page(request: HttpRequest, template: str, context: Mapping[str, Any], *, form: Any = None) -> HttpResponse:
    """A whole page; 422 where the form in it was sent with mistakes, so that what was typed is kept and shown."""
    status = UNPROCESSABLE if form is not None and form.is_bound and not form.is_valid() else 200
    return render(request, template, {**context, "form": form} if form is not None else dict(context), status=status)


def tell(request: HttpRequest, sentence: Sentence, *, undo_url: str = "", level: int = messages.SUCCESS) -> None:
    """Say something on the next page, with a button that undoes it where undo_url is given (a POST goes there)."""
    messages.add_message(request, level, words.render(sentence, current_language()), extra_tags=undo_url)


def asked_for(request: HttpRequest, name: str = "next", *, default: str) -> str:
    """Where the person wants to go next, if that is on this site; else the default."""
    wanted = str(request.POST.get(name) or request.GET.get(name) or "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted and safe else default


def number_in(text: str) -> int | None:
    """The number that stands in an address; None where it is none, or longer than that of any row."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


KINDS = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8; method=PUBLISH",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "toml": "application/toml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""What a file is, by the ending of its name."""


def file_to_fetch(content: bytes, name: str) -> HttpResponse:
    """A file that nobody on the way keeps. name: with one of the endings in KINDS."""
    response = HttpResponse(content, content_type=KINDS[name.rpartition(".")[2].lower()])
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "no-store"
    return response


def go(url: str) -> HttpResponseRedirect:
    """Go there with GET."""
    return HttpResponseRedirect(url)
