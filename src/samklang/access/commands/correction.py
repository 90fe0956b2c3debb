"""Somebody says what is wrong about them, and is answered."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from samklang.access import rules
from samklang.access.commands.letter import send_letter
from samklang.access.enums import CorrectionState, Right
from samklang.access.models import Correction, Person, Place
from samklang.access.queries.correction import a_month_after
from samklang.access.queries.person import people_with
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.ledger.commands import record


@transaction.atomic
def ask_for_correction(*, by: Person, place: Place, what_is_wrong: str, what_is_right: str, today: date) -> Correction:
    """One's own data: what is wrong, and what it should say. Those who answer at the place get a letter."""
    correction = Correction.objects.create(
        person=by, place=place, what_is_wrong=what_is_wrong, what_is_right=what_is_right, asked_at=timezone.now(),
        last_day=a_month_after(today),
    )  # fmt: skip
    record("correction-asked", by=by, subject=correction, about=by, place=place)
    send_letter(
        to=people_with(Right.ANSWER_CORRECTIONS, place).exclude(pk=by.pk),
        subject=say("A request to correct data waits for an answer"),
        lines=[say("{name} asks for a correction. Answer by {day}.", name=by.name, day=correction.last_day)],
        page="correction",
        key=correction.pk,
    )
    return correction


@transaction.atomic
def answer_correction(*, by: Person, correction: Correction, accepted: bool, answer: str) -> Correction:
    """Yes, and it is put right; or no, and why. The person gets a letter. Raises NotAllowed."""
    correction = _locked(correction)
    require(rules.answer_correction(by, correction))
    correction.state = CorrectionState.ACCEPTED if accepted else CorrectionState.REFUSED
    correction.answer, correction.answered_by, correction.answered_at = answer, by, timezone.now()
    correction.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record(
        "correction-answered", by=by, subject=correction, about=correction.person, place=correction.place,
        details={"state": str(correction.state)},
    )  # fmt: skip
    send_letter(
        to=[correction.person],
        subject=say("Your request to correct data has been answered"),
        lines=[
            say("{name} has answered what you wrote about your data in Samklang.", name=by.name),
            say("The answer: {text}", text=answer),
        ],
        page="correction",
        key=correction.pk,
    )
    return correction


@transaction.atomic
def withdraw_correction(*, by: Person, correction: Correction) -> Correction:
    """Whoever asked no longer wants an answer. Raises NotAllowed."""
    correction = _locked(correction)
    require(rules.withdraw_correction(by, correction))
    correction.state = CorrectionState.WITHDRAWN
    correction.save(update_fields=["state"])
    record("correction-withdrawn", by=by, subject=correction, about=correction.person, place=correction.place)
    return correction


def _locked(correction: Correction) -> Correction:
    found = Correction.objects.select_for_update(of=("self",)).select_related("person", "place")
    return found.get(pk=correction.pk)
