"""The language model switched on or off, and one's own talks with it.

Nothing here waits for the model: what it answers is handed in, so that no change holds the database meanwhile. What
somebody practises leaves no line in the ledger, which leaders and the works council read: a talk is its owner's alone.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.calibration.models import Machine
from samklang.ledger.commands import record
from samklang.practice.enums import TalkState
from samklang.practice.models import BranchingCase, PartnerSwitch, Talk
from samklang.practice.partner.endpoint import Endpoint
from samklang.practice.partner.prompts import LEARNER, OTHER
from samklang.practice.partner.reading import Hint
from samklang.practice.partner.scrubbing import scrubbed
from samklang.practice.queries.partner import machine_of, refusal_to_talk
from samklang.practice.rules import partner as rules
from samklang.practice.script import Script, from_document


@transaction.atomic
def switch_partner(*, by: Person | None, jobcentre: Place, on: bool, reason: str, now: datetime) -> PartnerSwitch:
    """Staff there may practise with the model, or no longer. Raises NotAllowed."""
    Place.objects.select_for_update().get(pk=jobcentre.pk)
    require(rules.switch_partner(by, jobcentre, reason))
    values = {"on": on, "reason": reason.strip(), "set_by": by, "set_at": now}
    switch, _ = PartnerSwitch.objects.update_or_create(jobcentre=jobcentre, defaults=values)
    record("partner-switched", by=by, subject=switch, place=jobcentre, reason=reason, details={"on": on})
    return switch


@transaction.atomic
def begin_talk(
    *, by: Person, case: BranchingCase, language: str, endpoint: Endpoint | None, today: date, now: datetime
) -> Talk:
    """The other says the first line, which stands in the case. Raises NotAllowed."""
    require(rules.begin_talk(by, case, refusal_to_talk(case.jobcentre, endpoint, today)))
    turns = [{"by": OTHER, "text": text} for text in _opening(from_document(case.script), language)]
    machine = machine_of(case.jobcentre, endpoint)
    return Talk.objects.create(
        person=by, case=case, machine=machine, language=language, turns=turns, begun_at=now, changed_at=now
    )


def _opening(script: Script, language: str) -> Iterable[str]:
    turn = script.turn(script.start)
    text = turn.says.worded(language).strip() if turn else ""
    return [text] if text else []


@transaction.atomic
def say_line(
    *, by: Person, talk: Talk, text: str, endpoint: Endpoint | None, today: date, now: datetime
) -> Talk:  # fmt: skip
    """Keep what the learner says, without what is personal. Raises NotAllowed."""
    talk = _locked(talk)
    require(rules.say_line(by, talk, refusal_to_talk(talk.case.jobcentre, endpoint, today)))
    _add(talk, LEARNER, cleaned(talk, text)[: rules.LONGEST_LINE], now)
    return talk


@transaction.atomic
def keep_answer(*, talk: Talk, text: str, now: datetime) -> Talk | None:
    """Keep the other's answer to the line a talk ends with; None where it was deleted, ended or answered meanwhile."""
    found = _to_lock().filter(pk=talk.pk).first()
    if found is None or found.state != TalkState.OPEN or len(found.turns) != len(talk.turns):
        return None
    if rules.lines_of_learner(found.turns) >= rules.MOST_LINES:
        found.state = TalkState.OVER
    _add(found, OTHER, cleaned(found, text), now)
    return found


@transaction.atomic
def end_talk(*, by: Person, talk: Talk, now: datetime) -> Talk:
    """Nothing more is said in it. Raises NotAllowed."""
    talk = _locked(talk)
    require(rules.end_talk(by, talk))
    talk.state, talk.changed_at = TalkState.OVER, now
    talk.save(update_fields=["state", "changed_at"])
    return talk


@transaction.atomic
def keep_feedback(*, talk: Talk, machine: Machine, hints: Iterable[Hint], now: datetime) -> None:
    """Keep what the model said of the talk, and by which licences; nothing where the talk was deleted meanwhile."""
    found = _to_lock().filter(pk=talk.pk).first()
    if found is None:
        return
    found.feedback = {
        one.indicator: {"shown": str(one.shown), "line": one.line, "quote": one.quote, "why": one.why} for one in hints
    }
    found.machine, found.changed_at = machine, now
    found.save(update_fields=["feedback", "machine", "changed_at"])


@transaction.atomic
def remove_talk(*, by: Person, talk: Talk) -> None:
    """As if it had not been. What is one's own, one may always take away."""
    Talk.objects.filter(pk=talk.pk, person=by).delete()


def cleaned(talk: Talk, text: str) -> str:
    """A text of the talk without what is personal: the names of its constructed people stay."""
    person = talk.person
    return scrubbed(text, own=(person.name, person.email or ""), constructed=constructed_in(talk.case.script))


def constructed_in(script: Mapping[str, Any]) -> str:
    """Everything a case says of people who do not exist."""
    return " ".join(_texts(script))


def _texts(part: Any) -> Iterable[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for one in part.values():
            yield from _texts(one)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)


def _add(talk: Talk, by: str, text: str, now: datetime) -> None:
    talk.turns = [*talk.turns, {"by": by, "text": text}]
    talk.changed_at = now
    talk.save(update_fields=["turns", "state", "changed_at"])


def _locked(talk: Talk) -> Talk:
    return _to_lock().get(pk=talk.pk)


def _to_lock() -> QuerySet[Talk]:
    return Talk.objects.select_for_update(of=("self",)).select_related("case__jobcentre", "person")
