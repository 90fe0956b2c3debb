"""Scripts that must come from the address whose pages they may keep."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse


def script(name: str) -> HttpResponse:
    """The script itself; a browser asks for it anew whenever the page is opened. name: "web/attendance-worker.js"."""
    found = finders.find(name)
    if not found:
        raise Http404
    response = HttpResponse(Path(str(found)).read_bytes(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    return response
