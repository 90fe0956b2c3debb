"""Whoever was absent makes it up with another cohort, or in a session of their own that the rules allow."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.delivery import NOW, person_called, session_of, the_coming_monday
from tests.factories.people import a_colleague_in, the_lead_of, the_leader_of
from tests.factories.problems import MONDAY, a_group
from tests.factories.programmes import a_variant
from tests.factories.seats import a_course_with_more, named, team_of
from tests.factories.small_plan import SEATS, the_plan

from samklang.access import clock
from samklang.access.refusals import NotAllowed
from samklang.delivery.commands.makeups import missed_in_course, plan_makeup
from samklang.delivery.enums import MailState, Mark, Method, SessionKind
from samklang.delivery.models import Invitation, Mail, Participation, Session
from samklang.ledger.models import Entry
from samklang.planning import documents
from samklang.planning.commands.publication import publish
from samklang.planning.queries import latest_version

pytestmark = pytest.mark.django_db


def absent(course, *who, cohort=1, module="start"):
    session = session_of(course, cohort, module)
    Participation.objects.filter(session=session, person__in=named(course, *who)).update(mark=Mark.ABSENT)
    return session.ends + timedelta(hours=1)


def the_only(course, now):
    (one,) = missed_in_course(course, now)
    return one


def test_nobody_is_behind_before_anything_was_missed():
    course = a_course_with_more()
    assert missed_in_course(course, NOW) == []


def test_a_session_of_another_cohort_with_room_is_proposed_first_and_says_why():
    course = a_course_with_more()
    now = absent(course, "bo")
    found = the_only(course, now)
    (proposal,) = found.proposals
    assert proposal.session == session_of(course, 2)
    assert [one.name for one in proposal.people] == ["Bo Kjær"]
    assert "held anyway" in proposal.why.message


def test_confirmed_the_person_is_expected_there_and_the_calendar_entry_moves_with_the_letter():
    course = a_course_with_more()
    Mail.objects.update(state=MailState.SENT)
    now = absent(course, "bo")
    lead = the_lead_of(course.programme.jobcentre)
    session = plan_makeup(by=lead, course=course, key=the_only(course, now).proposals[0].key, now=now)
    bo = person_called(course, "bo")
    assert Participation.objects.get(session=session, person=bo).mark == Mark.EXPECTED
    told = Mail.objects.get(letter="makeup")
    assert (told.person, told.method, told.sequence) == (bo, Method.REQUEST, 1)
    assert Invitation.objects.get(person=bo, slot="start").session == session
    assert missed_in_course(course, now) == []
    assert Entry.objects.latest("number").deed == "makeup-planned"


def test_a_new_plan_leaves_whoever_makes_up_where_they_are():
    course = a_course_with_more()
    now = absent(course, "bo")
    session = plan_makeup(by=None, course=course, key=the_only(course, now).proposals[0].key, now=now)
    problem = documents.problem_of(latest_version(course.programme).document)
    seats = {**SEATS, "erik": 1}
    publish(by=None, variant=a_variant(course.programme, the_plan(problem, seats=seats)), now=now)
    assert Participation.objects.filter(session=session, person=person_called(course, "bo")).exists()


def test_where_no_other_cohort_can_take_them_they_get_a_session_of_their_own():
    course = a_course_with_more()
    now = absent(course, "camilla", "dorte", cohort=2)
    (proposal,) = the_only(course, now).proposals
    assert (proposal.session, len(proposal.people)) == (None, 2)
    assert proposal.begins.date() == (MONDAY + timedelta(days=2))
    session = plan_makeup(by=None, course=course, key=proposal.key, now=now)
    assert (session.kind, session.cohort, session.slot) == (SessionKind.MAKEUP, 0, "start+1")
    assert session.room not in set(
        Session.objects.filter(begins=session.begins).exclude(pk=session.pk).values_list("room", flat=True)
    )
    assert Participation.objects.filter(session=session, mark=Mark.EXPECTED).count() == 2
    assert Mail.objects.filter(letter="makeup").count() == 2


def test_the_counter_is_not_left_empty_for_it():
    course = a_course_with_more(groups=(a_group(minimum=4),))
    now = absent(course, "bo")
    found = the_only(course, now)
    assert all(one.session is None for one in found.proposals)
    tuesday = session_of(course, 2)
    assert all((one.begins >= tuesday.ends) or (one.ends <= tuesday.begins) for one in found.proposals)


def test_within_the_days_of_the_plan_there_may_be_nothing():
    course = a_course_with_more()
    absent(course, "bo", module="videre")
    now = session_of(course, 2, "videre").ends + timedelta(days=7)
    found = the_only(course, now)
    assert (found.proposals, [one.name for one in found.left]) == ((), ["Bo Kjær"])


def test_what_is_no_longer_proposed_is_refused_and_only_whoever_runs_the_course_plans_it():
    course = a_course_with_more()
    now = absent(course, "bo")
    key = the_only(course, now).proposals[0].key
    with pytest.raises(NotAllowed, match="do not run courses"):
        plan_makeup(by=the_leader_of(team_of(course)), course=course, key=key, now=now)
    plan_makeup(by=None, course=course, key=key, now=now)
    with pytest.raises(NotAllowed, match="no longer possible"):
        plan_makeup(by=None, course=course, key=key, now=now)
    assert Participation.objects.filter(person=person_called(course, "bo"), session__slot="start").count() == 2


def test_the_lead_confirms_on_the_page_and_others_do_not_see_it(client):
    course = a_course_with_more(monday=the_coming_monday(), now=clock.now() - timedelta(days=1))
    absent(course, "bo")
    page = reverse("delivery:makeups", args=[course.pk])
    client.force_login(the_lead_of(course.programme.jobcentre))
    assert "Bo Kjær" in client.get(page).content.decode()
    assert client.post(page, {"key": "x"}).status_code == 422
    key = missed_in_course(course, clock.now())[0].proposals[0].key
    assert client.post(page, {"key": key}).status_code == 302
    assert "Ingen er bagud" in client.get(page).content.decode()
    client.force_login(the_leader_of(team_of(course)))
    assert client.get(page).status_code == 403
    client.force_login(a_colleague_in(team_of(course)))
    assert client.get(page).status_code == 404
