"""Attendance on paper and in files: the sheet to print, the page to key it in, and lists read and fetched."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now as now_is
from samklang.access.refusals import require
from samklang.core.words import render, say, say_n
from samklang.delivery.attendance_sheet import sheet_document, sheet_pdf
from samklang.delivery.commands.mark_list import set_marks
from samklang.delivery.enums import MarkedHow
from samklang.delivery.forms.attendance import KeyingForm, MarksFileForm
from samklang.delivery.queries.attendance_export import attendance_rows, headings
from samklang.delivery.queries.courses import courses_for, participants
from samklang.delivery.queries.marks_file import read_marks
from samklang.delivery.rules import attendance as rules
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.attendance import above, led_session
from samklang.ledger.commands import record_reading
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.downloads import csv_lines, xlsx
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """The sheet as a page to print, or as a PDF where that is asked for."""
    session = led_session(request, pk)
    require(rules.is_held(session))
    names = [one.person.name for one in participants(session)]
    if request.GET.get("format") != "pdf":
        document = sheet_document(session, names, current_language())
        context = {"session": session, "above": above(request, session), "sheet": document}
        response: HttpResponse = page(request, "delivery/sheet.html", context)
        return response
    place = session.course.programme.jobcentre
    record_reading("attendance-sheet-fetched", by=request.user, subject=session, about=None, place=place)
    name = slugify(render(say("Attendance sheet"), current_language()) + f" {session.title} {session.begins:%Y-%m-%d}")
    return file_to_fetch(sheet_pdf(session, names, current_language(), now_is()), f"{name}.pdf")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def keying(request: StaffRequest, pk: int) -> HttpResponse:
    """The paper sheet keyed in: a letter for each name, and Tab to the next."""
    session, now = led_session(request, pk), now_is()
    require(rules.take_attendance(request.user, session, now))
    form = KeyingForm(sent(request), session=session, people=participants(session))

    def do() -> HttpResponse:
        why = render(say("Keyed in from the signed sheet."), current_language())
        count = set_marks(
            by=request.user, session=session, marks=form.marks(), how=MarkedHow.PAPER, reason=why, now=now
        )  # fmt: skip
        tell(request, say_n("{count} mark is saved.", "{count} marks are saved.", count))
        return redirect(session)

    around = FormPage(
        say("Key in from paper"), say("Save"), session.get_absolute_url(), above(request, session),
        say(
            "t is present, s is late, f is absent; a number is how many minutes they were there. "
            "The Tab key takes you to the next."
        ),
        template="delivery/keying.html",
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def marks_file(request: StaffRequest, pk: int) -> HttpResponse:
    """A file of marks is read: all of it, or nothing and every row that is wrong."""
    session, now = led_session(request, pk), now_is()
    require(rules.take_attendance(request.user, session, now))
    form = MarksFileForm(request.POST, request.FILES) if request.method == "POST" else MarksFileForm()

    def do() -> HttpResponse | None:
        file = form.cleaned_data["file"]
        listed = read_marks(file.read(), file.name or "", session)
        for fault in listed.faults:
            refuse(form, "file", fault)
        if listed.faults:
            return None
        why = render(say("Read from a file."), current_language())
        count = set_marks(
            by=request.user, session=session, marks=listed.marks, how=MarkedHow.FILE, reason=why, now=now
        )  # fmt: skip
        tell(request, say_n("{count} mark is saved.", "{count} marks are saved.", count))
        return redirect(session)

    around = FormPage(
        say("Read attendance from a file"), say("Read the file"), session.get_absolute_url(), above(request, session),
        say("A spreadsheet or CSV file with the columns “Number” or “Name”, and “Attendance”: t is present, s is late, "
            "f is absent; a number is how many minutes they were there."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_safe
def attendance_export(request: StaffRequest, pk: int) -> HttpResponse:
    """Everybody's attendance in a course, as a workbook or as CSV; recorded in the ledger."""
    course = get_object_or_404(courses_for(request.user), pk=pk)
    require(course_rules.run_course(request.user, course))
    language = current_language()
    record_reading(
        "attendance-exported", by=request.user, subject=course, about=None, place=course.programme.jobcentre
    )  # fmt: skip
    rows = list(attendance_rows(course))
    title = render(say("Attendance"), language)
    name = slugify(f"{title} {course.programme.title}")
    if request.GET.get("format") == "csv":
        return file_to_fetch("".join(csv_lines([headings(language), *rows])).encode(), f"{name}.csv")
    return file_to_fetch(xlsx([(title, headings(language), rows)]), f"{name}.xlsx")
