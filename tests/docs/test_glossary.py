"""A newcomer finds every word of the planner's documents in the glossary, in both languages."""

import ast
import re

import pytest
from tests.architecture.sources import ROOT, sources

from samklang.core.planner.problem import Heading, Wish

DOCUMENTS = ("src/samklang/core/calendar.py", "src/samklang/core/planner/plan.py")
MODELS = "src/samklang/core/planner/problem/model.py"


def _rows() -> list[list[str]]:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row[0] not in {"English", "---"}]


def _words() -> set[str]:
    return {row[0] for row in _rows()}


def _in_words(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower().replace("half day", "half-day")


def _classes() -> list[str]:
    found = [
        _in_words(node.name)
        for source in sources("src")
        if source.place in (*DOCUMENTS, MODELS)
        for node in source.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert len(found) > 30
    return found


@pytest.mark.parametrize("word", _classes())
def test_every_part_of_a_problem_and_a_plan_is_explained(word):
    assert word in _words()


@pytest.mark.parametrize("word", [*Wish, *Heading])
def test_every_wish_and_heading_is_explained(word):
    assert word.value in _words()


def test_each_word_is_explained_once_with_its_danish_and_its_meaning():
    rows = _rows()
    assert [row for row in rows if len(row) != 3 or not all(row)] == []
    assert len({row[0] for row in rows}) == len(rows)
