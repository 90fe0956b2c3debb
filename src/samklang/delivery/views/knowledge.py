"""The knowledge check: its beginning, one question a page, the result for oneself, and counts for whoever teaches."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.enums import Purpose
from samklang.access.queries.notices import refusal_to_measure
from samklang.core.words import Share, say
from samklang.delivery.commands import knowledge as commands
from samklang.delivery.forms.learning import QuestionForm
from samklang.delivery.models import Course, KnowledgeCheck
from samklang.delivery.queries.courses import takes_part
from samklang.delivery.queries.learning import (
    certificate_asks,
    competences_trained,
    learning_courses_for,
    own_checks,
    taught_courses_for,
)
from samklang.delivery.queries.question_bank import bank_of, passed_of, shares_of
from samklang.delivery.questions import SEVERAL, Question, is_right
from samklang.delivery.rules import learning as rules
from samklang.delivery.rules.learning import FEWEST
from samklang.delivery.views.learning import around_course
from samklang.delivery.views.tasks import above
from samklang.web.answers import UNPROCESSABLE, page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def knowledge(request: StaffRequest, pk: int) -> HttpResponse:
    """What the check is, one's own tries, and the way to begin or go on."""
    course: Course = get_object_or_404(learning_courses_for(request.user), pk=pk)
    if request.method == "POST":
        check = commands.begin_check(by=request.user, course=course, now=timezone.now(), today=request.today)
        return redirect("delivery:own-question", check.pk, _next(check))
    jobcentre = course.programme.jobcentre
    trained = competences_trained(course)
    bank = [one for one in bank_of(jobcentre, course.framework) if one.competence in trained]
    measuring = refusal_to_measure(jobcentre, Purpose.KNOWLEDGE, request.today)
    tries = own_checks(request.user).filter(course=course)
    finished = [one for one in tries if one.finished_at is not None]
    context = {
        "course": course, "refusal": rules.begin_check(takes_part(request.user, course), measuring, len(bank)),
        "begun": next((one for one in tries if one.finished_at is None), None), "finished": finished,
        "best": max(finished, key=lambda one: ((one.right or 0) / max(one.asked, 1), one.pk), default=None),
        "above": above(), "certificate_asks": certificate_asks(course, request.today),
        "share": Share(course.pass_mark / 100),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/knowledge.html", context)
    return response


def _next(check: KnowledgeCheck) -> int:
    """The number of the first question that is not answered; else of the last."""
    missing = (place for place, one in enumerate(check.asked_questions(), 1) if not check.chosen(one.key))
    return next(missing, check.asked)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_question(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One question; what is chosen is saved at once where the browser can, else when one goes on."""
    check: KnowledgeCheck = get_object_or_404(own_checks(request.user), pk=pk)
    questions = check.asked_questions()
    if not 1 <= number <= len(questions):
        raise Http404
    if check.finished_at is not None:
        return redirect(check.get_absolute_url())
    question = questions[number - 1]
    form = _form(request, question, check)
    saved = False
    if form.is_bound and form.is_valid():
        commands.answer_question(
            by=request.user, check=check, key=question.key, chosen=form.chosen(), today=request.today
        )
        saved = True
        if not request.htmx:
            further = number + 1 if "back" not in request.POST else number - 1
            if not 1 <= further <= len(questions):
                return redirect(check.get_absolute_url())
            return redirect("delivery:own-question", pk, further)
    if request.htmx:
        status = 200 if saved else UNPROCESSABLE
        return render(request, "delivery/_question_saved.html", {"saved": saved, "form": form}, status=status)
    context = {
        "check": check, "number": number, "count": len(questions), "form": form,
        "text": question.text.worded(current_language()), "above": _above(check),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/question.html", context, form=form)
    return response


def _form(request: StaffRequest, question: Question, check: KnowledgeCheck) -> QuestionForm:
    language = current_language()
    return QuestionForm(
        request.POST if request.method == "POST" else None, several=question.kind == SEVERAL,
        options=[one.text.worded(language) for one in question.options], chosen=check.chosen(question.key),
    )  # fmt: skip


def _above(check: KnowledgeCheck) -> list[tuple[Any, str]]:
    title = say("Knowledge check: {course}", course=check.course.programme.title)
    return [*above(), (title, reverse("delivery:knowledge", args=[check.course_id]))]


@login_required
@require_safe
def own_check(request: StaffRequest, pk: int) -> HttpResponse:
    """The result with an explanation of each question; before it is finished, what is answered and what is not."""
    check: KnowledgeCheck = get_object_or_404(own_checks(request.user), pk=pk)
    language = current_language()
    rows = [
        {
            "number": number, "text": one.text.worded(language), "answered": bool(check.chosen(one.key)),
            "right": is_right(one, check.chosen(one.key)), "explanation": one.explanation.worded(language),
            "options": [
                {"text": option.text.worded(language), "right": option.right, "chosen": place in check.chosen(one.key)}
                for place, option in enumerate(one.options)
            ],
        }
        for number, one in enumerate(check.asked_questions(), 1)
    ]  # fmt: skip
    context = {
        "check": check, "rows": rows, "above": _above(check), "missing": [one for one in rows if not one["answered"]],
        "again": reverse("delivery:knowledge", args=[check.course_id]),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/check.html", context)
    return response


@login_required
@require_POST
def own_check_finished(request: StaffRequest, pk: int) -> HttpResponse:
    """The answers are judged."""
    check: KnowledgeCheck = get_object_or_404(own_checks(request.user), pk=pk)
    commands.finish_check(by=request.user, check=check, now=timezone.now(), today=request.today)
    return redirect(check.get_absolute_url())


@login_required
@require_safe
def course_knowledge(request: StaffRequest, pk: int) -> HttpResponse:
    """How many have passed, and how each question fares: counts, to better the teaching and the questions."""
    course: Course = get_object_or_404(taught_courses_for(request.user), pk=pk)
    language = current_language()
    asked = list(shares_of(course))
    rows = [
        {"text": one.question.text.worded(language), "count": one.fared, "key": one.question.key}
        for one in sorted(asked, key=lambda one: one.fared.reach / one.fared.judged if one.fared else 2)
        if one.fared is not None
    ]
    context = {
        **around_course(request, course), "passed": passed_of(course), "rows": rows, "fewest": FEWEST,
        "hidden": len(asked) - len(rows),
        "measuring": refusal_to_measure(course.programme.jobcentre, Purpose.KNOWLEDGE, request.today),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/course_knowledge.html", context)
    return response
