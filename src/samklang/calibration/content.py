"""Samklang's own cases, which a jobcentre begins with."""

import tomllib
from functools import cache
from pathlib import Path

from samklang.calibration.documents import Asked, CaseDocument, from_document
from samklang.method import content as method_content

FOLDER = Path(__file__).parent / "content"


@cache
def shipped_cases(framework: str) -> tuple[CaseDocument, ...]:
    """Every case that comes with Samklang for the framework, by key; none for a framework it does not know.

    Raises DocumentFaults, and ValueError where a file is not TOML; a test reads them all.
    """
    indicators = shipped_indicators().get(framework)
    if indicators is None:
        return ()
    paths = sorted((FOLDER / framework).glob("*.toml"))
    return tuple(from_document(tomllib.loads(path.read_text(encoding="utf-8")), indicators) for path in paths)


@cache
def shipped_indicators() -> dict[str, dict[str, Asked]]:
    """What the indicators of each framework that comes with Samklang can be answered with, by their keys."""
    return {
        one.key: {
            row.key: Asked(row.scale, frozenset(anchor.level for anchor in row.anchors)) for row in one.indicators
        }
        for one in method_content.shipped()
    }
