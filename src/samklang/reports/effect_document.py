"""An effect as a document for other programs: effect.json."""

from typing import Any

from samklang import __version__
from samklang.core.words import render
from samklang.reports.effect_view import EffectView
from samklang.reports.evidence_values import plain

SCHEMA = "samklang-effect/1"


def document(view: EffectView, language: str) -> dict[str, Any]:
    """Everything the page shows, with all digits. Sentences are in the language; 0.01 is 1 point of a share."""
    result = view.result
    found = plain(result, language)
    found.pop("plan")
    return {
        "schema": SCHEMA,
        "samklang": __version__,
        "made_at": view.made_at.isoformat(timespec="seconds"),
        "source": view.source,
        "in_short": render(view.first, language),
        "verdict": result.answer.verdict.value,
        "counted_in": view.unit.value,
        "plan": plain(view.plan.document(), language),
        "plan_hash": view.plan.hash,
        "plan_was_frozen": view.frozen,
        "intake": None if view.intake is None else plain(view.intake, language),
        "notes_on_data": [render(one, language) for one in view.notes],
        **found,
    }
