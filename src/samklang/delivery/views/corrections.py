"""A mark is put right afterwards, and whoever it is about can say that it is wrong."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from samklang.access.clock import now as now_is
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.delivery.commands import corrections as commands
from samklang.delivery.forms.attendance import CorrectionForm, TextForm
from samklang.delivery.queries.attendance import led_participations, own_marks
from samklang.delivery.rules import attendance as rules
from samklang.delivery.views.attendance import above
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: StaffRequest, pk: int) -> HttpResponse:
    """What a mark should say instead, and why."""
    row, now = get_object_or_404(led_participations(request.user), pk=pk), now_is()
    require(rules.take_attendance(request.user, row.session, now))
    form = CorrectionForm(sent(request), session=row.session, initial={"minutes": row.minutes})

    def do() -> HttpResponse:
        commands.correct(by=request.user, row=row, right=form.corrected(), now=now)
        tell(request, say("The mark of {name} is corrected, and they can read why.", name=row.person.name))
        return redirect(row.session)

    lead = say("{name}: {mark}", name=row.person.name, mark=str(row.get_mark_display()))
    around = FormPage(
        say("Correct a mark"), say("Correct"), row.session.get_absolute_url(), above(request, row.session), lead
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: StaffRequest, pk: int) -> HttpResponse:
    """One's own mark is wrong: a few words to whoever runs the course."""
    row = get_object_or_404(own_marks(request.user), pk=pk)
    form = TextForm(
        sent(request), label=_("What is right?"),
        help_text=_("Whoever runs the course reads it and corrects the mark."), required=_("Write what is right."),
    )  # fmt: skip

    def do() -> HttpResponse:
        commands.object_to(by=request.user, row=row, text=form.cleaned_data["text"], now=now_is())
        tell(request, say("It has been passed on to whoever runs the course."))
        return redirect("delivery:own-courses")

    own = reverse("delivery:own-courses")
    lead = say("{session}: {mark}", session=row.session.title, mark=str(row.get_mark_display()))
    around = FormPage(say("My mark is wrong"), say("Pass it on"), own, [(say("My courses"), own)], lead)
    return form_page(request, form, around, do)
