"""Asking citizens two questions, and keeping what they say apart from who they are and whom they spoke with."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from samklang.access.commands.retention import delete_due
from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.access.models.token import hash_of
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.citizens.enums import DoorKind, Involved, SameWay
from samklang.citizens.models import FeedbackAnswer, FeedbackDoor
from samklang.citizens.queries.feedback import door_with, team_of
from samklang.citizens.queries.preparation import workplace_of
from samklang.citizens.rules import feedback as rules
from samklang.core.words import say
from samklang.ledger.commands import record
from samklang.method.enums import Span
from samklang.method.periods import around

_SECRET_BYTES = 16
"""128 bits: nobody guesses it, and the code is coarse enough to be read from a small slip."""


@transaction.atomic
@sensitive_variables("made")
def make_links(*, by: Person, count: int, today: date) -> list[str]:
    """Make links that are used once, and give their secrets, which nobody can read again. Raises NotAllowed.

    They belong to the team of whoever makes them. The ledger says how many were made there, and not by whom: that would
    say whom the answers are about.
    """
    jobcentre = workplace_of(by)
    measuring = refusal_to_measure(jobcentre, Purpose.CITIZEN_FEEDBACK, today) if jobcentre else None
    require(rules.make_links(by, jobcentre, measuring))
    assert jobcentre is not None  # noqa: S101 - the rule has refused otherwise
    made = [secrets.token_urlsafe(_SECRET_BYTES) for _ in range(min(max(count, 1), rules.MOST_SLIPS))]
    team, until = team_of(by, today), today + timedelta(days=rules.DAYS_TO_ANSWER)
    FeedbackDoor.objects.bulk_create(
        FeedbackDoor(
            jobcentre=jobcentre, team=team, kind=DoorKind.LINK, token_key=hash_of(one), until=until, made_on=today
        )
        for one in made
    )
    record("feedback-links-made", by=None, place=team or jobcentre, details={"count": len(made)})
    return made


def forget_links(*, today: date, dry_run: bool = False) -> int:
    """Links whose time to answer is over. How many are forgotten, or would be."""
    return delete_due(FeedbackDoor.objects.filter(kind=DoorKind.LINK, until__lt=today), dry_run)


@transaction.atomic
@sensitive_variables("secret")
def put_code_up(*, by: Person, team: Place, title: str, today: date) -> tuple[FeedbackDoor, str]:
    """Make a code for the wall, and give it with its secret, which nobody can read again. Raises NotAllowed."""
    jobcentre = team.parent
    assert jobcentre is not None  # noqa: S101 - every team lies in a jobcentre
    require(rules.put_up(by, team, refusal_to_measure(jobcentre, Purpose.CITIZEN_FEEDBACK, today)))
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    made = FeedbackDoor.objects.create(
        jobcentre=jobcentre, team=team, kind=DoorKind.POSTER, token_key=hash_of(secret), title=title, made_by=by,
        made_on=today,
    )  # fmt: skip
    record("feedback-code-put-up", by=by, subject=made, place=team)
    return made, secret


@transaction.atomic
@sensitive_variables("secret")
def renew_code(*, by: Person, door: FeedbackDoor) -> str:
    """Another secret, so that what hangs or is passed on no longer works; give it. Raises NotAllowed."""
    door = _locked(door)
    require(rules.keep(by, door.team_id) or (_IS_CLOSED if door.closed_at else None))
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    door.token_key = hash_of(secret)
    door.save(update_fields=["token_key"])
    record("feedback-code-renewed", by=by, subject=door, place=door.team)
    return secret


@transaction.atomic
def close_code(*, by: Person, door: FeedbackDoor, now: datetime) -> None:
    """Nobody answers there any more; what was answered stays. Raises NotAllowed."""
    door = _locked(door)
    require(rules.keep(by, door.team_id))
    if door.closed_at is None:
        door.closed_at = now
        door.save(update_fields=["closed_at"])
        record("feedback-code-closed", by=by, subject=door, place=door.team)


_IS_CLOSED = Refusal(say("The code is closed. Put a new one up."))


def _locked(door: FeedbackDoor) -> FeedbackDoor:
    return FeedbackDoor.objects.select_for_update(of=("self",)).select_related("team").get(pk=door.pk)


@transaction.atomic
@sensitive_variables("secret")
def answer_feedback(*, secret: str, involved: Involved, same: SameWay | str, today: date) -> None:
    """Keep the answer, and of a link that it is used, with nothing that leads from one to the other. Raises NotAllowed.

    The ledger says nothing of it: it would say when, and so who.
    """
    door = door_with(secret).select_for_update(of=("self",)).first()
    require(rules.open_door(door, today))
    assert door is not None  # noqa: S101 - the rule has refused otherwise
    require(refusal_to_measure(door.jobcentre, Purpose.CITIZEN_FEEDBACK, today))
    if door.kind == DoorKind.LINK:
        door.used = True
        door.save(update_fields=["used"])
    FeedbackAnswer.objects.create(
        jobcentre_id=door.jobcentre_id, team_id=door.team_id, quarter=around(today, Span.QUARTER).key, kind=door.kind,
        involved=involved, same=same,
    )  # fmt: skip
