"""What somebody who means harm tries at the citizen door: finding one person in a group by what changes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.access import a_notice
from tests.factories.citizens_own import a_door, a_review, an_old_review
from tests.factories.people import a_colleague_in

from samklang.access.enums import Purpose
from samklang.access.queries.retention import rule_on
from samklang.citizens.commands.reviews import remove_review
from samklang.citizens.queries.trends import QUARTERS, trends_of
from samklang.ledger.models import Entry
from samklang.method.enums import Span
from samklang.method.periods import around, before
from samklang.method.shares import Estimate

pytestmark = pytest.mark.django_db


def test_a_quarter_that_is_being_deleted_day_by_day_is_not_shown():
    door, today = a_door(), timezone.localdate()
    a_notice(door.jobcentre, announced=today - timedelta(days=400), purpose=Purpose.SELF_REVIEW)
    oldest = before(around(today, Span.QUARTER), QUARTERS)
    for place in range(6):
        an_old_review(a_colleague_in(door.team), door.team, oldest.last_day, **{"said-back": 1 + place % 5})
    kept = rule_on(door.jobcentre.parent, "conversation-review", today).days
    whole = oldest.first_day + timedelta(days=kept - 1)
    for day, there in ((whole, True), (whole + timedelta(days=1), False)):
        (quarters,) = [dict(one.quarters) for one in trends_of(door.team, day).reviews if one.key == "said-back"]
        assert isinstance(quarters.get(oldest), Estimate) == there


def test_nobody_learns_from_the_ledger_whose_look_back_was_taken_out_of_a_figure():
    door = a_door()
    review = a_review(door.person)
    before_it = Entry.objects.count()
    remove_review(by=door.person, review=review)
    assert Entry.objects.count() == before_it
