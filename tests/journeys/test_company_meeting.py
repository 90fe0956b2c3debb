"""A consultant prepares a meeting, notes in it, and writes it down with a next step; nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect
from tests.factories.company_meetings import a_door, a_meeting, in_days
from tests.factories.method import the_frameworks_of
from tests.journeys.looking import looked_at

from samklang.companies.enums import MeetingState
from samklang.companies.models import Meeting, NextStep

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting(sign_in):
    """In a quarter of an hour, of the one who is signed in."""
    door = a_door()
    the_frameworks_of(door.jobcentre)
    sign_in(door.holder)
    return a_meeting(door, in_days(0.01))


def test_a_preparation_saves_itself_takes_suggestions_in_and_is_printed_without_navigation(page, meeting):
    page.goto(meeting.get_absolute_url())
    looked_at(page, "company-meeting")
    page.get_by_role("link", name="Forbered", exact=True).click()
    looked_at(page, "company-sheet")
    page.reload()
    page.get_by_label("Ønsket resultat").fill("Et ja til at prøve ti timer")
    expect(page.locator("#saved-aim")).to_contain_text("Gemt")
    page.get_by_label("Næstbedste resultat").fill("En ny dato")
    with page.expect_response(re.compile("/sheet/questions/")):
        page.locator("#section-questions").get_by_role("button", name=re.compile("Tag det med")).first.click()
    expect(page.get_by_label("Situation", exact=True)).not_to_have_value("")
    page.get_by_role("button", name="Gem forberedelsen").first.click()
    page.get_by_role("link", name="Læs eller udskriv forberedelsen").click()
    looked_at(page, "company-sheet-reading")
    meeting.refresh_from_db()
    assert meeting.sheet["wanted"] == "Et ja til at prøve ti timer"
    assert meeting.sheet["second_best"] == "En ny dato"
    assert len(meeting.sheet["situation_questions"]) == 1
    page.emulate_media(media="print")
    for selector in (".breadcrumbs", ".toolbar", ".site-menu", ".site-tools"):
        assert not any(one.is_visible() for one in page.locator(selector).all()), selector
    expect(page.get_by_text("Et ja til at prøve ti timer")).to_be_visible()


def test_what_is_noted_becomes_the_minutes_and_the_meeting_ends_with_a_next_step(page, meeting):
    page.goto(f"{meeting.get_absolute_url()}notes/")
    looked_at(page, "company-meeting-notes")
    page.reload()
    page.get_by_role("textbox").nth(1).fill("De mangler en om fredagen")
    expect(page.locator("#saved-p2")).to_contain_text("Gemt")
    Meeting.objects.filter(pk=meeting.pk).update(begins=in_days(-0.1))
    page.get_by_role("button", name="Videre til referatet").click()
    looked_at(page, "company-minutes")
    expect(page.get_by_label("Det talte I om")).to_have_value(re.compile("De mangler en om fredagen"))
    page.get_by_label("Det næste skridt").fill("Sende to profiler")
    page.get_by_role("button", name="Gem referatet").click()
    looked_at(page, "company-meeting-held")
    meeting.refresh_from_db()
    assert (meeting.state, NextStep.objects.get().what) == (MeetingState.HELD, "Sende to profiler")
