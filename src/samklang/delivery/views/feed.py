"""One's own sessions in one's own calendar: the page where the address is made, and the address itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access import clock
from samklang.core.words import render, say
from samklang.delivery import itip
from samklang.delivery.commands import feeds as commands
from samklang.delivery.queries import feeds as queries
from samklang.delivery.queries.letters import language_of
from samklang.web.answers import page, tell
from samklang.web.requests import StaffRequest

_KIND = "text/calendar; charset=utf-8"


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret", "address")
def own_feed(request: StaffRequest) -> HttpResponse:
    """Whether one has an address, and how it is used. A new one is shown in the answer, once."""
    context: dict[str, object] = {}
    if request.method == "POST":
        _, secret = commands.make_feed(by=request.user, now=clock.now())
        address = settings.PUBLIC_ADDRESS + reverse("delivery:feed", args=[secret])
        context = {
            "address": address,
            "webcal": address.replace("https://", "webcal://").replace("http://", "webcal://"),
        }
    context["feed"] = queries.own_feed(request.user)
    response: HttpResponse = page(request, "delivery/own_feed.html", context)
    return response


@login_required
@require_POST
def own_feed_revocation(request: StaffRequest) -> HttpResponse:
    """From now on nobody fetches anything at the address."""
    if commands.revoke_feed(by=request.user, now=clock.now()):
        tell(request, say("The address no longer works. Take the calendar out of your calendar program too."))
    return redirect("delivery:own-feed")


@require_safe
@sensitive_variables("secret")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Everything the person is to be at, for whoever knows the address. 304 where nothing has changed since."""
    found = queries.feed_with(secret)
    if found is None:
        gone = render(say("There is no calendar at this address, or it no longer works."), "da")
        return HttpResponse(gone, status=404, content_type="text/plain; charset=utf-8")
    person, now = found.person, clock.now()
    entries = queries.entries_of(person, now)
    mark, changed = queries.edition_of(person, entries)
    commands.note_fetched(found, clock.today())
    unchanged = get_conditional_response(request, etag=mark, last_modified=int(changed.timestamp()))
    if unchanged is not None:
        return unchanged
    language = language_of(person)
    content = itip.feed(
        entries, name=render(say("My courses"), language),
        link=settings.PUBLIC_ADDRESS + reverse("delivery:own-courses"), language=language,
    )  # fmt: skip
    response = HttpResponse(content, content_type=_KIND)
    response.headers["ETag"], response.headers["Last-Modified"] = mark, http_date(changed.timestamp())
    # A calendar program keeps it until the next time; a browser in which somebody is signed in keeps nothing.
    response.headers["Cache-Control"] = "no-store" if request.user.is_authenticated else "private, no-cache"
    return response
