"""What a check found."""

from dataclasses import dataclass
from enum import StrEnum

from samklang.core.words import Sentence


class Level(StrEnum):
    """How grave it is."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `do` says what to do about it, where there is anything."""

    check: str
    level: Level
    what: Sentence
    do: Sentence | None = None


def ok(check: str, what: Sentence) -> Finding:
    """All is well."""
    return Finding(check, Level.OK, what)


def warning(check: str, what: Sentence, do: Sentence) -> Finding:
    """The site works, and something will hurt later."""
    return Finding(check, Level.WARNING, what, do)


def fault(check: str, what: Sentence, do: Sentence) -> Finding:
    """Something does not work, or is not safe."""
    return Finding(check, Level.FAULT, what, do)
