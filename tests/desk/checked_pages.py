"""Writes which pages the suite looks at with axe, for the accessibility statement: desk/accessibility.json.

Run it on the day the whole suite has passed: `python -m tests.desk.checked_pages 2026-11-26`. Pages are counted by the
names that the journeys give them; a name put together while the test runs is not counted, so there are no fewer.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import axe_playwright_python
from tests.architecture.sources import ROOT

JOURNEYS = ROOT / "tests" / "journeys"
FILE = ROOT / "src" / "samklang" / "desk" / "accessibility.json"
LOOKS = {"looked_at", "open_and_look"}


def names_in(tree: ast.AST) -> Iterator[str]:
    """The names of the pages a journey looks at."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _looks(node):
            name = node.args[1]
            if isinstance(name, ast.Constant):
                yield str(name.value)
        if isinstance(node, ast.For) and any(isinstance(one, ast.Call) and _looks(one) for one in ast.walk(node)):
            for part in ast.walk(node.iter):
                if isinstance(part, ast.Dict):
                    yield from (str(key.value) for key in part.keys if isinstance(key, ast.Constant))


def _looks(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in LOOKS and len(call.args) > 1


def checked_pages() -> dict[str, list[str]]:
    """The names by journey, each once."""
    found = {
        path.stem.removeprefix("test_"): sorted(set(names_in(ast.parse(path.read_text(encoding="utf-8")))))
        for path in sorted(JOURNEYS.glob("test_*.py"))
    }
    return {journey: names for journey, names in found.items() if names}


def axe_version() -> str:
    """The version of axe that the suite uses, as it says itself."""
    script = Path(str(axe_playwright_python.__file__)).parent / "axe.min.js"
    with script.open(encoding="utf-8") as file:
        found = re.search(r"axe v([\d.]+)", file.read(200))
    return found[1] if found else ""


def document(day: date) -> dict[str, object]:
    """What is kept. day: when the suite passed."""
    return {"checked_on": day.isoformat(), "tool": f"axe-core {axe_version()}", "journeys": checked_pages()}


if __name__ == "__main__":
    written = json.dumps(document(date.fromisoformat(sys.argv[1])), ensure_ascii=False, indent=1)
    FILE.write_text(written + "\n", encoding="utf-8")
