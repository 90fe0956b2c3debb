"""Recordings of conversations: decided, asked, recorded and heard. Each is seen by the one member of staff in it."""

from datetime import timedelta
from typing import Any

import segno
from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.models import Place
from samklang.access.refusals import require
from samklang.citizens.commands import recordings as commands
from samklang.citizens.forms.recordings import AskToRecordForm, SoundForm, SwitchForm
from samklang.citizens.models import Recording
from samklang.citizens.queries import recordings as queries
from samklang.citizens.queries.guide import jobcentre_of
from samklang.citizens.rules import recordings as rules
from samklang.citizens.rules.reviews import practise
from samklang.citizens.views.pieces import in_pieces
from samklang.citizens.views.sections import sections
from samklang.core.words import say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest
from samklang.web.uploads import UploadLimit

plays_sound: Any = csp_update({"media-src": [SELF]})
"""A page on which the sound can be heard."""
_TOLD_FOR_S = 600
"""So long one hearing is one entry in the ledger; players fetch a sound piece by piece."""


class _KeptInMemory(MemoryFileUploadHandler):
    """What is sent never lies on the disk unlocked."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Whatever its size; `UploadLimit` stops what is too large."""
        super().handle_raw_input(*args, **kwargs)
        self.activated = True


@login_required
@require_safe
def recordings(request: StaffRequest) -> HttpResponse:
    """One's own, and the way to the next; or why there is none."""
    by = request.user
    require(practise(by))
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:recordings"), "refusal": queries.refusal_to_record(by, today()),
        "recordings": list(queries.own_recordings(by)[:100]), "switchable": list(queries.switchable(by)),
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/recordings.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: StaffRequest, pk: int) -> HttpResponse:
    """Decide whether conversations may be recorded at a jobcentre."""
    jobcentre: Place = get_object_or_404(queries.switchable(request.user), pk=pk)
    set_ = queries.switch_of(jobcentre)
    initial = {"on": set_.on, "purpose": set_.purpose, "most_days": set_.most_days} if set_ else None
    form = SwitchForm(sent(request), initial=initial)

    def do() -> HttpResponse:
        commands.set_switch(by=request.user, jobcentre=jobcentre, now=now(), **form.cleaned_data)
        tell(request, say("Saved."))
        return redirect("citizens:recordings")

    around = FormPage(
        say("Recording at {place}", place=jobcentre.name), say("Save"), reverse("citizens:recordings"), _above(),
        lead=say("Off unless you switch it on, and also then only while a notice of it is in force. Both must agree"
                 " each time, and each can take it back. Only the counsellor hears it."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_recording(request: StaffRequest) -> HttpResponse:
    """Ask for one, and agree oneself."""
    by = request.user
    require(queries.refusal_to_record(by, today()))
    jobcentre = jobcentre_of(by)
    set_ = queries.switch_of(jobcentre) if jobcentre else None
    days = set_.most_days if set_ else 1
    form = AskToRecordForm(sent(request), initial={"day": today(), "until": today() + timedelta(days=days)})

    def do() -> HttpResponse:
        given = form.cleaned_data
        asked = commands.Asked(given["reference"], given["day"], given["until"])
        recording = commands.ask_to_record(by=by, asked=asked, today=today(), now=now())
        tell(request, say("You have agreed. Now ask the citizen."))
        return redirect(recording)

    around = FormPage(
        say("Ask to record a conversation"), say("I agree, ask the citizen"), reverse("citizens:recordings"), _above(),
        lead=say("It may be used for: {purpose}. Nothing is recorded before both have agreed.",
                 purpose=set_.purpose if set_ else ""),
    )  # fmt: skip
    return form_page(request, form, around, do)


@plays_sound
@never_cache
@login_required
@require_safe
def recording(request: StaffRequest, pk: int) -> HttpResponse:
    """One's own: how far it has come, and what can be done now."""
    return _shown(request, _found(request, pk))


@plays_sound
@never_cache
@sensitive_variables("secret", "address")
@login_required
@require_POST
def recording_link(request: StaffRequest, pk: int) -> HttpResponse:
    """The citizen's link and its code, shown this once. Shown again, it is another."""
    found = _found(request, pk)
    secret = commands.new_link(by=request.user, recording=found, today=today())
    address = settings.PUBLIC_ADDRESS + reverse("citizen:recording", args=[secret])
    picture = segno.make(address, error="m").svg_data_uri(scale=6, border=2)
    return _shown(request, found, address=address, picture=picture)


@csrf_exempt  # until the handlers are chosen: what is sent is read by whoever asks for the token first
@never_cache
@login_required
@require_http_methods(["POST"])
def recording_sound(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep what was recorded here or elsewhere."""
    request.upload_handlers = [UploadLimit(request), _KeptInMemory(request)]
    response: HttpResponse = _sound_sent(request, pk)
    return response


@csrf_protect
def _sound_sent(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    form = SoundForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, found, form=form)
    commands.keep_sound(by=request.user, recording=found, sound=form.cleaned_data["sound"], today=today(), now=now())
    tell(request, say("The recording is kept, locked, until {day}. Only you can hear it.", day=found.until))
    return redirect(found)


@never_cache
@login_required
@require_safe
def hearing(request: StaffRequest, pk: int) -> HttpResponse:
    """The sound, to its own member of staff."""
    found = _found(request, pk)
    key = f"recording-heard:{request.user.pk}:{pk}:{request.session.session_key}"
    told = cache.get(key) is not None
    sound = commands.sound_of(by=request.user, recording=found, today=today(), told=told)
    cache.set(key, True, _TOLD_FOR_S)
    return in_pieces(request, sound, found.kind)


@login_required
@require_POST
def recording_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the consent back, one's own or the citizen's: the sound is gone at once."""
    found = _found(request, pk)
    commands.withdraw_own(by=request.user, recording=found, now=now())
    tell(request, say("It is taken back. What was recorded is deleted."))
    return redirect(found)


def _found(request: StaffRequest, pk: int) -> Recording:
    require(practise(request.user))
    found: Recording = get_object_or_404(queries.own_recordings(request.user), pk=pk)
    return found


def _shown(request: StaffRequest, found: Recording, **context: Any) -> HttpResponse:
    off = queries.refusal_to_record(request.user, today())
    form = context.pop("form", None)
    response: HttpResponse = page(
        request, "citizens/recording.html",
        {
            "recording": found, "off": off, "can_ask": not off and rules.show_link(found, today()) is None,
            "can_record": not off and rules.keep_sound(found, today()) is None,
            "can_hear": not off and rules.hear(found, today()) is None,
            "can_withdraw": rules.withdraw(found) is None, "sound_form": form or SoundForm(), **context,
        }, form=form,
    )  # fmt: skip
    return response


def _above() -> list[tuple[Any, str]]:
    return [(say("Recordings"), reverse("citizens:recordings"))]
