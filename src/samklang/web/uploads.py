"""What is sent to the site: no more than it takes, and said in words before it has all been read."""

from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

Answer = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponse])
_AROUND_THE_FILE = 1_000_000
"""What the rest of a form may add to its file."""
_TOO_LARGE = "upload_is_too_large"
_READS = "reads_up_to_bytes"


class UploadLimitMiddleware:
    """What says of itself that it is too large is answered at once: nothing of it is read, nothing lies on the disk."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, unless too much is on its way or came."""
        length = _length(request)
        if length > settings.UPLOAD_MOST_BYTES + _AROUND_THE_FILE and length > _reads_up_to(request):
            return _too_large(request)
        response = self.get_response(request)
        return _too_large(request) if getattr(request, _TOO_LARGE, False) else response


def _length(request: HttpRequest) -> int:
    given = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(given) if given.isdecimal() else 0


def reads_up_to(most_bytes: int) -> Callable[[View], View]:
    """Lets a view read forms that are larger than others, so that it can refuse their files and keep what was typed.

    It must set the request's upload handlers itself, before it looks at what was sent.
    """

    def marked(view: View) -> View:
        setattr(view, _READS, most_bytes)
        return view

    return marked


def _reads_up_to(request: HttpRequest) -> int:
    try:
        return int(getattr(resolve(request.path_info).func, _READS, 0))
    except Resolver404:
        return 0


class SkipLarge(FileUploadHandler):
    """Of a file that is larger than it may be nothing is kept but its name and size, and the rest of the form is read.

    It stands before the handlers that keep files.
    """

    def __init__(self, request: HttpRequest | None, most_bytes: int) -> None:
        super().__init__(request)
        self._most_bytes = most_bytes
        self._received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count anew."""
        super().new_file(*args, **kwargs)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002 - as Django calls it
        """Hand the piece on to the next handler while the file is small enough."""
        self._received += len(raw_data)
        return raw_data if self._received <= self._most_bytes else None

    def file_complete(self, file_size: int) -> Any:
        """The name and the size of a file that was too large; the next handler's file otherwise."""
        if file_size <= self._most_bytes:
            return None
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size, self.charset)


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
