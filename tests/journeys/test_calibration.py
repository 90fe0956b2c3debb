"""A team finds out whether it means the same: rated alone on a phone, closed, read, settled, and tried once more."""

import pytest
from playwright.sync_api import Page, expect
from tests.factories.calibration import a_case, the_notice_of_calibration
from tests.factories.method import a_framework
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_lead_of
from tests.journeys.conftest import SCREENS
from tests.journeys.looking import looked_at

from samklang.access.models import Person, Place
from samklang.calibration.models import Rater, Round
from samklang.method.models import Edition

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
KEYS = (1, 2, 3, 4, 5, 2, 3, 4, 3, 2)
"""The agreed level of each case's first indicator."""


@pytest.fixture
def jobcentre() -> Place:
    """With a notice in force, a framework of two indicators and ten cases; three colleagues can rate."""
    place = a_jobcentre(name="Jobcenter Vejen")
    the_notice_of_calibration(place)
    framework = a_framework(place, indicators=2, key="samtaler")
    for number, level in enumerate(KEYS, 1):
        a_case(framework, keys={"i1": level, "i2": 3}, title_da=f"Samtale {number}", title_en=f"Talk {number}")
    return place


def test_a_leader_opens_three_rate_the_leader_closes_reads_settles_a_wording_and_opens_the_next(
    page, sign_in, jobcentre
):
    team = a_team(jobcentre, "Jobparate")
    colleagues = [a_colleague_in(team) for _ in range(3)]
    lead = the_lead_of(jobcentre)
    sign_in(lead)
    _open_a_round(page, "Efterårets runde")
    at_the_desk = page.viewport_size
    for place, colleague in enumerate(colleagues):
        sign_in(colleague)
        page.set_viewport_size(SCREENS["phone"])
        _rate(page, colleague, off=(0, 1, -1)[place])
    page.set_viewport_size(at_the_desk)
    sign_in(lead)
    _close_and_read(page)
    _settle_a_wording(page)
    _open_a_round(page, "Den næste runde")
    assert Round.objects.get(title="Den næste runde").edition == Edition.objects.latest("number")
    sign_in(colleagues[0])
    page.goto(f"/calibration/rounds/{Round.objects.get(title='Efterårets runde').pk}/result/own/")
    looked_at(page, "own-result")


def _open_a_round(page: Page, title: str) -> None:
    page.goto("/calibration/")
    page.get_by_role("link", name="Ny runde").first.click()
    page.get_by_label("Titel").fill(title)
    for box in page.get_by_label("Jobparate").all():
        box.check()
    looked_at(page, "new-round")
    page.get_by_role("button", name="Lav runden").click()
    looked_at(page, "round-draft")
    page.get_by_role("link", name="Åbn runden").click()
    page.get_by_role("button", name="Åbn runden").click()
    expect(page.get_by_text("er åben, og bedømmerne").first).to_be_visible()
    looked_at(page, "round-open")


def _rate(page: Page, colleague: Person, *, off: int) -> None:
    """Near the key on the first indicator; on the second the three read the words in their own way."""
    rater = Rater.objects.select_related("round").get(person=colleague)
    page.goto(f"/calibration/rounds/{rater.round_id}/rating/")
    looked_at(page, "rating")
    page.get_by_role("link", name="Begynd").click()
    for number in range(len(KEYS)):
        title = page.get_by_role("heading", level=1).inner_text()
        level = KEYS[int(title.removeprefix("Samtale ")) - 1]
        first, second = page.locator("fieldset.judgement").all()
        first.locator(f"input[type=radio][value='{level}']").check()
        second.locator(f"input[type=radio][value='{min(5, max(1, level + off))}']").check()
        expect(second.get_by_role("status")).to_contain_text("Gemt")
        if number == 0:
            looked_at(page, "rated-case")
        page.get_by_role("button", name="Gem").click()
    page.goto(f"/calibration/rounds/{rater.round_id}/rating/")
    page.get_by_role("button", name="Jeg er færdig").click()
    expect(page.get_by_text("Du er færdig")).to_be_visible()


def _close_and_read(page: Page) -> None:
    page.goto(f"/calibration/rounds/{Round.objects.get().pk}/")
    expect(page.get_by_text("3", exact=True).first).to_be_visible()
    page.get_by_role("link", name="Luk runden").click()
    page.get_by_role("button", name="Luk runden").click()
    page.get_by_role("link", name="Se, hvad den viser").first.click()
    expect(page.get_by_text("På 1 af 2 indikatorer er I enige nok til at bedømme hinanden")).to_be_visible()
    looked_at(page, "result")


def _settle_a_wording(page: Page) -> None:
    page.get_by_role("link", name="Uenighedstavle").click()
    page.locator("input[name=indicator]").first.check()
    page.get_by_role("button", name="Sæt op").click()
    looked_at(page, "board")
    page.locator(".cards a").first.click()
    page.get_by_label("Den ene måde").fill("Det er nok at have spurgt.")
    page.get_by_label("Den anden måde").fill("Borgeren skal have svaret.")
    page.get_by_label("dansk").last.fill("Om borgeren har svaret, inden det første emne begynder.")
    looked_at(page, "point")
    page.get_by_role("button", name="Gem, og skriv ordlyden ind i kladden").click()
    page.get_by_role("link", name="Se kladden igennem, og offentliggør den").click()
    looked_at(page, "draft")
    page.get_by_role("link", name="Offentliggør").first.click()
    page.get_by_label("Hvorfor offentliggøres den?").fill("Vi læste ordene på to måder.")
    looked_at(page, "publication")
    page.get_by_role("button", name="Offentliggør", exact=True).click()
    assert Edition.objects.latest("number").reason == "Vi læste ordene på to måder."
