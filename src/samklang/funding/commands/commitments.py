"""What will have to be paid: taken from the published plan and brought up to it, or written by hand."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import say
from samklang.funding.commands.grants import locked_grant
from samklang.funding.enums import CommitmentSource
from samklang.funding.given import Promise
from samklang.funding.models import Commitment, Grant
from samklang.funding.rules.applications import change_grant
from samklang.ledger.commands import record

_OF_THE_PLAN = ("heading", "text", "ore", "day", "dropped_at")
"""What the plan says of a commitment; who pays it is not among it."""


@transaction.atomic
def bring_commitments_up(*, by: Person | None, grant: Grant, promises: Iterable[Promise], now: datetime) -> int:
    """The commitments of the plan as it is now; how many were changed. Raises NotAllowed.

    What the plan no longer holds is taken out. What has been paid stays as it was, and so does what somebody took out.
    """
    grant = _locked(grant)
    require(change_grant(by, grant))
    there = {one.key: one for one in grant.commitments.filter(source=CommitmentSource.PLAN)}
    wanted = {one.key: one for one in promises if one.ore > 0}
    changed = 0
    for key, one in wanted.items():
        row = there.get(key)
        if row is not None and (row.settled_by_id or row.dropped_by_hand or _same(row, one)):
            continue
        row = row or Commitment(grant=grant, source=CommitmentSource.PLAN, key=key, entered_by=by, entered_at=now)
        row.heading, row.text, row.ore, row.day, row.dropped_at = one.heading, one.text, one.ore, one.day, None
        row.save(update_fields=_OF_THE_PLAN if row.pk else None)
        changed += 1
    for key, row in there.items():
        if key not in wanted and row.settled_by_id is None and row.dropped_at is None:
            row.dropped_at = now
            row.save(update_fields=["dropped_at"])
            changed += 1
    if changed:
        details = {"changed": changed}
        record("commitments-from-plan", by=by, subject=grant, place=grant.application.jobcentre, details=details)
    return changed


@transaction.atomic
def enter_commitment(*, by: Person | None, grant: Grant, promise: Promise, now: datetime) -> Commitment:
    """One written by hand. Raises NotAllowed."""
    grant = locked_grant(grant)
    require(change_grant(by, grant))
    if promise.ore <= 0:
        raise NotAllowed(Refusal(say("Write an amount above nought.")))
    made = Commitment.objects.create(
        grant=grant, key=promise.key, source=CommitmentSource.HAND, heading=promise.heading, text=promise.text,
        ore=promise.ore, day=promise.day, entered_by=by, entered_at=now,
    )  # fmt: skip
    record("commitment-entered", by=by, subject=made, place=grant.application.jobcentre, details={"ore": made.ore})
    return made


@transaction.atomic
def drop_commitment(*, by: Person | None, commitment: Commitment, dropped: bool, now: datetime) -> Commitment:
    """It will not be paid after all, or will be: the plan does not bring it back before. Raises NotAllowed."""
    grant = _locked(commitment.grant)
    require(change_grant(by, grant))
    commitment = Commitment.objects.get(pk=commitment.pk)
    if commitment.settled_by_id is not None:
        raise NotAllowed(Refusal(say("It has been paid, and stays.")))
    commitment.dropped_at, commitment.dropped_by_hand = now if dropped else None, dropped
    commitment.save(update_fields=["dropped_at", "dropped_by_hand"])
    details = {"dropped": dropped}
    record("commitment-dropped", by=by, subject=commitment, place=grant.application.jobcentre, details=details)
    return commitment


def _locked(grant: Grant) -> Grant:
    """The jobcentre's row first, as whoever enters what pays for a commitment does."""
    Place.objects.select_for_update().get(pk=grant.application.jobcentre_id)
    return locked_grant(grant)


def _same(row: Commitment, one: Promise) -> bool:
    there = (row.heading, row.text, row.ore, row.day)
    return row.dropped_at is None and there == (one.heading, one.text, one.ore, one.day)
