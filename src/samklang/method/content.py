"""Samklang's own texts, which a jobcentre begins with and makes its own."""

import tomllib
from pathlib import Path

from samklang.method.documents import EditionDocument, from_document

_FOLDER = Path(__file__).parent / "content"


def shipped() -> tuple[EditionDocument, ...]:
    """Every framework that comes with Samklang, by key."""
    return tuple(
        from_document(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(_FOLDER.glob("*.toml"))
    )
