"""What is sent to the site: no more than it takes, and said in words before it has all been read."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponse]
_AROUND_THE_FILE = 1_000_000
"""What the rest of a form may add to its file."""
_TOO_LARGE = "upload_is_too_large"


class UploadLimitMiddleware:
    """What says of itself that it is too large is answered at once: nothing of it is read, nothing lies on the disk."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, unless too much is on its way or came."""
        if _length(request) > settings.UPLOAD_MOST_BYTES + _AROUND_THE_FILE:
            return _too_large(request)
        response = self.get_response(request)
        return _too_large(request) if getattr(request, _TOO_LARGE, False) else response


def _length(request: HttpRequest) -> int:
    given = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(given) if given.isdecimal() else 0


def _too_large(request: HttpRequest) -> HttpResponse:
    context = {"most_megabytes": settings.UPLOAD_MOST_BYTES // 1_000_000}
    response = render(request, "413.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    response.headers["Connection"] = "close"
    return response


class UploadLimit(FileUploadHandler):
    """Stops reading as soon as the files of one form together are larger than they may be."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002 - as Django calls it
        """Hand the piece on to the next handler, or stop."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MOST_BYTES:
            setattr(self.request, _TOO_LARGE, True)
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> Any:  # noqa: ARG002 - as Django calls it
        """The file is kept by the next handler."""
        return None
