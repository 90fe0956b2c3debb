"""The waiting list: in order, one offer for each free seat, until an hour; and the last seat goes to one."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.factories.delivery import NOW, person_called
from tests.factories.people import a_colleague_in, a_team, the_leader_of
from tests.factories.problems import FRIDAY, MONDAY, a_group, a_period
from tests.factories.seats import a_course_with_more, cohorts_of, named, plan_is_approved, team_of, with_approval

from samklang.access.refusals import NotAllowed
from samklang.core.planner.problem import Absence
from samklang.core.words import say
from samklang.delivery.commands.offers import accept_offer, decline_offer, lapse_offers, make_offer
from samklang.delivery.commands.seat_requests import approve_request, refuse_request
from samklang.delivery.commands.seats import move_seat
from samklang.delivery.commands.waiting import join_waiting_list, leave_waiting_list
from samklang.delivery.enums import OfferState, RequestState
from samklang.delivery.hours import due_after
from samklang.delivery.models import Mail, Offer, SeatRequest, WaitingPlace
from samklang.delivery.queries.seating import rooms
from samklang.delivery.queries.waiting import place_of

LATER = NOW + timedelta(days=1)


def joined(course, who, now=LATER):
    return join_waiting_list(by=person_called(course, who), course=course, now=now)


def full(course):
    """Nobody more fits: every cohort is as large as it may be."""
    leader = the_leader_of(team_of(course))
    move_seat(by=leader, course=course, person=person_called(course, "erik"), cohort=1, now=NOW)
    move_seat(
        by=the_leader_of(team_of(course)), course=course, person=person_called(course, "freja"), cohort=2, now=NOW
    )
    Mail.objects.all().delete()
    return course


@pytest.mark.django_db
def test_whoever_joins_is_offered_a_free_seat_at_once_until_an_hour():
    course = a_course_with_more()
    joined(course, "erik")
    offer = Offer.objects.get()
    assert (offer.person, offer.cohort, offer.due_at) == (person_called(course, "erik"), 1, due_after(LATER, 48))
    told = Mail.objects.get(letter="offer")
    assert datetime.fromisoformat(told.facts["until"]) == offer.due_at
    assert rooms(course)[1].free == 0


@pytest.mark.django_db
def test_each_free_seat_is_offered_to_one_person_in_the_order_they_joined():
    course = a_course_with_more()
    joined(course, "freja")
    joined(course, "erik", LATER + timedelta(minutes=1))
    found = [(one.person.name, one.cohort) for one in Offer.objects.order_by("pk")]
    assert found == [
        ("Freja Lund", 1),
        ("Erik Ås", 2),
    ]
    assert place_of(course, person_called(course, "erik")) == (2, 2)


@pytest.mark.django_db
def test_those_who_joined_in_the_same_moment_stand_in_the_order_of_their_numbers():
    course = full(a_course_with_more())
    team = team_of(course)
    several = [a_colleague_in(team) for _ in range(3)]
    for person in several:
        join_waiting_list(by=person, course=course, now=LATER)
    assert [place_of(course, one) for one in several] == [(1, 3), (2, 3), (3, 3)]
    leave_waiting_list(by=several[0], course=course, now=LATER)
    assert [place_of(course, one) for one in several] == [None, (1, 2), (2, 2)]


@pytest.mark.django_db
def test_a_yes_gives_the_seat_and_ends_the_waiting():
    course = a_course_with_more()
    joined(course, "erik")
    assert accept_offer(by=person_called(course, "erik"), offer=Offer.objects.get(), now=LATER)
    assert cohorts_of(course)["erik"] == 1
    assert plan_is_approved(course)
    assert place_of(course, person_called(course, "erik")) is None
    assert Mail.objects.filter(letter="seat-approved").count() == 1


@pytest.mark.django_db
def test_a_no_passes_the_seat_on_to_the_next_and_keeps_the_place_in_line():
    course = a_course_with_more()
    joined(course, "erik")
    make_offer(course, person_called(course, "dorte"), 2, say("For the test."), now=LATER)
    joined(course, "freja")
    assert Offer.objects.filter(person=person_called(course, "freja")).count() == 0
    decline_offer(by=person_called(course, "erik"), offer=Offer.objects.get(person__name="Erik Ås"), now=LATER)
    assert Offer.objects.get(state=OfferState.OPEN, cohort=1).person == person_called(course, "freja")
    assert place_of(course, person_called(course, "erik")) == (1, 2)


@pytest.mark.django_db
def test_what_is_not_answered_in_time_lapses_and_goes_to_the_next():
    course = a_course_with_more()
    joined(course, "erik")
    make_offer(course, person_called(course, "dorte"), 2, say("For the test."), now=LATER + timedelta(days=9))
    joined(course, "freja")
    offer = Offer.objects.get(person__name="Erik Ås")
    assert lapse_offers(now=offer.due_at) == []
    late = offer.due_at + timedelta(minutes=1)
    with pytest.raises(NotAllowed, match="time to answer is over"):
        accept_offer(by=offer.person, offer=offer, now=late)
    assert [one.pk for one in lapse_offers(now=late)] == [offer.pk]
    assert Offer.objects.get(state=OfferState.OPEN, cohort=1).person == person_called(course, "freja")
    assert Mail.objects.get(letter="offer-lapsed").person == offer.person
    assert lapse_offers(now=late) == []


@pytest.mark.django_db
def test_whom_the_checker_does_not_let_in_is_passed_over():
    course = a_course_with_more(absences=(Absence("erik", a_period(MONDAY, FRIDAY)),))
    joined(course, "erik")
    joined(course, "freja", LATER + timedelta(minutes=1))
    assert {one.person.name for one in Offer.objects.all()} == {"Freja Lund"}


@pytest.mark.django_db
def test_nobody_waits_who_has_a_seat_waits_already_or_works_elsewhere():
    course = full(a_course_with_more())
    with pytest.raises(NotAllowed, match="cohort 1 already"):
        joined(course, "bo")
    somebody = a_colleague_in(team_of(course))
    join_waiting_list(by=somebody, course=course, now=LATER)
    with pytest.raises(NotAllowed, match="already"):
        join_waiting_list(by=somebody, course=course, now=LATER)
    with pytest.raises(NotAllowed, match="jobcentre"):
        join_waiting_list(by=a_colleague_in(a_team()), course=course, now=LATER)
    assert WaitingPlace.objects.count() == 1


@pytest.mark.django_db
def test_an_offered_seat_is_given_to_nobody_else():
    course = a_course_with_more()
    joined(course, "erik")
    with pytest.raises(NotAllowed, match="no seat left that is not offered"):
        move_seat(by=the_leader_of(team_of(course)), course=course, person=person_called(course, "dorte"), cohort=1,
                  now=LATER)  # fmt: skip


@pytest.mark.django_db
def test_where_managers_approve_a_yes_waits_for_them():
    course = with_approval(a_course_with_more())
    leader = the_leader_of(team_of(course))
    joined(course, "erik")
    assert not accept_offer(by=person_called(course, "erik"), offer=Offer.objects.get(), now=LATER)
    wish = SeatRequest.objects.get()
    assert (wish.state, "erik" in cohorts_of(course), rooms(course)[1].free) == (RequestState.AT_MANAGER, False, 0)
    assert Mail.objects.get(letter="decision-waiting").person == leader
    approve_request(by=leader, request=wish, now=LATER)
    assert cohorts_of(course)["erik"] == 1


@pytest.mark.django_db
def test_where_the_manager_says_no_the_seat_is_offered_to_somebody_else():
    course = with_approval(a_course_with_more(groups=(a_group(minimum=0),)))
    joined(course, "erik")
    accept_offer(by=person_called(course, "erik"), offer=Offer.objects.get(), now=LATER)
    refuse_request(by=the_leader_of(team_of(course)), request=SeatRequest.objects.get(), reason="Ikke nu", now=LATER)
    assert Offer.objects.get(state=OfferState.OPEN, cohort=1).person == person_called(course, "freja")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_seat_in_the_same_second_one_gets_it_and_the_other_a_sentence():
    course = a_course_with_more()
    erik, freja = named(course, "erik", "freja")
    offers = [make_offer(course, one, 1, say("For the test."), now=LATER) for one in (erik, freja)]
    together, outcomes = Barrier(2), []

    def press(person, offer):
        together.wait()
        try:
            accept_offer(by=person, offer=offer, now=LATER)
            outcomes.append("seated")
        except NotAllowed as refused:
            outcomes.append(refused.refusal.reason.message)
        finally:
            connection.close()

    threads = [Thread(target=press, args=pair) for pair in zip((erik, freja), offers, strict=True)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(outcomes) == [
        "Somebody else got the last seat just now. You keep your place on the waiting list.",
        "seated",
    ]
    assert sum(cohort == 1 for cohort in cohorts_of(course).values()) == 3
    assert sorted(Offer.objects.values_list("state", flat=True)) == [OfferState.ACCEPTED, OfferState.GONE]
    assert plan_is_approved(course)
