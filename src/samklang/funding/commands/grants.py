"""A grant is entered from the funder's answer, kept with instalments, conditions, rates and changes, and closed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.grants.dates import payout_days
from samklang.core.grants.net import payback
from samklang.core.words import say
from samklang.funding.commands.applications import locked, new_budget
from samklang.funding.enums import ApplicationState, ChangeState, ReportKind, ReportState
from samklang.funding.given import Award, LineGiven, OtherIncome
from samklang.funding.models import (
    Application,
    ChangeRequest,
    Condition,
    Document,
    Grant,
    HourlyRate,
    Instalment,
)
from samklang.funding.queries.grants import budget_in_force, terms_of
from samklang.funding.queries.position import standing_of
from samklang.funding.rules import applications as rules
from samklang.ledger.commands import record

CHANGEABLE = frozenset({"case_number", "promised_staff", "terms"})


@transaction.atomic
def enter_grant(
    *, by: Person | None, application: Application, award: Award, letter: Document | None = None, answer: str = "",
    now: datetime,
) -> Grant:  # fmt: skip
    """The funder said yes: the budget that was sent is agreed, and the instalments stand by the terms.

    Raises NotAllowed.
    """
    application = locked(application)
    require(rules.decide_application(by, application))
    if award.awarded_ore <= 0 or award.ends < award.begins:
        raise NotAllowed(Refusal(say("Write an amount above nought, and an end that comes after the beginning.")))
    application.state, application.decided_on = ApplicationState.GRANTED, award.awarded_on
    application.decision = answer
    application.save()
    budget = budget_in_force(application)
    if budget is not None:
        budget.agreed_on = award.awarded_on
        budget.save(update_fields=["agreed_on"])
    made = Grant.objects.create(
        **asdict(award), application=application, terms=application.terms, letter=letter, entered_by=by, entered_at=now
    )
    for one in payout_days(terms_of(made), made.awarded_ore, made.begins):
        if one.ore > 0:
            Instalment.objects.create(grant=made, due_on=one.on, amount_ore=one.ore)
    record("application-granted", by=by, subject=made, place=application.jobcentre, details={"ore": made.awarded_ore})
    return made


@transaction.atomic
def change_grant(*, by: Person | None, grant: Grant, values: Mapping[str, Any]) -> Grant:
    """The funder's number, how many were promised, or the terms as the letter of award has them. Raises NotAllowed."""
    grant = locked_grant(grant)
    require(rules.change_grant(by, grant))
    changed = sorted(name for name in CHANGEABLE & set(values) if getattr(grant, name) != values[name])
    for name in changed:
        setattr(grant, name, values[name])
    if changed:
        grant.save()
        record("grant-changed", by=by, subject=grant, place=grant.application.jobcentre, details={"fields": changed})
    return grant


@transaction.atomic
def set_instalments(
    *, by: Person | None, grant: Grant, rows: Sequence[tuple[int | None, date | None, int, str]] = (),
    removed: Collection[int] = (),
) -> Grant:  # fmt: skip
    """Instalments are added, changed and removed; whatever else stands there stays as it is. Raises NotAllowed.

    rows:    number where it is there, day, øre, note.
    removed: numbers; one that money has come in for is not removed.
    """
    grant = locked_grant(grant)
    require(rules.change_grant(by, grant))
    there = {one.pk: one for one in grant.instalments.all()}
    if {number for number, *_ in rows if number} - set(there):
        raise NotAllowed(Refusal(say("Somebody has removed the instalment meanwhile. Enter it as a new one.")))
    for pk in set(removed) & set(there):
        if there[pk].vouchers.exists():
            raise NotAllowed(Refusal(say("Money has come in for an instalment that you took away. Leave it.")))
        there.pop(pk).delete()
    changed = {number for number, *_ in rows}
    kept = sum(one.amount_ore for one in there.values() if one.pk not in changed)
    if rows and kept + sum(ore for _, _, ore, _ in rows) > grant.awarded_ore:
        raise NotAllowed(Refusal(say("The instalments are more than the grant. Look at the amounts.")))
    for number, day, ore, note in rows:
        row = there.get(number or 0) or Instalment(grant=grant)
        row.due_on, row.amount_ore, row.note = day, ore, note
        row.save()
    details = {"rows": grant.instalments.count()}
    record("instalment-changed", by=by, subject=grant, place=grant.application.jobcentre, details=details)
    return grant


@transaction.atomic
def write_condition(
    *, by: Person | None, grant: Grant, condition: Condition | None, text: str, due_on: date | None,
    met_on: date | None = None, met_note: str = "",
) -> Condition:  # fmt: skip
    """A condition is entered, changed, or said to be met. condition: None for a new one. Raises NotAllowed."""
    grant = locked_grant(grant)
    require(rules.change_grant(by, grant))
    row = condition or Condition(grant=grant)
    row.text, row.due_on, row.met_on, row.met_note = text, due_on, met_on, met_note
    row.met_by = by if met_on else None
    row.save()
    record("condition-changed", by=by, subject=row, place=grant.application.jobcentre)
    return row


