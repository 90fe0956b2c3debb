"""Evaluations: the page to answer on, and what they showed once the time to answer is out."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from samklang.core.words import Value, render, say, written
from samklang.core.workbook.exporting import delimited
from samklang.delivery import learning_content
from samklang.delivery.commands import evaluations as commands
from samklang.delivery.enums import EvaluationMoment
from samklang.delivery.forms.learning import EvaluationForm
from samklang.delivery.metrics import STATEMENT
from samklang.delivery.models import Course, EvaluationAsked
from samklang.delivery.pictures import Mean, means
from samklang.delivery.queries.evaluations import EvaluationResult, results_of
from samklang.delivery.queries.learning import own_evaluations, taught_courses_for
from samklang.delivery.rules.learning import FEWEST
from samklang.delivery.views.learning import around_course
from samklang.delivery.views.tasks import above
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.charts import Figure
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_HEADINGS: list[Value] = [say("Statement"), say("Mean, 1 to 5"), say("Standard deviation"), say("Answers")]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_evaluation(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what one got out of it, on one page."""
    asked: EvaluationAsked = get_object_or_404(own_evaluations(request.user), pk=pk)
    form = EvaluationForm(sent(request), questions=learning_content.evaluation(asked.moment))

    def do() -> HttpResponse:
        commands.answer_evaluation(
            by=request.user, asked=asked, scores=form.scores(), words=form.words(), today=request.today
        )
        tell(request, say("Thank you. Your answer is kept without your name."))
        return redirect("delivery:own-courses")

    title = (
        say("What do you use from {programme}?", programme=asked.course.programme.title)
        if asked.moment == EvaluationMoment.LATER
        else say("What did you get out of {session}?", session=asked.session.title)
    )
    lead = say(
        "Your answer is kept without your name. It is shown together with the others', when at least {fewest} have"
        " answered and the time to answer is out. Leave out what you do not want to answer.", fewest=FEWEST,
    )  # fmt: skip
    around = FormPage(title, say("Send"), reverse("delivery:own-courses"), above(), lead=lead)
    return form_page(request, form, around, do)


@login_required
@require_safe
def evaluations(request: StaffRequest, pk: int) -> HttpResponse:
    """What the evaluations of a course showed: to whoever runs it all of them, to a trainer those of their sessions."""
    course: Course = get_object_or_404(taught_courses_for(request.user), pk=pk)
    around = around_course(request, course)
    language = current_language()
    shown = []
    for one in results_of(course, request.user, around["whole"], request.today):
        words = [(text.worded(language), said) for text, said in one.words if said]
        figure = _figure(course, one) if any(row.mean is not None for row in one.statements) else None
        shown.append({"result": one, "label": one.moment.label, "figure": figure, "words": words})
    context = {**around, "shown": shown, "fewest": FEWEST}
    response: HttpResponse = page(request, "delivery/evaluations.html", context)
    return response


@login_required
@require_safe
def evaluations_file(request: StaffRequest, pk: int, moment: str) -> HttpResponse:
    """The same figures as a file."""
    course: Course = get_object_or_404(taught_courses_for(request.user), pk=pk)
    sees = around_course(request, course)["whole"]
    rows = [
        cells
        for one in results_of(course, request.user, sees, request.today)
        if one.moment.value == moment
        for cells in _cells(one)
    ]
    language = current_language()
    headings, *lines = [[written(cell, language) for cell in cells] for cells in (_HEADINGS, *rows)]
    word = render(say("evaluation"), language)
    return file_to_fetch(delimited(headings, lines), f"{word}-{moment}.csv")


def _cells(result: EvaluationResult) -> list[list[Value]]:
    language = current_language()
    return [
        [one.text.worded(language), _rounded(one.mean), _rounded(one.spread), one.answers]
        for one in result.statements
    ]  # fmt: skip


def _rounded(value: float | None) -> Value:
    return say("not shown") if value is None else Decimal(f"{value:.1f}")


def _figure(course: Course, result: EvaluationResult) -> Figure:
    language = current_language()
    drawn = [Mean(one.text.worded(language), one.mean, one.spread) for one in result.statements]
    return Figure(
        say("{moment}: how far people agree with each statement", moment=str(result.moment.label)),
        mark_safe(means(drawn, language)),  # noqa: S308 - drawn here of numbers and escaped labels
        say("For each statement a dot at the mean from 1 to 5, and a line one standard deviation to each side."),
        _HEADINGS, _cells(result), reverse("delivery:evaluations-file", args=[course.pk, result.moment.value]),
        _answers(result), metric=STATEMENT,
    )  # fmt: skip


def _answers(result: EvaluationResult) -> Value:
    return say("{answered} of {asked} asked have answered", answered=result.answered, asked=result.asked)
