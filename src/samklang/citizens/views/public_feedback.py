"""Two questions to a citizen after a conversation, for whoever has the link or stands before the code."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import today
from samklang.access.enums import Purpose
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import NotAllowed
from samklang.citizens import content
from samklang.citizens.commands.feedback import answer_feedback
from samklang.citizens.enums import DoorKind
from samklang.citizens.forms.feedback import FeedbackForm
from samklang.citizens.models import FeedbackDoor
from samklang.citizens.queries.feedback import door_with
from samklang.citizens.rules import feedback as rules
from samklang.citizens.sheet import SHIPPED
from samklang.citizens.views.public_parts import TOO_OFTEN, for_citizens, shown
from samklang.web.language import current_language
from samklang.web.limits import HOUR, times_from_here, too_often
from samklang.web.requests import PageRequest


@for_citizens("feedback")
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret", "address")
def feedback(request: PageRequest, secret: str) -> HttpResponse:
    """The questions. Opening them answers nothing, since phones open links by themselves."""
    language, day = _language(request), today()
    door = door_with(secret).first()
    if door is None or rules.open_door(door, day) is not None:
        return shown(request, "citizens/public_feedback_gone.html", {}, language=language, status=404)
    if refusal_to_measure(door.jobcentre, Purpose.CITIZEN_FEEDBACK, day) is not None:
        return shown(request, "citizens/public_feedback_closed.html", {"place": door.jobcentre.name}, language=language)
    if request.method == "POST" and _too_many(door):
        return too_often(request, TOO_OFTEN, within=HOUR)
    return _questions(request, door, secret, language)


def _language(request: PageRequest) -> str:
    asked = str(request.GET.get("language", ""))
    return asked if asked in SHIPPED else current_language()


def _too_many(door: FeedbackDoor) -> bool:
    """Whether so many have answered at the code from the same address that somebody seems to play with it."""
    if door.kind != DoorKind.POSTER:
        return False
    return times_from_here(f"feedback-{door.pk}", within=HOUR) > rules.ANSWERS_AN_HOUR


@sensitive_variables("secret", "address")
def _questions(request: PageRequest, door: FeedbackDoor, secret: str, language: str) -> HttpResponse:
    easy = request.GET.get("easy") == "1"
    words = content.feedback_words(easy=easy)
    form = FeedbackForm(request.POST if request.method == "POST" else None, words=words, language=language)
    if form.is_bound and form.is_valid():
        try:
            answer_feedback(secret=secret, today=today(), **form.cleaned_data)
        except NotAllowed:
            return shown(request, "citizens/public_feedback_gone.html", {}, language=language, status=404)
        return redirect(reverse("citizen:feedback-thanks", args=[language]) + ("?easy=1" if easy else ""))
    context = {
        "form": form, "place": door.jobcentre.name, "intro": words.intro.worded(language), "easy": easy,
        "kept": words.kept.worded(language), "other": next(one for one in SHIPPED if one != language),
        "other_name": next(name for one, name in SHIPPED.items() if one != language), "spoken": language,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return shown(request, "citizens/public_feedback.html", context, language=language, status=status)


@for_citizens("feedback")
@require_safe
def thanks(request: PageRequest, language: str) -> HttpResponse:
    """That the answer has come."""
    spoken = language if language in SHIPPED else current_language()
    words = content.feedback_words(easy=request.GET.get("easy") == "1")
    context = {"thanks": words.thanks.worded(spoken), "kept": words.kept.worded(spoken)}
    return shown(request, "citizens/public_feedback_thanks.html", context, language=spoken)
