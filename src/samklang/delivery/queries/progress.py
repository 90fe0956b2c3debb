"""What a course has led to so far, as counts: what was tried, what people think, who knows it, who has proof.

Nobody is named, and what fewer than five have been asked is not counted.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from samklang.core.words import Sentence, say
from samklang.delivery import metrics
from samklang.delivery.models import Assignment, Certificate, Course, EvaluationAsked
from samklang.delivery.queries.question_bank import passed_of
from samklang.method.suppression import SMALLEST_GROUP, TELLS_OF_EACH_BELOW


class Progress(NamedTuple):
    """One count: what it is of, how many of how many, and where more is told. of: None where it is no share.

    many: None where too few people are in it to be counted.
    """

    what: Sentence
    many: int | None
    of: int | None
    url: str
    metric: str
    """Its key in the catalogue."""


def progress_of(course: Course, today: date) -> Iterator[Progress]:
    """The counts that the course has anything of."""
    asked = Assignment.objects.filter(course=course, due__lte=today)
    if found := _counted(asked, asked.filter(done_at__isnull=False)):
        url = reverse("delivery:effort", args=[course.pk])
        yield Progress(say("Tasks done, of those wanted by now"), *found, url, metric=metrics.TASKS_DONE)
    evaluated = EvaluationAsked.objects.filter(course=course)
    if found := _counted(evaluated, evaluated.filter(answered=True)):
        url = reverse("delivery:evaluations", args=[course.pk])
        yield Progress(say("Evaluations answered"), *found, url, metric=metrics.ANSWERED)
    passed = passed_of(course)
    if passed is not None:
        url = reverse("delivery:course-knowledge", args=[course.pk])
        what = say("Have passed the knowledge check")
        yield Progress(what, passed.reach, passed.judged, url, metric=metrics.PASSED)
    valid = Certificate.objects.filter(course=course, revoked_at=None, expires_on__gte=today)
    if held := valid.values("person").distinct().count():
        url = reverse("delivery:certificates", args=[course.pk])
        yield Progress(say("Valid certificates"), held, None, url, metric=metrics.CERTIFICATES)


def _counted(
    asked: QuerySet[Assignment] | QuerySet[EvaluationAsked], done: QuerySet[Assignment] | QuerySet[EvaluationAsked]
) -> tuple[int | None, int | None] | None:
    """How many are done of how many; two None where that would tell of somebody; None where nobody was asked."""
    people, wanted, ready = asked.values("person").distinct().count(), asked.count(), done.count()
    if not people:
        return None
    tells_of_each = people < TELLS_OF_EACH_BELOW and ready in (0, wanted)
    return (None, None) if people < SMALLEST_GROUP or tells_of_each else (ready, wanted)
