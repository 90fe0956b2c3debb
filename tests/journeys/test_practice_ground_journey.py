"""A counsellor practises in private: a case on a phone to its end, with feedback on what was said."""

import pytest
from playwright.sync_api import Page, expect
from tests.factories.practice_cases import COLD, FACTS, Ground
from tests.journeys.looking import looked_at
from tests.pages import CheckedClient

from samklang.practice.models import BranchingCase, Practised, Walk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ground(sign_in) -> Ground:
    """With Samklang's own cases; the counsellor is signed in. What the site loads only once is loaded."""
    made = Ground()
    client = CheckedClient()
    client.force_login(made.person)
    assert client.get("/practice/").status_code == 200
    sign_in(made.person)
    return made


def _say(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()
    expect(page.get_by_role("button", name=words)).to_have_count(0)


def test_a_case_is_played_to_its_end_left_and_gone_on_with_and_ends_with_feedback(page, ground):
    case = BranchingCase.objects.get(key="br-conv-after-sick-leave")
    page.goto("/practice/")
    looked_at(page, "practice-ground")
    page.get_by_role("link", name="Mellem ni og tolv").click()
    looked_at(page, "practice-case")
    page.get_by_role("button", name="Begynd", exact=True).click()
    looked_at(page, "practice-walk-begun")
    page.get_by_role("button", name="Vi tager helbredet først").dblclick()
    expect(page.locator("#talk :focus")).to_contain_text("Så er der jo ikke noget, der haster")
    page.get_by_role("button", name="Vis feedback efter hver replik").click()
    expect(page.get_by_text("lægger job bag helbredet")).to_be_visible()
    looked_at(page, "practice-walk-under-way")
    page.goto("/practice/")
    page.get_by_role("link", name="Fortsæt den case").click()
    expect(page.get_by_text("Så er der jo ikke noget, der haster")).to_be_visible()
    while page.locator(".line-choice").count():
        turn = page.locator("input[name=turn]").first.input_value()
        page.locator(".line-choice").last.click()
        expect(page.locator(f".line-form input[value={turn}]")).to_have_count(0)
    expect(page.locator(".ending h2")).to_be_focused()
    expect(page.get_by_role("heading", name="Det viste den")).to_be_visible()
    expect(page.get_by_text("Du kunne have sagt").first).to_be_visible()
    looked_at(page, "practice-walk-ended")
    page.emulate_media(media="print")
    expect(page.get_by_text("Du kunne have sagt").first).to_be_visible()
    assert not page.locator(".post-button").first.is_visible()
    page.emulate_media(media="screen")
    walk = Walk.objects.get()
    assert (walk.person, walk.case, len(walk.path) >= 5, walk.finished_at is not None) == (
        ground.person, case, True, True,
    )  # fmt: skip
    page.get_by_role("button", name="Prøv igen herfra").first.click()
    expect(page.get_by_role("heading", name="Hvad siger du?")).to_be_visible()


def test_what_one_has_practised_is_ones_own_to_look_at_and_to_delete(page, ground):
    ground.walked(ground.small(), COLD, FACTS)
    page.goto("/practice/own/")
    looked_at(page, "practice-own")
    page.get_by_role("link", name="Slet det hele").click()
    looked_at(page, "practice-own-removal")
    page.get_by_role("button", name="Slet det hele").click()
    expect(page.get_by_text("er slettet")).to_be_visible()
    assert Walk.objects.count() == 0


def test_a_card_is_read_part_by_part_and_an_exercise_is_done(page, ground):
    page.goto("/practice/cards/")
    looked_at(page, "practice-cards")
    page.get_by_label("Hvor mange er I?").select_option("3")
    expect(page.get_by_role("link", name="Det i tasken")).to_have_count(0)
    page.get_by_role("link", name="Tre papirer på bordet").click()
    looked_at(page, "practice-card")
    page.get_by_role("link", name="Jeg spiller den anden").click()
    looked_at(page, "practice-card-part")
    page.go_back()
    page.get_by_role("link", name="Udskriv alle roller").click()
    looked_at(page, "practice-card-print")
    page.go_back()
    page.get_by_role("button", name="Vi har prøvet det").click()
    expect(page.get_by_text("Prøvet i dag", exact=True)).to_be_visible()
    page.goto("/practice/exercises/")
    looked_at(page, "practice-exercises")
    page.get_by_role("link", name="En besked i to dele").click()
    looked_at(page, "practice-exercise")
    page.get_by_role("button", name="Gjort i dag").click()
    expect(page.get_by_text("Gjort i dag. Kun du ser det.")).to_be_visible()
    assert sorted(Practised.objects.values_list("kind", flat=True)) == ["card", "exercise"]
