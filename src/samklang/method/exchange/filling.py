"""An edition's document as the rows of the sheets."""

from collections.abc import Iterable
from typing import Any

from samklang.core.workbook.filling import Filled
from samklang.method.documents import EditionDocument, IndicatorText


def filled_sheets(document: EditionDocument) -> dict[str, list[Filled]]:
    """The rows of every sheet, by its key, such that reading them gives the document again."""
    return {
        "frame": [_flat(document, ("name", "description"), key=document.key)],
        "phases": _numbered(_flat(one, ("name",), key=one.key) for one in document.phases),
        "competences": _numbered(
            _flat(one, ("name", "description"), key=one.key, esco=one.esco) for one in document.competences
        ),
        "indicators": _numbered(_indicator(one) for one in document.indicators),
        "levels": _numbered(
            _plain({"indicator": one.key, "level": anchor.level, "text_da": anchor.da, "text_en": anchor.en})
            for one in document.indicators
            for anchor in one.anchors
        ),
        "concepts": _numbered(
            _flat(one, ("term", "definition", "example", "counter_example"), key=one.key, esco=one.esco)
            for one in document.concepts
        ),
        "profiles": _numbered(_flat(one, ("name", "description"), key=one.key) for one in document.profiles),
        "demands": _numbered(
            {"profile": one.key, "indicator": key, "level": level}
            for one in document.profiles
            for key, level in one.demands.items()
        ),
    }


def _indicator(one: IndicatorText) -> Filled:
    given = {"key": one.key, "competence": one.competence, "phase": one.phase, "scale": one.scale, "esco": one.esco}
    return _flat(one, ("name", "looks_for", "unit"), **given)


def _flat(row: Any, texts: Iterable[str], **given: Any) -> Filled:
    pairs = {f"{name}_{language}": getattr(getattr(row, name), language) for name in texts for language in ("da", "en")}
    return _plain({**given, **pairs})


def _plain(row: Filled) -> Filled:
    return {key: value for key, value in row.items() if value not in (None, "")}


def _numbered(rows: Iterable[Filled]) -> list[Filled]:
    return [{"number": number, **row} for number, row in enumerate(rows, 1)]
