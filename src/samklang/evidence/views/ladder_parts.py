"""How a rung's figure is said and drawn: shares in per cent, means with one decimal."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.safestring import SafeString

from samklang.access.models import Person
from samklang.access.words import said as labelled
from samklang.core.metric import PER_CENT, Metric, Rung
from samklang.core.words import Sentence, Value, say
from samklang.delivery.models import Course
from samklang.evidence import enums
from samklang.evidence.documents import sentence_in
from samklang.evidence.models import RungReading
from samklang.evidence.queries.ladder import found_in
from samklang.evidence.queries.studies import answers_of as study_answers
from samklang.evidence.queries.studies import studies_for
from samklang.method.enums import Span
from samklang.method.periods import Period
from samklang.method.shares import Estimate, Lack
from samklang.method.views.figure_parts import (
    SCORES,
    SHARES,
    drawn,
    mean_bounds_said,
    mean_said,
    number_said,
    share_bounds_said,
    share_said,
)

MEANS: Mapping[Rung, Sentence] = {
    Rung.ATTENDED: say("Staff were there. It says nothing of what they learnt."),
    Rung.KNOWS: say("Staff know it when they are asked."),
    Rung.SHOWS: say("Staff can show it in a role-play, seen by a licensed colleague."),
    Rung.DOES: say("Staff do it in their real work, seen by a licensed colleague."),
    Rung.FELT: say("Citizens or companies notice it, by their own answers."),
    Rung.RESULT: say("Something came of it for citizens or companies."),
}
"""What each rung says, and no more."""


def rung_words(rung: Rung) -> Sentence:
    """What the rung is called."""
    return labelled(enums.Rung(rung.value))


def is_mean(metric: Metric) -> bool:
    """Whether the figure is no share."""
    return metric.unit is not PER_CENT and "1" in str(metric.unit)


def said(found: Estimate | Lack, metric: Metric) -> Value:
    """The figure in words, or why there is none."""
    return mean_said(found) if is_mean(metric) else share_said(found)


def bounds_said(found: Estimate | Lack, metric: Metric) -> Value:
    """From and to; nothing where there is no figure."""
    return mean_bounds_said(found) if is_mean(metric) else share_bounds_said(found)


def period_of(row: RungReading) -> Period:
    """The quarter that was read."""
    return Period(Span.QUARTER, row.first_day)


def chain_cells(row: RungReading, metric: Metric) -> list[Value]:
    """Figure, interval, and how many it is counted on."""
    found = found_in(row)
    return [said(found, metric), bounds_said(found, metric), number_said(found)]


def chain_of(chain: Sequence[RungReading], metric: Metric, language: str) -> SafeString:
    """The way from quarter to quarter, drawn."""
    axis = SCORES if is_mean(metric) else SHARES
    return drawn([(period_of(one).short(language), found_in(one)) for one in chain], axis, language)


def answers_of(by: Person, course: Course) -> list[dict[str, Any]]:
    """What studies of the programme have said, the newest answer of each."""
    studies = studies_for(by).filter(programme=course.programme)
    newest = [(one, study_answers(one).first()) for one in studies]
    return [
        {"url": study.get_absolute_url(), "title": study.title, "told": sentence_in(answer.document["sentence"])}
        for study, answer in newest
        if answer is not None
    ]
