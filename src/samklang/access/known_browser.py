"""The mark in a browser in which somebody has signed in before.

Whoever guesses at somebody's password elsewhere uses up the attempts of browsers that are not known, and so does not
lock them out of their own: https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "known_browser"
LASTS_S = int(timedelta(days=180).total_seconds())
_SALT = "samklang.access.known_browser"
_WHERE = "/account/"


def known_as(request: HttpRequest, email: str) -> str:
    """What the browser is known by to whoever has the address; empty where they have never signed in in it."""
    said = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=LASTS_S) or ""
    whose, _, number = said.partition(".")
    return number if constant_time_compare(whose, _whose(email)) else ""


def make_known(response: HttpResponse, email: str) -> None:
    """From now on the browser is known. Neither the address nor a number of the person's can be read in the mark."""
    response.set_signed_cookie(
        COOKIE, f"{_whose(email)}.{secrets.token_hex(8)}", salt=_SALT, max_age=LASTS_S, path=_WHERE,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip


def _whose(email: str) -> str:
    return salted_hmac(_SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]
