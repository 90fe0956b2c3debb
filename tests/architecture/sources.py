"""The repository as the architecture tests read it: its files, and its Python as syntax trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src" / "samklang"
CORE = SRC / "core"
MADE_HERE = {"build", "dist", "out", "node_modules", "samklang-data"}


@dataclass(frozen=True)
class Source:
    """One Python file; `place` is its path from the root of the repository, with slashes."""

    place: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> list[str]:
        """The file's lines."""
        return self.text.splitlines()

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, also those within others."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository that was written, not made, in order."""
    return tuple(sorted(_written(ROOT)))


def _written(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and path.name not in {".ci", ".gitignore"}
        made = path.name.endswith((".egg-info", ".mo", "__pycache__")) or (folder == ROOT and path.name in MADE_HERE)
        made = made or path == SRC / "web" / "static"
        if hidden or made:
            continue
        if path.is_dir():
            yield from _written(path)
        else:
            yield path


def place(path: Path) -> str:
    """The path from the root of the repository, with slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files, all of them or those below the folders named from the root."""
    found = []
    for path in files():
        if path.suffix == ".py" and (not folders or place(path).startswith(tuple(f"{name}/" for name in folders))):
            text = path.read_text(encoding="utf-8")
            found.append(Source(place(path), text, ast.parse(text)))
    return tuple(found)


@cache
def texts() -> dict[str, str]:
    """The files that hold text, by place."""
    found = {}
    for path in files():
        try:
            found[place(path)] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found
