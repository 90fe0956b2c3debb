"""What was missed in a course, and how it can be made up."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from samklang.access import clock
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Moment, say
from samklang.delivery.commands.makeups import missed_in_course, plan_makeup
from samklang.delivery.models import Course
from samklang.delivery.queries.courses import courses_for
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.courses import above
from samklang.web.answers import UNPROCESSABLE, page, tell
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def makeups(request: StaffRequest, pk: int) -> HttpResponse:
    """Those who missed a session, what is proposed with its reason, and a button to plan it."""
    course: Course = get_object_or_404(courses_for(request.user), pk=pk)
    require(course_rules.run_course(request.user, course))
    refusal = None
    if request.method == "POST":
        try:
            session = plan_makeup(by=request.user, course=course, key=request.POST.get("key", ""), now=clock.now())
            when = Moment(session.begins, session.ends)
            tell(request, say("Planned: {module}, {when}. They are told.", module=session.title, when=when))
            return redirect("delivery:makeups", course.pk)
        except NotAllowed as refused:
            refusal = refused.refusal
    context = {
        "course": course, "missed": missed_in_course(course, clock.now()), "refusal": refusal, "above": above(course),
    }  # fmt: skip
    response: HttpResponse = page(request, "delivery/makeups.html", context)
    if refusal is not None:
        response.status_code = UNPROCESSABLE
    return response
