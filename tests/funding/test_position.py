"""Where a grant with a course stands: who should be trained by now, and what the plan still expects to pay."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.delivery import the_course
from tests.factories.funding import NOW, Funded
from tests.factories.problems import MONDAY

from samklang.core.grants.alarms import alarms
from samklang.core.grants.forecast import Basis
from samklang.core.grants.terms import Heading
from samklang.delivery.models import Seat, Session
from samklang.funding.commands import commitments, vouchers
from samklang.funding.commands.vouchers import Paper
from samklang.funding.models import Application, Commitment
from samklang.funding.queries.audit import deeds_of
from samklang.funding.queries.plan_costs import plan_costs, promises_of
from samklang.funding.queries.position import standing_of

pytestmark = pytest.mark.django_db
BEFORE = MONDAY - timedelta(days=7)


@pytest.fixture
def funded():
    """Somebody who runs grants, at a jobcentre."""
    return Funded()


@pytest.fixture
def grant(funded):
    """Eighty are promised, and the course is in September, of two cohorts of two."""
    course = the_course(funded.jobcentre)
    made = funded.granted()
    Application.objects.filter(pk=made.application_id).update(programme=course.programme)
    made.application.refresh_from_db()
    return made


def behind(grant, day):
    return "people-behind" in {one.key for one in alarms(standing_of(grant, day).position)}


def test_a_course_in_autumn_is_not_behind_in_summer(grant):
    assert standing_of(grant, BEFORE).expected == 0
    assert not behind(grant, BEFORE)


def test_whoever_had_a_seat_in_a_cohort_that_is_over_should_be_trained(grant):
    days = [MONDAY + timedelta(days=number) for number in range(5)]
    assert [standing_of(grant, day).expected for day in days] == [0, 0, 0, 2, 4]
    assert behind(grant, days[3])
    Seat.objects.update(state="given-up")
    assert not behind(grant, days[4])


def test_without_a_planned_session_the_days_of_the_grant_tell(funded, grant):
    Session.objects.update(state="cancelled")
    assert standing_of(grant, BEFORE).expected is None
    assert behind(grant, BEFORE)


def rest_of(grant, day, heading):
    return next(one for one in standing_of(grant, day).states if one.heading is heading).planned_rest_ore


def test_what_the_plan_still_expects_is_the_rest_until_it_is_agreed(funded, grant):
    planned = plan_costs(grant)
    whole = sum(ore for (_, heading), ore in planned.items() if heading.value == "trainer")
    assert whole > 0
    assert rest_of(grant, BEFORE, Heading.EXTERNAL) == whole
    assert rest_of(grant, MONDAY + timedelta(days=9), Heading.EXTERNAL) == 0
    row = next(one for one in standing_of(grant, BEFORE).ahead.rows if one.heading is Heading.EXTERNAL)
    assert (row.basis, row.total.expected_ore) == (Basis.PLAN, whole)
    promises = promises_of(grant, "da")
    commitments.bring_commitments_up(by=funded.lead, grant=grant, promises=promises, now=NOW)
    assert rest_of(grant, BEFORE, Heading.EXTERNAL) == 0
    row = next(one for one in standing_of(grant, BEFORE).ahead.rows if one.heading is Heading.EXTERNAL)
    assert row.total.expected_ore == whole
    assert Commitment.objects.count() == len(promises)


def test_a_plan_knows_no_hours_of_ones_own_staff(funded, grant):
    hours = Paper("Timer")
    vouchers.enter_own_hours(by=funded.lead, grant=grant, day=grant.begins, ore=5_000, paper=hours, now=NOW)
    assert rest_of(grant, BEFORE, Heading.WAGES) is None


def test_where_a_grant_stands_and_a_page_of_a_voucher_never_fetch_what_a_document_holds(client, funded, grant):
    made = funded.cost(grant, paper=funded.paper())
    client.force_login(funded.lead)
    with CaptureQueriesContext(connection) as asked:
        assert alarms(standing_of(grant, MONDAY).position)
        assert client.get(made.get_absolute_url()).status_code == 200
        assert client.get(grant.get_absolute_url()).status_code == 200
    assert [one["sql"] for one in asked.captured_queries if '"funding_document"."content"' in one["sql"]] == []


def test_the_log_of_a_grant_tells_when_its_budget_was_changed(grant):
    assert "budget-changed" in {one.deed for one in deeds_of(grant)}
