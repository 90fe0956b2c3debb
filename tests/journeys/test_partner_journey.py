"""A counsellor talks with the language model on a phone: it answers, fails, lies, and never takes what was typed."""

import re

import pytest
from playwright.sync_api import expect
from tests.factories.ai_server import BROKEN, DOWN, GOOD, HOSTILE, LINE, SLOW
from tests.factories.method import a_framework
from tests.factories.people import a_jobcentre
from tests.factories.practice_partner import a_partner
from tests.journeys.looking import looked_at

from samklang.practice.models import Talk

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "Hvad vil du selv have svar på i dag?"


@pytest.fixture
def partner(settings, sign_in):
    """A model that has passed on one indicator; the counsellor is signed in."""
    with a_partner(settings, a_framework(a_jobcentre())) as made:
        made.license("i1")
        sign_in(made.person)
        yield made


def _begun(page):
    page.goto("/practice/talks/")
    looked_at(page, "partner-talks")
    page.get_by_role("link", name="Lille case small").click()
    looked_at(page, "partner-new-talk")
    page.get_by_role("button", name="Begynd").click()
    expect(page.locator(".dialogue > li")).to_have_count(1)


def _say(page, text):
    page.get_by_label("Din replik").fill(text)
    page.get_by_role("button", name="Sig det").click()


def test_a_talk_from_the_first_line_to_feedback_and_deletion(page, partner):
    _begun(page)
    _say(page, SAID)
    expect(page.locator(".dialogue > li")).to_have_count(3)
    expect(page.locator("#line-3")).to_contain_text(LINE)
    expect(page.get_by_label("Din replik")).to_be_focused()
    expect(page.get_by_label("Din replik")).to_have_value("")
    looked_at(page, "partner-talk")
    page.get_by_role("button", name="Slut samtalen").click()
    page.get_by_role("button", name="Bed om feedback").click()
    expect(page.locator("#feedback")).to_contain_text(SAID)
    expect(page.locator("#feedback")).to_contain_text("Delvist vist")
    looked_at(page, "partner-feedback")
    page.get_by_role("button", name="Slet samtalen nu").click()
    expect(page.get_by_text("Samtalen er slettet.")).to_be_visible()
    assert Talk.objects.count() == 0


def test_slow_down_and_broken_are_said_and_the_line_is_kept(page, partner, settings):
    settings.AI_TIMEOUT = 1
    _begun(page)
    for number, (mode, told) in enumerate([(DOWN, "fejl"), (SLOW, "svarede ikke"), (BROKEN, "afbrød")], 1):
        partner.model.mode = mode
        _say(page, SAID)
        expect(page.locator("[data-status]")).to_contain_text(told)
        expect(page.locator(f"#line-{2 * number}")).to_contain_text(SAID)
        partner.model.mode = GOOD
        page.get_by_role("button", name="Spørg efter svaret igen").click()
        expect(page.locator(f"#line-{2 * number + 1}")).to_contain_text(LINE)


def test_a_hostile_answer_is_only_text(page, partner):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    _begun(page)
    partner.model.mode = HOSTILE
    _say(page, SAID)
    expect(page.locator("#line-3")).to_contain_text("<script>")
    expect(page.locator("#line-3")).not_to_contain_text("Hansen")
    page.get_by_role("button", name="Slut samtalen").click()
    page.get_by_role("button", name="Bed om feedback").click()
    expect(page.get_by_text(re.compile("kunne ikke bruges"))).to_be_visible()
    assert (asked, Talk.objects.get().feedback) == ([], {})
