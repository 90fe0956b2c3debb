"""Questions of one's own: what is wrong with one, and a file of them. Pure."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from samklang.core.words import Sentence, say
from samklang.delivery.questions import ONE, SEVERAL, Question, question_from

KIND = "questions"
MOST, LONGEST = 500, 2000
FEWEST_OPTIONS, MOST_OPTIONS = 3, 6


class QuestionFaults(Exception):
    """What is wrong with a file, each as a sentence."""

    def __init__(self, faults: list[Sentence]) -> None:
        super().__init__(str(faults[0]))
        self.faults = faults


def faults_of(question: Question, competences: Collection[str]) -> Iterator[Sentence]:
    """What keeps a question from being asked; nothing where it is in order."""
    texts = [question.text, question.explanation, *(one.text for one in question.options)]
    if any(not (one.da.strip() or one.en.strip()) for one in texts):
        yield say("Write the question, every answer and the explanation, in Danish or English.")
    if any(len(one) > LONGEST for text in texts for one in text):
        yield say("Keep every text below {most} letters.", most=LONGEST)
    if not FEWEST_OPTIONS <= len(question.options) <= MOST_OPTIONS:
        yield say("Give from {least} to {most} answers to choose from.", least=FEWEST_OPTIONS, most=MOST_OPTIONS)
    right = len(question.right())
    if question.kind == ONE and right != 1:
        yield say("Mark exactly one answer as right.")
    if question.kind == SEVERAL and not 1 < right < len(question.options):
        yield say("Mark more than one answer as right, and not all of them.")
    if question.kind not in (ONE, SEVERAL):
        yield say("Say whether one or several answers are right: “one” or “several”.")
    if question.difficulty not in (1, 2, 3):
        yield say("Give the difficulty as 1, 2 or 3.")
    if question.competence not in competences:
        yield say("Choose one of the competences of the framework.")


def to_file(framework: str, questions: Collection[Question]) -> bytes:
    """The questions as JSON that can be read in again, here or at another jobcentre."""
    document = {"samklang": KIND, "framework": framework, "questions": [one.as_document() for one in questions]}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def from_file(content: bytes, framework: str, competences: Collection[str]) -> list[Question]:
    """The questions of a file; all of them in order. Raises QuestionFaults with every fault."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise QuestionFaults([say("This is no JSON file. Fetch the questions here, and change that file.")]) from None
    if not isinstance(document, Mapping) or document.get("samklang") != KIND:
        raise QuestionFaults([say("This is no file of questions. Fetch the questions here, and change that file.")])
    if document.get("framework") != framework:
        raise QuestionFaults([say("The questions belong to another framework than the course teaches.")])
    rows = document.get("questions")
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST:
        raise QuestionFaults([say("A file holds from 1 to {most} questions.", most=MOST)])
    return list(_read(rows, competences))


def _read(rows: list[Any], competences: Collection[str]) -> Iterator[Question]:
    faults: list[Sentence] = []
    found: dict[str, Question] = {}
    for number, row in enumerate(rows, 1):
        question = _question(row)
        if question is None:
            faults.append(say("Question {number} lacks a part, or holds one of the wrong kind.", number=number))
            continue
        faults += [
            say("Question {number}: {fault}", number=number, fault=one) for one in faults_of(question, competences)
        ]
        if question.key in found:
            faults.append(say("Question {number} has the key of another one: “{key}”.", number=number,
                              key=question.key))  # fmt: skip
        found[question.key] = question
    if faults:
        raise QuestionFaults(faults)
    yield from found.values()


def _question(row: Any) -> Question | None:
    """The row as a question, where every part is there and of the right kind."""
    try:
        found = question_from(row)
    except (KeyError, TypeError, AttributeError):
        return None
    texts = (found.key, found.competence, found.indicator, found.kind)
    right_kinds = all(isinstance(one, str) and "\0" not in one for one in texts)
    key_fits = right_kinds and 0 < len(found.key) <= 60 and found.key.isprintable()
    return found if key_fits and type(found.difficulty) is int else None
