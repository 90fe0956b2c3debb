"""From an empty database to a published plan, as somebody who has never seen Samklang before goes through it."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from playwright.sync_api import Page, expect
from tests.config.test_setup import SETUP, run
from tests.factories.people import PASSWORD
from tests.journeys.looking import looked_at

from samklang.access.models import Person
from samklang.people.models import CoverNeed, Employee
from samklang.planning.models import Publication

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NAMES = ("Anna Berg", "Bo Holm", "Camilla Dam", "David Ek", "Eva Frost", "Finn Gren", "Gitte Hav", "Hans Lund")


def an_export(folder: Path) -> Path:
    """What SD Løn writes: titles above, codes beside words, Windows-1252, no last day as 31.12.9999, a total below."""
    lines = [
        "Medarbejderoversigt;;;;;;;", "Jobcenter Vejen;;;;;;;", "",
        "Tjenestenummer;Navn;Afdelingskode;Afdeling;Stilling;Ansættelsesdato;Afgangsdato;Beskæftigelsesdecimal",
        *(
            f"{10_001 + place};{name};4A{place % 2};{('Jobklar', 'Sygedagpenge')[place % 2]};Jobkonsulent;"
            f"20{10 + place}0801;31.12.9999;1,0000"
            for place, name in enumerate(NAMES)
        ),
        f"I alt;{len(NAMES)};;;;;;",
    ]  # fmt: skip
    path = folder / "sd-udtraek.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


def test_the_first_hour_from_nothing_to_a_published_plan(page, tmp_path):
    page.set_default_timeout(300_000)  # the first page loads the planner's engine
    page.set_default_navigation_timeout(300_000)
    _nobody_is_there(page)
    _the_first_administrator(page)
    _names_and_teams(page)
    _staff(page, an_export(tmp_path))
    _programme(page)
    _plan(page)
    _publish(page)
    assert Publication.objects.filter(ended_at=None).count() == 1


def _nobody_is_there(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("sudo samklang setup --municipality")).to_be_visible()
    looked_at(page, "setup-nobody-yet")


def _the_first_administrator(page: Page) -> None:
    printed = run(*SETUP, "--lead").stdout.strip()
    page.goto(re.search(r"https?://\S+", printed)[0])
    page.get_by_label("Ny adgangskode").fill(PASSWORD)
    page.get_by_label("Den nye adgangskode igen").fill(PASSWORD)
    page.get_by_role("button", name="Gem adgangskoden").click()
    if "second-step" in page.url:
        page.goto("/")
    assert Person.objects.get().has_usable_password()
    page.goto(f"{site.PUBLIC_ADDRESS}/")
    page.get_by_role("link", name="Samklang er ikke sat helt op").click()
    expect(page.get_by_text("1 af 6 trin er gjort")).to_be_visible()
    looked_at(page, "setup-steps")


def _step(page: Page, key: str):
    return page.locator(f"#step-{key}")


def _names_and_teams(page: Page) -> None:
    _step(page, "places").get_by_role("link", name="Se navnene efter").click()
    looked_at(page, "setup-places")
    page.get_by_label("Jobcentrets navn").fill("Job og Borger")
    page.get_by_role("button", name="Gem").click()
    _step(page, "teams").get_by_role("link", name="Tilføj teams").click()
    looked_at(page, "setup-teams")
    for row, team in enumerate(("Jobklar", "Sygedagpenge")):
        page.locator(f"[name=name_{row}]").fill(team)
        page.locator(f"[name=least_{row}]").fill("1")
    page.get_by_role("button", name="Tilføj").click()
    expect(page.get_by_text("2 teams er tilføjet")).to_be_visible()
    assert CoverNeed.objects.count() == 2


def _staff(page: Page, export: Path) -> None:
    _step(page, "staff").get_by_role("link", name="Send filen").click()
    page.get_by_label("Fil", exact=True).set_input_files(export)
    page.get_by_role("button", name="Læs filen").click()
    expect(page.get_by_text("Anna Berg").first).to_be_visible()
    looked_at(page, "setup-import")
    page.get_by_role("button", name="Importér nu").click()
    expect(page.get_by_text("er importeret").first).to_be_visible()
    assert Employee.objects.count() == len(NAMES)
    page.goto("/setup/")


def _programme(page: Page) -> None:
    _step(page, "programme").get_by_role("link", name="Vælg et færdigt forløb").click()
    first = date.today() + timedelta(days=42 - date.today().weekday())  # noqa: DTZ011 - the day of the machine, as the page has it
    expect(page.get_by_label("Første dag")).to_have_value(first.isoformat())
    looked_at(page, "setup-programme")
    page.get_by_label("Underviser").fill("Tina Dam")
    page.get_by_role("button", name="Begynd").click()
    expect(_step(page, "programme").get_by_text("Jobrettede samtaler").first).to_be_visible()
    looked_at(page, "setup-before-the-plan")


def _plan(page: Page) -> None:
    _step(page, "plan").get_by_role("button", name="Lav den første plan").click()
    expect(page.get_by_text("Planen er lavet og godkendt af kontrollen")).to_be_visible(timeout=120_000)
    page.get_by_role("link", name="Se planen").click()


def _publish(page: Page) -> None:
    page.get_by_role("link", name="Offentliggør").click()
    page.get_by_role("button", name="Offentliggør").click()
    expect(page.get_by_text("Alle ser nu deres egne datoer")).to_be_visible()
    page.goto("/setup/")
    expect(_step(page, "plan").get_by_text("En plan er offentliggjort")).to_be_visible()
    looked_at(page, "setup-done")
