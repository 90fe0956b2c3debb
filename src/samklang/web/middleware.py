"""What happens around every page: its language, where the request came from, and the date it is asked about."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation

from samklang.access.clock import today
from samklang.core.words import LANGUAGES
from samklang.ledger.origin import coming_from
from samklang.web.days import is_in_reach
from samklang.web.requests import PageRequest

Answer = Callable[[PageRequest], HttpResponse]


_OF_THE_DEVICE = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "midi",
                  "payment", "serial", "usb")  # fmt: skip
_PERMISSIONS = ", ".join(["microphone=(self)", *(f"{name}=()" for name in _OF_THE_DEVICE)])


class BrowserMiddleware:
    """What every answer says to the browser: of the device a page may ask for the microphone alone, for what one
    records oneself; what is fetched here is shown by no other site; and no script reads a cookie, a library's neither.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer, and say so, unless the view says otherwise."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        for cookie in response.cookies.values():
            cookie["httponly"] = True
        return response


class LanguageMiddleware:
    """Danish, unless the person has chosen English: in their profile, or with the switch on the page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer in the language."""
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if language not in LANGUAGES:
            language = getattr(request.user, "language", "") or LANGUAGES[0]
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PrivateMiddleware:
    """What somebody is shown who is signed in is kept by no browser and nothing on the way: computers are shared."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer, and say that it is not to be kept, unless the view says otherwise."""
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class OriginMiddleware:
    """What is written in the ledger while the page is made says from which address it was asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer, with the address at hand."""
        with coming_from(_address(request)):
            return self.get_response(request)


def _address(request: PageRequest) -> str:
    forwarded = str(request.headers.get("X-Forwarded-For", "")) if settings.SECURE_PROXY_SSL_HEADER else ""
    return (forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", "")))[:45]


class TextMiddleware:
    """An address with a null character in it is none of ours: nobody types one, and PostgreSQL takes none."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer what can be read."""
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)


class AsOfMiddleware:
    """Any page can be asked about another day: `?as_of=2026-09-01`. `request.as_of` is that day, else today."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Answer about the day asked for; a day that cannot be read is told, not guessed."""
        request.today = today()
        wanted = request.GET.get("as_of", "").strip()
        try:
            request.as_of = date.fromisoformat(wanted) if wanted else request.today
        except ValueError:
            return self._not_a_day(request, wanted)
        return self.get_response(request) if is_in_reach(request.as_of) else self._not_a_day(request, wanted)

    def _not_a_day(self, request: PageRequest, wanted: str) -> HttpResponse:
        request.as_of = request.today
        return render(request, "web/not_a_day.html", {"wanted": wanted[:20]}, status=HTTPStatus.BAD_REQUEST)
