"""Somebody new is shown around, uses the keys and turns them off, and finds an answer in the handbook."""

import pytest
from playwright.sync_api import Page, expect
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, somebody_who_is
from tests.journeys.looking import looked_at

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.handbook.tours import TOURS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def somebody(role: Role) -> Person:
    team = a_team(a_jobcentre())
    if role == Role.STAFF:
        return a_colleague_in(team)
    if role == Role.TEAM_LEADER:
        return somebody_who_is(role, team)
    return somebody_who_is(role, team.parent.parent if role == Role.HEAD else team.parent)


def press(page: Page, name: str) -> None:
    page.locator(".tour").get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("role", TOURS)
def test_the_tour_of_each_role_from_its_offer_to_its_end(page, sign_in, role):
    person = somebody(role)
    sign_in(person)
    page.goto("/")
    if role == Role.STAFF:
        looked_at(page, "tour-offer")
    press(page, "Begynd rundvisningen")
    for number in range(1, len(TOURS[role])):
        expect(page.locator(".tour-where")).to_contain_text(f"stop {number} af {len(TOURS[role])}")
        if number == 2:
            looked_at(page, f"tour-{role.value}")
        press(page, "Næste")
    press(page, "Afslut rundvisningen")
    expect(page.locator(".messages")).to_contain_text("Det var rundvisningen")
    expect(page.locator(".tour")).to_have_count(0)
    person.refresh_from_db()
    assert person.tour_ended_at is not None


def test_the_tour_waits_elsewhere_is_not_printed_and_is_left(page, sign_in):
    sign_in(somebody(Role.STAFF))
    page.goto("/")
    press(page, "Begynd rundvisningen")
    page.goto("/handbook/")
    page.get_by_role("link", name="Tilbage til rundvisningen").click()
    expect(page.locator(".tour-where")).to_contain_text("stop 1 af")
    page.emulate_media(media="print")
    expect(page.locator(".tour")).to_be_hidden()
    page.emulate_media(media="screen")
    press(page, "Stop rundvisningen")
    expect(page.locator(".tour")).to_have_count(0)
    page.goto("/")
    expect(page.locator(".tour")).to_have_count(0)


def test_keys_lead_to_areas_search_and_help_and_can_be_turned_off(page, sign_in):
    sign_in(somebody(Role.PROGRAMME_LEAD))
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("k")
    page.wait_for_url("**/calibration/**")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Taster")
    expect(dialog).to_be_visible()
    looked_at(page, "keys-dialog")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.keyboard.press("/")
    expect(page.locator("#site-search")).to_be_focused()
    page.keyboard.type("gm?h")
    expect(page.locator("#site-search")).to_have_value("gm?h")
    page.locator("#site-search").blur()
    page.keyboard.press("h")
    page.wait_for_url("**/handbook/how/kalibrer/")
    looked_at(page, "handbook-page")

    page.goto("/handbook/keyboard/")
    looked_at(page, "keyboard")
    page.get_by_role("button", name="Slå tasterne fra").click()
    expect(page.locator("[data-keys-state]")).to_contain_text("Tasterne er slået fra")
    for key in ("g", "s", "h", "?"):
        page.keyboard.press(key)
    page.reload()
    expect(page).to_have_url("/handbook/keyboard/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Slå tasterne til").click()
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url(lambda url: url.endswith("/") and "handbook" not in url)


def test_an_answer_is_found_and_read_in_both_languages(page, sign_in):
    page.goto("/handbook/")
    looked_at(page, "handbook")
    page.get_by_label("Søg i håndbogen").fill("udgangs")
    page.get_by_role("button", name="Søg", exact=True).click()
    looked_at(page, "handbook-search")
    page.get_by_role("link", name="Virker det? › Udgangspunktet").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Does it work?")
    looked_at(page, "handbook-page-english")
