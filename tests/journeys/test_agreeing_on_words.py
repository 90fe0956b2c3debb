"""A lead changes the words of the method, and a colleague reads them: at a desk and on a phone, each page looked at."""

import re

import pytest
from tests.factories.method import TODAY, the_frameworks_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_lead_of
from tests.journeys.looking import looked_at

from samklang.method.exchange import as_json
from samklang.method.queries.editions import draft_of, holding_edition, texts_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def method():
    jobcentre = a_jobcentre(name="Jobcenter Vejen")
    return jobcentre, the_frameworks_of(jobcentre)


def open_part(page, name: str) -> None:
    """From the draft to one of its parts."""
    page.get_by_role("link", name=re.compile(f"^{name}")).click()


def back_to_the_draft(page) -> None:
    """From one of its parts, or a row just written, to the draft."""
    page.get_by_role("link", name="Tilbage til kladden").click()


def reword_a_concept(page) -> None:
    open_part(page, "Begreber")
    looked_at(page, "method-part-concepts")
    page.get_by_role("link", name="pause", exact=True).click()
    looked_at(page, "method-row-concept")
    field = page.get_by_label("Betydning på dansk")
    field.fill(field.input_value().replace("At tie", "At vente roligt"))
    page.get_by_role("button", name="Gem").click()
    back_to_the_draft(page)


def add_an_indicator_and_think_better_of_it(page) -> None:
    open_part(page, "Indikatorer")
    page.get_by_role("link", name="Tilføj en indikator med niveauer").click()
    page.get_by_role("button", name="Tilføj").click()
    looked_at(page, "method-new-indicator-with-mistakes")
    page.get_by_label("Navn på dansk").fill("Siger tak")
    page.get_by_label("Niveau 1 på dansk").fill("Siger ikke tak.")
    page.get_by_role("button", name="Tilføj").click()
    back_to_the_draft(page)
    looked_at(page, "method-draft-with-faults")
    page.get_by_role("link", name="Siger tak").click()
    looked_at(page, "method-row-indicator")
    page.get_by_role("link", name="Fjern fra kladden").click()
    looked_at(page, "method-removal")
    page.get_by_role("button", name="Fjern").click()
    back_to_the_draft(page)


def demand_more_of_a_role(page) -> None:
    open_part(page, "Rolleprofiler")
    page.get_by_role("link", name="Rådgiver", exact=True).click()
    looked_at(page, "method-row-profile")
    page.get_by_label("Fælles formål og dagsorden").select_option("5")
    page.get_by_role("button", name="Gem").click()
    back_to_the_draft(page)


def test_a_lead_changes_words_looks_at_the_difference_and_publishes(page, sign_in, method):
    jobcentre, frameworks = method
    sign_in(the_lead_of(jobcentre))
    page.goto("/method/")
    looked_at(page, "method-frameworks")
    page.get_by_role("link", name="Den jobrettede samtale").click()
    looked_at(page, "method-framework")
    page.get_by_role("button", name="Begynd en kladde").click()
    looked_at(page, "method-draft-empty")
    reword_a_concept(page)
    add_an_indicator_and_think_better_of_it(page)
    demand_more_of_a_role(page)
    page.get_by_role("link", name="Offentliggør").click()
    looked_at(page, "method-publication")
    page.get_by_label("Hvorfor offentliggøres den?").fill("Vi talte om, hvad en pause er, på mødet i team Ung.")
    page.get_by_role("button", name="Offentliggør").click()
    looked_at(page, "method-published")
    page.get_by_role("link", name="Sammenlign udgaver").click()
    looked_at(page, "method-comparison")
    assert draft_of(frameworks["conversation"]) is None


def test_a_file_is_read_into_the_draft_once_it_has_been_looked_through(page, sign_in, method):
    jobcentre, frameworks = method
    content = as_json(texts_of(holding_edition(frameworks["triage"], TODAY)))
    sign_in(the_lead_of(jobcentre))
    page.goto(f"/method/frameworks/{frameworks['triage'].pk}/file/")
    looked_at(page, "method-file")
    wrong = content.replace(b'"competence": "', b'"competence": "Ikke ')
    page.locator("#id_file").set_input_files({"name": "ramme.json", "mimeType": "application/json", "buffer": wrong})
    page.get_by_role("button", name="Se forskellen").click()
    looked_at(page, "method-file-with-faults")
    right = content.replace(b"samtaler", "møder".encode())
    page.locator("#id_file").set_input_files({"name": "ramme.json", "mimeType": "application/json", "buffer": right})
    page.get_by_role("button", name="Se forskellen").click()
    looked_at(page, "method-file-reading")
    page.get_by_role("button", name="Sæt den i kladden").click()
    looked_at(page, "method-draft-from-a-file")


def test_a_colleague_looks_a_word_up(page, sign_in, method):
    jobcentre, _frameworks = method
    sign_in(a_colleague_in(a_team(jobcentre)))
    page.goto("/method/concepts/")
    looked_at(page, "method-concepts")
    with page.expect_response(lambda response: "q=spejling" in response.url):
        page.get_by_label("Ord", exact=True).fill("spejling")
    page.get_by_role("heading", name="spejling").wait_for()
    page.goto("/method/concepts/#pause")
    page.get_by_role("button", name=re.compile("English")).first.click()
    looked_at(page, "method-concepts-english")
    page.goto("/method/")
    page.get_by_role("link", name="The job-oriented conversation").click()
    looked_at(page, "method-framework-english")
