"""The pages of seats: the checker's answer stands before anything is done."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.delivery import person_called, the_coming_monday
from tests.factories.people import a_colleague_in, a_team, the_leader_of
from tests.factories.problems import a_group
from tests.factories.seats import a_course_with_more, cohorts_of, named, team_of, with_approval

from samklang.access import clock
from samklang.core.words import say
from samklang.delivery.commands.offers import make_offer
from samklang.delivery.commands.seat_requests import ask_to_move, ask_to_swap
from samklang.delivery.enums import OfferState, RequestState
from samklang.delivery.models import Offer, SeatRequest, WaitingPlace

pytestmark = pytest.mark.django_db


def a_coming_course(**changes):
    return a_course_with_more(monday=the_coming_monday(), now=clock.now() - timedelta(days=1), **changes)


def signed_in(client, person):
    client.force_login(person)
    return client


def url(name, *args):
    return reverse(f"delivery:{name}", args=args)


def test_the_leaders_page_shows_their_people_with_and_without_a_seat(client):
    course = a_coming_course()
    page = signed_in(client, the_leader_of(team_of(course))).get(url("seats", course.pk)).content.decode()
    assert all(name in page for name in ("Anne Holm", "Dorte Øst", "Erik Ås"))


def test_a_leader_of_another_team_sees_none_of_them(client):
    course = a_coming_course()
    leader = the_leader_of(a_team(course.programme.jobcentre))
    page = signed_in(client, leader).get(url("seats", course.pk)).content.decode()
    assert "Anne Holm" not in page


def test_the_check_answers_before_a_move_and_nothing_is_done_until_it_is_confirmed(client):
    course = a_coming_course()
    bo, asking = person_called(course, "bo"), url("seat-move", course.pk)
    signed_in(client, the_leader_of(team_of(course)))
    page = client.post(asking, {"person": bo.pk, "cohort": 2})
    assert (page.status_code, "Alle regler er holdt" in page.content.decode()) == (200, True)
    assert cohorts_of(course)["bo"] == 1
    done = client.post(asking, {"person": bo.pk, "cohort": 2, "do": "1"}, follow=True)
    assert cohorts_of(course)["bo"] == 2
    undo = reverse("delivery:seats-undo", args=[course.pk, 2])
    assert undo in done.content.decode()
    client.post(undo)
    assert cohorts_of(course)["bo"] == 1


def test_a_move_the_check_refuses_says_why_and_cannot_be_confirmed(client):
    course = a_coming_course(groups=(a_group(minimum=4),))
    bo, asking = person_called(course, "bo"), url("seat-move", course.pk)
    signed_in(client, the_leader_of(team_of(course)))
    page = client.post(asking, {"person": bo.pk, "cohort": 2}).content.decode()
    assert "Team Rødding" in page
    assert 'name="do"' not in page
    assert client.post(asking, {"person": bo.pk, "cohort": 2, "do": "1"}).status_code == 422
    assert cohorts_of(course)["bo"] == 1


def test_a_swap_is_answered_by_the_check_and_done(client):
    course = a_coming_course()
    bo, dorte = named(course, "bo", "dorte")
    signed_in(client, the_leader_of(team_of(course)))
    given = {"person": bo.pk, "other": dorte.pk}
    assert client.post(url("seat-swap", course.pk), given).status_code == 200
    client.post(url("seat-swap", course.pk), given | {"do": "1"})
    assert (cohorts_of(course)["bo"], cohorts_of(course)["dorte"]) == (2, 1)


@pytest.mark.parametrize("given", [{}, {"person": "x", "cohort": "y"}, {"person": "999999", "cohort": "1"}])
def test_what_cannot_be_chosen_is_answered_with_a_sentence(client, given):
    course = a_coming_course()
    signed_in(client, the_leader_of(team_of(course)))
    assert client.post(url("seat-move", course.pk), given).status_code == 422


def test_one_sees_ones_own_place_in_line_and_nobody_elses_name(client):
    course = a_coming_course()
    for number, person in enumerate(named(course, "erik", "freja")):
        WaitingPlace.objects.create(course=course, person=person, joined_at=clock.now() - timedelta(hours=9 - number))
    page = signed_in(client, person_called(course, "freja")).get(url("own-courses")).content.decode()
    assert "nummer 2 af 2" in page
    assert "Erik" not in page


def test_one_gives_ones_seat_up_with_a_reason(client):
    course = a_coming_course()
    signed_in(client, person_called(course, "bo"))
    assert client.post(url("seat-giving-up", course.pk), {"reason": ""}).status_code == 422
    assert client.get(url("seat-giving-up", course.pk)).status_code == 200
    client.post(url("seat-giving-up", course.pk), {"reason": "Jeg er syg."})
    assert "bo" not in cohorts_of(course)


def test_one_goes_to_a_cohort_with_room(client):
    course = a_coming_course()
    signed_in(client, person_called(course, "bo"))
    asking = url("seat-other-cohort", course.pk)
    assert client.get(asking).status_code == 200
    assert client.post(asking, {"cohort": 2}).status_code == 200
    client.post(asking, {"cohort": 2, "do": "1"})
    assert cohorts_of(course)["bo"] == 2


def test_a_colleague_is_asked_and_answers_on_their_own_page(client):
    course = a_coming_course()
    bo, dorte = named(course, "bo", "dorte")
    signed_in(client, bo).post(url("seat-asking-to-swap", course.pk), {"other": dorte.pk, "do": "1"})
    wish = SeatRequest.objects.get()
    assert client.get(url("swap", wish.pk)).status_code == 404
    signed_in(client, dorte)
    assert f"swaps/{wish.pk}/" in client.get(url("own-courses")).content.decode()
    assert client.get(url("swap", wish.pk)).status_code == 200
    client.post(url("swap", wish.pk), {"answer": "yes"})
    assert cohorts_of(course)["bo"] == 2
    assert client.post(url("swap", wish.pk), {"answer": "yes"}).status_code == 422


@pytest.mark.parametrize(("answer", "state"), [("yes", OfferState.ACCEPTED), ("no", OfferState.DECLINED)])
def test_an_offer_is_answered_on_its_page_by_whom_it_was_made_to(client, answer, state):
    course = a_coming_course()
    erik = person_called(course, "erik")
    offer = make_offer(course, erik, 1, say("First in line."), now=clock.now())
    assert signed_in(client, person_called(course, "freja")).get(offer.get_absolute_url()).status_code == 404
    signed_in(client, erik)
    assert offer.get_absolute_url() in client.get(url("own-courses")).content.decode()
    assert client.get(offer.get_absolute_url()).status_code == 200
    client.post(offer.get_absolute_url(), {"answer": answer})
    assert Offer.objects.get(pk=offer.pk).state == state
    assert client.post(offer.get_absolute_url(), {"answer": answer}).status_code == 422
    assert client.get(offer.get_absolute_url()).status_code == 200


def test_the_leader_approves_what_waits_after_the_checks_word_or_says_no_with_a_reason(client):
    course = with_approval(a_coming_course())
    leader = the_leader_of(team_of(course))
    wish = ask_to_move(by=person_called(course, "bo"), course=course, cohort=2, reason="Ferie", now=clock.now())
    signed_in(client, leader)
    approval = url("seat-approval", wish.pk)
    assert approval in client.get(url("seats", course.pk)).content.decode()
    assert "Ferie" in client.get(approval).content.decode()
    assert client.get(url("seat-refusal", wish.pk)).status_code == 200
    assert client.post(url("seat-refusal", wish.pk), {"reason": ""}).status_code == 422
    client.post(approval)
    assert cohorts_of(course)["bo"] == 2
    assert client.post(approval).status_code == 422
    again = ask_to_swap(by=person_called(course, "anne"), course=course, other=person_called(course, "dorte"),
                        reason="", now=clock.now())  # fmt: skip
    SeatRequest.objects.filter(pk=again.pk).update(state=RequestState.AT_MANAGER)
    assert client.get(url("seat-approval", again.pk)).status_code == 200
    client.post(url("seat-refusal", again.pk), {"reason": "Ikke i uge 40"})
    again.refresh_from_db()
    assert (again.state, again.answer) == (RequestState.REFUSED, "Ikke i uge 40")


def test_a_wish_is_taken_back_by_oneself_only(client):
    course = with_approval(a_coming_course())
    wish = ask_to_move(by=person_called(course, "bo"), course=course, cohort=2, reason="", now=clock.now())
    removal = url("seat-request-taken-back", wish.pk)
    assert signed_in(client, person_called(course, "anne")).post(removal).status_code == 404
    client.force_login(person_called(course, "bo"))
    assert "venter på din leder" in client.get(url("own-courses")).content.decode()
    client.post(removal)
    wish.refresh_from_db()
    assert wish.state == RequestState.TAKEN_BACK


def test_one_joins_and_leaves_the_waiting_list(client):
    course = a_coming_course()
    somebody = a_colleague_in(team_of(course))
    signed_in(client, somebody)
    client.post(url("waiting-list", course.pk))
    assert WaitingPlace.objects.filter(person=somebody, left_at=None).count() == 1
    client.post(url("waiting-list-leaving", course.pk))
    assert not WaitingPlace.objects.filter(person=somebody, left_at=None).exists()
    assert client.post(url("waiting-list-leaving", course.pk)).status_code == 403


def test_somebody_from_another_jobcentre_finds_no_course_to_join(client):
    course = a_coming_course()
    outsider = a_colleague_in(a_team())
    signed_in(client, outsider)
    assert client.post(url("waiting-list", course.pk)).status_code == 404
