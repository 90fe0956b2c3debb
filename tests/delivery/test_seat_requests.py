"""What staff ask about their own seat: given up, another cohort, a swap; and how it is answered."""

from datetime import timedelta

import pytest
from tests.factories.delivery import NOW, person_called, session_of
from tests.factories.people import a_team, the_lead_of, the_leader_of
from tests.factories.problems import MONDAY, a_group, a_period
from tests.factories.seats import (
    TWO_ONLY,
    a_course_with_more,
    cohorts_of,
    named,
    plan_is_approved,
    team_of,
    with_approval,
)

from samklang.access.refusals import NotAllowed
from samklang.core.planner.problem import Absence
from samklang.delivery.commands.offers import accept_offer
from samklang.delivery.commands.seat_requests import (
    answer_swap,
    approve_request,
    ask_to_move,
    ask_to_swap,
    give_up_seat,
    lapse_swaps,
    refuse_request,
    take_back,
)
from samklang.delivery.enums import OfferState, RequestState, SeatState
from samklang.delivery.models import Invitation, Mail, Offer, Seat, SeatRequest
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def given_up(course, who="bo", reason="Jeg er syg.", now=LATER):
    return give_up_seat(by=person_called(course, who), course=course, reason=reason, now=now)


def test_a_seat_given_up_is_out_of_the_plan_with_its_reason_and_the_calendar_is_told():
    course = a_course_with_more()
    assert given_up(course) is None
    assert "bo" not in cohorts_of(course)
    assert plan_is_approved(course)
    seat = Seat.objects.get(person=person_called(course, "bo"))
    assert (seat.state, seat.reason) == (SeatState.GIVEN_UP, "Jeg er syg.")
    assert not Invitation.objects.filter(person=person_called(course, "bo"), active=True).exists()
    assert Entry.objects.latest("number").deed == "seat-given-up"


def test_a_seat_given_up_is_offered_to_whoever_it_disturbs_least_with_the_reason_in_words():
    course = a_course_with_more()
    given_up(course)
    offer = Offer.objects.get()
    assert offer.person in named(course, "erik", "freja")
    assert "disturbs least" in offer.why["en"]
    assert Mail.objects.get(letter="offer").person == offer.person


def test_a_reason_is_needed_and_without_a_seat_there_is_nothing_to_give_up():
    course = a_course_with_more()
    with pytest.raises(NotAllowed, match="reason"):
        given_up(course, reason="  ")
    with pytest.raises(NotAllowed, match="no seat"):
        given_up(course, who="erik")
    assert len(cohorts_of(course)) == 4


def test_where_the_cohort_cannot_do_without_the_seat_is_kept_until_somebody_takes_it():
    course = a_course_with_more(cohorts=TWO_ONLY)
    wish = given_up(course)
    assert wish.state == RequestState.UNTIL_REPLACED
    assert cohorts_of(course)["bo"] == 1
    offer = Offer.objects.get()
    assert offer.instead_of == person_called(course, "bo")
    assert accept_offer(by=offer.person, offer=offer, now=LATER + timedelta(hours=1))
    wish.refresh_from_db()
    assert wish.state == RequestState.DONE
    assert "bo" not in cohorts_of(course)
    assert cohorts_of(course)[offer.person.employee.number] == 1
    assert Seat.objects.get(person=person_called(course, "bo")).reason == "Jeg er syg."
    assert plan_is_approved(course)


def test_where_nobody_can_take_it_whoever_runs_the_course_is_told_why():
    course = a_course_with_more(cohorts=TWO_ONLY, everyone_must_be_trained=False)
    lead = the_lead_of(course.programme.jobcentre)
    Offer.objects.all().delete()
    for person in named(course, "erik", "freja"):
        Offer.objects.create(course=course, person=person, cohort=1, state=OfferState.DECLINED, made_at=NOW, due_at=NOW)
    given_up(course)
    told = Mail.objects.get(letter="decision-waiting")
    assert told.person == lead
    assert any("Cohort 1 has 1 person" in one["en"] for one in told.facts["items"])


def test_giving_up_can_be_taken_back_while_nobody_has_taken_the_seat():
    course = a_course_with_more(cohorts=TWO_ONLY)
    wish = given_up(course)
    take_back(by=person_called(course, "bo"), request=wish, now=LATER)
    assert Offer.objects.get().state == OfferState.GONE
    assert cohorts_of(course)["bo"] == 1
    offer = Offer.objects.get()
    with pytest.raises(NotAllowed, match="answered already"):
        accept_offer(by=offer.person, offer=offer, now=LATER)


def test_one_goes_to_a_cohort_with_room_at_once_where_nobody_has_to_approve():
    course = a_course_with_more()
    assert ask_to_move(by=person_called(course, "bo"), course=course, cohort=2, reason="", now=LATER) is None
    assert cohorts_of(course)["bo"] == 2
    assert plan_is_approved(course)


def test_a_move_the_checker_refuses_is_not_even_asked_for():
    course = with_approval(a_course_with_more(groups=(a_group(minimum=4),)))
    with pytest.raises(NotAllowed, match="Team Rødding"):
        ask_to_move(by=person_called(course, "bo"), course=course, cohort=2, reason="", now=LATER)
    assert not SeatRequest.objects.exists()


