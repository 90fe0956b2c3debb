"""Trainers and observers from outside, with the least access there is."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.enums import Right
from samklang.access.queries import jobcentres_for
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.people import commands, rules
from samklang.people.enums import ExternalKind
from samklang.people.forms.externals import ExternalEndingForm, ExternalForm
from samklang.people.queries.externals import externals_for
from samklang.people.views.employment import above
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

TITLE = say("Trainers and observers from outside")


@login_required
@require_safe
def externals(request: StaffRequest) -> HttpResponse:
    """Who comes from outside, and until when they have access."""
    require(rules.see_staff(request.user))
    rows = externals_for(request.user, request.as_of)
    may_edit = jobcentres_for(request.user, Right.EDIT_STAFF).exists()
    return render(request, "people/externals.html", {"rows": rows, "may_edit": may_edit})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_external(request: StaffRequest) -> HttpResponse:
    """Somebody from outside gets access."""
    jobcentres = jobcentres_for(request.user, Right.EDIT_STAFF)
    require(rules.add_external(jobcentres.exists()))
    form = ExternalForm(sent(request), jobcentres=jobcentres, first_day=request.today, kind=ExternalKind.TRAINER)
    lead = say("Somebody from outside sees the sessions they are part of, and nothing else of the register.")
    back = reverse("people:externals")
    around = FormPage(say("Add somebody from outside"), say("Add"), back, [*above(), (TITLE, back)], lead)

    def add() -> HttpResponse:
        given = {**form.cleaned_data, "kind": ExternalKind(form.cleaned_data["kind"])}
        commands.add_external(by=request.user, **given)
        tell(request, say("{name} has access from {day}.", name=given["name"], day=given["first_day"]))
        return redirect(back)

    return form_page(request, form, around, add)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def external_ending(request: StaffRequest, pk: int) -> HttpResponse:
    """The last day somebody from outside has access."""
    found = get_object_or_404(externals_for(request.user, request.today), pk=pk)
    require(rules.edit_staff(request.user, found.jobcentre))
    form = ExternalEndingForm(sent(request), initial={"last_day": found.last_day or request.today})
    back = reverse("people:externals")
    title = say("End {name}'s access?", name=found.person.name)
    around = FormPage(title, say("End the access"), back, [*above(), (TITLE, back)], danger=True)

    def end() -> HttpResponse:
        last_day = form.cleaned_data["last_day"]
        commands.end_external(by=request.user, external=found, last_day=last_day)
        tell(request, say("{name}'s last day with access is {day}.", name=found.person.name, day=last_day))
        return redirect(back)

    return form_page(request, form, around, end)
