"""The script that keeps the attendance page on the phone: from the address whose pages it may keep."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samklang.web.requests import PageRequest


@require_safe
def worker(request: PageRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The script itself. A browser asks for it anew whenever the page is opened."""
    found = finders.find("web/attendance-worker.js")
    if not found:
        raise Http404
    response = HttpResponse(Path(str(found)).read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
