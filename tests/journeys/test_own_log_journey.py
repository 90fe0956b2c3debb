"""A counsellor looks back in a few taps, writes down a belief, and records a conversation that both have agreed to."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.factories.citizens_own import REFERENCE, a_door, an_old_belief, an_old_review, switched_on
from tests.factories.people import a_colleague_in
from tests.journeys.looking import looked_at

from samklang.citizens.models import Belief, ConversationReview, Recording

pytestmark = pytest.mark.django_db(transaction=True)


def test_looking_back_takes_a_few_taps_and_a_belief_is_held_against_what_came_of_it(page, sign_in):
    door = a_door()
    today = timezone.localdate()
    for back in (4, 2):
        an_old_review(door.person, door.team, today - timedelta(days=back), **{"goal-before-mine": 5})
    for number in range(14):
        an_old_belief(
            door.person, door.team, today - timedelta(days=300), 30 + number % 3 * 30, happened=number % 4 == 0
        )
    an_old_belief(door.person, door.team, today - timedelta(days=250))
    sign_in(door.person)
    page.goto("/conversations/reviews/new/")
    for group, level in (("q-two-places-ready", 3), ("q-goal-before-mine", 4), ("q-said-back", 5)):
        page.locator(f'[name="{group}"][value="{level}"]').check()
    page.get_by_label("Én ting, jeg vil prøve næste gang").fill("Vente et sekund til")
    looked_at(page, "own-review")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Vente et sekund til")).to_be_visible()
    looked_at(page, "own-reviews")
    assert ConversationReview.objects.latest("pk").answers == {
        "two-places-ready": 3, "goal-before-mine": 4, "said-back": 5
    }  # fmt: skip
    page.goto("/conversations/beliefs/")
    looked_at(page, "own-beliefs")
    page.get_by_role("link", name="inden for tolv måneder").click()
    page.get_by_label("Sagsnummer").fill(REFERENCE)
    page.get_by_label("70 %").check()
    looked_at(page, "own-belief")
    page.get_by_role("button", name="Gem det").click()
    assert (Belief.objects.latest("pk").percent, Belief.objects.latest("pk").months) == (70, 12)
    page.get_by_role("link", name="Min tro og det, der skete").click()
    looked_at(page, "own-calibration")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My belief against what came of it")
    looked_at(page, "own-calibration-english")


def test_a_conversation_is_recorded_after_both_said_yes_and_gone_when_the_citizen_takes_it_back(page, sign_in):
    door = a_door()
    switched_on(door)
    sign_in(door.person)
    page.goto("/conversations/recordings/")
    page.get_by_role("link", name="Bed om at optage en samtale").click()
    page.get_by_label("Sagsnummer").fill(REFERENCE)
    page.get_by_label("Jeg siger ja til").check()
    looked_at(page, "own-recording-asked")
    page.get_by_role("button", name="Jeg siger ja, spørg borgeren").click()
    page.get_by_role("button", name="Vis borgerens link").click()
    looked_at(page, "own-recording-link")
    address = page.get_by_label("Linket alene").input_value()
    _the_citizen_says_yes(page, address)
    sign_in(door.person)
    page.goto(Recording.objects.get().get_absolute_url())
    _it_is_recorded_in_the_browser(page)
    assert Recording.objects.get().size > 0
    page.context.clear_cookies()
    page.goto(address)
    page.get_by_role("button", name="Jeg tager mit ja tilbage").click()
    expect(page.get_by_text("er slettet")).to_be_visible()
    assert Recording.objects.get().content is None


def _the_citizen_says_yes(page, address):
    page.context.clear_cookies()
    page.goto(address)
    looked_at(page, "citizen-recording")
    page.get_by_role("link", name="English").click()
    looked_at(page, "citizen-recording-english")
    page.get_by_role("button", name="Yes, you may record").click()
    expect(page.get_by_text("You have said yes.")).to_be_visible()
    looked_at(page, "citizen-recording-agreed")


def _it_is_recorded_in_the_browser(page):
    """With a tone in place of a microphone."""
    page.evaluate(
        """() => { navigator.mediaDevices.getUserMedia = async () => {
            const context = new AudioContext(), out = context.createMediaStreamDestination();
            const tone = context.createOscillator(); tone.connect(out); tone.start(); return out.stream; }; }"""
    )
    looked_at(page, "own-recording-ready")
    page.get_by_role("button", name="Begynd at optage").click()
    expect(page.get_by_text("OPTAGER")).to_be_visible()
    page.wait_for_timeout(1500)
    looked_at(page, "own-recording-on")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("På pause")).to_be_visible()
    page.get_by_role("button", name="Stop, og gem den").click()
    expect(page.get_by_role("heading", name="Hør den")).to_be_visible()
    looked_at(page, "own-recording-kept")
    assert page.evaluate(
        """async () => { const sound = document.querySelector("audio"); sound.preload = "auto";
            return new Promise((answer) => { sound.oncanplay = () => answer(true);
                sound.onerror = () => answer(false); sound.load(); }); }"""
    )


def test_trends_are_drawn_for_whoever_leads(page, sign_in):
    door = a_door()
    quarter = timezone.localdate() - timedelta(days=200)
    for place in range(6):
        one = a_colleague_in(door.team)
        an_old_review(one, door.team, quarter, **{"said-back": 1 + place % 5, "knows-where": 2 + place % 3})
        an_old_belief(one, door.team, quarter, place * 10)
    sign_in(door.lead)
    page.goto("/conversations/figures/")
    looked_at(page, "own-trends")
