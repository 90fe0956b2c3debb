"""The parts of a case that is being written: facts, turns one by one, endings; each change can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import Sentence, render, say
from samklang.practice import editor_edits as edits
from samklang.practice.commands import editor as commands
from samklang.practice.forms.editor import NEW_TURN, EndingsForm, FactsForm, PartForm, TurnForm
from samklang.practice.models import BranchingCase
from samklang.practice.queries import editor as queries
from samklang.practice.queries.ground import script_of
from samklang.practice.rules import editor as rules
from samklang.practice.script import (
    MOST_ENDINGS,
    MOST_LINES,
    MOST_TURNS,
    Script,
    Turn,
    from_document,
    to_document,
)
from samklang.practice.views.editor import above_in, found_case
from samklang.practice.views.editor_picture import words_in
from samklang.web.answers import page, tell
from samklang.web.form_pages import refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_KEPT_S = 24 * 3600
_STEPS = {"up": -1, "down": 1}
SOMEBODY_SAVED = say(
    "Somebody has saved this since you opened it. What you typed is below, and what stands now is above it. Save again "
    "to put yours in its place."
)


def remember(case: BranchingCase, before: Script) -> str:
    """The address that takes a change back, for a day; "" where nothing was changed."""
    after = script_of(case)
    if after == before:
        return ""
    token = token_urlsafe(12)
    kept = {"before": to_document(before), "after": edits.stamp_of(after, edits.WHOLE)}
    cache.set(f"case-undo-{case.pk}-{token}", kept, _KEPT_S)
    return reverse("practice:case-undoing", args=[case.pk, token])


@login_required
@require_POST
def case_undoing(request: StaffRequest, pk: int, token: str) -> HttpResponse:
    """As it was before one change, where nothing has been changed since."""
    case = found_case(request, pk)
    kept = cache.get(f"case-undo-{case.pk}-{token[:40]}")
    if kept is None:
        raise NotAllowed(Refusal(say("That is too long ago to be taken back.")))
    before = from_document(kept["before"])
    seen = (edits.WHOLE, kept["after"])
    try:
        commands.change_draft(by=request.user, case=case, change=lambda _: before, now=now(), seen=seen)
    except commands.ChangedMeanwhile:
        raise NotAllowed(Refusal(say("The case has been changed since, so it cannot be taken back."))) from None
    tell(request, say("Taken back."))
    return redirect("practice:case-draft", case.pk)


def _writing(request: StaffRequest, pk: int) -> tuple[BranchingCase, Script]:
    case = found_case(request, pk)
    require(rules.change_draft(request.user, case))
    return case, script_of(case)


class _Part:
    """A page with one part of a case: asked for, saved, or met by what somebody else saved meanwhile."""

    def __init__(self, request: StaffRequest, case: BranchingCase, part: str, form: PartForm) -> None:
        self.request, self.case, self.part, self.form = request, case, part, form
        self.theirs: list[tuple[Sentence | str, str]] = []

    def save(self, change: Callable[[Script], Script], texts: Callable[[Script], Any], told: Sentence) -> bool:
        """Whether it is saved; else the form says why not. texts: what stands now, where somebody else saved."""
        seen = (self.part, str(self.form.cleaned_data["stamp"]))
        try:
            case, before = commands.change_draft(
                by=self.request.user, case=self.case, change=change, now=now(), seen=seen
            )
        except commands.ChangedMeanwhile as met:
            script = script_of(met.case)
            self.theirs = texts(script)
            refuse(self.form, None, SOMEBODY_SAVED)
            self.form.opened_again(edits.stamp_of(script, self.part))
            return False
        except NotAllowed as refused:
            refuse(self.form, None, refused.refusal.reason)
            return False
        tell(self.request, told, undo_url=remember(case, before))
        return True

    def shown(self, template: str, **context: Any) -> HttpResponse:
        """The page."""
        around = {"case": self.case, "above": above_in(self.case), "theirs": self.theirs, **context}
        response: HttpResponse = page(self.request, template, around, form=self.form)
        return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_facts(request: StaffRequest, pk: int) -> HttpResponse:
    """Title, scene, who the other is, how hard and how long."""
    case, script = _writing(request, pk)
    form = FactsForm(sent(request), script=script, stamp=edits.stamp_of(script, edits.FACTS))
    part = _Part(request, case, edits.FACTS, form)
    if form.is_bound and form.is_valid():
        facts = form.facts()
        if part.save(lambda one: replace(one, **facts), _facts_now, say("Saved.")):
            return redirect("practice:case-draft", case.pk)
    return part.shown("practice/editor_facts.html")


def _facts_now(script: Script) -> list[tuple[Sentence, str]]:
    texts = ((say("Title"), script.title), (say("The scene"), script.scene), (say("Who the other is"), script.other),
             (say("Persona"), script.persona))  # fmt: skip
    return [(label, words_in(text)) for label, text in texts]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_turn(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """One turn. Its buttons save what is typed and then add, move or remove a line, or go on to a new turn."""
    case, script = _writing(request, pk)
    turn = script.turn(key)
    if turn is None:
        raise Http404
    language, words = current_language(), queries.words_for(case, today())
    name = edits.turn_part(key)
    form = TurnForm(
        sent(request), script=script, turn=turn, stamp=edits.stamp_of(script, name),
        indicators=words.indicators(language), phases=words.phases(language), places=_places(script),
    )  # fmt: skip
    part = _Part(request, case, name, form)
    if form.is_bound and form.is_valid():
        deed, _, line = str(request.POST.get("deed", "")).partition(":")
        made: list[str] = []
        told = say("The line is removed.") if deed == "remove" else say("Saved.")
        if part.save(lambda one: _with_turn(one, key, form, (deed, line), made), _turn_now(key), told):
            stays = deed in {*_STEPS, "remove", "add", "stay"}
            to = made[0] if made else form.cleaned_data["key"] if stays else ""
            return redirect("practice:case-turn", case.pk, to) if to else redirect("practice:case-draft", case.pk)
    number = script.turns.index(turn) + 1
    beside = [script.turns[at].key if 0 <= at < len(script.turns) else "" for at in (number - 2, number)]
    return part.shown(
        "practice/editor_turn.html", turn=turn, number=number, before=beside[0], after=beside[1],
        can_add=len(form.line_keys) < MOST_LINES,
    )  # fmt: skip


def _places(script: Script) -> list[Any]:
    """Where a line can lead: a new turn, a turn by its number, an ending."""
    new = [(NEW_TURN, _said(say("A new turn")))] if len(script.turns) < MOST_TURNS else []
    turns = [
        (one.key, _place(f"{number}. {one.key}", words_in(one.says))) for number, one in enumerate(script.turns, 1)
    ]
    endings = [(one.key, _place(str(one.kind.label), words_in(one.text))) for one in script.endings]
    return [*new, (_said(say("Turns")), turns), (_said(say("Endings")), endings)]


def _place(name: str, text: str) -> str:
    start = text[:50] + ("…" if len(text) > 50 else "")
    return f"{name}: {start}" if start else name


def _said(sentence: Sentence) -> str:
    return render(sentence, current_language())


def _with_turn(script: Script, key: str, form: TurnForm, deed: tuple[str, str], made: list[str]) -> Script:
    """The turn as typed, and what the button does with its lines. made: gets the key of a new turn."""
    new = ""
    if form.wants_new_turn:
        require(rules.room_for_turn(script))
        script, new = edits.with_new_turn(script)
        made.append(new)
    turn: Turn = form.turn(new)
    if deed[0] == "add" and len(turn.lines) < MOST_LINES:
        turn = edits.with_new_line(turn)
    elif deed[0] in _STEPS:
        turn = replace(turn, lines=edits.moved(turn.lines, deed[1], _STEPS[deed[0]]))
    elif deed[0] == "remove":
        turn = replace(turn, lines=edits.without(turn.lines, deed[1]))
    return edits.with_turn(script, key, turn)


def _turn_now(key: str) -> Callable[[Script], list[tuple[Sentence | str, str]]]:
    def texts(script: Script) -> list[tuple[Sentence | str, str]]:
        turn = script.turn(key)
        if turn is None:
            return [(say("The turn"), _said(say("It has been removed or renamed.")))]
        lines = ((say("Line {number}", number=number), line) for number, line in enumerate(turn.lines, 1))
        return [(say("What the other says"), words_in(turn.says)),
                *((label, f"{words_in(line.says)} → {words_in(line.answer)}") for label, line in lines)]  # fmt: skip

    return texts


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def case_endings(request: StaffRequest, pk: int) -> HttpResponse:
    """Every ending. Its buttons save what is typed and then add, move or remove one."""
    case, script = _writing(request, pk)
    form = EndingsForm(sent(request), script=script, stamp=edits.stamp_of(script, edits.ENDINGS))
    part = _Part(request, case, edits.ENDINGS, form)
    if form.is_bound and form.is_valid():
        deed, _, key = str(request.POST.get("deed", "")).partition(":")
        told = (
            say("The ending is removed. Lines that led to it lead nowhere now.") if deed == "remove" else say("Saved.")
        )
        if part.save(lambda one: _with_endings(one, form, deed, key), _endings_now, told):
            to = "practice:case-endings" if deed else "practice:case-draft"
            return redirect(to, case.pk)
    return part.shown("practice/editor_endings.html", can_add=len(form.keys) < MOST_ENDINGS)


def _with_endings(script: Script, form: EndingsForm, deed: str, key: str) -> Script:
    endings = form.endings()
    script = edits.with_endings(script, form.keys, endings)
    now_called = {old: one.key for old, one in zip(form.keys, endings, strict=True)}.get(key, "")
    if deed == "add" and len(script.endings) < MOST_ENDINGS:
        return edits.with_new_ending(script)
    if deed in _STEPS:
        return replace(script, endings=edits.moved(script.endings, now_called, _STEPS[deed]))
    return edits.without_ending(script, now_called) if deed == "remove" else script


def _endings_now(script: Script) -> list[tuple[Sentence | str, str]]:
    return [(str(one.kind.label), words_in(one.text)) for one in script.endings]


@login_required
@require_POST
def case_turns(request: StaffRequest, pk: int) -> HttpResponse:
    """A turn added, moved, removed, or made the first of the conversation."""
    case, _ = _writing(request, pk)
    deed, _, key = str(request.POST.get("deed", "")).partition(":")
    made: list[str] = []
    told = {
        "add": say("Here is a new turn."), "remove": say("The turn is removed. Lines that led to it lead nowhere now."),
        "first": say("The conversation begins here now."),
    }.get(deed, say("Moved."))  # fmt: skip

    def change(script: Script) -> Script:
        if deed == "add":
            require(rules.room_for_turn(script))
            script, new = edits.with_new_turn(script)
            made.append(new)
            return script
        if script.turn(key) is None:
            return script
        if deed in _STEPS:
            return replace(script, turns=edits.moved(script.turns, key, _STEPS[deed]))
        if deed == "remove":
            return edits.without_turn(script, key)
        return replace(script, start=key) if deed == "first" else script

    case, before = commands.change_draft(by=request.user, case=case, change=change, now=now())
    undo = remember(case, before)
    if undo:
        tell(request, told, undo_url=undo)
    if made:
        return redirect("practice:case-turn", case.pk, made[0])
    return redirect(f"{reverse('practice:case-draft', args=[case.pk])}#turns")
