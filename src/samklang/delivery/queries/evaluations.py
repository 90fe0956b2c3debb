"""What evaluations showed, once the time to answer is out and where enough have answered. Nobody is in it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from random import Random
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, QuerySet

from samklang.access.models import Person
from samklang.delivery import learning_content
from samklang.delivery.bilingual import Text
from samklang.delivery.enums import EvaluationMoment
from samklang.delivery.models import Course, EvaluationAnswer, EvaluationAsked
from samklang.delivery.rules.learning import FEWEST


class StatementResult(NamedTuple):
    """How one statement was answered, from 1 to 5; None where fewer than five answered it."""

    key: str
    text: Text
    answers: int
    mean: float | None
    spread: float | None
    """The standard deviation, with n - 1 below the line."""


class EvaluationResult(NamedTuple):
    """What was said at one moment of a course, over all the groups that may be shown."""

    moment: EvaluationMoment
    asked: int
    answered: int
    statements: Sequence[StatementResult]
    words: Sequence[tuple[Text, Sequence[str]]]
    """The open questions, each with what was written, in an order that tells nothing."""
    kept_back: int
    """Groups in which too few have answered."""
    waiting: int
    """Groups whose time to answer is not out."""


class _Group(NamedTuple):
    """Everybody who was asked about one session at one moment."""

    session: int
    until: date
    asked: int
    answered: int


def results_of(course: Course, person: Person, sees_all: bool, today: date) -> Iterator[EvaluationResult]:
    """Every moment that somebody has been asked at.

    sees_all: else only what was said of the sessions that the person taught.
    """
    for moment in EvaluationMoment:
        groups = EvaluationAsked.objects.filter(course=course, moment=moment)
        if not sees_all:
            groups = groups.filter(session__trainer=person)
        counted = [_Group(**one) for one in _counted(groups)]
        if counted:
            yield _result(moment, counted, today)


def _counted(groups: QuerySet[EvaluationAsked]) -> Iterable[dict[str, Any]]:
    counts = {"until": Max("until"), "asked": Count("pk"), "answered": Count("pk", filter=Q(answered=True))}
    return groups.values("session").annotate(**counts).order_by("session")


def _result(moment: EvaluationMoment, groups: Sequence[_Group], today: date) -> EvaluationResult:
    closed = [one for one in groups if one.until < today]
    shown = [one for one in closed if one.answered >= FEWEST]
    answers = list(
        EvaluationAnswer.objects.filter(moment=moment, session__in=[one.session for one in shown]).order_by("pk")
    )
    questions = learning_content.evaluation(moment)
    return EvaluationResult(
        moment, sum(one.asked for one in closed), sum(one.answered for one in closed),
        [_statement(one, answers) for one in questions.statements] if answers else [],
        [(one.text, _shuffled(one.key, answers)) for one in questions.open] if answers else [],
        len(closed) - len(shown), len(groups) - len(closed),
    )  # fmt: skip


def _statement(line: learning_content.Line, answers: Iterable[EvaluationAnswer]) -> StatementResult:
    values = [int(one.scores[line.key]) for one in answers if line.key in one.scores]
    count = len(values)
    if count < FEWEST:
        return StatementResult(line.key, line.text, count, None, None)
    mean = math.fsum(values) / count
    spread = math.sqrt(math.fsum((one - mean) ** 2 for one in values) / (count - 1))
    return StatementResult(line.key, line.text, count, mean, spread)


def _shuffled(key: str, answers: Sequence[EvaluationAnswer]) -> list[str]:
    """In an order of its own for each question, so that what one person wrote does not stand at the same place."""
    found = sorted(one.words[key] for one in answers if key in one.words)
    Random(f"{key}{len(found)}").shuffle(found)
    return found if len(answers) >= FEWEST else []
