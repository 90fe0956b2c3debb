"""The trainer's page on a phone: who is there, kept on the phone until it can be sent."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now as now_is
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Sentence, Value, render, say, say_n
from samklang.delivery.commands import attendance as commands
from samklang.delivery.commands import corrections
from samklang.delivery.forms.attendance import MarkForm, TextForm, moment_in, number_of
from samklang.delivery.models import Participation, Session
from samklang.delivery.queries.attendance import counts, not_on_the_list, notes_for
from samklang.delivery.queries.courses import participants, sessions_for
from samklang.delivery.rules import attendance as rules
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.courses import above as above_session
from samklang.web.answers import number_in, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def led_session(request: StaffRequest, pk: int) -> Session:
    """The session, where the person leads it; 404 where they do not see it."""
    found: Session = get_object_or_404(sessions_for(request.user), pk=pk)
    require(course_rules.lead_session(request.user, found))
    return found


def above(request: StaffRequest, session: Session) -> list[tuple[Value, str]]:
    """The way back: to the course, or to one's own where one only teaches it."""
    runs = course_rules.run_course(request.user, session.course) is None
    own: list[tuple[Value, str]] = [(say("My courses"), reverse("delivery:own-courses"))]
    return [*(above_session(session.course) if runs else own), (session.title, session.get_absolute_url())]


@login_required
@require_safe
def attendance(request: StaffRequest, pk: int) -> HttpResponse:
    """The names with their buttons."""
    session, now = led_session(request, pk), now_is()
    context = {
        "session": session,
        "above": above(request, session),
        "refusal": rules.take_attendance(request.user, session, now),
        "people": participants(session),
        "counts": counts(session),
        "runs": course_rules.run_course(request.user, session.course) is None,
        "most_minutes": rules.length_of(session) - 1,
    }
    response: HttpResponse = page(request, "delivery/attendance.html", context)
    return response


def _said_of(row: Participation) -> dict[str, Any]:
    moment = number_of(row.marked_at) if row.marked_at else None
    return {"person": row.person_id, "mark": row.mark, "minutes": row.minutes, "moment": moment}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: StaffRequest, pk: int) -> HttpResponse:
    """The marks as they are, for the page on a phone to follow; or one more, which may come long after it was set."""
    session = led_session(request, pk)
    if request.method != "POST":
        rows = Participation.objects.filter(session=session).order_by("pk")
        return JsonResponse({"marks": [_said_of(one) for one in rows]})
    form, now = MarkForm(request.POST), now_is()
    try:
        if not form.is_valid():
            return _refused(request, session, say("The mark could not be read. Load the page again, and set it anew."))
        row = commands.set_mark(by=request.user, session=session, said=form.said(session, now), now=now)
    except NotAllowed as refused:
        return _refused(request, session, refused.refusal.reason)
    if _by_script(request):
        return JsonResponse(_said_of(row))
    return redirect(f"{reverse('delivery:attendance', args=[pk])}#attend-{row.person_id}")


def _by_script(request: StaffRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _refused(request: StaffRequest, session: Session, reason: Sentence) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"refused": render(reason, current_language())}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    context = {"title": say("The mark was not set"), "session": session, "reason": reason,
               "above": above(request, session)}  # fmt: skip
    response: HttpResponse = page(request, "delivery/mark_refused.html", context)
    response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return response


@login_required
@require_POST
def rest(request: StaffRequest, pk: int) -> HttpResponse:
    """All who have no mark yet are present; the next page offers to take that back."""
    session, now = led_session(request, pk), now_is()
    count = commands.set_rest_present(by=request.user, session=session, now=now)
    if count:
        undo = reverse("delivery:attendance-rest-undo", args=[pk, number_of(now)])
        tell(request, say_n("{count} more is present.", "{count} more are present.", count), undo_url=undo)
    return redirect("delivery:attendance", pk)


@login_required
@require_POST
def rest_undo(request: StaffRequest, pk: int, moment: str) -> HttpResponse:
    """Those who were marked with all the rest have no mark again."""
    session, at = led_session(request, pk), moment_in(moment)
    if at is None:
        raise Http404
    count = commands.undo_rest_present(by=request.user, session=session, at=at, now=now_is())
    tell(request, say_n("{count} mark is taken back.", "{count} marks are taken back.", count))
    return redirect("delivery:attendance", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def newcomers(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody came who is not on the list: found by name, or written down for whoever runs the course."""
    session, now = led_session(request, pk), now_is()
    require(rules.take_attendance(request.user, session, now))
    if course_rules.run_course(request.user, session.course) is not None:
        return _write_note(request, session)
    if request.method == "POST":
        return _add(request, session)
    text = str(request.GET.get("q", "")).strip()[:100]
    context = {"session": session, "above": [*above(request, session), _here(session)], "text": text,
               "found": not_on_the_list(request.user, session, text)}  # fmt: skip
    response: HttpResponse = page(request, "delivery/newcomers.html", context)
    return response


def _here(session: Session) -> tuple[Value, str]:
    return say("Attendance"), reverse("delivery:attendance", args=[session.pk])


def _add(request: StaffRequest, session: Session) -> HttpResponse:
    wanted = number_in(str(request.POST.get("person", "")))
    name = str(request.POST.get("q", "")).strip()[:100]
    found = [one for one in not_on_the_list(request.user, session, name) if one.person_id == wanted]
    if not found:
        tell(request, say("Find the person by name first, and choose them there."))
        return redirect("delivery:attendance-newcomers", session.pk)
    row = commands.add_somebody(by=request.user, session=session, employee=found[0], now=now_is())
    tell(request, say("{name} is on the list and marked as present.", name=row.person.name))
    return redirect("delivery:attendance", session.pk)


def _write_note(request: StaffRequest, session: Session) -> HttpResponse:
    form = TextForm(
        sent(request), label=_("Who came?"),
        help_text=_("Write the name. Whoever runs the course sees it and puts them on the list."),
        required=_("Write the name of who came."),
    )  # fmt: skip

    def do() -> HttpResponse:
        commands.write_note(by=request.user, session=session, text=form.cleaned_data["text"], now=now_is())
        tell(request, say("It has been passed on to whoever runs the course."))
        return redirect("delivery:attendance", session.pk)

    around = FormPage(
        say("Somebody came who is not on the list"), say("Pass it on"),
        reverse("delivery:attendance", args=[session.pk]), [*above(request, session), _here(session)],
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def note_settled(request: StaffRequest, pk: int) -> HttpResponse:
    """Whoever runs the course has dealt with a note."""
    note = get_object_or_404(notes_for(request.user), pk=pk)
    corrections.settle_note(by=request.user, note=note, now=now_is())
    tell(request, say("The note is dealt with."))
    return redirect("delivery:session", note.session_id)
