"""How somebody saw their own meetings. Everything begins with the one who wrote it, and nobody else asks for it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal
from samklang.companies.models import Meeting, SelfReview
from samklang.companies.queries.companies import entrance_of
from samklang.companies.queries.meetings import meetings_for
from samklang.companies.queries.sheets import FRAMEWORK
from samklang.companies.rules.self_reviews import FEWEST
from samklang.core.words import say
from samklang.method.enums import Scale
from samklang.method.models import Edition, Framework, Indicator
from samklang.method.queries.assessments import own_employee
from samklang.method.queries.editions import holding_edition, indicators_of

_MOST_SHOWN = 8


def own_meetings(person: Person) -> QuerySet[Meeting]:
    """The meetings that the person themselves holds or has held."""
    return meetings_for(person).filter(holder=person)


def jobcentre_of(person: Person) -> Place | None:
    """Where the person works; else that of the entrance."""
    employee = own_employee(person)
    if employee is not None:
        return employee.jobcentre
    entrance = entrance_of(person.municipality_id)
    return entrance.jobcentre if entrance else None


def refusal_to_review(person: Person, day: date) -> Refusal | None:
    """What stands in the way of looking back by the indicators on the day; None: nothing."""
    jobcentre = jobcentre_of(person)
    if jobcentre is None:
        return Refusal(say("You are not employed at a jobcentre here, so there are no indicators to look back by."))
    refusal = refusal_to_measure(jobcentre, Purpose.SELF_REVIEW, day)
    if refusal is None and edition_of(person, day) is None:
        refusal = Refusal(
            say(
                "The company meeting is not in the method of {place} yet. Ask the programme lead.", place=jobcentre.name
            )
        )
    return refusal


def edition_of(person: Person, day: date, number: int | None = None) -> Edition | None:
    """The indicators of the company meeting that hold at the person's jobcentre on the day.

    number: of the edition that a review was made by, which is shown by its own words.
    """
    framework = Framework.objects.filter(jobcentre=jobcentre_of(person), key=FRAMEWORK).first()
    if framework is None:
        return None
    if number is not None:
        return Edition.objects.filter(framework=framework, number=number, published_at__isnull=False).first()
    return holding_edition(framework, day)


def reviewed_by(edition: Edition) -> list[Indicator]:
    """What one looks at in oneself: the indicators with levels, in order. What is counted needs somebody who counts."""
    return list(indicators_of(edition).filter(scale=Scale.LEVEL))


def own_review(person: Person, meeting: Meeting) -> SelfReview | None:
    """What the person wrote of the meeting."""
    return SelfReview.objects.filter(person=person, meeting=meeting).first()


class TrendRow(NamedTuple):
    """One competence, and the mean of one's levels in it at each meeting; None where nothing was said."""

    name: str
    means: Sequence[float | None]


class Trend(NamedTuple):
    """One's own reviews, the oldest first, and how each competence went. rows: empty of fewer than three."""

    reviews: Sequence[SelfReview]
    rows: Sequence[TrendRow]


def own_trend(person: Person, day: date, language: str) -> Trend:
    """The newest reviews by competence, as the competences are today."""
    found = SelfReview.objects.filter(person=person, framework=FRAMEWORK).select_related("meeting__company")
    reviews = list(found.order_by("-meeting__begins", "-pk")[:_MOST_SHOWN])[::-1]
    edition = edition_of(person, day)
    if len(reviews) < FEWEST or edition is None:
        return Trend(reviews, ())
    by_competence: dict[str, list[str]] = {}
    for one in reviewed_by(edition):
        by_competence.setdefault(one.competence.worded("name", language), []).append(one.key)
    rows = [TrendRow(name, [_mean(one, keys) for one in reviews]) for name, keys in by_competence.items()]
    return Trend(reviews, rows)


def _mean(review: SelfReview, keys: Sequence[str]) -> float | None:
    levels = [int(review.levels[key]) for key in keys if key in review.levels]
    return round(sum(levels) / len(levels), 1) if levels else None
