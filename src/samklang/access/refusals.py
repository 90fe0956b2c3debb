"""A refusal is a sentence; a command that meets one raises it, and the page shows it."""

from dataclasses import dataclass

from samklang.core.words import Sentence


@dataclass(frozen=True)
class Refusal:
    """Why something may not be done, and what to do instead."""

    reason: Sentence


class NotAllowed(Exception):
    """Raised by a command; carries the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.reason))
        self.refusal = refusal


def require(refusal: Refusal | None) -> None:
    """Nothing where there is no refusal. Raises NotAllowed where there is one."""
    if refusal is not None:
        raise NotAllowed(refusal)
