"""Before, during and after: how the effort of a course is spread, and why it should be."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from samklang.core.words import Share, Value, render, say, written
from samklang.core.workbook.exporting import delimited
from samklang.delivery import learning_content
from samklang.delivery.metrics import EFFORT
from samklang.delivery.models import Course
from samklang.delivery.pictures import Part, whole
from samklang.delivery.queries.effort import Effort, effort_of
from samklang.delivery.queries.learning import taught_courses_for
from samklang.delivery.views.learning import around_course
from samklang.web.answers import file_to_fetch, page
from samklang.web.charts import Figure
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_PARTS: tuple[Value, ...] = (say("Before"), say("During"), say("After"))
_AIM = (0.3, 0.3, 0.4)
_HEADINGS: tuple[Value, ...] = (say("Part"), say("Minutes for each person"), say("Share"), say("To aim at"))


@login_required
@require_safe
def effort(request: StaffRequest, pk: int) -> HttpResponse:
    """The minutes planned, as a bar with its table, and what to put them into."""
    course: Course = get_object_or_404(taught_courses_for(request.user), pk=pk)
    found, language = effort_of(course), current_language()
    texts = learning_content.effort()
    context = {
        **around_course(request, course), "effort": found, "figure": _figure(course, found) if found.all else None,
        "texts": [(label, one.worded(language)) for label, one in zip(_PARTS, texts, strict=True)],
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/effort.html", context)
    return response


@login_required
@require_safe
def effort_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The table as a file."""
    course: Course = get_object_or_404(taught_courses_for(request.user), pk=pk)
    language = current_language()
    headings, *lines = [[written(cell, language) for cell in cells] for cells in (_HEADINGS, *_rows(effort_of(course)))]
    word = render(say("effort"), language)
    return file_to_fetch(delimited(headings, lines), f"{word}-{pk}.csv")


def _rows(found: Effort) -> list[list[Value]]:
    return [
        [label, minutes, Share(round(share, 2)), Share(aim)]
        for label, minutes, share, aim in zip(_PARTS, found, found.shares(), _AIM, strict=True)
    ]


def _figure(course: Course, found: Effort) -> Figure:
    language = current_language()
    parts = [Part(written(label, language), share) for label, share in zip(_PARTS, found.shares(), strict=True)]
    return Figure(
        say("Minutes planned for each person, before, during and after"),
        mark_safe(whole(parts, language)),  # noqa: S308 - drawn here of numbers and escaped labels
        say("One bar in three parts: before, during and after the sessions. The table says the same."),
        _HEADINGS, _rows(found), reverse("delivery:effort-file", args=[course.pk]),
        say("tasks, sessions, tries, talks with peers and follow-ups as they are planned"),
        metric=EFFORT,
    )  # fmt: skip
