"""What can be wrong with a document of terms, each with its place and a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from samklang.core.words import Sentence

Path = tuple[str | int, ...]
"""The way to a value in a document."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with a document. `path` leads to it: ("reports", 1, "kind")."""

    path: Path
    what: Sentence

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))}: {self.what}"


class TermsFaults(ValueError):
    """A document that holds no terms, with every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, self.faults)))
