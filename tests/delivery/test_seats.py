"""Managers change who sits where; the checker answers each time."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from tests.factories.delivery import NOW, person_called, session_of
from tests.factories.people import a_team, an_employee, the_head_of, the_lead_of, the_leader_of
from tests.factories.problems import a_group
from tests.factories.programmes import a_variant
from tests.factories.seats import TWO_ONLY, a_course_with_more, cohorts_of, named, plan_is_approved, team_of
from tests.factories.small_plan import SESSIONS, the_plan

from samklang.access.commands import give_role
from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.delivery.commands.seating import undo_seats
from samklang.delivery.commands.seats import move_seat, swap_seats
from samklang.delivery.enums import Mark
from samklang.delivery.models import Mail, Participation, Session
from samklang.ledger.models import Entry
from samklang.planning import documents
from samklang.planning.commands.publication import publish_seats, withdraw
from samklang.planning.models import Publication, Variant
from samklang.planning.queries import holding

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def moved(course, who, cohort, by=None, now=LATER):
    by = by or the_leader_of(team_of(course))
    move_seat(by=by, course=course, person=person_called(course, who), cohort=cohort, now=now)


def test_a_leader_moves_one_of_their_people_and_the_plan_that_holds_says_so():
    course = a_course_with_more()
    moved(course, "bo", 2)
    assert cohorts_of(course) == {"anne": 1, "bo": 2, "camilla": 2, "dorte": 2}
    assert plan_is_approved(course)
    expected = Participation.objects.filter(person=person_called(course, "bo"), mark=Mark.EXPECTED)
    assert {one.session.cohort for one in expected.select_related("session")} == {2}
    assert list(Entry.objects.order_by("-number").values_list("deed", flat=True)[:2]) == [
        "seat-moved", "plan-published",
    ]  # fmt: skip
    assert Mail.objects.filter(person=person_called(course, "bo"), letter="seat-approved").count() == 1


def test_what_the_checker_does_not_let_through_is_refused_with_its_reason_and_nothing_happens():
    course = a_course_with_more(groups=(a_group(minimum=4),))
    before = (cohorts_of(course), Variant.objects.count(), Entry.objects.count(), Mail.objects.count())
    leader = the_leader_of(team_of(course))
    before = (before[0], before[1], Entry.objects.count(), before[3])
    with pytest.raises(NotAllowed, match="The seats stay as they are") as refused:
        moved(course, "bo", 2, by=leader)
    assert "Team Rødding" in str(refused.value)
    assert (cohorts_of(course), Variant.objects.count(), Entry.objects.count(), Mail.objects.count()) == before


def test_two_people_swap_where_neither_could_move_alone():
    course = a_course_with_more(cohorts=TWO_ONLY)
    leader = the_leader_of(team_of(course))
    with pytest.raises(NotAllowed):
        moved(course, "bo", 2, by=leader)
    bo, dorte = named(course, "bo", "dorte")
    swap_seats(by=leader, course=course, one=bo, other=dorte, now=LATER)
    assert cohorts_of(course) == {"anne": 1, "dorte": 1, "bo": 2, "camilla": 2}
    assert plan_is_approved(course)
    told = Mail.objects.filter(letter="swap-done")
    assert {one.person for one in told} == {bo, dorte}
    assert len(told[0].facts["items"]) == 2


def test_a_leader_of_another_team_moves_nobody_here():
    course = a_course_with_more()
    outside = the_leader_of(a_team(course.programme.jobcentre))
    with pytest.raises(NotAllowed, match="your own people only"):
        moved(course, "bo", 2, by=outside)
    assert cohorts_of(course)["bo"] == 1


@pytest.mark.parametrize("who", [the_lead_of, the_head_of])
def test_whoever_publishes_plans_moves_anybody(who):
    course = a_course_with_more()
    moved(course, "bo", 2, by=who(course.programme.jobcentre))
    assert cohorts_of(course)["bo"] == 2


def test_nobody_comes_to_a_cohort_that_has_held_what_they_need():
    course = a_course_with_more()
    begun = session_of(course, 1).begins + timedelta(hours=1)
    with pytest.raises(NotAllowed, match="Cohort 1 has held “Start” already"):
        moved(course, "dorte", 1, now=begun)


def test_a_cohort_that_is_not_there_is_no_place_to_go():
    course = a_course_with_more()
    with pytest.raises(NotAllowed, match="no cohort 7"):
        moved(course, "bo", 7)
    with pytest.raises(NotAllowed, match="in cohort 1 already"):
        moved(course, "bo", 1)


def test_somebody_whom_the_plan_does_not_know_gets_no_seat():
    course = a_course_with_more()
    an_employee(team_of(course), number="gorm", name="Gorm Bæk")
    with pytest.raises(NotAllowed, match="Gorm Bæk is not in the plan"):
        moved(course, "gorm", 1)


def test_where_no_plan_holds_nobody_is_moved():
    course = a_course_with_more()
    leader = the_leader_of(team_of(course))
    withdraw(by=None, publication=holding(course.programme), now=LATER)
    with pytest.raises(NotAllowed, match="no cohort"):
        moved(course, "bo", 2, by=leader)


def test_the_last_change_can_be_undone_and_none_before_it():
    course = a_course_with_more()
    leader = the_leader_of(team_of(course))
    moved(course, "bo", 2, by=leader)
    first = holding(course.programme).variant.number
    moved(course, "bo", 1, by=leader)
    with pytest.raises(NotAllowed, match="changed since"):
        undo_seats(by=leader, course=course, plan=first, now=LATER)
    undo_seats(by=leader, course=course, plan=holding(course.programme).variant.number, now=LATER)
    assert cohorts_of(course)["bo"] == 2
    assert plan_is_approved(course)
    assert Entry.objects.latest("number").deed == "seats-restored"


def test_the_plan_that_was_published_by_its_makers_is_not_undone_as_a_change_of_seats():
    course = a_course_with_more()
    with pytest.raises(NotAllowed, match="changed since"):
        undo_seats(by=the_lead_of(course.programme.jobcentre), course=course, plan=1, now=LATER)
    assert Publication.objects.filter(programme=course.programme).count() == 1


def test_whatever_is_accepted_the_plan_that_holds_is_approved_and_seats_are_as_it_says():
    course = a_course_with_more(groups=(a_group(minimum=3),))
    leader, chance, accepted = the_leader_of(team_of(course)), Random(7), 0
    people = named(course, "anne", "bo", "camilla", "dorte", "erik", "freja")
    for _ in range(12):
        one, other = chance.sample(people, 2)
        try:
            if chance.random() < 0.5:
                move_seat(by=leader, course=course, person=one, cohort=chance.choice([1, 2]), now=LATER)
            else:
                swap_seats(by=leader, course=course, one=one, other=other, now=LATER)
            accepted += 1
        except NotAllowed:
            pass
        assert plan_is_approved(course)
    assert accepted
    assert Session.objects.filter(course=course).count() == 4


def test_a_plan_that_moves_sessions_is_not_published_as_a_change_of_seats():
    course = a_course_with_more()
    before = holding(course.programme).variant
    problem = documents.problem_of(before.version.document)
    sessions = [replace(SESSIONS[0], room="loftet"), *SESSIONS[1:]]
    changed = a_variant(course.programme, the_plan(problem, sessions), parent=before)
    with pytest.raises(NotAllowed, match="moves sessions too"):
        publish_seats(by=None, variant=changed, now=LATER)
    assert holding(course.programme).variant == before


def test_a_leader_decides_nothing_about_their_own_seat():
    course = a_course_with_more()
    anne = person_called(course, "anne")
    give_role(by=None, person=anne, role=Role.TEAM_LEADER, place=team_of(course), first_day=date(2020, 1, 1))
    leader = Person.objects.get(pk=anne.pk)
    with pytest.raises(NotAllowed, match="your own people only"):
        move_seat(by=leader, course=course, person=leader, cohort=2, now=LATER)
    move_seat(by=leader, course=course, person=person_called(course, "bo"), cohort=2, now=LATER)
    assert (cohorts_of(course)["anne"], cohorts_of(course)["bo"]) == (1, 2)