def test_where_managers_approve_the_move_waits_and_the_seat_is_kept_for_it():
    course = with_approval(a_course_with_more())
    leader = the_leader_of(team_of(course))
    wish = ask_to_move(by=person_called(course, "bo"), course=course, cohort=2, reason="Ferie", now=LATER)
    assert (wish.state, cohorts_of(course)["bo"]) == (RequestState.AT_MANAGER, 1)
    assert Mail.objects.get(letter="decision-waiting").person == leader
    with pytest.raises(NotAllowed, match="no seat left"):
        ask_to_move(by=person_called(course, "anne"), course=course, cohort=2, reason="", now=LATER)
    with pytest.raises(NotAllowed, match="asked for something already"):
        ask_to_move(by=person_called(course, "bo"), course=course, cohort=2, reason="", now=LATER)
    approve_request(by=leader, request=wish, now=LATER)
    assert cohorts_of(course)["bo"] == 2
    assert Mail.objects.filter(letter="seat-approved", person=person_called(course, "bo")).count() == 1
    with pytest.raises(NotAllowed, match="answered already"):
        refuse_request(by=leader, request=wish, reason="Nej", now=LATER)


def test_a_no_has_a_reason_which_the_person_is_told():
    course = with_approval(a_course_with_more())
    leader = the_leader_of(team_of(course))
    wish = ask_to_move(by=person_called(course, "bo"), course=course, cohort=2, reason="", now=LATER)
    with pytest.raises(NotAllowed, match="reason"):
        refuse_request(by=leader, request=wish, reason="", now=LATER)
    refuse_request(by=leader, request=wish, reason="Vi er for få den dag.", now=LATER)
    wish.refresh_from_db()
    assert (wish.state, cohorts_of(course)["bo"]) == (RequestState.REFUSED, 1)
    assert Mail.objects.get(letter="seat-refused").facts["reason"] == "Vi er for få den dag."


@pytest.mark.parametrize("deed", [approve_request, lambda **given: refuse_request(reason="Nej", **given)])
def test_nobody_answers_for_another_teams_people_or_for_themselves(deed):
    course = with_approval(a_course_with_more())
    wish = ask_to_move(by=person_called(course, "bo"), course=course, cohort=2, reason="", now=LATER)
    for by in (the_leader_of(a_team(course.programme.jobcentre)), person_called(course, "bo")):
        with pytest.raises(NotAllowed, match="your own people only"):
            deed(by=by, request=wish, now=LATER)


def test_two_colleagues_swap_when_the_one_asked_says_yes():
    course = a_course_with_more(cohorts=TWO_ONLY)
    bo, dorte = named(course, "bo", "dorte")
    wish = ask_to_swap(by=bo, course=course, other=dorte, reason="", now=LATER)
    asked = Mail.objects.get(letter="swap-asked")
    assert (asked.person, len(asked.facts["items"])) == (dorte, 2)
    assert answer_swap(by=dorte, request=wish, yes=True, now=LATER) == RequestState.DONE
    assert (cohorts_of(course)["bo"], cohorts_of(course)["dorte"]) == (2, 1)
    assert plan_is_approved(course)
    assert Mail.objects.filter(letter="swap-done").count() == 2


def test_a_swap_may_be_said_no_to_without_a_reason_and_only_by_whom_it_was_asked():
    course = a_course_with_more()
    bo, dorte = named(course, "bo", "dorte")
    wish = ask_to_swap(by=bo, course=course, other=dorte, reason="", now=LATER)
    with pytest.raises(NotAllowed):
        answer_swap(by=person_called(course, "camilla"), request=wish, yes=True, now=LATER)
    assert answer_swap(by=dorte, request=wish, yes=False, now=LATER) == RequestState.REFUSED
    assert cohorts_of(course)["bo"] == 1


def test_a_swap_that_the_checker_refuses_says_why():
    course = a_course_with_more(absences=(Absence("dorte", a_period(MONDAY)),))
    bo, dorte = named(course, "bo", "dorte")
    with pytest.raises(NotAllowed, match="Dorte Øst"):
        ask_to_swap(by=bo, course=course, other=dorte, reason="", now=LATER)
    assert not SeatRequest.objects.exists()


def test_a_swap_waits_for_the_manager_where_managers_approve():
    course = with_approval(a_course_with_more(cohorts=TWO_ONLY))
    bo, dorte = named(course, "bo", "dorte")
    wish = ask_to_swap(by=bo, course=course, other=dorte, reason="", now=LATER)
    assert answer_swap(by=dorte, request=wish, yes=True, now=LATER) == RequestState.AT_MANAGER
    assert cohorts_of(course)["bo"] == 1
    approve_request(by=the_leader_of(team_of(course)), request=wish, now=LATER)
    assert cohorts_of(course)["bo"] == 2


def test_a_wish_to_swap_that_is_not_answered_in_time_is_over():
    course = a_course_with_more()
    bo, dorte = named(course, "bo", "dorte")
    wish = ask_to_swap(by=bo, course=course, other=dorte, reason="", now=LATER)
    assert lapse_swaps(now=wish.due_at) == 0
    late = wish.due_at + timedelta(minutes=1)
    with pytest.raises(NotAllowed, match="time to answer is over"):
        answer_swap(by=dorte, request=wish, yes=True, now=late)
    assert lapse_swaps(now=late) == 1
    assert ask_to_move(by=bo, course=course, cohort=2, reason="", now=late) is None


def test_nobody_goes_to_a_cohort_that_has_begun():
    course = a_course_with_more()
    begun = session_of(course, 1).begins + timedelta(hours=1)
    with pytest.raises(NotAllowed, match="has held"):
        ask_to_move(by=person_called(course, "dorte"), course=course, cohort=1, reason="", now=begun)
