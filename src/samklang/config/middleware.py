"""Around every request, outermost: it gets a number, is timed and counted, and leaves one line in the log."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from samklang.config import metrics
from samklang.config.logging import request_id

_log = logging.getLogger("samklang.requests")
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_NOT_COUNTED = ("live", "ready", "metrics")


class WatchMiddleware:
    """What is written and counted names the route, never the address with what was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.files = f"/{settings.STATIC_URL.strip('/')}/"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the site does."""
        number = _number_of(request)
        token = request_id.set(number)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            if not request.path_info.startswith(self.files):
                self._note(request, response.status_code, time.perf_counter() - began)
            return response
        finally:
            request_id.reset(token)

    def _note(self, request: HttpRequest, status: int, seconds: float) -> None:
        match = request.resolver_match
        route = (match.view_name or "unnamed") if match else "none"
        if route in _NOT_COUNTED:
            return
        metrics.count(route, request.method or "", status, seconds)
        _log.info(
            "request",
            extra={
                "route": route,
                "method": request.method,
                "status": status,
                "ms": round(seconds * 1000, 1),
                "person": getattr(getattr(request, "_cached_user", None), "pk", None) or "",
            },
        )


def _number_of(request: HttpRequest) -> str:
    """The number a proxy of ours gave, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    if settings.SECURE_PROXY_SSL_HEADER and _GIVEN.fullmatch(given):
        return given
    return secrets.token_hex(8)
