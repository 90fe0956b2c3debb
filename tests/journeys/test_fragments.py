"""What comes into a page in the place of a part of it: the person is told, and stands where the news is."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.looking import looked_at

pytestmark = pytest.mark.urls("tests.web.urls")


@pytest.fixture
def answers(page):
    page.goto("/answers/")
    return page


def test_the_news_takes_the_place_of_the_button_and_the_focus(answers):
    answers.get_by_role("button", name="closed").click()
    expect(answers.locator("#closed p")).to_be_focused()
    expect(answers.get_by_role("button", name="closed")).to_have_count(0)


def test_a_refusal_is_told_where_it_was_asked(answers):
    answers.get_by_role("button", name="refused").click()
    expect(answers.get_by_role("alert")).to_contain_text("Kun programlederen kan ændre planen.")
    expect(answers.get_by_role("alert")).to_be_focused()
    looked_at(answers, "refused")


def test_who_is_no_longer_signed_in_comes_to_the_page_for_it(answers):
    answers.get_by_role("button", name="signed-out").click()
    expect(answers).to_have_url(re.compile("/account/login/"))
    expect(answers.get_by_role("heading", level=1)).to_have_text("Log ind")
    looked_at(answers, "sign-in")


def test_what_broke_is_told_and_can_be_tried_again(browser, live_server):
    window = browser.new_context(base_url=live_server.url)
    opened = window.new_page()
    opened.goto("/answers/")
    opened.get_by_role("button", name="broken").click()
    expect(opened.get_by_role("alert")).to_contain_text("Det lykkedes ikke lige nu.")
    expect(opened.get_by_role("button", name="broken")).to_be_enabled()
    window.close()
