"""The code in the room: on the screen for everybody, and typed or scanned on each one's own phone."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now as now_is
from samklang.core.words import Moment, Sentence, say
from samklang.delivery import code as codes
from samklang.delivery.commands.check_in import check_in as check_person_in
from samklang.delivery.enums import Mark
from samklang.delivery.forms.attendance import CheckInForm
from samklang.delivery.queries.attendance import counts
from samklang.delivery.queries.check_in import own_today, secret_of
from samklang.delivery.rules import attendance as rules
from samklang.delivery.rules import check_in as check_in_rules
from samklang.delivery.views.attendance import above, led_session
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import PageRequest, StaffRequest

_REMEMBERED = "check_in_code"
_SIGNING_IN_TAKES = timedelta(minutes=10)
"""So long after the phone read the code it still counts as read then."""


@login_required
@require_safe
def code(request: StaffRequest, pk: int) -> HttpResponse:
    """The code of now, large, with the address as a picture for phones; nobody's name."""
    session, now = led_session(request, pk), now_is()
    refusal = rules.is_held(session) or check_in_rules.in_time(session, now)
    shown = codes.code_of(secret_of(session), codes.step_of(now))
    address = settings.PUBLIC_ADDRESS + reverse("delivery:check-in")
    there = counts(session)
    context = {
        "session": session, "above": above(request, session), "refusal": refusal, "code": f"{shown[:3]} {shown[3:]}",
        "seconds": codes.seconds_left(now), "address": address,
        "picture": segno.make(f"{address}?{urlencode({'code': shown})}", error="m").svg_data_uri(scale=8, border=2),
        "here": sum(there[one] for one in (Mark.PRESENT, Mark.LATE, Mark.PARTIAL)), "all": sum(there.values()),
    }  # fmt: skip
    template = "delivery/_code.html" if request.htmx else "delivery/code.html"
    response: HttpResponse = page(request, template, context)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: PageRequest) -> HttpResponse:
    """Say that one is here. A code that was scanned is remembered while one signs in."""
    now = now_is()
    scanned = "".join(str(request.GET.get("code", "")).split())
    if request.method != "POST" and len(scanned) == codes.DIGITS and scanned.isascii() and scanned.isdecimal():
        request.session[_REMEMBERED] = [scanned, now.timestamp()]
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return _check_in(request, scanned, now)  # type: ignore[arg-type]  # somebody is signed in


def _check_in(request: StaffRequest, scanned: str, now: datetime) -> HttpResponse:
    form = CheckInForm(sent(request), initial={"code": f"{scanned[:3]} {scanned[3:]}" if scanned else ""})

    def do() -> HttpResponse:
        code = form.cleaned_data["code"]
        row = check_person_in(by=request.user, code=code, seen_at=_seen_at(request, code, now), now=now)
        request.session.pop(_REMEMBERED, None)
        tell(request, say("You are checked in to “{session}”: {mark}.", session=row.session.title,
                          mark=str(row.get_mark_display()).lower()))  # fmt: skip
        return redirect("delivery:own-courses")

    around = FormPage(
        say("Check in"), say("I am here"), reverse("delivery:own-courses"),
        [(say("My courses"), reverse("delivery:own-courses"))], _lead(request, now), template="delivery/check_in.html",
    )  # fmt: skip
    return form_page(request, form, around, do)


def _lead(request: StaffRequest, now: datetime) -> Sentence:
    """What one checks in to, where it is known."""
    coming = [one.session for one in own_today(request.user, now) if one.session.ends >= now]
    if not coming:
        return say("You are not expected at any session in the rest of the day.")
    when = Moment(coming[0].begins, coming[0].ends)
    return say("Today: {session}, {when}.", session=coming[0].title, when=when)


def _seen_at(request: StaffRequest, code: str, now: datetime) -> datetime:
    """When the phone read the code: a moment ago, or before one signed in."""
    remembered = request.session.get(_REMEMBERED)
    if not isinstance(remembered, list) or remembered[0] != code:
        return now
    seen_at = datetime.fromtimestamp(float(remembered[1]), UTC)
    return seen_at if now - _SIGNING_IN_TAKES <= seen_at <= now else now
