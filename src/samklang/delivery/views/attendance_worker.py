"""The script that keeps the attendance page on the phone: from the address whose pages it may keep."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samklang.web.requests import PageRequest
from samklang.web.scripts import script


@require_safe
def worker(request: PageRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The script itself."""
    return script("web/attendance-worker.js")
