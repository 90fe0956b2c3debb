"""The programme lead plans a course: a workbook with mistakes, rules, the planner, a step by hand, publishing."""

import pytest
from playwright.sync_api import Page, expect
from tests.factories.people import a_jobcentre, a_team, an_employee, the_lead_of
from tests.factories.plans import a_problem
from tests.journeys.looking import looked_at

from samklang.access.models import Person
from samklang.core.planner.problem import document
from samklang.core.workbook import write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def anne() -> Person:
    """One of those to be trained, whom the register knows."""
    team = a_team(a_jobcentre(), "Jobparate")
    employee = an_employee(team, name="Anne-Marie Østergaard", number="1001", email="anne@example.org")
    return Person.objects.get(pk=employee.person_id)


def test_from_a_workbook_with_mistakes_to_dates_on_a_colleague_s_page(page, sign_in, anne, tmp_path):
    page.set_default_timeout(60_000)  # the first page loads the planner's engine
    sign_in(the_lead_of(anne.employee.jobcentre))
    _begin(page)
    _read_a_workbook_with_mistakes_and_then_the_right_one(page, tmp_path)
    _change_the_order_of_wishes(page)
    _make_a_plan(page)
    _look_at_every_part(page)
    _adjust_by_hand(page)
    _publish(page)
    sign_in(anne)
    page.goto("/courses/own/")
    expect(page.get_by_role("main")).to_contain_text("Åbning og fælles mål")
    looked_at(page, "my-sessions")


def _begin(page: Page) -> None:
    page.goto("/planning/")
    looked_at(page, "programmes-none")
    page.get_by_role("link", name="Nyt forløb").click()
    looked_at(page, "new-programme")
    page.get_by_label("Forløbets navn").fill("Samtaler & møder")
    page.get_by_label("Første dag").fill("2026-08-17")
    page.get_by_label("Sidste dag").fill("2026-12-23")
    page.get_by_role("button", name="Begynd").click()


def _read_a_workbook_with_mistakes_and_then_the_right_one(page: Page, folder) -> None:
    right, wrong = document(a_problem()), document(a_problem())
    wrong["cohorts"]["size_maximum"] = 1
    write(right, folder / "efteraar.xlsx")
    write(wrong, folder / "forkert.xlsx")
    page.get_by_label("Planlægningsark").set_input_files(folder / "forkert.xlsx")
    page.get_by_role("button", name="Læs det ind").click()
    expect(page.get_by_text("Skal rettes").first).to_be_visible()
    looked_at(page, "workbook-with-mistakes")
    page.get_by_label("Planlægningsark").set_input_files(folder / "efteraar.xlsx")
    page.get_by_role("button", name="Læs det ind").click()
    expect(page.get_by_text("er læst ind")).to_be_visible()
    if page.get_by_role("link", name="Til forløbet").count():
        page.get_by_role("link", name="Til forløbet").click()
    looked_at(page, "programme")


def _change_the_order_of_wishes(page: Page) -> None:
    page.get_by_role("link", name="Ønskernes rækkefølge").click()
    page.get_by_role("button", name="Sidste kursusgang én op").click()
    looked_at(page, "wishes")
    page.get_by_role("button", name="Gem").click()


def _make_a_plan(page: Page) -> None:
    page.get_by_role("link", name="Lav en plan").click()
    looked_at(page, "new-run")
    page.get_by_label("Søg højst i (sekunder)").fill("3")
    page.get_by_role("button", name="Start planlæggeren").click()
    expect(page.get_by_text("Planen er lavet og godkendt af kontrollen")).to_be_visible(timeout=60_000)
    looked_at(page, "run-done")
    page.get_by_role("link", name="Se planen").click()


def _look_at_every_part(page: Page) -> None:
    looked_at(page, "plan-overview")
    for tab in ("Kalender", "Hold", "Bemanding", "Hver halvdag", "Økonomi", "Personer", "Hvorfor sådan?"):
        page.get_by_role("navigation", name="Planens dele").get_by_role("link", name=tab, exact=True).click()
        looked_at(page, f"plan-{tab.lower()}")
    page.get_by_label("En person").select_option("1001")
    page.get_by_role("button", name="Hvorfor dette hold?").click()
    expect(page.locator("#answers")).to_contain_text("Anne-Marie Østergaard")


def _adjust_by_hand(page: Page) -> None:
    page.get_by_role("link", name="Ret i hånden").click()
    page.get_by_label("Hvem", exact=True).select_option("1001")
    page.get_by_label("Til", exact=True).select_option("0")
    page.locator("form", has=page.get_by_label("Hvem", exact=True)).get_by_role("button", name="Prøv det").click()
    expect(page.get_by_text("mister pladsen")).to_be_visible()
    expect(page.get_by_role("heading", name="Hvad kontrollen siger")).to_be_focused()
    looked_at(page, "adjusting")
    page.reload()
    page.get_by_role("button", name="Drop det hele").click()


def _publish(page: Page) -> None:
    page.get_by_role("link", name="Offentliggør").click()
    expect(page.get_by_text("1 person ser sine egne datoer")).to_be_visible()
    looked_at(page, "publishing")
    page.get_by_role("button", name="Offentliggør").click()
    expect(page.get_by_text("Alle ser nu deres egne datoer")).to_be_visible()
