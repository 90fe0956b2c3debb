"""Own hours: each day at its rate, nobody in two places at once, each session in the books once, no dead end."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from tests.factories.delivery import session_of, the_course
from tests.factories.funding import NOW, Funded
from tests.factories.problems import MONDAY

from samklang.access.refusals import NotAllowed
from samklang.delivery.enums import Mark
from samklang.delivery.models import Participation, Session
from samklang.funding.commands import grants, reports, vouchers
from samklang.funding.commands.vouchers import Paper
from samklang.funding.enums import ReportKind
from samklang.funding.models import Application, Voucher
from samklang.funding.queries import own_hours

pytestmark = pytest.mark.django_db
UNTIL = MONDAY + timedelta(days=30)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def funded(client):
    """Somebody who runs grants, signed in."""
    found = Funded()
    client.force_login(found.lead)
    return found


@pytest.fixture
def course(funded):
    """Two cohorts of two, who were all at both their sessions."""
    made = the_course(funded.jobcentre)
    Participation.objects.update(mark=Mark.PRESENT)
    Session.objects.update(taken_at=NOW)
    return made


@pytest.fixture
def grant(funded, course):
    """With a rate of 300 kr. from its beginning."""
    return of_the_course(funded, course)


def of_the_course(funded, course):
    made = funded.granted()
    Application.objects.filter(pk=made.application_id).update(programme=course.programme)
    made.application.refresh_from_db()
    set_rate(funded, made)
    return made


def set_rate(funded, grant, ore=30_000, first_day=date(2026, 2, 1)):
    return grants.set_rate(by=funded.lead, grant=grant, name="Rådgivere", rate_ore=ore, first_day=first_day)


def hours_of(grant, until=UNTIL):
    return own_hours.hours_of(grant, grant.rates.first(), until)


def enter(client, grant):
    answer = client.post(reverse("funding:grant-hours-entry", args=[grant.pk]))
    return answer.status_code, " ".join(str(one) for one in get_messages(answer.wsgi_request))


def locked_to(funded, grant, day):
    made = reports.begin_report(
        by=funded.lead, grant=grant, kind=ReportKind.STATUS, first_day=grant.begins, last_day=day, now=NOW
    )
    reports.change_report(by=funded.lead, report=made, values={"activities": "Hold", "signed_by": "Leth"})
    reports.send_report(by=funded.lead, report=made, today=UNTIL, now=NOW)


def test_each_day_has_the_rate_that_was_in_force_on_it(funded, grant):
    set_rate(funded, grant, 36_000, MONDAY + timedelta(days=2))
    found = hours_of(grant).sessions
    assert [one.rate_ore for one in found] == [30_000, 30_000, 36_000, 36_000]
    for one in found:
        assert one.found.ore == one.found.minutes * one.rate_ore // 60
        assert one.found.people == 2


def test_a_day_before_the_first_rate_has_none_and_is_told(client, funded, course, monkeypatch):
    monkeypatch.setattr("samklang.funding.views.money.today", lambda: UNTIL)
    made = funded.granted()
    Application.objects.filter(pk=made.application_id).update(programme=course.programme)
    set_rate(funded, made, first_day=MONDAY + timedelta(days=1))
    status, said = enter(client, made)
    assert (status, Voucher.objects.count()) == (302, 3)
    assert "“Rådgivere” on 7 September 2026" in said or "7. september 2026" in said


def test_nobody_is_in_two_sessions_at_one_time(client, funded, course, grant, monkeypatch):
    monkeypatch.setattr("samklang.funding.views.money.today", lambda: UNTIL)
    one, other = session_of(course, 1), session_of(course, 2)
    Session.objects.filter(pk=other.pk).update(begins=one.begins, ends=one.ends)
    Participation.objects.create(session=other, person=one.participations.first().person, mark=Mark.PRESENT)
    found = hours_of(grant)
    assert (list(found.sessions), len(found.refused)) == ([], 1)
    assert "two sessions at one time" in str(found.refused[0])
    assert (enter(client, grant)[0], Voucher.objects.count()) == (403, 0)
    assert client.get(reverse("funding:grant-hours", args=[grant.pk])).status_code == 200
    Participation.objects.filter(session=other, person=one.participations.first().person).update(
        mark=Mark.PARTIAL, minutes=30
    )
    assert len(hours_of(grant).sessions) == 4


def test_hours_after_a_locked_period_are_entered_and_those_within_it_are_named(client, funded, grant, monkeypatch):
    monkeypatch.setattr("samklang.funding.views.money.today", lambda: UNTIL)
    locked_to(funded, grant, MONDAY + timedelta(days=1))
    assert [(one.locked, one.waits) for one in hours_of(grant).sessions] == [
        (True, False), (True, False), (False, True), (False, True),
    ]  # fmt: skip
    status, said = enter(client, grant)
    assert (status, Voucher.objects.count()) == (302, 2)
    assert all(one.title in said for one in Session.objects.all()[:2])
    assert enter(client, grant)[0] == 302
    assert Voucher.objects.count() == 2
    assert [one.entered for one in hours_of(grant).sessions] == [False, False, True, True]


def test_the_hours_of_a_session_co_fund_one_grant_and_not_another_too(funded, course, grant):
    other = of_the_course(funded, course)
    session = session_of(course, 1)
    given = {"by": funded.lead, "day": MONDAY, "ore": 5_000, "paper": Paper("Timer"), "session": session, "now": NOW}
    made = vouchers.enter_own_hours(**given, grant=grant)
    with pytest.raises(NotAllowed, match="in the books already"):
        vouchers.enter_own_hours(**given, grant=other)
    assert next(iter(hours_of(other).sessions)).entered
    vouchers.counter_voucher(by=funded.lead, voucher=made, day=MONDAY, why="Forkert", now=NOW)
    assert vouchers.enter_own_hours(**given, grant=other).number == 3


def test_the_attendance_of_all_sessions_is_one_question(grant, django_assert_num_queries):
    rate = grant.rates.get()
    with django_assert_num_queries(5):
        own_hours.hours_of(grant, rate, UNTIL)
    Participation.objects.exclude(session=Session.objects.first()).delete()
    with django_assert_num_queries(5):
        assert len(own_hours.hours_of(grant, rate, FRIDAY).sessions) == 1
