"""Every component, looked at and used as a person would, at a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect
from tests.factories.people import a_jobcentre, the_lead_of
from tests.journeys.looking import looked_at

pytestmark = pytest.mark.urls("tests.web.urls")


@pytest.fixture
def components(page, sign_in):
    sign_in(the_lead_of(a_jobcentre()))
    page.goto("/components/")
    return page


def test_every_component_can_be_read_by_everybody(components):
    for help_ in components.locator("details.details").all():
        help_.locator("summary").click()
    looked_at(components, "components")


def test_a_page_on_another_day_can_be_read_and_left(components):
    components.goto("/components/?as_of=2031-12-24")
    looked_at(components, "another-day")
    components.get_by_role("button", name="Tilbage til i dag").click()
    expect(components.locator(".as-of")).to_have_count(0)


def test_faults_take_the_focus_and_lead_to_their_fields(components):
    components.get_by_label("Timer om ugen").fill("40")
    components.get_by_role("button", name="Gem").click()
    expect(components.locator(".error-summary")).to_be_focused()
    looked_at(components, "form-with-faults")
    components.get_by_role("link", name="Timer om ugen").click()
    expect(components.get_by_label("Timer om ugen")).to_be_focused()


def test_a_list_is_narrowed_while_one_types_and_the_address_follows(components):
    with components.expect_response(lambda answer: "name=anne" in answer.url):
        components.get_by_role("search", name="Afgræns listen").get_by_label("Navn").fill("anne")
    expect(components).to_have_url(re.compile(r"\?name=anne&team=$"))
    expect(components.locator("#staff table")).to_be_visible()
    looked_at(components, "narrowed")


def test_a_file_that_is_too_large_is_not_sent(components, tmp_path):
    large = tmp_path / "large.xlsx"
    large.write_bytes(b"0" * 20_000_001)
    field = components.get_by_label("Personaleliste")
    field.set_input_files(large)
    expect(components.get_by_text("Filen er større end 20 MB.")).to_be_visible()
    expect(field).to_have_value("")
    looked_at(components, "too-large")


def test_leaving_what_is_not_saved_is_asked_about(components):
    asked = []
    components.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    components.get_by_label("Bemærkning").fill("Husk nøglen")
    components.goto("/components/confirmation/")
    assert asked == ["beforeunload"]
    looked_at(components, "confirmation")


def test_the_menus_open_and_close_with_the_keyboard(components):
    menu = components.locator(".person-menu summary")
    menu.press("Enter")
    expect(components.get_by_role("button", name="Log ud")).to_be_visible()
    components.keyboard.press("Escape")
    expect(components.get_by_role("button", name="Log ud")).to_be_hidden()
    expect(menu).to_be_focused()


def test_the_main_menu_is_there_on_every_screen(components):
    unfolds = components.get_by_role("button", name="Menu")
    if unfolds.is_visible():
        expect(components.get_by_role("navigation", name="Hovedmenu")).to_be_hidden()
        unfolds.click()
    expect(components.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    looked_at(components, "menu")


def test_without_javascript_everything_is_there(browser, live_server):
    window = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    opened = window.new_page()
    opened.goto("/components/?name=anne")
    opened.get_by_role("button", name="Vis", exact=True).click()
    expect(opened).to_have_url(re.compile(r"name=anne"))
    expect(opened.get_by_role("table", name="Ansatte")).to_be_visible()
    opened.get_by_role("button", name="Gem").click()
    expect(opened.get_by_role("heading", name=re.compile("ting skal rettes"))).to_be_visible()
    window.close()
