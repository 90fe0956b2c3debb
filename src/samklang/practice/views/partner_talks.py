"""Talking with the language model. Nobody but the one who practises gets any of these pages, whoever they are."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.words import Sentence, render, say
from samklang.practice.commands import partner as commands
from samklang.practice.forms.partner import LineForm, NewTalkForm, SpeechForm
from samklang.practice.models import Talk
from samklang.practice.partner.endpoint import Endpoint, Unanswered, answered, configured, transcribed
from samklang.practice.partner.prompts import LEARNER, to_hint
from samklang.practice.partner.reading import Hints, Unreadable, hints_in
from samklang.practice.partner.talking import replies
from samklang.practice.queries import partner as queries
from samklang.practice.rules import partner as rules
from samklang.practice.script import from_document
from samklang.practice.views.partner_parts import above_talk, talk_context
from samklang.practice.views.sections import sections
from samklang.web.answers import UNPROCESSABLE, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.limits import seconds_to_wait
from samklang.web.requests import StaffRequest

MOST_A_MINUTE = 12
"""Requests to the model by one person."""
PLAIN = "text/plain; charset=utf-8"
FAULT = "\x1e"
"""In a stream: what comes after it is no answer, but why there is none."""
TOO_OFTEN = 429
KEPT = say("What you wrote is kept. Ask for the answer again in a moment.")
UNUSABLE = say("The model's answer could not be used, so there is no feedback. You can ask once more.")


@login_required
@require_safe
def talks(request: StaffRequest) -> HttpResponse:
    """One's own talks, and the cases one can begin a new one on."""
    require(rules.see_talks(request.user))
    endpoint, day, language = configured(), today(), current_language()
    cases = list(queries.talk_cases(request.user))
    places = {one.jobcentre_id: one.jobcentre for one in cases}
    off = {pk: queries.refusal_to_talk(place, endpoint, day) for pk, place in places.items()}
    refusals = list({str(one.reason): one.reason for one in off.values() if one}.values())
    if not cases and endpoint is None:
        refusals = [say("No language model is set up here, so nothing is sent to one.")]
    context: dict[str, Any] = {
        "sections": sections(request, "practice:talks"),
        "talks": [(one, one.case.worded("title", language)) for one in queries.own_talks(request.user)],
        "cases": [(one, one.worded("title", language)) for one in cases if off[one.jobcentre_id] is None],
        "refusals": refusals, "days": queries.days_kept(request.user, day),
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/partner_talks.html", context)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_talk(request: StaffRequest, pk: int) -> HttpResponse:
    """What the scene is, what is sent where, and the button that begins."""
    require(rules.see_talks(request.user))
    case = get_object_or_404(queries.talk_cases(request.user), pk=pk)
    endpoint = configured()
    form = NewTalkForm(sent(request), initial={"language": current_language()})

    def do() -> HttpResponse:
        made = commands.begin_talk(
            by=request.user, case=case, language=form.cleaned_data["language"], endpoint=endpoint, today=today(),
            now=now(),
        )  # fmt: skip
        return redirect(made)

    around = FormPage(
        case.worded("title", current_language()), say("Begin"), reverse("practice:talks"), above_talk(),
        template="practice/partner_new_talk.html",
    )  # fmt: skip
    refusal = queries.refusal_to_talk(case.jobcentre, endpoint, today())
    if refusal is not None and request.method == "POST":
        require(refusal)
    return form_page(
        request, form, around, do, refusal=refusal, model=endpoint.model if endpoint else "",
        scene=from_document(case.script).scene.worded(current_language()),
        days=queries.days_kept(request.user, today()),
    )  # fmt: skip


def _own(request: StaffRequest, pk: int) -> Talk:
    found: Talk = get_object_or_404(queries.own_talks(request.user), pk=pk)
    return found


@login_required
@require_safe
def talk(request: StaffRequest, pk: int) -> HttpResponse:
    """What was said, the field for what is said next, and feedback at the end."""
    return _talk_page(request, _own(request, pk), LineForm())


def _talk_page(request: StaffRequest, found: Talk, form: LineForm) -> HttpResponse:
    context = talk_context(found, configured(), today(), current_language())
    response: HttpResponse = page(request, "practice/partner_talk.html", context, form=form)
    return response


@login_required
@require_POST
def talk_line(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Say something, and get the answer: as it comes where a script asks for it, else on the next page."""
    found, endpoint, form = _own(request, pk), configured(), LineForm(request.POST)
    if form.is_valid() and (wait := _wait(request)):
        form.add_error(None, render(wait, current_language()))
    if not form.is_valid():
        if _is_script(request):
            said = " ".join(str(one) for faults in form.errors.values() for one in faults)
            return HttpResponse(said, content_type=PLAIN, status=UNPROCESSABLE)
        return _talk_page(request, found, form)
    found = commands.say_line(
        by=request.user, talk=found, text=form.cleaned_data["text"], endpoint=endpoint, today=today(), now=now()
    )
    return _answer(request, found, endpoint)


@login_required
@require_POST
def talk_answer(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Ask once more for the answer to the last line."""
    found, endpoint = _own(request, pk), configured()
    require(rules.ask_answer(request.user, found, queries.refusal_to_talk(found.case.jobcentre, endpoint, today())))
    if wait := _wait(request):
        return _told(request, found, wait)
    return _answer(request, found, endpoint)


def _told(request: StaffRequest, found: Talk, sentence: Sentence) -> HttpResponse:
    if _is_script(request):
        return HttpResponse(render(sentence, current_language()), content_type=PLAIN, status=TOO_OFTEN)
    tell(request, sentence, level=messages.WARNING)
    return redirect(found)


def _answer(request: StaffRequest, found: Talk, endpoint: Endpoint | None) -> HttpResponseBase:
    """The line is kept and nothing holds the database: the model may take its time."""
    pieces = _pieces(found, endpoint)
    if _is_script(request):
        response = StreamingHttpResponse(_as_it_comes(pieces, current_language()), content_type=PLAIN)
        response.headers["X-Accel-Buffering"] = "no"  # a web server before us passes each piece on
        return response
    try:
        for _ in pieces:
            pass
    except Unanswered as failed:
        tell(request, failed.sentence, level=messages.ERROR)
        tell(request, KEPT, level=messages.INFO)
    return redirect(found)


def _pieces(found: Talk, endpoint: Endpoint | None) -> Iterator[str]:
    """The answer, which is kept when it is whole. Raises Unanswered."""
    if endpoint is None:
        return
    said: list[str] = []
    script = from_document(found.case.script)
    for piece in replies(endpoint, script, found.language, found.turns, lambda text: commands.cleaned(found, text)):
        said.append(piece)
        yield piece
    commands.keep_answer(talk=found, text="".join(said), now=now())


def _as_it_comes(pieces: Iterator[str], language: str) -> Iterator[str]:
    try:
        yield from pieces
    except Unanswered as failed:
        yield f"{FAULT}{render(failed.sentence, language)} {render(KEPT, language)}"


@login_required
@require_POST
def talk_speech(request: StaffRequest, pk: int) -> HttpResponse:
    """A recording becomes text in the field, to be read before it is sent. The recording is kept nowhere."""
    found, endpoint = _own(request, pk), configured()
    require(rules.say_line(request.user, found, queries.refusal_to_talk(found.case.jobcentre, endpoint, today())))
    form = SpeechForm(request.POST, request.FILES)
    wait, text, failed = _wait(request), "", say("Nothing could be heard. Write it instead, or try once more.")
    if wait:
        failed = wait
    elif form.is_valid() and endpoint and endpoint.transcribes:
        speech = form.cleaned_data["speech"]
        try:
            text = transcribed(endpoint, speech.read(), kind=speech.content_type, language=found.language)
        except Unanswered as unanswered:
            failed = unanswered.sentence
    text = commands.cleaned(found, text)[: rules.LONGEST_LINE]
    if text:
        return HttpResponse(text, content_type=PLAIN)
    return HttpResponse(render(failed, current_language()), content_type=PLAIN, status=UNPROCESSABLE)


@login_required
@require_POST
def talk_ending(request: StaffRequest, pk: int) -> HttpResponse:
    """It has ended."""
    return redirect(commands.end_talk(by=request.user, talk=_own(request, pk), now=now()))


@login_required
@require_POST
def talk_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Gone at once."""
    commands.remove_talk(by=request.user, talk=_own(request, pk))
    tell(request, say("The talk is deleted. Nothing of it is left."))
    return redirect("practice:talks")


@login_required
@require_POST
def talk_feedback(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for feedback, on the indicators where the model has passed calibration and on no others."""
    found, endpoint, day = _own(request, pk), configured(), today()
    machine = queries.machine_of(found.case.jobcentre, endpoint)
    licensed = queries.passed(machine, found.case.framework, day).licensed
    off = queries.refusal_to_talk(found.case.jobcentre, endpoint, day)
    require(rules.ask_feedback(request.user, found, off, len(licensed)))
    wait = _wait(request)
    if wait or endpoint is None or machine is None:
        tell(request, wait or UNUSABLE, level=messages.WARNING)
        return redirect(found)
    script = from_document(found.case.script)
    try:
        answer = answered(endpoint, to_hint(script, found.language, found.turns, queries.asked_of(licensed)))
        hints = _hints(found, answer, [one.key for one in licensed])
    except Unanswered as failed:
        tell(request, failed.sentence, level=messages.ERROR)
    except Unreadable:
        tell(request, UNUSABLE, level=messages.WARNING)
    else:
        _keep(request, found, machine, hints)
    return redirect(f"{found.get_absolute_url()}#feedback")


def _hints(found: Talk, answer: str, keys: list[str]) -> Hints:
    lines = {number: one["text"] for number, one in enumerate(found.turns, 1) if one["by"] == LEARNER}
    constructed = commands.constructed_in(found.case.script)
    return hints_in(answer, lines=lines, indicators=keys, constructed=constructed)


def _keep(request: StaffRequest, found: Talk, machine: Any, read: Hints) -> None:
    if read.hints:
        commands.keep_feedback(talk=found, machine=machine, hints=read.hints, now=now())
        if read.dropped:
            tell(request, say("Part of the model's answer could not be used, and is left out."), level=messages.INFO)
    else:
        tell(request, UNUSABLE, level=messages.WARNING)


def _is_script(request: StaffRequest) -> bool:
    return request.headers.get("Accept") == "text/plain"


def _wait(request: StaffRequest) -> Sentence | None:
    """That it was often; None where one may ask."""
    seconds = seconds_to_wait("language-model", whose=request.user.pk, most=MOST_A_MINUTE)
    if not seconds:
        return None
    return say("That was many in one minute. Wait {seconds} seconds, and try again.", seconds=seconds)
