"""The spread as a document for other programs: spread.json."""

from typing import Any

from samklang import __version__
from samklang.core.words import render
from samklang.reports.evidence_values import plain
from samklang.reports.spread_view import SpreadView

SCHEMA = "samklang-spread/1"


def document(view: SpreadView, language: str) -> dict[str, Any]:
    """Everything the page shows, with all digits. Sentences are in the language; no member of staff is in it."""
    return {
        "schema": SCHEMA,
        "samklang": __version__,
        "made_at": view.made_at.isoformat(timespec="seconds"),
        "source": view.source,
        "before": view.before_source or None,
        "outcome": view.outcome,
        "strata_of": list(view.strata),
        "smallest_relevant": view.smallest,
        "in_short": render(view.said[0], language),
        "told": [render(one, language) for one in view.said],
        "notes_on_data": [render(one, language) for one in view.notes],
        "change_told": None if view.change_told is None else render(view.change_told, language),
        "change": plain(view.change, language),
        **plain(view.found, language),
    }
