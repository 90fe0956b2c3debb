"""How a course is run, on one page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from samklang.access.refusals import require
from samklang.core.words import say, say_n
from samklang.delivery.commands.settings import change_settings
from samklang.delivery.forms.settings import SettingsForm
from samklang.delivery.models import Course
from samklang.delivery.queries.courses import courses_for
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.courses import above, parts
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: StaffRequest, pk: int) -> HttpResponse:
    """What it teaches, its times of day, seats, mail, knowledge check and evaluations."""
    course: Course = get_object_or_404(courses_for(request.user), pk=pk)
    require(course_rules.run_course(request.user, course))
    form = SettingsForm(sent(request), course=course)

    def do() -> HttpResponse:
        changed = change_settings(by=request.user, course=course, values=form.settings(), now=timezone.now())
        if not changed.fields:
            tell(request, say("Nothing was changed."))
        elif changed.moved:
            tell(request, say_n(
                "Saved. {count} coming session has new times, and calendars are told.",
                "Saved. {count} coming sessions have new times, and calendars are told.", changed.moved,
            ))  # fmt: skip
        elif "framework" in changed.fields:
            tell(request, say("Saved. Choose now what each module trains."))
            return redirect("delivery:settings", pk)
        else:
            tell(request, say("Saved."))
        return redirect(course.get_absolute_url())

    around = FormPage(
        say("Settings"), say("Save"), course.get_absolute_url(), above(course),
        lead=say("Change a time of day, and the coming sessions of the plan follow, and everybody's calendar is told."
                 " Other settings hold from now on."),
        template="delivery/settings.html",
    )  # fmt: skip
    return form_page(request, form, around, do, tabs=parts(request, course))
