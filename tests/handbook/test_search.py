"""The search in the handbook: what it finds, and what it puts first."""

import pytest
from tests.factories.people import a_jobcentre, the_lead_of

from samklang.handbook.book import Book, book, read
from samklang.handbook.search import MOST_HITS, folded, search

PAGES = {
    "title": "# Budget\n\nOm penge.\n",
    "heading": "# Penge\n\n## Et budget\n\nOm penge.\n",
    "text": "# Regnskab\n\nEt budget og endnu et budget, æblegrød og en plan.\n",
    "other": "# Andet\n\nIntet om det.\n",
}


@pytest.fixture
def small(tmp_path) -> Book:
    """Four pages that have a word in their title, in a heading, in the text, and not at all."""
    (tmp_path / "how").mkdir()
    lines = "".join(f"- [{name}]({name}.md)\n" for name in PAGES)
    (tmp_path / "how" / "README.md").write_text(lines, encoding="utf-8")
    for name, text in PAGES.items():
        (tmp_path / "how" / f"{name}.md").write_text(text, encoding="utf-8")
    return read(tmp_path)


def the_book() -> Book:
    found = book()
    assert found
    return found


def names(there: Book, text: str, language: str = "en") -> list[str]:
    return [hit.page.slug for hit in search(there, text, language)]


def test_a_word_in_a_title_comes_before_one_in_a_heading_and_one_in_the_text(small):
    assert names(small, "budget") == ["title", "heading", "text"]


def test_the_beginning_of_a_word_is_enough(small):
    assert names(small, "budg") == ["title", "heading", "text"]
    assert names(small, "udget") == []


def test_every_word_must_be_there(small):
    assert names(small, "budget plan") == ["text"]
    assert names(small, "budget nowhere") == []


@pytest.mark.parametrize("typed", ["æblegrød", "ÆBLEGRØD", "aeblegroed", "ablegrod", "æblegr", "aeble"])
def test_danish_letters_are_found_however_they_are_written(small, typed):
    assert names(small, typed) == ["text"]


def test_another_ending_of_a_word_is_found_when_the_word_itself_is_nowhere(small):
    assert names(small, "budgetter") == ["title", "heading", "text"]


def test_nothing_and_signs_find_nothing(small):
    assert [names(small, one) for one in ("", "  ", "%&/()", "<>")] == [[], [], [], []]


def test_what_is_found_is_marked_with_words_around_it(small):
    (hit,) = search(small, "grod plan aeble", "en")[:1] or search(small, "plan aeble", "en")[:1]
    assert [one.text for one in hit.parts if one.marked] == ["æblegrød", "plan"]


def test_letters_are_folded_alike():
    assert folded("Ærø-Århus é") == "aeroe-aarhus e"


def test_each_page_is_found_once_and_in_the_readers_language():
    for language in ("da", "en"):
        found = search(the_book(), "plan", language)
        shown = [hit.page for hit in found]
        assert len({page.name for page in shown}) == len(shown)
        assert {page.name for page in shown}.isdisjoint({page.twin for page in shown} - {""})
        assert all(page.language == language for page in shown if page.twin)
        assert len(shown) <= MOST_HITS


def test_an_english_word_finds_the_danish_page():
    assert "kontaktvagt" in names(the_book(), "guard", "da")


@pytest.mark.django_db
def test_the_page_shows_ten_at_a_time_and_marks_what_was_looked_for(client):
    answer = client.get("/handbook/search/", {"q": "plan"})
    assert (answer.content.decode().count("<mark>") > 5, len(answer.context["hits"])) == (True, 10)
    second = client.get("/handbook/search/", {"q": "plan", "page": "2"})
    assert {hit.page.name for hit in second.context["hits"]}.isdisjoint(h.page.name for h in answer.context["hits"])


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["<script>x()</script>", "a" * 500, "'; drop table", "%F0%9F", "zzzz"])
def test_whatever_is_typed_is_answered_and_escaped(client, typed):
    answer = client.get("/handbook/search/", {"q": typed, "page": "99999999999999999999"})
    assert answer.status_code == 200
    assert "<script>x" not in answer.content.decode()


@pytest.mark.django_db
def test_the_sites_own_search_shows_pages_of_the_handbook(client):
    client.force_login(the_lead_of(a_jobcentre()))
    text = client.get("/search/", {"q": "kontaktvagt"}).content.decode()
    assert "/handbook/how/kontaktvagt/" in text
