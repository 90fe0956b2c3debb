"""Recording a conversation: asked, agreed, recorded, heard, taken back, gone. The ledger never says of which case."""

from datetime import date, datetime
from secrets import token_urlsafe
from typing import NamedTuple

from django.db import transaction

from samklang.access.case_reference import fault_of
from samklang.access.models import Person, Place
from samklang.access.models.token import hash_of
from samklang.access.refusals import Refusal, require
from samklang.citizens.case_key import case_key
from samklang.citizens.enums import RecordingState
from samklang.citizens.models import Recording, RecordingSwitch
from samklang.citizens.queries.guide import jobcentre_of
from samklang.citizens.queries.recordings import due_recordings, recording_with, refusal_to_record, switch_of
from samklang.citizens.recording_box import CannotOpen, locked, opened
from samklang.citizens.recording_files import kind_of
from samklang.citizens.rules import recordings as rules
from samklang.core.words import say
from samklang.ledger.commands import record, record_reading


class Asked(NamedTuple):
    """The conversation that is to be recorded. reference: of the case; until: the last day the sound is kept."""

    reference: str
    day: date
    until: date


@transaction.atomic
def set_switch(*, by: Person, jobcentre: Place, on: bool, purpose: str, most_days: int, now: datetime) -> None:
    """Decide whether conversations may be recorded at the jobcentre. Raises NotAllowed."""
    require(rules.set_switch(by, jobcentre) or rules.switch_fits(on, purpose, most_days))
    values = {"on": on, "purpose": purpose.strip()[:300], "most_days": most_days, "set_by": by, "set_at": now}
    switch, _ = RecordingSwitch.objects.update_or_create(jobcentre=jobcentre, defaults=values)
    record("recording-switch-set", by=by, subject=switch, place=jobcentre, details={"on": on, "most_days": most_days})


@transaction.atomic
def ask_to_record(*, by: Person, asked: Asked, today: date, now: datetime) -> Recording:
    """Ask for a recording, and agree to it oneself. Raises NotAllowed."""
    require(refusal_to_record(by, today))
    jobcentre = jobcentre_of(by)
    switch = switch_of(jobcentre) if jobcentre else None
    assert jobcentre is not None  # noqa: S101 - the rule has refused otherwise
    assert switch is not None  # noqa: S101 - and so
    fault = fault_of(asked.reference) if asked.reference else say("Write the number of the case.")
    require(Refusal(fault) if fault else rules.ask(asked.day, asked.until, switch.most_days, today))
    recording = Recording.objects.create(
        jobcentre=jobcentre, person=by, case_key=case_key(asked.reference, by.municipality_id),
        token_key=hash_of(token_urlsafe(32)), purpose=switch.purpose, day=asked.day, until=asked.until,
        staff_agreed_at=now, made_at=now,
    )  # fmt: skip
    record("recording-asked", by=by, subject=recording, about=by, place=jobcentre)
    return recording


@transaction.atomic
def new_link(*, by: Person, recording: Recording, today: date) -> str:
    """The secret of the citizen's page, anew: an earlier one opens nothing any more. Raises NotAllowed."""
    recording = _own(by, recording)
    require(refusal_to_record(by, today) or rules.show_link(recording, today))
    secret = token_urlsafe(32)
    recording.token_key = hash_of(secret)
    recording.save(update_fields=["token_key"])
    record("recording-link-shown", by=by, subject=recording, about=by, place=recording.jobcentre)
    return secret


@transaction.atomic
def answer_to_recording(*, secret: str, agrees: bool, today: date, now: datetime) -> Recording:
    """What the citizen says. Raises NotAllowed; Recording.DoesNotExist for a secret that opens nothing."""
    recording = recording_with(secret).select_for_update(of=("self",)).get()
    require(rules.answer(recording, agrees, refusal_to_record(recording.person, today), today))
    recording.state = RecordingState.AGREED if agrees else RecordingState.REFUSED
    recording.citizen_agreed_at = now if agrees else None
    recording.save(update_fields=["state", "citizen_agreed_at"])
    deed = "recording-agreed" if agrees else "recording-refused"
    record(deed, by=None, subject=recording, about=recording.person, place=recording.jobcentre)
    return recording


@transaction.atomic
def keep_sound(*, by: Person, recording: Recording, sound: bytes, today: date, now: datetime) -> Recording:
    """Keep what was recorded, locked. Raises NotAllowed."""
    recording = _own(by, recording)
    require(refusal_to_record(by, today) or rules.keep_sound(recording, today))
    kind = kind_of(sound)
    if kind is None:
        require(Refusal(say("That is not sound that can be played here. Choose a sound file: M4A, MP3, WebM, OGG or"
                            " WAV, without pictures.")))  # fmt: skip
    recording.content, recording.kind, recording.size = locked(sound, recording.token_key), kind or "", len(sound)
    recording.state, recording.recorded_at = RecordingState.RECORDED, now
    recording.save(update_fields=["content", "kind", "size", "state", "recorded_at"])
    record("recording-made", by=by, subject=recording, about=by, place=recording.jobcentre)
    return recording


def sound_of(*, by: Person, recording: Recording, today: date, told: bool) -> bytes:
    """The sound, for the member of staff who is in it. Raises NotAllowed.

    told: whether the ledger has just been told that they hear it; players fetch a sound piece by piece.
    """
    found = Recording.objects.filter(person=by).get(pk=recording.pk)
    require(refusal_to_record(by, today) or rules.hear(found, today))
    try:
        sound = opened(bytes(found.content or b""), found.token_key)
    except CannotOpen:
        require(Refusal(say("The recording cannot be opened with the keys of this installation.")))
        raise
    if not told:
        record_reading("recording-heard", by=by, subject=found, about=by, place=found.jobcentre)
    return sound


@transaction.atomic
def withdraw_own(*, by: Person, recording: Recording, now: datetime) -> Recording:
    """The member of staff takes it back, for themselves or for the citizen who asks them to. Raises NotAllowed."""
    return _withdrawn(_own(by, recording), by, now)


@transaction.atomic
def withdraw_by_citizen(*, secret: str, now: datetime) -> Recording:
    """The citizen takes it back. Raises NotAllowed; Recording.DoesNotExist for a secret that opens nothing."""
    return _withdrawn(recording_with(secret).select_for_update(of=("self",)).get(), None, now)


def _withdrawn(recording: Recording, by: Person | None, now: datetime) -> Recording:
    require(rules.withdraw(recording))
    recording.withdrawn_at = now
    _without_sound(recording, RecordingState.WITHDRAWN, "withdrawn_at")
    record("recording-withdrawn", by=by, subject=recording, about=recording.person, place=recording.jobcentre)
    return recording


@transaction.atomic
def expire_recordings(*, today: date) -> int:
    """Delete the sound of what has had its time. returns: of how many."""
    found = list(due_recordings(today).select_for_update().defer("content").select_related("person", "jobcentre"))
    for recording in found:
        _without_sound(recording, RecordingState.EXPIRED)
        record("recording-expired", by=None, subject=recording, about=recording.person, place=recording.jobcentre)
    return len(found)


def _without_sound(recording: Recording, state: RecordingState, *others: str) -> None:
    recording.content, recording.kind, recording.size, recording.state = None, "", 0, state
    recording.save(update_fields=["content", "kind", "size", "state", *others])


def _own(by: Person, recording: Recording) -> Recording:
    found = Recording.objects.select_for_update(of=("self",)).select_related("person", "jobcentre")
    return found.defer("content").get(pk=recording.pk, person=by)
