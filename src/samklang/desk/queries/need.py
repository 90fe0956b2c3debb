"""One errand on the first page."""

from dataclasses import dataclass

from samklang.core.words import Sentence


@dataclass(frozen=True)
class Need:
    """One errand."""

    says: Sentence
    url: str
    pressing: bool = False
