"""What a course has led to so far, as counts: what was tried, what people think, who knows it, who has proof.

Nobody is named, and what fewer than five have been asked is not counted.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from samklang.core.words import Sentence, say
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


def progress_of(course: Course, today: date) -> Iterator[Progress]:
    """The counts that the course has anything of."""
    asked = Assignment.objects.filter(course=course, due__lte=today)
    if found := _counted(asked, asked.filter(done_at__isnull=False)):
        yield Progress(say("Tasks done, of those wanted by now"), *found, reverse("delivery:effort", args=[course.pk]))
    evaluated = EvaluationAsked.objects.filter(course=course)
    if found := _counted(evaluated, evaluated.filter(answered=True)):
        yield Progress(say("Evaluations answered"), *found, reverse("delivery:evaluations", args=[course.pk]))
    passed = passed_of(course)
    if passed is not None:
        url = reverse("delivery:course-knowledge", args=[course.pk])
        yield Progress(say("Have passed the knowledge check"), passed.reach, passed.judged, url)
    valid = Certificate.objects.filter(course=course, revoked_at=None, expires_on__gte=today)
    if held := valid.values("person").distinct().count():
        yield Progress(say("Valid certificates"), held, None, reverse("delivery:certificates", args=[course.pk]))


def _counted(
    asked: QuerySet[Assignment] | QuerySet[EvaluationAsked], done: QuerySet[Assignment] | QuerySet[EvaluationAsked]
) -> tuple[int | None, int | None] | None:
    """How many are done of how many; two None where that would tell of somebody; None where nobody was asked."""
    people, wanted, ready = asked.values("person").distinct().count(), asked.count(), done.count()
    if not people:
        return None
    tells_of_each = people < TELLS_OF_EACH_BELOW and ready in (0, wanted)
    return (None, None) if people < SMALLEST_GROUP or tells_of_each else (ready, wanted)
