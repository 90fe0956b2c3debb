"""What the sums of one file come to, as it is kept: figures of all staff together, and no made-up name. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from samklang.core.effects.spread import Spread, Sums, spread
from samklang.core.effects.spread.told import told
from samklang.core.words import LANGUAGES, Sentence, render
from samklang.evidence.documents import plain

SCHEMA = "samklang-spread/1"
SEED = 1

Cells = Mapping[tuple[str, str], tuple[int, float, float]]
"""By made-up name and stratum: how many cases, their sum, the sum of their squares."""


def sums_of(cells: Cells) -> Sums:
    """The same as the core takes it."""
    return Sums.of_sums(
        (name, stratum, n, total, squares) for (name, stratum), (n, total, squares) in sorted(cells.items())
    )


def document_of(cells: Cells, smallest_relevant: float) -> dict[str, Any]:
    """Everything that is shown: the sentences in both languages first, then the figures."""
    found = spread(sums_of(cells), seed=SEED)
    sentences = told(found, smallest_relevant=smallest_relevant)
    return {"schema": SCHEMA, "told": in_languages(sentences), **figures_of(found)}


def in_languages(sentences: Sequence[Sentence]) -> list[dict[str, str]]:
    """Each sentence by language."""
    return [{language: render(one, language) for language in LANGUAGES} for one in sentences]


def figures_of(found: Spread) -> dict[str, Any]:
    """Every figure with its interval, as plain values. What is said in words is left out."""
    figures: dict[str, Any] = plain(found)
    figures.pop("notes")
    return figures