@transaction.atomic
def set_rate(
    *, by: Person | None, grant: Grant, name: str, rate_ore: int, first_day: date, basis: str = ""
) -> HourlyRate:
    """What an hour of one's own staff counts as from a day on. Hours in the books keep theirs. Raises NotAllowed."""
    grant = locked_grant(grant)
    require(rules.change_grant(by, grant))
    row, _ = HourlyRate.objects.update_or_create(
        grant=grant, name=name, first_day=first_day, defaults={"rate_ore": rate_ore, "basis": basis}
    )
    record("hourly-rate-set", by=by, subject=row, place=grant.application.jobcentre, details={"ore": rate_ore})
    return row


@transaction.atomic
def ask_for_change(
    *, by: Person | None, grant: Grant, what: str, why: str, lines: Sequence[LineGiven] | None, new_end: date | None,
    now: datetime, income: OtherIncome | None = None,
) -> ChangeRequest:  # fmt: skip
    """A reasoned request with the old and the new budget, an extension, or both; it is sent. Raises NotAllowed.

    income: the new budget's, besides the grant and co-funding; None: as it was.
    """
    grant = locked_grant(grant)
    require(rules.change_grant(by, grant))
    old = budget_in_force(grant.application)
    if old is None or (lines is None and new_end is None):
        raise NotAllowed(Refusal(say("Say what is to be changed: the budget, the end, or both.")))
    if grant.changes.filter(state=ChangeState.SENT).exists():
        raise NotAllowed(Refusal(say("A request waits for an answer already. Enter the answer, or withdraw it first.")))
    if new_end is not None and new_end < grant.begins:
        raise NotAllowed(Refusal(say("The new end comes before the beginning. Look at the dates.")))
    new = None
    if lines is not None:
        new = new_budget(by=by, application=grant.application, lines=lines, note=what[:200], now=now, income=income)
        if sum(getattr(new, name) for name in OtherIncome.__dataclass_fields__) > sum(one.own_ore for one in lines):
            text = say("Other income is more than what the funder does not pay. Look at the income side.")
            raise NotAllowed(Refusal(text))
    made = ChangeRequest.objects.create(
        grant=grant, what=what, why=why, old_budget=old, new_budget=new, old_end=grant.ends, new_end=new_end,
        state=ChangeState.SENT, made_by=by, made_at=now, sent_at=now,
    )  # fmt: skip
    record("change-asked", by=by, subject=made, place=grant.application.jobcentre)
    return made


@transaction.atomic
def decide_change(
    *, by: Person | None, change: ChangeRequest, approved: bool, day: date, answer: str = ""
) -> ChangeRequest:
    """The funder's answer. With a yes the new budget and the new end are in force. Raises NotAllowed."""
    grant = locked_grant(change.grant)
    change = ChangeRequest.objects.select_related("grant__application__jobcentre").get(pk=change.pk)
    require(rules.decide_change(by, change))
    change.state = ChangeState.APPROVED if approved else ChangeState.REFUSED
    change.decided_on, change.decision = day, answer
    change.save()
    if approved and change.new_budget is not None:
        change.new_budget.agreed_on = day
        change.new_budget.save(update_fields=["agreed_on"])
    if approved and change.new_end is not None:
        grant.ends = change.new_end
        grant.save(update_fields=["ends"])
    details = {"approved": approved}
    record("change-decided", by=by, subject=change, place=grant.application.jobcentre, details=details)
    return change


@transaction.atomic
def withdraw_change(*, by: Person | None, change: ChangeRequest) -> ChangeRequest:
    """A request is taken back before it is answered. Raises NotAllowed."""
    grant = locked_grant(change.grant)
    change = ChangeRequest.objects.select_related("grant__application__jobcentre").get(pk=change.pk)
    require(rules.withdraw_change(by, change))
    change.state = ChangeState.WITHDRAWN
    change.save(update_fields=["state"])
    record("change-withdrawn", by=by, subject=change, place=grant.application.jobcentre)
    return change


@transaction.atomic
def close_grant(*, by: Person | None, grant: Grant, today: date, now: datetime) -> Grant:
    """Nothing is left to do: no more vouchers, no more changes. Raises NotAllowed.

    The jobcentre's row first, as whoever enters vouchers does, so that none slips in while it is closed.
    """
    Place.objects.select_for_update().get(pk=grant.application.jobcentre_id)
    grant = locked_grant(grant)
    accounts = grant.reports.filter(kind=ReportKind.ACCOUNTS, state=ReportState.SENT, last_day__gte=grant.ends)
    standing = standing_of(grant, today)
    owed_ore = payback(standing.received_ore, standing.due_ore)
    unmet = list(grant.conditions.filter(met_on=None).order_by("pk").values_list("text", flat=True))
    require(rules.close_grant(by, grant, accounts_sent=accounts.exists(), owed_ore=owed_ore, unmet=unmet))
    grant.closed_at = now
    grant.save(update_fields=["closed_at"])
    record("grant-closed", by=by, subject=grant, place=grant.application.jobcentre)
    return grant


def locked_grant(grant: Grant) -> Grant:
    """The row as it is now, for nobody else to change meanwhile."""
    rows = Grant.objects.select_for_update(of=("self",))
    return rows.select_related("application__jobcentre__parent", "application__scheme").get(pk=grant.pk)
