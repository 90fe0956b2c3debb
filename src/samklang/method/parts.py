"""The parts of an edition and what each text in them is called: one list for forms, comparison and files."""

from collections.abc import Mapping
from dataclasses import dataclass

from samklang.core.words import Sentence, say
from samklang.method.drafting import PARTS as KEYS


@dataclass(frozen=True)
class Part:
    """One part: its word in addresses and documents, and how it is spoken of. texts: those in two languages, in order.

    asked: the text that a row is known by.
    """

    key: str
    title: Sentence
    one: Sentence
    add: Sentence
    help: Sentence
    texts: tuple[str, ...]
    asked: str = "name"


PARTS: Mapping[str, Part] = {
    part.key: part
    for part in (
        Part("phases", say("Phases"), say("Phase"), say("Add a phase"),
             say("The parts of the conversation or meeting, in the order they come."), ("name",)),
        Part("competences", say("Competences"), say("Competence"), say("Add a competence"),
             say("What one must be able to do. It is seen in its indicators."), ("name", "description")),
        Part("indicators", say("Indicators"), say("Indicator"), say("Add an indicator"),
             say("What can be seen or counted, with the words for each level."), ("name", "looks_for", "unit")),
        Part("concepts", say("Concepts"), say("Concept"), say("Add a concept"),
             say("Words with one agreed meaning, an example, and what is easily mistaken for it."),
             ("term", "definition", "example", "counter_example"), asked="term"),
        Part("profiles", say("Role profiles"), say("Role profile"), say("Add a role profile"),
             say("What a role must be able to do, as the level of each indicator."), ("name", "description")),
    )
}  # fmt: skip
assert tuple(PARTS) == KEYS  # noqa: S101 - the order of the document is the order on the page

TEXTS: Mapping[str, Sentence] = {
    "name": say("Name"),
    "term": say("Term"),
    "description": say("Description"),
    "definition": say("Definition"),
    "example": say("Example"),
    "counter_example": say("Counter-example"),
    "looks_for": say("What to look for"),
    "unit": say("What is counted"),
    "competence": say("Competence"),
    "phase": say("Phase"),
    "scale": say("Rated by"),
    "esco": say("Address in ESCO"),
}
"""What each text of a row is called."""


def level_label(scale: str, level: int) -> Sentence:
    """What one anchor is called."""
    return say("Answer {number}", number=level) if scale == "choice" else say("Level {level}", level=level)
