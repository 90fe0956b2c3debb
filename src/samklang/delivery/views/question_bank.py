"""The questions that a jobcentre asks in its knowledge checks: seen, worded anew, retired, and as a file."""

from secrets import token_hex

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.refusals import require
from samklang.core.words import Value, say, say_n
from samklang.delivery.commands import question_bank as commands
from samklang.delivery.forms.question import QuestionFileForm, QuestionWordingForm
from samklang.delivery.frameworks import competence_names
from samklang.delivery.models import Course
from samklang.delivery.queries.courses import courses_for
from samklang.delivery.queries.question_bank import bank_of, every_question, newest_own
from samklang.delivery.question_files import to_file
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.learning import around_course
from samklang.ledger.commands import record_reading
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

PER_PAGE = 25
_FILE = "questions"


def _course(request: StaffRequest, pk: int) -> Course:
    found: Course = get_object_or_404(courses_for(request.user), pk=pk)
    require(course_rules.run_course(request.user, found))
    return found


@login_required
@require_safe
def questions(request: StaffRequest, pk: int) -> HttpResponse:
    """Every question of the course's framework, the retired too."""
    course, language = _course(request, pk), current_language()
    names = competence_names(course.framework)
    own = newest_own(course.programme.jobcentre, course.framework)
    rows = [
        {"key": one.key, "text": one.text.worded(language), "own": one.key in own,
         "retired": one.key in own and own[one.key].retired,
         "competence": names[one.competence].worded(language) if one.competence in names else one.competence}
        for one in every_question(course.programme.jobcentre, course.framework).values()
    ]  # fmt: skip
    context = {
        **around_course(request, course), "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/questions.html", context)
    return response


def _above(request: StaffRequest, course: Course) -> list[tuple[Value, str]]:
    ways: list[tuple[Value, str]] = around_course(request, course)["above"]
    return [*ways, (say("Questions"), reverse("delivery:questions", args=[course.pk]))]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_question(request: StaffRequest, pk: int) -> HttpResponse:
    """Write a question of one's own."""
    return _worded(request, _course(request, pk), f"own-{token_hex(6)}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """Word a question anew; checks that were taken keep the words they asked."""
    course = _course(request, pk)
    if key not in every_question(course.programme.jobcentre, course.framework):
        raise Http404
    return _worded(request, course, key)


def _worded(request: StaffRequest, course: Course, key: str) -> HttpResponse:
    jobcentre = course.programme.jobcentre
    known = every_question(jobcentre, course.framework).get(key)
    own = newest_own(jobcentre, course.framework).get(key)
    form = QuestionWordingForm(sent(request), course=course, question=known)

    def do() -> HttpResponse:
        typed = form.question(key, known.indicator if known else "")
        commands.word_questions(by=request.user, course=course, questions=[typed], now=timezone.now())
        tell(request, say("Saved. Checks that have been taken keep the words they asked."))
        return redirect("delivery:questions", course.pk)

    retired = own is not None and own.retired
    removal = reverse("delivery:question-use", args=[course.pk, key]) if known else ""
    around = FormPage(
        say("Write a question") if known is None else say("Change the question"), say("Save"),
        reverse("delivery:questions", args=[course.pk]), _above(request, course), removal_url=removal,
        removal_label=say("Ask it again") if retired else say("Ask it no more"),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def question_use(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """Ask it no more; or again, where it is retired."""
    course = _course(request, pk)
    if key not in every_question(course.programme.jobcentre, course.framework):
        raise Http404
    asked = any(one.key == key for one in bank_of(course.programme.jobcentre, course.framework))
    commands.retire_question(by=request.user, course=course, key=key, retired=asked, now=timezone.now())
    tell(request, say("The question is asked no more.") if asked else say("The question is asked again."),
         undo_url=reverse("delivery:question-use", args=[pk, key]))  # fmt: skip
    return redirect("delivery:questions", pk)


@login_required
@require_safe
def questions_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The questions that are asked, as a file that can be changed and read in again."""
    course = _course(request, pk)
    content = to_file(course.framework, bank_of(course.programme.jobcentre, course.framework))
    place = course.programme.jobcentre
    record_reading("questions-exported", by=request.user, subject=course, about=None, place=place)
    return file_to_fetch(content, f"{_FILE}-{course.framework or pk}.json")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions_import(request: StaffRequest, pk: int) -> HttpResponse:
    """Read questions from a file: all of them, or none."""
    course = _course(request, pk)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = QuestionFileForm(*data, course=course)

    def do() -> HttpResponse:
        count = commands.word_questions(
            by=request.user, course=course, questions=form.cleaned_data["file"], now=timezone.now(),
            deed="questions-imported",
        )  # fmt: skip
        tell(request, say_n("{count} question is new or changed.", "{count} questions are new or changed.", count))
        return redirect("delivery:questions", pk)

    around = FormPage(
        say("Read questions from a file"), say("Read them"), reverse("delivery:questions", args=[pk]),
        _above(request, course), lead=say("Questions with a known key take the place of those here; the others stay."),
    )  # fmt: skip
    return form_page(request, form, around, do)
