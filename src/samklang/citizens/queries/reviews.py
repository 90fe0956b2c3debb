"""How somebody saw their own conversations. Everything begins with the one who wrote it; nobody else asks for a row."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from samklang.access.enums import Purpose
from samklang.access.models import Person
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal
from samklang.citizens import content
from samklang.citizens.models import ConversationReview
from samklang.citizens.queries.guide import jobcentre_of
from samklang.citizens.rules.reviews import FEWEST
from samklang.core.words import say

_MOST_SHOWN = 6


def refusal_for(person: Person, purpose: Purpose, day: date) -> Refusal | None:
    """What stands in the way of the person writing of themselves for the purpose on the day; None: nothing."""
    jobcentre = jobcentre_of(person)
    if jobcentre is None:
        return Refusal(say("You are not employed at a jobcentre here, so there is nothing to write for."))
    return refusal_to_measure(jobcentre, purpose, day)


def own_reviews(person: Person) -> QuerySet[ConversationReview]:
    """The person's own, the newest conversation first."""
    return ConversationReview.objects.filter(person=person).order_by("-day", "-pk")


class TrendRow(NamedTuple):
    """One question, and how one answered it each time, oldest first; None where nothing was said."""

    ask: str
    answers: Sequence[int | None]


class Trend(NamedTuple):
    """The newest of one's own, the oldest of them first. rows: empty of fewer than three."""

    reviews: Sequence[ConversationReview]
    rows: Sequence[TrendRow]


def own_trend(person: Person, language: str) -> Trend:
    """How one's own answers go."""
    reviews = list(own_reviews(person)[:_MOST_SHOWN])[::-1]
    if len(reviews) < FEWEST:
        return Trend(reviews, ())
    rows = [
        TrendRow(one.ask.worded(language), [review.answers.get(one.key) for review in reviews])
        for one in content.questions()
    ]
    return Trend(reviews, rows)


def own_rows(person: Person) -> Iterator[tuple[date, Sequence[int | None], str]]:
    """All of one's own, the oldest first: the day, the answers in the order of the questions, what one would try."""
    keys = [one.key for one in content.questions()]
    for review in own_reviews(person).reverse():
        yield review.day, [review.answers.get(key) for key in keys], review.next_time
