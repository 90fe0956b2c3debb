"""Whoever follows a link in the documentation arrives."""

import re
import unicodedata
from pathlib import Path

import pytest
from tests.architecture.sources import ROOT, files, place

PAGES = [path for path in files() if path.suffix == ".md"]
LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")


def _headings(page: Path) -> set[str]:
    lines = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines()
    return {_anchor(line.lstrip("#").strip()) for line in lines if line.startswith("#")}


def _anchor(heading: str) -> str:
    kept = [one for one in heading.lower() if one in " -_" or unicodedata.category(one)[0] in "LN"]
    return "".join(kept).replace(" ", "-")


def _arrives(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or ROOT not in target.parents:
        return False
    return not anchor or anchor in _headings(target)


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_links_within_the_house_lead_somewhere(page):
    links = [
        link for link in LINK.findall(page.read_text(encoding="utf-8")) if not link.startswith(("http", "mailto:"))
    ]
    assert [link for link in links if not _arrives(page, link)] == []


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        links = LINK.findall(page.read_text(encoding="utf-8"))
        found = [(page.parent / link.partition("#")[0]).resolve() for link in links if not link.startswith("http")]
        waiting += [one for one in found if one.is_file()]
        waiting += [one for folder in found if folder.is_dir() for one in folder.glob("*.md")]
    assert [place(page) for page in PAGES if page not in reached] == []
