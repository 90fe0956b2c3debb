"""May the conversation be recorded? Open to the citizen who has the address, and to nobody else; no sign-in."""

from contextlib import suppress

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed
from samklang.citizens.commands import recordings as commands
from samklang.citizens.models import Recording
from samklang.citizens.queries.recordings import recording_with, refusal_to_record
from samklang.citizens.rules import recordings as rules
from samklang.citizens.views.public_parts import for_citizens, shown
from samklang.core.words import LANGUAGES
from samklang.web.answers import go
from samklang.web.requests import PageRequest

AGREE, REFUSE, WITHDRAW = "agree", "refuse", "withdraw"


@for_citizens("recording")
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret")
def recording(request: PageRequest, secret: str) -> HttpResponse:
    """What it is about, and the citizen's answer. Opening it answers nothing."""
    language = str(request.GET.get("language", ""))
    language = language if language in LANGUAGES else LANGUAGES[0]
    if request.method == "POST":
        # What holds now is shown where it was answered before, the time is up, or there is nothing.
        with suppress(Recording.DoesNotExist, NotAllowed):
            _done(secret, str(request.POST.get("answer", "")))
        return go(f"{reverse('citizen:recording', args=[secret])}?language={language}")
    found = recording_with(secret).first()
    if found is None:
        return shown(request, "citizens/public_recording_gone.html", {}, language=language, status=404)
    off = refusal_to_record(found.person, today())
    context = {
        "recording": found, "counsellor": found.person.name, "place": found.jobcentre.name,
        "may_answer": rules.answer(found, False, None, today()) is None,
        "may_agree": rules.answer(found, True, off, today()) is None,
        "may_withdraw": found.citizen_agreed_at is not None and rules.withdraw(found) is None,
        "languages": [("da", "Dansk", language == "da"), ("en", "English", language == "en")],
    }  # fmt: skip
    return shown(request, "citizens/public_recording.html", context, language=language)


def _done(secret: str, answer: str) -> None:
    """Do as the citizen said; nothing where it is none of the answers."""
    if answer in {AGREE, REFUSE}:
        commands.answer_to_recording(secret=secret, agrees=answer == AGREE, today=today(), now=now())
    elif answer == WITHDRAW:
        commands.withdraw_by_citizen(secret=secret, now=now())
