"""Agreement as a document for other programs: agreement.json."""

from collections.abc import Mapping
from dataclasses import asdict
from enum import Enum
from typing import Any

from samklang import __version__
from samklang.core.agreement import Change, Coefficient, KeyMatch
from samklang.core.words import render
from samklang.reports.agreement_told import figure_name, in_short
from samklang.reports.agreement_view import AgreementView, CaseView, PartView, RaterView

SCHEMA = "samklang-agreement/1"


def document(view: AgreementView, language: str) -> dict[str, Any]:
    """Everything the documents show, with all digits. Names of figures and the first sentence are in the language."""
    asked = view.asked
    return {
        "schema": SCHEMA,
        "samklang": __version__,
        "made_at": view.made_at.isoformat(timespec="seconds"),
        "source": view.source,
        "before": view.before_source or None,
        "level": asked.metric.value,
        "by": "overall" if asked.overall else "indicator",
        "bootstrap": asked.replicates,
        "seed": asked.seed,
        "scale": None if asked.levels is None else list(asked.levels),
        "smallest_relevant": asked.smallest_relevant,
        "threshold": view.threshold,
        "in_short": render(in_short(view, language), language),
        "raters": view.raters,
        "cases": view.cases,
        "ratings": view.ratings,
        "cases_nobody_rated": list(view.unrated),
        "words": {f"{level:g}": word for level, word in view.words.items()},
        "indicators": [_part(part, language) for part in view.parts],
        "each_rater": [_rater(one) for one in view.rater_views],
    }


def _part(part: PartView, language: str) -> dict[str, Any]:
    found = [part.agreement, *part.others, *([] if part.separates is None else [part.separates])]
    return {
        "indicator": part.name or None,
        "verdict": part.verdict.value,
        "alpha": _coefficient(part.agreement, language),
        "figures": [_coefficient(one, language) for one in found],
        "levels": list(part.levels),
        "pairs": None if part.pairs is None else [list(row) for row in part.pairs],
        "cases": [_case(case) for case in part.cases],
        "against_key": None if part.against_key is None else _key(part.against_key),
        "change": None if part.change is None else _change(part.change, language),
    }


def _coefficient(found: Coefficient, language: str) -> dict[str, Any]:
    return {"name": render(figure_name(found), language), **_plain(asdict(found))}


def _case(case: CaseView) -> dict[str, Any]:
    return {**_plain(asdict(case)), "item": case.item or None, "counts": list(case.counts) or None}


def _key(found: KeyMatch) -> dict[str, Any]:
    return _plain(asdict(found))


def _change(change: Change, language: str) -> dict[str, Any]:
    before, after = (_coefficient(one, language) for one in (change.before, change.after))
    return {**_plain(asdict(change)), "before": before, "after": after}


def _rater(one: RaterView) -> dict[str, Any]:
    return _plain(asdict(one))


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Names of enumerations in place of themselves."""
    return {key: _plain(value) if isinstance(value, dict) else _value(value) for key, value in values.items()}


def _value(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value
