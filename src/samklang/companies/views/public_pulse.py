"""The one question to a company: open to whoever has the address, answered once."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import today
from samklang.access.enums import Purpose
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import NotAllowed
from samklang.companies.commands.pulse import answer_pulse
from samklang.companies.forms.pulse import PulseForm
from samklang.companies.models import PulseAsked
from samklang.companies.queries.pulse_asking import asked_with
from samklang.companies.rules import pulse as rules
from samklang.core.words import LANGUAGES
from samklang.web.answers import page
from samklang.web.language import current_language
from samklang.web.limits import at_most_a_minute
from samklang.web.requests import PageRequest

MOST_A_MINUTE = 30
"""Times one address on the network may ask; a secret of 256 random bits is found by nobody in that way."""
counted = at_most_a_minute(MOST_A_MINUTE, of="pulse", told="companies/pulse_too_often.html")


@never_cache
@counted
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret")
def pulse(request: PageRequest, secret: str) -> HttpResponse:
    """The question. Opening it answers nothing, since mail programs open links by themselves."""
    return _in_language(request, str(request.GET.get("language", "")), lambda: _question(request, secret))


@sensitive_variables("secret")
def _question(request: PageRequest, secret: str) -> HttpResponse:
    asked = asked_with(secret).first()
    if _refused(asked):
        return _gone(request)
    assert asked is not None  # noqa: S101 - the rule has refused otherwise
    sent = request.POST if request.method == "POST" else None
    form = PulseForm(sent, municipality_id=asked.entrance.municipality_id)
    if form.is_bound and form.is_valid():
        try:
            answer_pulse(secret=secret, today=today(), **form.cleaned_data)
        except NotAllowed:
            return _gone(request)
        return redirect("entrance:pulse-thanks", language=current_language())
    context = {"entrance": asked.entrance, "until": asked.until}
    response: HttpResponse = page(request, "companies/pulse_question.html", context, form=form)
    return response


def _refused(asked: PulseAsked | None) -> bool:
    day = today()
    measuring = refusal_to_measure(asked.entrance.jobcentre, Purpose.COMPANY_PULSE, day) if asked else None
    return rules.answer_pulse(asked, day, measuring) is not None


def _gone(request: PageRequest) -> HttpResponse:
    """The same for a link that was never real, one that was used and one that is too old."""
    return render(request, "companies/pulse_gone.html", status=404)


@require_safe
def pulse_thanks(request: PageRequest, language: str) -> HttpResponse:
    """That the answer has come, and what becomes of it."""
    return _in_language(request, language, lambda: render(request, "companies/pulse_thanks.html"))


def _in_language(request: PageRequest, of_letter: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The language that the letter was in, unless they have chosen one on the page."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    wanted = chosen if chosen in LANGUAGES else of_letter
    with translation.override(wanted if wanted in LANGUAGES else current_language()):
        response = answer()
        response.headers["Content-Language"] = current_language()
    return response
