"""The forecast begins with who is really trained, and how staff have really come and gone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.factories.certificates import NOW, a_certificate, a_rule, been_at
from tests.factories.delivery import person_called, the_coming_monday, the_course
from tests.factories.people import a_jobcentre, a_team, an_employee, the_lead_of

from samklang.access.clock import today
from samklang.delivery.commands.certificates import revoke
from samklang.delivery.queries.outlook import observed_turnover, outlook_of, trained
from samklang.people.queries.competence import competence_at_risk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path


def test_trained_is_whoever_holds_a_certificate_or_has_been_through_all_of_it():
    course = the_course()
    a_rule(course)
    jobcentre = course.programme.jobcentre
    bo = been_at(course, "bo")
    been_at(course, "camilla", "start")
    assert trained(jobcentre, today()) == {bo.pk}
    one = a_certificate(course, "anne")
    assert trained(jobcentre, today()) == {bo.pk, one.person_id}
    revoke(by=None, certificate=one, reason="Fejl", now=NOW)
    assert trained(jobcentre, today()) == {bo.pk}


def test_a_certificate_that_has_expired_trains_nobody():
    one = a_certificate()
    later = one.expires_on + timedelta(days=1)
    assert one.person_id in trained(one.jobcentre, one.expires_on)
    assert trained(one.jobcentre, later) == set()


def test_turnover_is_counted_from_the_register_with_its_interval():
    jobcentre = a_jobcentre()
    team = a_team(jobcentre)
    for number in range(40):
        left = date(2026, 3, 1) + timedelta(days=number) if number < 8 else None
        an_employee(team, first_day=date(2020, 1, 1), last_day=left)
    found = observed_turnover(jobcentre, date(2026, 11, 25))
    assert found.leavers == 8
    assert 72 < found.person_years < 76
    assert 0.09 < found.share < 0.12
    assert found.low < 0.06
    assert found.high > 0.18


def test_too_few_leavers_say_nothing():
    jobcentre = a_jobcentre()
    an_employee(a_team(jobcentre), last_day=date(2026, 3, 1))
    assert observed_turnover(jobcentre, date(2026, 11, 25)).share is None


def test_the_forecast_begins_with_the_trained_and_counts_who_is_to_be():
    course = the_course(monday=the_coming_monday())
    a_rule(course)
    found = outlook_of(course, today()).forecast
    assert (found.trained_now, found.to_be_trained) == (0, 4)


def test_whoever_reads_courses_sees_the_forecast_and_no_names(client):
    one = a_certificate()
    client.force_login(the_lead_of(one.jobcentre))
    answer = client.get(reverse("delivery:forecast", args=[one.course.pk]))
    assert answer.status_code == 200
    assert "Anne Holm" not in answer.content.decode()
    assert answer.context["outlook"].trained == 1


def test_a_certificate_leaves_the_team_with_the_person():
    one = a_certificate()
    leaving = person_called(one.course, "anne").employee
    leaving.engagements.update(last_day=today() + timedelta(days=30))
    at_risk = competence_at_risk(the_lead_of(one.jobcentre), today(), today() + timedelta(days=90))
    assert "Den jobrettede samtale" in at_risk[0].departures[0].takes
