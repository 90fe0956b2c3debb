"""Next steps: promised, settled, opened again, moved and given on. Each change is a line of the company's timeline."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind, StepState
from samklang.companies.models import Company, Enquiry, Meeting, NextStep
from samklang.companies.queries.companies import team_of
from samklang.companies.queries.steps import can_own
from samklang.companies.rules import steps as rules
from samklang.ledger.commands import record


@transaction.atomic
def add_step(  # noqa: PLR0917 - in the order of the sentence: who promises whom what, by whom, by when
    by: Person | None, company: Company, what: str, owner: Person, due: date, now: datetime,
    meeting: Meeting | None = None, enquiry: Enquiry | None = None,
) -> NextStep:  # fmt: skip
    """Promise something to a company, with owner and day. Raises NotAllowed."""
    today = timezone.localdate(now)
    owns = _can_own(by, owner, company, today)
    require(rules.add_step(by, company.municipality_id, what, due, today, can_own=owns))
    step = NextStep.objects.create(
        company=company, meeting=meeting, enquiry=enquiry, what=_line(what), owner=owner, team=team_of(owner, today),
        due=due, made_at=now,
    )  # fmt: skip
    _tell(step, "step-agreed", by, now, day=due.isoformat())
    record("step-agreed", by=by, subject=step, about=owner, place=company.municipality)
    return step


@transaction.atomic
def settle_step(by: Person | None, step: NextStep, state: StepState, outcome: str, now: datetime) -> NextStep:
    """Done, with what came of it where there is something to tell; or dropped, with the reason. Raises NotAllowed."""
    step = _locked(step)
    require(rules.settle_step(by, step, state, outcome))
    step.state, step.outcome, step.settled_at = state, _line(outcome), now
    step.save(update_fields=["state", "outcome", "settled_at"])
    if state == StepState.DROPPED:
        _tell(step, "step-dropped", by, now, outcome=step.outcome)
    elif step.outcome:
        _tell(step, "step-done-so", by, now, outcome=step.outcome)
    else:
        _tell(step, "step-done", by, now)
    _record("step-dropped" if state == StepState.DROPPED else "step-done", by, step)
    return step


@transaction.atomic
def reopen_step(by: Person | None, step: NextStep, now: datetime) -> NextStep:
    """It is not settled after all. Raises NotAllowed."""
    step = _locked(step)
    require(rules.reopen_step(by, step))
    step.state, step.outcome, step.settled_at = StepState.OPEN, "", None
    step.save(update_fields=["state", "outcome", "settled_at"])
    _tell(step, "step-opened", by, now)
    _record("step-opened", by, step)
    return step


@transaction.atomic
def move_step(by: Person | None, step: NextStep, due: date, reason: str, now: datetime) -> NextStep:
    """To another day, with the reason. Raises NotAllowed."""
    step = _locked(step)
    require(rules.move_step(by, step, due, reason, timezone.localdate(now)))
    before, step.due = step.due, due
    step.save(update_fields=["due"])
    _tell(step, "step-moved", by, now, before=before.isoformat(), day=due.isoformat(), reason=_line(reason))
    _record("step-moved", by, step)
    return step


@transaction.atomic
def give_step(by: Person | None, step: NextStep, to: Person, now: datetime) -> NextStep:
    """To a colleague, who has it from now on. Raises NotAllowed."""
    step, today = _locked(step), timezone.localdate(now)
    require(rules.give_step(by, step, to, can_own=_can_own(by, to, step.company, today)))
    step.owner, step.team = to, team_of(to, today)
    step.save(update_fields=["owner", "team"])
    _tell(step, "step-given", by, now)
    _record("step-given", by, step)
    return step


def _can_own(by: Person | None, owner: Person, company: Company, today: date) -> bool:
    """One may always promise something oneself."""
    return (by is not None and by.pk == owner.pk) or can_own(owner, company.municipality, today)


def _locked(step: NextStep) -> NextStep:
    found = NextStep.objects.select_for_update(of=("self",)).select_related("company__municipality", "owner")
    return found.get(pk=step.pk)


def _tell(step: NextStep, key: str, by: Person | None, now: datetime, **told: str) -> None:
    """One line of the timeline, with what leads to the step."""
    tell(
        step.company, EntryKind.STEP, key, by=by, at=now, step=step, meeting=step.meeting, enquiry=step.enquiry,
        told={"what": step.what, **told},
    )  # fmt: skip


def _record(deed: str, by: Person | None, step: NextStep) -> None:
    record(deed, by=by, subject=step, about=step.owner, place=step.company.municipality)


def _line(text: str) -> str:
    """On one line, as long as it may be."""
    return " ".join(text.split())[:300]
