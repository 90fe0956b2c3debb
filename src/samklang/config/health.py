"""Whether the site lives and can answer, for whoever watches it; and the page for when it cannot."""

import secrets
import sys
from http import HTTPStatus
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import get_template
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.defaults import bad_request, server_error

from samklang.api.problems import Problem, problem_answer
from samklang.config import database, metrics
from samklang.config.outages import Outage, outage_behind, outage_of
from samklang.core import words
from samklang.core.words import say
from samklang.ledger.origin import origin

RETRY_S = {Outage.LOCKED: 5, Outage.UNREACHABLE: 30, Outage.FULL: 300}
"""After how many seconds it may go better."""
_AWAY = say("The database cannot be asked just now. Try again in a moment.")
_FULL = say("The disk is full, so nothing was saved. Try again when there is room.")


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing else is asked."""
    del request
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The process can do its work: the database answers and has this version's tables."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        reason = "" if database.is_migrated() else "migrations pending"
    except (DatabaseError, InterfaceError):
        reason = "no database"
    if reason:
        return JsonResponse({"status": "not ready", "reason": reason}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The figures, for those who may have them; for others there is no such page."""
    if not may_watch(request):
        raise Http404
    return HttpResponse(metrics.text(), content_type="text/plain; version=0.0.4; charset=utf-8")


def may_watch(request: HttpRequest) -> bool:
    """Whether a program that watches asks: with the token of the figures, or from where they may be read."""
    return _has_token(request) or _comes_from_there()


def _has_token(request: HttpRequest) -> bool:
    kind, _, said = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.METRICS_TOKEN
    return bool(wanted) and kind == "Bearer" and secrets.compare_digest(said.strip().encode(), wanted.encode())


def _comes_from_there() -> bool:
    try:
        asking = ip_address(origin())
    except ValueError:
        return False
    return any(asking in network for network in settings.METRICS_FROM)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is answered when a request cannot be read, such as one of a thousand fields: as the API does, or a page.

    Django also comes here where a session could not be kept, which may be because the database is away.
    """
    outage = outage_behind(exception)
    if outage is not None:
        return _away(request, outage)
    if not request.path.startswith("/api/"):
        return bad_request(request, exception)
    sentence = say("The request cannot be read. See the description of the API.")
    return problem_answer(request, Problem(HTTPStatus.BAD_REQUEST, sentence))


def broken(request: HttpRequest) -> HttpResponse:
    """What is answered when something failed: that the site is away for a moment, or that the fault is ours."""
    outage = outage_of(sys.exception())
    return server_error(request) if outage is None else _away(request, outage)


def _away(request: HttpRequest, outage: Outage) -> HttpResponse:
    response: HttpResponse
    if request.accepts("text/html"):
        # Without the request: what stands at the top of other pages asks the database.
        page = get_template("503.html").render({"full": outage is Outage.FULL})
        response = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)
    else:
        language = "en" if get_language() == "en" else "da"
        sentence = _FULL if outage is Outage.FULL else _AWAY
        response = JsonResponse({"detail": words.render(sentence, language)}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(RETRY_S[outage])
    return response
