"""A head of service makes the page for the committee: reads it, says what is asked for, issues it, fetches the PDF."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from tests.factories.committee import Town, a_town
from tests.journeys.looking import looked_at

from samklang.access.clock import today
from samklang.committee.enums import Every
from samklang.committee.models import Issue
from samklang.committee.queries.schedules import day_before
from samklang.committee.window import Window

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def go(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).click()


def made(page: Page) -> None:
    """From the empty list to a draft that can be read."""
    page.goto("/committee/")
    looked_at(page, "committee-none")
    go(page, "Lav en side")
    looked_at(page, "committee-new")
    press(page, "Lav kladden")
    expect(page.locator("main")).to_contain_text("Hvem er uddannet og stadig her?")
    looked_at(page, "committee-draft")


def worded(page: Page) -> None:
    page.locator("main").get_by_role("link", name="Skriv, hvad I beder om", exact=True).first.click()
    page.locator("[name=introduction_da]").fill("Udvalget bad om at se, om metoden er fælles.")
    page.locator("[name=asks]").first.check()
    page.locator("[name=asks_da]").fill("At der afsættes penge til nye kolleger.")
    looked_at(page, "committee-words")
    press(page, "Gem")
    expect(page.locator("main")).to_contain_text("At der afsættes penge til nye kolleger.")


def english(page: Page) -> None:
    """The same page in English: figures and claims are kept in both; what was written in Danish says that it is."""
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": page.url}])
    page.reload()
    expect(page.locator("h1")).to_contain_text("Page no. 1 for the committee")
    expect(page.locator('p[lang="da"]').first).to_contain_text("Udvalget bad om")
    looked_at(page, "committee-english")


def issued(page: Page) -> None:
    go(page, "Udsend siden")
    looked_at(page, "committee-issuing")
    press(page, "Udsend")
    expect(page.locator("h1")).to_contain_text("Udvalgsside nr. 1")
    looked_at(page, "committee-issued")


def test_the_head_takes_one_page_to_the_committee(page, sign_in):
    town: Town = a_town()
    quarter = Window(day_before(today(), Every.HALF_YEAR), today(), today()).quarters[0]
    town.answers("Team Havn", quarter.key, much=12, little=6)
    sign_in(town.head)
    made(page)
    worded(page)
    issued(page)
    issue = Issue.objects.get()
    assert (issue.number, len(issue.sha256)) == (1, 64)
    for language in ("da", "en"):
        answer = page.request.get(f"{page.url}page-{language}.pdf")
        assert answer.body().startswith(b"%PDF")
    english(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="PDF in Danish")).to_be_hidden()
