"""Around every page: how long one is signed in, the second step, and a refusal that becomes a page that says why."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import xmlsec
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from lxml.etree import LxmlError  # type: ignore[import-untyped]
from onelogin.saml2.errors import OneLogin_Saml2_Error  # type: ignore[import-untyped]

from samklang.access.commands import sign_in as commands
from samklang.access.models import Person
from samklang.access.queries import sign_in as queries
from samklang.access.refusals import NotAllowed
from samklang.access.session import SECOND_STEP, SEEN_AT, SIGNED_IN_AT, WANTED
from samklang.core import words
from samklang.core.words import say

Answer = Callable[[HttpRequest], HttpResponse]
_log = logging.getLogger(__name__)
_MINUTE = 60
_OF_THE_WORKPLACE = ("openid_connect_", "saml_")
_UNREADABLE = (LxmlError, OneLogin_Saml2_Error, xmlsec.Error)
"""What SAML's libraries raise at XML that is none, and at an assertion encrypted to somebody else."""
_WITHOUT_SECOND_STEP = frozenset(
    {
        "account_logout", "account_reauthenticate", "mfa_activate_totp", "mfa_add_webauthn",
        "mfa_download_recovery_codes", "mfa_generate_recovery_codes", "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn", "mfa_view_recovery_codes", "second-step", "set_language",
    }
)  # fmt: skip
"""The pages of somebody who has no second step yet: those that set one up, the language, and the way out."""


class RefusalMiddleware:
    """What a command refuses is shown with its reason, and with 403."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page that says why, in the person's language."""
        if not isinstance(exception, NotAllowed):
            return None
        reason = words.render(exception.refusal.reason, request.LANGUAGE_CODE)
        template = "web/_refusal.html" if getattr(request, "htmx", False) else "403.html"
        return render(request, template, {"reason": reason}, status=HTTPStatus.FORBIDDEN)


class SessionTimeMiddleware:
    """A session ends when nothing has been asked for a while, and in any case some hours after signing in.

    Django ends the idle one, by the date it was last written. It is written at most once a minute, not at every
    request: on SQLite each write waits for the others.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or sign out whoever has been here too long."""
        if isinstance(request.user, Person):
            now = int(time.time())
            if now - request.session.setdefault(SIGNED_IN_AT, now) >= settings.SESSION_MOST_HOURS * 60 * _MINUTE:
                return self._sign_out(request, request.user)
            if now - request.session.get(SEEN_AT, 0) >= _MINUTE:
                request.session[SEEN_AT] = now
        return self.get_response(request)

    def _sign_out(self, request: HttpRequest, person: Person) -> HttpResponse:
        commands.note_sign_out(person=person, why="time")
        logout(request)
        ended = say(
            "You were signed out, since you signed in more than {hours} hours ago.", hours=settings.SESSION_MOST_HOURS
        )
        messages.info(request, words.render(ended, request.LANGUAGE_CODE))
        wanted = {"next": request.get_full_path()} if request.method == "GET" else {}
        return _go(request, f"{reverse('account_login')}?{urlencode(wanted)}".rstrip("?"))


class SecondFactorMiddleware:
    """Whoever has no second step yet gets no further than to the pages that set one up."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does, or as `process_view` says."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Nothing where the person may go on, else on to the page that tells how to set up a second step."""
        if settings.SECOND_FACTOR != "required" or not isinstance(request.user, Person):
            return None
        if request.resolver_match and request.resolver_match.view_name in _WITHOUT_SECOND_STEP:
            return None
        if request.session.get(SECOND_STEP) == "theirs" or queries.has_second_step(request.user):
            return None
        if request.method == "GET" and not getattr(request, "htmx", False):
            request.session[WANTED] = request.get_full_path()
        return _go(request, reverse("second-step"))


class AllauthMiddleware:
    """What allauth leaves open: a form with mistakes is answered with 422; a workplace that is silent is told of."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: Any) -> Any:
        """The page, with the status that says there is something to mend."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == HTTPStatus.OK and getattr(form, "errors", None):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page in place of a fault, where the municipality's sign-in is silent, or what came cannot be read."""
        view = request.resolver_match.view_name if request.resolver_match else ""
        if not view.startswith(_OF_THE_WORKPLACE):
            return None
        if isinstance(exception, OSError):
            _log.error("The municipality's sign-in cannot be reached: %s", type(exception).__name__)
            return render(request, "access/account/workplace_is_silent.html", status=HTTPStatus.BAD_GATEWAY)
        if isinstance(exception, _UNREADABLE):
            _log.warning("What came from the municipality's sign-in cannot be read: %s", type(exception).__name__)
            return render(request, "socialaccount/authentication_error.html", status=HTTPStatus.UNAUTHORIZED)
        return None


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """There, as a whole page also where only a part was asked for."""
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else HttpResponseRedirect(url)
