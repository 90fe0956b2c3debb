"""An application is begun, written, given its budget and criteria, sent, and answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import say
from samklang.funding.enums import ApplicationState
from samklang.funding.given import CriterionGiven, LineGiven, OtherIncome, PersonGiven
from samklang.funding.models import (
    Application,
    Attachment,
    Budget,
    BudgetLine,
    Criterion,
    PersonAsked,
    Scheme,
    SchemeRound,
)
from samklang.funding.queries.applications import findings_of, lacking_of
from samklang.funding.queries.grants import budget_in_force
from samklang.funding.rules import applications as rules
from samklang.funding.rules.grants import run_grants
from samklang.ledger.commands import record
from samklang.planning.models import Programme

CHANGEABLE = frozenset({
    "title", "round", "programme", "purpose", "theme", "target_group", "staff", "method", "activities", "time_plan",
    "theory", "evaluation", "partners", "grantee", "contact", "signatory", "begins", "ends", "portal_number",
    "case_reference",
})  # fmt: skip


@transaction.atomic
def begin_application(
    *, by: Person | None, jobcentre: Place, scheme: Scheme, title: str, round_: SchemeRound | None = None,
    programme: Programme | None = None, values: Mapping[str, Any] | None = None, now: datetime,
) -> Application:  # fmt: skip
    """A draft. values: fields of `CHANGEABLE` that are known already, from plan and method. Raises NotAllowed."""
    require(run_grants(by, jobcentre))
    if scheme.jobcentre_id != jobcentre.pk or scheme.retired_at is not None:
        raise NotAllowed(Refusal(say("Choose a scheme from the list.")))
    given = {name: (values or {})[name] for name in CHANGEABLE & set(values or {})}
    made = Application.objects.create(
        **{**given, "jobcentre": jobcentre, "scheme": scheme, "title": title, "round": round_, "programme": programme},
        created_by=by, created_at=now,
    )  # fmt: skip
    record("application-begun", by=by, subject=made, place=jobcentre)
    return made


@transaction.atomic
def change_application(*, by: Person | None, application: Application, values: Mapping[str, Any]) -> Application:
    """Say something of it, or say it otherwise. values: fields of `CHANGEABLE`. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    changed = sorted(name for name in CHANGEABLE & set(values) if getattr(application, name) != values[name])
    for name in changed:
        setattr(application, name, values[name])
    if application.begins and application.ends and application.ends < application.begins:
        raise NotAllowed(Refusal(say("The project ends before it begins. Look at the dates.")))
    if changed:
        application.save()
        record(
            "application-changed", by=by, subject=application, place=application.jobcentre, details={"fields": changed}
        )
    return application


@transaction.atomic
def set_criteria(*, by: Person | None, application: Application, criteria: Sequence[CriterionGiven]) -> Application:
    """The success criteria, in order, in place of those that were there. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    application.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(application=application, position=position, **asdict(one)) for position, one in enumerate(criteria)
    )
    _criteria_changed(by, application)
    return application


@transaction.atomic
def write_criterion(
    *, by: Person | None, application: Application, number: int | None, given: CriterionGiven
) -> Criterion:
    """One criterion is added (number: None), or changed where it stands; the others stay. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    row = _row(application.criteria.all(), number) or Criterion(
        application=application, position=_next(application.criteria.all())
    )
    _fill(row, given)
    _criteria_changed(by, application)
    return row


@transaction.atomic
def remove_criterion(*, by: Person | None, application: Application, number: int) -> None:
    """One criterion is taken out; the others stay. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    application.criteria.filter(pk=number).delete()
    _criteria_changed(by, application)


def _criteria_changed(by: Person | None, application: Application) -> None:
    details = {"fields": ["criteria"], "criteria": application.criteria.count()}
    record("application-changed", by=by, subject=application, place=application.jobcentre, details=details)


@transaction.atomic
def set_budget(*, by: Person | None, application: Application, lines: Sequence[LineGiven], now: datetime) -> Budget:
    """The draft's budget, in place of the lines that were there. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    budget = budget_in_force(application) or new_budget(by=by, application=application, lines=(), note="", now=now)
    budget.lines.all().delete()
    _write_lines(budget, lines)
    _budget_changed(by, budget)
    return budget


@transaction.atomic
def write_line(
    *, by: Person | None, application: Application, number: int | None, given: LineGiven, now: datetime
) -> BudgetLine:
    """One line of the draft's budget is added (number: None), or changed where it stands; the others stay.

    Raises NotAllowed.
    """
    application = locked(application)
    require(rules.change_application(by, application))
    budget = budget_in_force(application) or new_budget(by=by, application=application, lines=(), note="", now=now)
    row = _row(budget.lines.all(), number) or BudgetLine(budget=budget, position=_next(budget.lines.all()))
    _fill(row, given)
    _budget_changed(by, budget)
    return row


@transaction.atomic
def remove_line(*, by: Person | None, application: Application, number: int) -> None:
    """One line is taken out; the others stay. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    budget = budget_in_force(application)
    if budget is not None:
        budget.lines.filter(pk=number).delete()
        _budget_changed(by, budget)


@transaction.atomic
def set_income(*, by: Person | None, application: Application, income: OtherIncome, now: datetime) -> Budget:
    """How the draft's own money is paid, besides co-funding. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    budget = budget_in_force(application) or new_budget(by=by, application=application, lines=(), note="", now=now)
    for name, ore in asdict(income).items():
        setattr(budget, name, ore)
    budget.save()
    _budget_changed(by, budget)
    return budget


