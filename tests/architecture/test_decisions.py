"""Each decision is one page that a later reader can disagree with: docs/adr/0007-its-title.md."""

import re
import unicodedata

import pytest
from tests.architecture.sources import ROOT

PAGES = sorted((ROOT / "docs" / "adr").glob("*.md"))
TITLE = re.compile(r"^# (?P<number>[1-9]\d*)\. (?P<title>.+?)\.?$")


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_number_and_title_agree_with_the_file_name(page):
    title = TITLE.match(page.read_text(encoding="utf-8").splitlines()[0])
    assert title
    assert page.name == f"{int(title['number']):04}-{_slug(title['title'])}.md"


def test_decisions_are_numbered_from_one_without_gaps():
    assert [int(page.name[:4]) for page in PAGES] == list(range(1, len(PAGES) + 1))
    assert len(PAGES) >= 5


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_decision_says_why_what_and_what_it_costs_on_one_page(page):
    text = page.read_text(encoding="utf-8")
    assert re.search(r"^(Accepted|Replaced by \[\d+)", text, re.MULTILINE)
    assert [part for part in ("*Why:*", "*We will*", "*Not chosen:*", "*Which means*") if part not in text] == []
    assert len(text.split()) <= 500
