"""A seat is swapped by a leader with the check's word first, given up by its owner, and taken by the next in line."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.factories.delivery import the_coming_monday
from tests.factories.people import the_leader_of
from tests.factories.seats import TWO_ONLY, a_course_with_more, cohorts_of, named, team_of
from tests.journeys.looking import looked_at

from samklang.access import clock
from samklang.delivery.models import Offer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_leader_lets_two_swap_and_a_seat_given_up_is_taken_by_a_colleague(page, sign_in):
    page.set_default_timeout(40_000)
    course = a_course_with_more(monday=the_coming_monday(), now=clock.now() - timedelta(days=1), cohorts=TWO_ONLY)
    bo, dorte = named(course, "bo", "dorte")
    sign_in(the_leader_of(team_of(course)))
    page.goto(f"/courses/{course.pk}/seats/")
    looked_at(page, "seats")
    page.get_by_role("link", name="Flyt en person", exact=True).click()
    page.get_by_label("Hvem").select_option(str(bo.pk))
    page.get_by_label("Hold").select_option("2")
    page.get_by_role("button", name="Se, hvad kontrollen siger").click()
    expect(page.get_by_text("Det kan ikke lade sig gøre")).to_be_visible()
    looked_at(page, "seat-move-refused")
    page.goto(f"/courses/{course.pk}/seats/swap/")
    page.get_by_label("Hvem").select_option(str(bo.pk))
    page.get_by_label("Bytter med").select_option(str(dorte.pk))
    page.get_by_role("button", name="Se, hvad kontrollen siger").click()
    looked_at(page, "seat-swap-allowed")
    page.get_by_role("button", name="Byt", exact=True).click()
    expect(page.get_by_text("Bo Kjær og Dorte Øst har byttet.")).to_be_visible()
    looked_at(page, "seats-swapped")
    assert cohorts_of(course)["bo"] == 2

    sign_in(bo)
    page.goto("/courses/own/")
    looked_at(page, "own-seats")
    page.get_by_role("link", name="Opgiv din plads").click()
    page.get_by_label("Begrundelse").fill("Jeg skal på barsel.")
    looked_at(page, "seat-giving-up")
    page.get_by_role("button", name="Opgiv pladsen").click()
    expect(page.get_by_text("Du beholder pladsen, til en anden har taget den.").first).to_be_visible()
    offer = Offer.objects.get()
    sign_in(offer.person)
    page.goto(offer.get_absolute_url())
    looked_at(page, "offer")
    page.get_by_role("button", name="Ja tak, jeg tager pladsen").click()
    expect(page.get_by_text("Pladsen er din.")).to_be_visible()
    assert "bo" not in cohorts_of(course)
