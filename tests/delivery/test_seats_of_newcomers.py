"""Whoever comes after a course began gets a plan by themselves; whoever leaves gives the seat up."""

from datetime import timedelta

import pytest
from tests.factories.delivery import NOW, person_called
from tests.factories.people import an_employee
from tests.factories.problems import MONDAY, TUESDAY, WEDNESDAY, a_group
from tests.factories.seats import TWO_ONLY, a_course_with_more, cohorts_of, plan_is_approved, team_of

from samklang.config import nights
from samklang.delivery.commands.catch_up import catch_up, give_up_for_leavers
from samklang.delivery.enums import OfferState, RequestState
from samklang.delivery.models import CatchUp, Mail, Offer, SeatRequest, WaitingPlace
from samklang.delivery.queries.waiting import place_of
from samklang.ledger.models import Entry
from samklang.people.models import Engagement
from samklang.planning.commands import change_rules
from samklang.planning.queries import holding, latest_version

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=10)


def somebody_new(course, number="gorm", **terms):
    given = {"first_day": LATER.date(), "name": "Gorm Bæk", "email": f"{number}@example.org", **terms}
    return an_employee(team_of(course), number=number, **given)


def the_night(**changes):
    return catch_up(now=LATER, today=LATER.date(), **changes)


def leaves(course, who, last_day):
    Engagement.objects.filter(employee__person=person_called(course, who)).update(last_day=last_day)


def test_a_newcomer_gets_a_seat_in_the_first_cohort_to_come_and_a_letter_with_the_dates():
    course = a_course_with_more()
    gorm = somebody_new(course)
    assert the_night() == 1
    assert cohorts_of(course)["gorm"] == 1
    assert plan_is_approved(course)
    assert CatchUp.objects.get().cohort == 1
    told = Mail.objects.get(letter="catch-up")
    assert (told.person, len(told.facts["items"])) == (gorm.person, 3)
    assert Entry.objects.latest("number").deed == "catch-up-made"


def test_nobody_gets_a_second_plan():
    course = a_course_with_more()
    somebody_new(course)
    assert (the_night(), the_night()) == (1, 0)
    assert CatchUp.objects.filter(course=course).count() == 1


def test_where_nobody_can_be_let_in_the_newcomer_stands_in_line_and_is_told_what_to_do_meanwhile():
    course = a_course_with_more(cohorts=TWO_ONLY)
    gorm = somebody_new(course)
    the_night()
    assert "gorm" not in cohorts_of(course)
    assert place_of(course, gorm.person) == (1, 1)
    assert any("read the method" in one["en"] for one in Mail.objects.get(letter="catch-up").facts["items"])
    assert CatchUp.objects.get().why[0]["en"] == "No cohort that is still to come has a free seat."
    assert "gorm" in [one["person"] for one in holding(course.programme).variant.document["untrained"]]


def test_a_temp_who_is_gone_before_the_sessions_waits_with_the_checkers_reason():
    course = a_course_with_more()
    somebody_new(course, is_temp=True, last_day=TUESDAY)
    the_night()
    assert "gorm" not in cohorts_of(course)
    assert "Gorm Bæk" in CatchUp.objects.get().why[0]["en"]


def test_where_the_rules_are_being_changed_the_newcomer_waits_for_the_next_plan():
    course = a_course_with_more()
    document = latest_version(course.programme).document
    change_rules(by=None, programme=course.programme, document={**document, "title": "Et andet navn"}, note="", now=NOW)
    somebody_new(course)
    the_night()
    assert "being changed" in CatchUp.objects.get().why[0]["en"]
    assert latest_version(course.programme).document["title"] == "Et andet navn"


def test_whoever_was_there_before_the_course_or_is_gone_again_gets_none():
    course = a_course_with_more()
    somebody_new(course, number="gammel", first_day=NOW.date() - timedelta(days=300))
    somebody_new(course, number="vaek", last_day=LATER.date() - timedelta(days=0))
    Engagement.objects.filter(employee__number="vaek").update(first_day=NOW.date() + timedelta(days=1),
                                                              last_day=LATER.date() - timedelta(days=1))  # fmt: skip
    assert the_night() == 0


def test_a_dry_run_counts_and_changes_nothing():
    course = a_course_with_more()
    somebody_new(course)
    leaves(course, "bo", MONDAY)
    entries = Entry.objects.count()
    assert the_night(dry_run=True) == 1
    assert give_up_for_leavers(now=LATER, dry_run=True) == 1
    assert (Entry.objects.count(), CatchUp.objects.count()) == (entries, 0)


def test_a_leaver_gives_the_seat_up_and_it_is_offered():
    course = a_course_with_more()
    leaves(course, "bo", MONDAY)
    assert give_up_for_leavers(now=LATER) == 1
    assert "bo" not in cohorts_of(course)
    assert plan_is_approved(course)
    assert Offer.objects.get(state=OfferState.OPEN).cohort == 1
    assert give_up_for_leavers(now=LATER) == 0


def test_whoever_leaves_after_their_last_session_keeps_the_seat():
    course = a_course_with_more()
    leaves(course, "bo", WEDNESDAY)
    assert give_up_for_leavers(now=LATER) == 0
    assert cohorts_of(course)["bo"] == 1


def test_a_leavers_seat_that_cannot_be_spared_waits_for_whoever_takes_it():
    course = a_course_with_more(cohorts=TWO_ONLY)
    leaves(course, "bo", MONDAY)
    assert give_up_for_leavers(now=LATER) == 1
    assert SeatRequest.objects.get().state == RequestState.UNTIL_REPLACED
    assert Offer.objects.get().instead_of == person_called(course, "bo")
    assert give_up_for_leavers(now=LATER) == 0


def test_the_night_does_both():
    course = a_course_with_more(groups=(a_group(minimum=0),))
    somebody_new(course)
    found = {str(what): count for what, count in nights._comings_and_goings(LATER, dry_run=True)}
    assert set(found.values()) == {0, 1}
    assert not WaitingPlace.objects.exists()
