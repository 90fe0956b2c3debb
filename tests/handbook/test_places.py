"""Every main page has help, and the help is there in both languages."""

import pytest
from django.urls import reverse
from tests.architecture.who_may.routes import routes
from tests.factories.access import the_administrator_of
from tests.factories.people import a_jobcentre, the_lead_of

from samklang.citizens.views import sections as citizens
from samklang.companies.views import sections as companies
from samklang.config import navigation
from samklang.desk import sections as desk
from samklang.evidence.views import sections as evidence
from samklang.handbook.book import book
from samklang.handbook.keys import AREAS
from samklang.handbook.places import HELP, help_for
from samklang.practice.views import sections as practice

_SECTIONS = (*citizens._SECTIONS, *companies._SECTIONS, *evidence._SECTIONS, *practice._SECTIONS, *desk._SECTIONS)
MAIN = sorted({one[0] for one in (*navigation._AREAS, *_SECTIONS)})


@pytest.mark.parametrize("route", MAIN)
def test_every_main_page_has_a_page_of_the_handbook(route):
    assert help_for(route), f"{route} is missing in handbook/places.py"


@pytest.mark.parametrize("name", sorted(set(HELP.values())))
def test_every_page_that_helps_is_there_in_both_languages(name):
    there = book()
    assert there
    page = there.pages[name]
    assert (page.language, there.pages[page.twin].language) == ("en", "da")


def test_no_line_of_the_table_is_about_a_page_that_is_gone():
    names = {route.name for route in routes()}
    idle = [one for one in HELP if not any(name == one or name.startswith(one.rstrip("*")) for name in names)]
    assert idle == []


def test_every_area_has_a_letter_of_its_own():
    assert len(set(AREAS.values())) == len(AREAS)
    assert {one[0] for one in navigation._AREAS} <= set(AREAS)


@pytest.mark.django_db
def test_the_link_stands_on_the_page_and_leads_to_the_readers_language(client):
    client.force_login(the_lead_of(a_jobcentre()))
    assert 'href="/handbook/how/virker-det/" data-key="h"' in client.get(reverse("evidence:evidence")).content.decode()
    client.cookies["django_language"] = "en"
    text = client.get(reverse("evidence:evidence")).content.decode()
    assert 'href="/handbook/how/evidence-in-short/" data-key="h"' in text
    client.force_login(the_administrator_of(a_jobcentre().parent))
    assert "Help with this page" in client.get(reverse("roles")).content.decode()


@pytest.mark.django_db
def test_citizens_and_companies_are_offered_no_help_for_staff(client):
    assert 'data-key="h"' not in client.get(reverse("handbook:handbook")).content.decode()
    assert 'data-key="h"' in client.get(reverse("account_login")).content.decode()
