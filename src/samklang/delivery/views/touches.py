"""Follow-ups of a course: what is planned and what is proposed for each cohort, accepted or changed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now
from samklang.access.refusals import NotAllowed, require
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import say, say_n
from samklang.delivery.commands import touches as commands
from samklang.delivery.enums import SessionKind, SessionState
from samklang.delivery.forms.touch import TouchForm
from samklang.delivery.models import Course, Session
from samklang.delivery.queries.courses import courses_for
from samklang.delivery.queries.learning import taught_courses_for
from samklang.delivery.queries.touches import CohortTouch, touches_of, trainers_to_choose
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.learning import around_course
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ERROR = 40


@login_required
@require_safe
def touches(request: StaffRequest, pk: int) -> HttpResponse:
    """Three or four follow-ups for each cohort, with a day proposed for those that are not planned."""
    course: Course = get_object_or_404(taught_courses_for(request.user), pk=pk)
    language = current_language()
    cohorts: dict[int, list[dict[str, Any]]] = {}
    for one in touches_of(course, now()):
        row = {**one._asdict(), "title": one.touch.title.worded(language), "what": one.touch.what.worded(language)}
        cohorts.setdefault(one.cohort, []).append(row)
    groups = [
        {"cohort": cohort, "rows": rows, "proposed": any(row["proposal"] for row in rows)}
        for cohort, rows in cohorts.items()
    ]
    response: HttpResponse = page(
        request, "delivery/touches.html", {**around_course(request, course), "groups": groups}
    )
    return response


def _found(course: Course, cohort: int, order: int) -> CohortTouch:
    rows = touches_of(course, now())
    found = next((one for one in rows if (one.cohort, one.touch.order) == (cohort, order)), None)
    if found is None:
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def touch(request: StaffRequest, pk: int, cohort: int, order: int) -> HttpResponse:
    """Plan one follow-up, or move it."""
    course: Course = get_object_or_404(courses_for(request.user), pk=pk)
    require(course_rules.run_course(request.user, course))
    found = _found(course, cohort, order)
    form = TouchForm(sent(request), initial=_initial(found), trainers=trainers_to_choose(course))

    def do() -> HttpResponse:
        commands.plan_touch(
            by=request.user, course=course, cohort=cohort, touch=found.touch, when=form.when(), now=timezone.now()
        )
        tell(request, say("The follow-up is planned, and calendars are told."))
        return redirect("delivery:touches", pk)

    back = reverse("delivery:touches", args=[pk])
    removal = reverse("delivery:touch-cancellation", args=[found.session.pk]) if found.session else ""
    around = FormPage(
        say("Cohort {cohort}: {title}", cohort=cohort, title=found.touch.title.worded(current_language())),
        say("Plan it") if found.session is None else say("Move it"), back,
        [*around_course(request, course)["above"], (say("Follow-ups"), back)],
        lead=found.touch.what.worded(current_language()), removal_url=removal,
        removal_label=say("Cancel the follow-up"),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _initial(found: CohortTouch) -> dict[str, Any]:
    source = found.session or found.proposal
    if source is None:
        return {"minutes": found.touch.minutes}
    begins = source.begins.astimezone(COPENHAGEN)
    return {
        "day": begins.date(), "begins": begins.time(), "minutes": round((source.ends - source.begins).seconds / 60),
        "trainer": source.trainer.pk if source.trainer else None, "room": source.room, "site": source.site,
    }  # fmt: skip


@login_required
@require_POST
def touches_as_proposed(request: StaffRequest, pk: int, cohort: int) -> HttpResponse:
    """Accept everything that is proposed for the cohort."""
    course: Course = get_object_or_404(courses_for(request.user), pk=pk)
    require(course_rules.run_course(request.user, course))
    if cohort not in set(course.sessions.values_list("cohort", flat=True)):
        raise Http404
    try:
        made = commands.plan_as_proposed(by=request.user, course=course, cohort=cohort, now=now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        tell(request, say_n("{count} follow-up is planned, and calendars are told.",
                            "{count} follow-ups are planned, and calendars are told.", len(made)))  # fmt: skip
    return redirect("delivery:touches", pk)


@login_required
@require_POST
def touch_cancellation(request: StaffRequest, pk: int) -> HttpResponse:
    """It is not held after all."""
    courses = courses_for(request.user).order_by().values("pk")
    rows = Session.objects.filter(course__in=courses, kind=SessionKind.TOUCH, state=SessionState.PLANNED)
    found: Session = get_object_or_404(rows.select_related("course__programme__jobcentre"), pk=pk)
    require(course_rules.run_course(request.user, found.course))
    commands.cancel_touch(by=request.user, session=found, now=timezone.now())
    tell(request, say("The follow-up is cancelled, and calendars are told."))
    return redirect("delivery:touches", found.course_id)
