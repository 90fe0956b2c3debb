"""The lists of what opens to whom, as they are written down beside this file.

With SAMKLANG_OPENS=write the lists are written as they are found, and the tests fail where they wrote, so that the
difference is read.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "opens.txt"
COMMAND = 'SAMKLANG_OPENS=write make test ARGS="-n 0 tests/security"'
_WIDTH = 120


@cache
def lists() -> dict[str, frozenset[str]]:
    """By heading, what stands under it."""
    found: dict[str, set[str]] = {}
    heading = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
            found[heading] = set()
        elif not line.startswith("#"):
            found[heading] |= set(line.split())
    return {name: frozenset(keys) for name, keys in found.items()}


def written(heading: str, keys: Iterable[str]) -> str:
    """A list as it stands in the file."""
    lines = textwrap.wrap(" ".join(sorted(keys)), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join([f"[{heading}]", *lines])


def what_differs(heading: str, opened: Iterable[str]) -> str:
    """Nothing where the list is right; else a sentence that says what to look at and what to write."""
    found, told = set(opened), lists().get(heading, frozenset())
    both = {"opens and is not in the list": found - told, "is in the list and opens no more": told - found}
    parts = [f"{what}: {', '.join(sorted(keys))}" for what, keys in both.items() if keys]
    if not parts:
        return ""
    if os.environ.get("SAMKLANG_OPENS") == "write":
        _write(heading, found)
    return (
        f"[{heading}] in {FILE.name}: {'; '.join(parts)}. Ask for each whether this reader may see what stands there, "
        f"above all names of others. If they may, write the lists anew with {COMMAND}; if not, mend the view's query."
    )


def _write(heading: str, found: set[str]) -> None:
    text = FILE.read_text(encoding="utf-8")
    before, told, after = text.partition(f"[{heading}]\n")
    lines = after.splitlines(keepends=True) if told else []
    end = next((number for number, line in enumerate(lines) if line.startswith(("[", "#"))), len(lines))
    FILE.write_text(f"{before}{written(heading, found)}\n{''.join(lines[end:])}", encoding="utf-8")