@transaction.atomic
def write_person(*, by: Person | None, application: Application, number: int | None, given: PersonGiven) -> PersonAsked:
    """What is asked for one person is added (number: None), or changed where it stands. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    row = _row(application.people.all(), number) or PersonAsked(application=application)
    for name in PersonGiven.__dataclass_fields__:
        setattr(row, name, getattr(given, name))
    row.save()
    _people_changed(by, application)
    return row


@transaction.atomic
def set_people(*, by: Person | None, application: Application, people: Sequence[PersonGiven]) -> Application:
    """What is asked for each person, in place of those who were there. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    application.people.all().delete()
    PersonAsked.objects.bulk_create(PersonAsked(application=application, **vars(one)) for one in people)
    _people_changed(by, application)
    return application


@transaction.atomic
def remove_person(*, by: Person | None, application: Application, number: int) -> None:
    """One person is taken out; the others stay. Raises NotAllowed."""
    application = locked(application)
    require(rules.change_application(by, application))
    application.people.filter(pk=number).delete()
    _people_changed(by, application)


def _people_changed(by: Person | None, application: Application) -> None:
    details = {"fields": ["people"], "people": application.people.count()}
    record("application-changed", by=by, subject=application, place=application.jobcentre, details=details)


def _budget_changed(by: Person | None, budget: Budget) -> None:
    details = {"lines": budget.lines.count()}
    record("budget-changed", by=by, subject=budget, place=budget.application.jobcentre, details=details)


def _row(rows: QuerySet[Any], number: int | None) -> Any:
    """The row of that number; None for a new one. Raises NotAllowed where somebody has taken it out meanwhile."""
    found = rows.filter(pk=number).first() if number else None
    if number and found is None:
        raise NotAllowed(Refusal(say("Somebody else has taken it out meanwhile. Look at what is there.")))
    return found


def _next(rows: QuerySet[Any]) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _fill(row: BudgetLine | Criterion, given: LineGiven | CriterionGiven) -> None:
    for name, value in asdict(given).items():
        setattr(row, name, value)
    row.save()


def new_budget(
    *, by: Person | None, application: Application, lines: Iterable[LineGiven], note: str, now: datetime,
    income: OtherIncome | None = None,
) -> Budget:  # fmt: skip
    """The next budget of an application, in the transaction of whoever asks for it. income: None: as it was."""
    last = Budget.objects.filter(application=application).aggregate(last=Max("number"))["last"] or 0
    before = budget_in_force(application)
    kept = income or OtherIncome(**{name: getattr(before, name, 0) for name in OtherIncome.__dataclass_fields__})
    made = Budget.objects.create(
        application=application, number=last + 1, note=note, made_by=by, made_at=now, **asdict(kept)
    )
    _write_lines(made, list(lines))
    return made


@transaction.atomic
def send_application(
    *, by: Person | None, application: Application, portal_number: str = "", now: datetime
) -> Application:
    """It has been sent to the funder: words, budget and terms stay as they are. Raises NotAllowed.

    The jobcentre's row first: of two sent at once for the same person, the second sees the first.
    """
    Place.objects.select_for_update().get(pk=application.jobcentre_id)
    application = locked(application)
    findings = findings_of(application, timezone.localdate(now))
    require(rules.send_application(by, application, lacking_of(application), findings, now))
    application.state, application.sent_at, application.sent_by = ApplicationState.SENT, now, by
    application.terms = application.scheme.terms
    application.portal_number = portal_number or application.portal_number
    application.save()
    record("application-sent", by=by, subject=application, place=application.jobcentre)
    return application


@transaction.atomic
def refuse_application(*, by: Person | None, application: Application, day: date, answer: str) -> Application:
    """The funder said no. Raises NotAllowed."""
    application = locked(application)
    require(rules.decide_application(by, application))
    application.state, application.decided_on, application.decision = ApplicationState.REFUSED, day, answer
    application.save()
    record("application-refused", by=by, subject=application, place=application.jobcentre)
    return application


@transaction.atomic
def withdraw_application(*, by: Person | None, application: Application) -> Application:
    """What was sent is taken back before it is answered. Raises NotAllowed."""
    application = locked(application)
    require(rules.withdraw_application(by, application))
    application.state = ApplicationState.WITHDRAWN
    application.save(update_fields=["state"])
    record("application-withdrawn", by=by, subject=application, place=application.jobcentre)
    return application


@transaction.atomic
def put_application_away(*, by: Person | None, application: Application, away: bool, now: datetime) -> Application:
    """A draft is put away, or taken out again. Raises NotAllowed."""
    application = locked(application)
    require(run_grants(by, application.jobcentre))
    if application.state != ApplicationState.DRAFT:
        raise NotAllowed(Refusal(say("Only a draft can be put away.")))
    if (application.deleted_at is not None) != away:
        application.deleted_at = now if away else None
        application.save(update_fields=["deleted_at"])
        deed = "application-put-away" if away else "application-taken-back"
        record(deed, by=by, subject=application, place=application.jobcentre)
    return application


@transaction.atomic
def remove_attachment(*, by: Person | None, attachment: Attachment) -> None:
    """A file is taken off a draft. Raises NotAllowed."""
    application = locked(attachment.application)
    require(rules.change_application(by, application))
    document = attachment.document
    attachment.delete()
    document.delete()
    record("attachment-removed", by=by, subject=application, place=application.jobcentre)


def locked(application: Application) -> Application:
    """The row as it is now, for nobody else to change meanwhile."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("jobcentre__parent", "scheme", "round")
    return rows.get(pk=application.pk)


def _write_lines(budget: Budget, lines: Sequence[LineGiven]) -> None:
    BudgetLine.objects.bulk_create(
        BudgetLine(budget=budget, position=position, **asdict(one)) for position, one in enumerate(lines)
    )
