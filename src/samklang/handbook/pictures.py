"""The pictures that stand in the pages: those in docs/pictures and no other file."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PNG = b"\x89PNG\r\n\x1a\n"
_HEAD = 24
"""The bytes of a PNG that say how wide and high it is."""


@dataclass(frozen=True)
class Picture:
    """One picture, and its size in pixels."""

    path: Path
    width: int
    height: int


@cache
def pictures_in(docs: Path) -> Mapping[str, Picture]:
    """Every picture by the name of its file. A name is only ever looked up here and never joined to a path."""
    found = {}
    for path in sorted((docs / "pictures").glob("*.png")):
        with path.open("rb") as file:
            content = file.read(_HEAD)
        if content.startswith(_PNG) and len(content) == _HEAD:
            width, height = struct.unpack(">II", content[16:_HEAD])
            found[path.name] = Picture(path, width, height)
    return found
