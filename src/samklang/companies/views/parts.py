"""The part of a page that htmx fetches anew while somebody types, without the page around it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from samklang.web.answers import page
from samklang.web.requests import StaffRequest


def wants_part(request: StaffRequest) -> bool:
    """Whether only the part is wanted; a page that the browser goes back to is wanted whole."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def part(request: StaffRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The part alone; whoever keeps answers by their address does not take it for the page."""
    response = page(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def page_or_part(request: StaffRequest, whole: str, fragment: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page, or the part of it that htmx asked for."""
    return part(request, fragment if wants_part(request) else whole, context)
