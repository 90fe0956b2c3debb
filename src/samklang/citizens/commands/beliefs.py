"""Writing down what one believes, and later what came of it. The ledger says that it was done, not what."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from samklang.access.case_reference import fault_of
from samklang.access.enums import Purpose
from samklang.access.models import Person
from samklang.access.refusals import Refusal, require
from samklang.citizens.case_key import case_key
from samklang.citizens.commands.reviews import workplace_on
from samklang.citizens.models import Belief
from samklang.citizens.queries.beliefs import earlier_belief
from samklang.citizens.queries.reviews import refusal_for
from samklang.citizens.rules import beliefs as rules
from samklang.citizens.rules.reviews import look_back
from samklang.core.words import say
from samklang.ledger.commands import record


class Believed(NamedTuple):
    """What one believes of a case. reference: as the case system has it; only a scrambled mark of it is kept."""

    reference: str
    months: int
    percent: int


@transaction.atomic
def write_belief(*, by: Person, believed: Believed, today: date, now: datetime) -> Belief:
    """Write it; from then on it is frozen. Raises NotAllowed."""
    Person.objects.select_for_update().get(pk=by.pk)  # one at a time, so that the same is not written twice
    require(look_back(by, refusal_for(by, Purpose.BELIEF, today)))
    require(_reference_fits(believed.reference))
    earlier = earlier_belief(by, believed.reference, believed.months, today)
    require(rules.write_belief(believed.percent, believed.months, earlier))
    jobcentre, team = workplace_on(by, today)
    belief = Belief.objects.create(
        person=by, jobcentre=jobcentre, team=team, case_key=case_key(believed.reference, by.municipality_id),
        percent=believed.percent, months=believed.months, day=today, due_on=rules.due_on(today, believed.months),
        written_at=now,
    )  # fmt: skip
    record("belief-written", by=by, about=by)
    return belief


@transaction.atomic
def remove_belief(*, by: Person, belief: Belief, today: date) -> None:
    """Take back a slip on the same day. Raises NotAllowed; Belief.DoesNotExist where it is another's."""
    belief = Belief.objects.select_for_update().get(pk=belief.pk, person=by)
    require(rules.delete_belief(belief, today))
    belief.delete()
    record("belief-removed", by=by, about=by)


@transaction.atomic
def write_outcome(*, by: Person, belief: Belief, outcome: str, today: date, now: datetime) -> Belief:
    """Write what came of it. Raises NotAllowed; Belief.DoesNotExist where it is another's."""
    belief = Belief.objects.select_for_update().get(pk=belief.pk, person=by)
    require(rules.write_outcome(belief, outcome, today))
    belief.outcome, belief.outcome_at = outcome, now
    belief.save(update_fields=["outcome", "outcome_at"])
    record("belief-outcome-written", by=by, about=by)
    return belief


def _reference_fits(reference: str) -> Refusal | None:
    fault = fault_of(reference) if reference else say("Write the number of the case.")
    return Refusal(fault) if fault is not None else None
