"""Looking back on one's own conversation, and taking it away again. The ledger says that it was written, not what."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.citizens import content
from samklang.citizens.models import ConversationReview
from samklang.citizens.queries.reviews import refusal_for
from samklang.citizens.rules import reviews as rules
from samklang.ledger.commands import record
from samklang.method.queries.assessments import own_employee
from samklang.people.queries.employees import team_on


class Seen(NamedTuple):
    """How one saw a conversation. answers: 1 to 5 by the key of the question; left out where one could not say."""

    day: date
    answers: Mapping[str, int]
    next_time: str = ""


def workplace_on(person: Person, day: date) -> tuple[Place, Place | None]:
    """The jobcentre of somebody employed at one, and their team on the day."""
    employee = own_employee(person)
    assert employee is not None  # noqa: S101 - asked for by the rule before
    team = team_on(employee, day)
    return employee.jobcentre, team if team.pk != employee.jobcentre_id else None


@transaction.atomic
def write_review(*, by: Person, seen: Seen, today: date, now: datetime) -> ConversationReview:
    """Write it. Raises NotAllowed."""
    _allowed(by, seen, today)
    jobcentre, team = workplace_on(by, seen.day)
    review = ConversationReview.objects.create(
        person=by, jobcentre=jobcentre, team=team, day=seen.day, answers=dict(seen.answers),
        next_time=seen.next_time.strip()[:300], at=now,
    )  # fmt: skip
    record("conversation-looked-back-on", by=by, about=by)
    return review


@transaction.atomic
def change_review(*, by: Person, review: ConversationReview, seen: Seen, today: date) -> ConversationReview:
    """Write it anew on the same day. Raises NotAllowed; ConversationReview.DoesNotExist where it is another's."""
    review = ConversationReview.objects.select_for_update().get(pk=review.pk, person=by)
    require(rules.change(review, today))
    _allowed(by, seen, today)
    review.day, review.answers, review.next_time = seen.day, dict(seen.answers), seen.next_time.strip()[:300]
    review.team = workplace_on(by, seen.day)[1]
    review.save(update_fields=["day", "answers", "next_time", "team"])
    record("conversation-looked-back-on", by=by, about=by)
    return review


@transaction.atomic
def remove_review(*, by: Person, review: ConversationReview) -> None:
    """As if it had not been written. What is one's own, one may always take away.

    The ledger says nothing of it: whoever reads it and sees the figures of the group before and after would know what
    somebody by name had written.
    """
    ConversationReview.objects.filter(pk=review.pk, person=by).delete()


def _allowed(by: Person, seen: Seen, today: date) -> None:
    require(rules.look_back(by, refusal_for(by, Purpose.SELF_REVIEW, today)))
    require(rules.day_fits(seen.day, today))
    require(rules.answers_fit(seen.answers, [one.key for one in content.questions()]))
