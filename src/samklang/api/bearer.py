"""Who asks: the token in the Authorization header, how often it may ask, and what it was made for."""

import time
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from samklang.access import rules
from samklang.access.clock import today
from samklang.access.commands import note_token_used
from samklang.access.enums import Scope
from samklang.access.models import Token
from samklang.access.queries import Bearer, bearer_of, token_with
from samklang.api.problems import Problem
from samklang.core.words import say

REALM = 'Bearer realm="Samklang"'
MINUTE = 60
LONGEST = 200
"""No secret is longer; what is longer is not looked up."""


def bearer(request: HttpRequest, scope: Scope) -> Bearer:
    """The token that asks, with the scope.

    raises: Problem: 401 where there is no token that lets in, 403 where it was made for something else, 429 where it
            asks too often.
    """
    token = _token(request)
    day = today()
    unusable = rules.use_token(token, day)
    if unusable is not None:
        raise Problem(HTTPStatus.UNAUTHORIZED, unusable.reason, {"WWW-Authenticate": f'{REALM}, error="invalid_token"'})
    _count(token)
    uncovered = rules.token_covers(token, scope)
    if uncovered is not None:
        error = f'{REALM}, error="insufficient_scope", scope="{scope.value}"'
        raise Problem(HTTPStatus.FORBIDDEN, uncovered.reason, {"WWW-Authenticate": error})
    note_token_used(token, day)
    return bearer_of(token)


def _token(request: HttpRequest) -> Token:
    kind, _, secret = request.headers.get("Authorization", "").strip().partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        asked = say("Send a token in the Authorization header: “Bearer” and the secret. An administrator makes it.")
        raise Problem(HTTPStatus.UNAUTHORIZED, asked, {"WWW-Authenticate": REALM})
    token = token_with(secret.strip()) if len(secret) <= LONGEST else None
    if token is None:
        unknown = say("The token is not known here. Copy the secret again, or ask an administrator for a new one.")
        raise Problem(HTTPStatus.UNAUTHORIZED, unknown, {"WWW-Authenticate": f'{REALM}, error="invalid_token"'})
    return token


def _count(token: Token) -> None:
    """One request more in this minute of the clock. Raises Problem when there are too many."""
    minute, second = divmod(int(time.time()), MINUTE)
    key = f"token:{token.pk}:{minute}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        asked = cache.incr(key)
    except ValueError:  # forgotten between the two lines, by a cache that was full
        return
    if asked > settings.TOKEN_REQUESTS_A_MINUTE:
        sentence = say("The token has asked too often. Wait until the next minute.")
        raise Problem(HTTPStatus.TOO_MANY_REQUESTS, sentence, {"Retry-After": str(MINUTE - second)})
