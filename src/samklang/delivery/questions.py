"""The question bank: Samklang's own questions, how some are drawn, and how answers are judged. Pure."""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from samklang.delivery.bilingual import Text, text_from

_FOLDER = Path(__file__).parent / "content" / "questions"
ONE, SEVERAL = "one", "several"
ASKED = 10
"""How many questions a check asks where there are so many."""


class Option(NamedTuple):
    """One of the answers to choose from."""

    text: Text
    right: bool


class Question(NamedTuple):
    """One question with its answers, and why the right ones are right."""

    key: str
    competence: str
    indicator: str
    kind: str
    """ONE or SEVERAL right answers."""
    difficulty: int
    """1 to 3, the last the hardest."""
    text: Text
    options: tuple[Option, ...]
    explanation: Text

    def as_document(self) -> dict[str, Any]:
        """As it is stored with a check, so that it stays as it was asked."""
        return {
            **self._asdict(), "text": self.text.as_document(), "explanation": self.explanation.as_document(),
            "options": [{"right": one.right, "text": one.text.as_document()} for one in self.options],
        }  # fmt: skip

    def right(self) -> frozenset[int]:
        """The places of the right answers, from 0."""
        return frozenset(place for place, one in enumerate(self.options) if one.right)


def question_from(document: Mapping[str, Any]) -> Question:
    """A question as it was stored, or as it stands in a bank. Raises KeyError where something is missing."""
    return Question(
        document["key"], document["competence"], document.get("indicator", ""), document["kind"],
        document["difficulty"], text_from(document["text"]),
        tuple(Option(text_from(one["text"]), bool(one["right"])) for one in document["options"]),
        text_from(document["explanation"]),
    )  # fmt: skip


@cache
def shipped_bank(framework: str) -> tuple[Question, ...]:
    """Samklang's own questions for a framework, in the order of the file; none for a framework it does not know."""
    return _banks().get(framework, ())


@cache
def _banks() -> dict[str, tuple[Question, ...]]:
    documents = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml"))]
    return {one["framework"]: tuple(question_from(row) for row in one["questions"]) for one in documents}


def draw(
    bank: Sequence[Question], competences: Collection[str], seen: Mapping[str, int], random: Random, count: int = ASKED
) -> list[Question]:
    """Questions for one check: as many of each competence as can be, of each difficulty in turn, least seen first.

    seen:    how often the person has met each question before, by its key.
    returns: in the order they are asked, fewer than count where the bank holds fewer; the easier ones first.
    """
    piles: dict[str, list[Question]] = defaultdict(list)
    shuffled = [one for one in bank if one.competence in competences]
    random.shuffle(shuffled)
    for one in _by_difficulty_in_turn(shuffled, seen):
        piles[one.competence].append(one)
    order = sorted(piles)
    random.shuffle(order)
    found: list[Question] = []
    while len(found) < count and any(piles.values()):
        for competence in order:
            if piles[competence] and len(found) < count:
                found.append(piles[competence].pop(0))
    return sorted(found, key=lambda one: one.difficulty)


def _by_difficulty_in_turn(questions: Iterable[Question], seen: Mapping[str, int]) -> list[Question]:
    """Within a competence: the least seen first, and among those one of each difficulty in turn."""
    turn: dict[tuple[str, int, int], int] = defaultdict(int)
    placed = []
    for one in questions:
        times = seen.get(one.key, 0)
        place = turn[one.competence, times, one.difficulty]
        turn[one.competence, times, one.difficulty] += 1
        placed.append((times, place, one))
    return [one for _, _, one in sorted(placed, key=lambda row: row[:2])]


def is_right(question: Question, chosen: Iterable[int]) -> bool:
    """Whether exactly the right answers were chosen."""
    return frozenset(chosen) == question.right()
