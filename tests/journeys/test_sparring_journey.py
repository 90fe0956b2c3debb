"""Two agree on a sparring; the partner notes on a phone without a connection; the focus person speaks first."""

import pytest
from playwright.sync_api import expect
from tests.factories.practice_sparring import a_pair, a_sparring, a_working_day, under_way
from tests.journeys.looking import looked_at

from samklang.practice.models import Sparring, SparringNotes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('samklang-sparring')).length"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def pair():
    return a_pair()


def row(page, key):
    return page.locator(f"[data-row='{key}']")


def asked(page, sign_in, pair) -> Sparring:
    """The focus person asks, and chooses two things."""
    page.set_viewport_size(PHONE)
    sign_in(pair.focus_person)
    page.goto("/practice/sparring/")
    page.get_by_role("link", name="Aftal en sparring").click()
    page.locator("#id_framework").select_option(str(pair.framework.pk))
    page.get_by_label("Dag", exact=True).fill(a_working_day().isoformat())
    page.get_by_role("button", name="Se, hvem der kan").click()
    looked_at(page, "sparring-new")
    page.get_by_role("button", name="Sæt den i begge kalendere").click()
    page.locator(f"#focus-{pair.keys[0]}").check()
    page.locator(f"#focus-{pair.keys[2]}").check()
    looked_at(page, "sparring-focus")
    page.get_by_role("button", name="Gem").click()
    looked_at(page, "sparring-before")
    return under_way(Sparring.objects.get())


def agreed(page, sign_in, pair, sparring):
    """The focus person speaks first, and the two agree."""
    sign_in(pair.focus_person)
    page.goto(sparring.get_absolute_url())
    assert "Hvad vil du selv?" not in page.content()
    page.get_by_role("link", name="Tal først").click()
    looked_at(page, "sparring-first-words")
    page.get_by_role("button", name="Jeg har sagt det højt").click()
    expect(page.get_by_text("Hvad vil du selv?")).to_be_visible()
    page.get_by_role("link", name="Aftal en eller to ting").click()
    page.get_by_label("Hvad prøver du?").fill("Vente med løsninger")
    page.locator("#id_by_1").fill(a_working_day(14).isoformat())
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Vente med løsninger")).to_be_visible()
    looked_at(page, "sparring-after")
    page.get_by_role("button", name="Den blev holdt").click()
    expect(page.get_by_role("link", name="Udskriv et tomt ark")).to_have_count(0)
    page.goto(f"{sparring.get_absolute_url()}paper/")
    looked_at(page, "sparring-paper")


def test_a_sparring_from_asking_to_agreeing_with_the_sheet_written_without_a_connection(page, sign_in, pair):
    sparring = asked(page, sign_in, pair)
    first, second = pair.keys[0], pair.keys[2]
    sign_in(pair.partner)
    page.goto(sparring.get_absolute_url())
    page.get_by_role("link", name="Åbn arket").click()
    looked_at(page, "sparring-sheet")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("async () => (await (await caches.open('sparring-pages')).keys()).length === 1")

    page.context.set_offline(True)
    row(page, first).locator("input[value=yes]").check()
    row(page, second).locator("input[value=partly]").check()
    row(page, first).locator(".sparring-quote summary").click()
    row(page, first).locator("textarea").fill("Hvad vil du selv? Nummeret er 010190-1234")
    expect(row(page, first).get_by_text("ligner et nummer")).to_be_visible()
    expect(page.get_by_text("Ikke sendt endnu.")).to_be_visible()
    looked_at(page, "sparring-sheet-offline")
    page.reload()
    expect(row(page, first).locator("input[value=yes]")).to_be_checked()
    expect(row(page, first).locator("textarea")).to_have_value("Hvad vil du selv? Nummeret er 010190-1234")
    assert SparringNotes.objects.get().sheet == {}

    page.context.set_offline(False)
    expect(page.get_by_text("Én ting er ikke sendt")).to_be_visible()
    expect(row(page, first).locator("textarea")).to_have_value("Hvad vil du selv? Nummeret er xxxxxx-xxxx")
    assert SparringNotes.objects.get().sheet == {first: {"shown": "yes"}, second: {"shown": "partly"}}
    row(page, first).locator("textarea").fill("Hvad vil du selv?")
    page.get_by_role("button", name="Færdig").click()
    page.wait_for_url(f"**{sparring.get_absolute_url()}")
    assert page.evaluate(KEPT) == 0
    page.wait_for_function("async () => (await (await caches.open('sparring-pages')).keys()).length === 0")
    assert SparringNotes.objects.get().sheet[first]["quotes"][0]["said"] == "Hvad vil du selv?"
    agreed(page, sign_in, pair, sparring)


def test_what_is_not_sent_is_gone_from_the_phone_when_one_signs_out(page, sign_in, pair):
    page.set_viewport_size(PHONE)
    sparring = under_way(a_sparring(pair))
    sign_in(pair.partner)
    page.goto(f"{sparring.get_absolute_url()}sheet/")
    page.evaluate("navigator.serviceWorker.ready")
    page.route("**/sheet/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator("details.sparring-part > summary").first.click()
    page.locator(".sparring-taps label").first.click()
    expect(page.get_by_text("Ikke sendt endnu.")).to_be_visible()
    assert page.evaluate(KEPT) == 1
    page.locator(".person-menu summary").click()
    page.get_by_role("button", name="Log ud").click()
    page.wait_for_function("async () => (await caches.keys()).length === 0")
    assert page.evaluate(KEPT) == 0
