"""What must hold before an application is changed, sent and answered, and a grant changed: a refusal, or None."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.grants.findings import Finding, stops
from samklang.core.grants.rounds import Round, may_send
from samklang.core.words import Sentence, say
from samklang.funding.enums import ApplicationState, ChangeState
from samklang.funding.rules.grants import run_grants

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.funding.models import Application, ChangeRequest, Grant, SchemeRound

_ASKED: tuple[tuple[str, Sentence], ...] = (
    ("purpose", say("Say what the purpose is.")),
    ("target_group", say("Say who is to be trained.")),
    ("method", say("Say which method is trained.")),
    ("activities", say("Say what is to be done.")),
    ("time_plan", say("Say when it is to be done.")),
    ("theory", say("Say what leads to what, from the activity to the result.")),
    ("evaluation", say("Say how it will be evaluated.")),
    ("grantee", say("Say who is answerable for the grant.")),
    ("begins", say("Say when the project begins.")),
    ("ends", say("Say when the project ends.")),
)


def change_application(by: Person | None, application: Application) -> Refusal | None:
    """Whoever runs grants there, until it is sent."""
    if refusal := run_grants(by, application.jobcentre):
        return refusal
    if application.deleted_at is not None:
        return Refusal(say("The draft is put away. Take it out again first."))
    if application.state != ApplicationState.DRAFT:
        return Refusal(say("The application has been sent, and stays as it was sent. Ask for a change of the grant."))
    return None


def lacks(application: Application, *, criteria: int, lines: int, rounds: int) -> list[tuple[str, Sentence]]:
    """What has not been said yet: the name of the field, and a sentence.

    criteria, lines: how many there are. rounds: how many its scheme has.
    """
    found = [(name, sentence) for name, sentence in _ASKED if not getattr(application, name)]
    if not criteria:
        found.append(("criteria", say("Write at least one success criterion, with a target and a date.")))
    if not lines:
        found.append(("budget", say("Make a budget.")))
    if rounds and application.round is None:
        found.append(("round", say("Choose the round you apply in.")))
    return found


def send_application(
    by: Person | None,
    application: Application,
    lacking: Sequence[tuple[str, Sentence]],
    findings: Sequence[Finding],
    now: datetime,
) -> Refusal | None:
    """A whole application that nothing in the terms stops, while its round is open."""
    if refusal := change_application(by, application):
        return refusal
    if lacking:
        return Refusal(lacking[0][1])
    late = may_send(round_of(application.round), now) if application.round else None
    if late is not None:
        return Refusal(late)
    stopping = stops(findings)
    return Refusal(stopping[0].says) if stopping else None


def round_of(found: SchemeRound) -> Round:
    """The round as the core knows it."""
    return Round(str(found.pk), found.opens_at, found.closes_at, found.decision_on)


def decide_application(by: Person | None, application: Application) -> Refusal | None:
    """The answer to what was sent is entered once."""
    if refusal := run_grants(by, application.jobcentre):
        return refusal
    if application.state != ApplicationState.SENT:
        return Refusal(say("Only an application that has been sent and not answered has an answer."))
    return None


def withdraw_application(by: Person | None, application: Application) -> Refusal | None:
    """What was sent and has no answer yet can be withdrawn."""
    if refusal := run_grants(by, application.jobcentre):
        return refusal
    if application.state != ApplicationState.SENT:
        return Refusal(say("Only an application that waits for an answer can be withdrawn."))
    return None


def change_grant(by: Person | None, grant: Grant) -> Refusal | None:
    """Whoever runs grants there, until it is closed."""
    if refusal := run_grants(by, grant.application.jobcentre):
        return refusal
    if grant.closed_at is not None:
        return Refusal(say("The grant is closed."))
    return None


def close_grant(
    by: Person | None, grant: Grant, *, accounts_sent: bool, owed_ore: int, unmet: Sequence[str]
) -> Refusal | None:
    """A grant is closed once its accounts are sent, nothing is to be paid back (owed_ore) and no condition is unmet."""
    if refusal := change_grant(by, grant):
        return refusal
    if not accounts_sent:
        return Refusal(say("Send the final accounts first: those that run to the end of the grant."))
    if owed_ore > 0:
        return Refusal(say("There is money to pay back. Pay it back and enter it first."))
    if unmet:
        return Refusal(say("The condition “{text}” is not met yet. Say how it was met first.", text=unmet[0]))
    return None


def decide_change(by: Person | None, change: ChangeRequest) -> Refusal | None:
    """The funder's answer to what was sent, once."""
    if refusal := change_grant(by, change.grant):
        return refusal
    if change.state != ChangeState.SENT:
        return Refusal(say("Only a request that has been sent and not answered has an answer."))
    return None


def withdraw_change(by: Person | None, change: ChangeRequest) -> Refusal | None:
    """A request that has no answer yet."""
    if refusal := change_grant(by, change.grant):
        return refusal
    if change.state not in {ChangeState.DRAFT, ChangeState.SENT}:
        return Refusal(say("The request has been answered already."))
    return None
