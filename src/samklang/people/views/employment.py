"""Somebody begins, works otherwise from a day, gets another name or peer, stops."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samklang.access.refusals import require
from samklang.core.words import Value, say, say_n
from samklang.people import commands, rules
from samklang.people.commands.departures import in_words, still_held
from samklang.people.forms.employees import EndingForm, IdentityForm, NewEmployeeForm, NewTempForm, PeerForm
from samklang.people.forms.terms import TermsForm
from samklang.people.models import Employee, Engagement, Undo
from samklang.people.queries.choices import colleagues
from samklang.people.queries.employees import employees_for, nearest
from samklang.people.queries.profile import profile
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

STAFF = say("Staff")


def undo_url(step: Undo) -> str:
    """Where the change is taken back."""
    return reverse("people:undo", args=[step.pk])


def above(employee: Employee | None = None) -> list[tuple[Value, str]]:
    """The pages above one about an employee."""
    found: list[tuple[Value, str]] = [(STAFF, reverse("people:employees"))]
    return [*found, (employee.name, employee.get_absolute_url())] if employee else found


def edited(request: StaffRequest, pk: int) -> tuple[Employee, Engagement | None]:
    """The employee whom the person may change, and how they work now; 404 or 403 else."""
    found = get_object_or_404(employees_for(request.user), pk=pk)
    now = nearest(found.engagements.select_related("team", "employee__person"), request.today)
    require(rules.edit_staff(request.user, now.team if now else found.jobcentre))
    return found, now


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_employee(request: StaffRequest) -> HttpResponse:
    """Somebody begins."""
    require(rules.add_staff(request.user))
    form = NewEmployeeForm(sent(request), person=request.user, day=request.today)
    title = say("Add a member of staff")
    around = FormPage(title, say("Add"), reverse("people:employees"), above())
    return form_page(request, form, around, lambda: _begin(request, form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_temp(request: StaffRequest) -> HttpResponse:
    """A temp begins, for somebody who is away."""
    require(rules.add_staff(request.user))
    form = NewTempForm(sent(request), person=request.user, day=request.today)
    lead = say("A temp counts in the team's cover from the first day to the last.")
    around = FormPage(say("Add a temp"), say("Add"), reverse("people:employees"), above(), lead)
    return form_page(request, form, around, lambda: _begin(request, form))


def _begin(request: StaffRequest, form: NewEmployeeForm) -> HttpResponse:
    given = form.cleaned_data
    employee = commands.add_employee(
        by=request.user,
        jobcentre=given["team"].parent,
        number=given["number"],
        name=given["name"],
        email=given["email"],
        terms=commands.Terms(**form.terms()),
        first_day=given["first_day"],
        last_day=given["last_day"],
    )
    tell(request, say("{name} begins on {day}.", name=employee.name, day=given["first_day"]))
    return redirect(employee)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employee_terms(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody works otherwise from a day."""
    found, now = edited(request, pk)
    form = TermsForm(sent(request), person=request.user, day=request.today, now=now)
    title = say("Change terms for {name}", name=found.name)
    lead = say("What held before is kept until the day before. What was to begin later is replaced.")
    around = FormPage(title, say("Save"), found.get_absolute_url(), above(found), lead)

    def change() -> HttpResponse:
        given = form.cleaned_data
        with commands.undoable(by=request.user, employee=found, deed="terms") as step:
            terms = commands.Terms(**form.terms())
            commands.change_engagement(
                by=request.user, employee=found, terms=terms, first_day=given["first_day"], last_day=given["last_day"]
            )
        sentence = say("{name} works on other terms from {day}.", name=found.name, day=given["first_day"])
        tell(request, sentence, undo_url=undo_url(step))
        return redirect(found)

    return form_page(request, form, around, change)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employee_ending(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody stops: asked about first, with what it means."""
    found, _ = edited(request, pk)
    form = EndingForm(sent(request), initial={"last_day": request.today})
    around = FormPage(
        title=say("End {name}'s employment?", name=found.name),
        button=say("End the employment"),
        cancel_url=found.get_absolute_url(),
        above=above(found),
        consequences=_ending_means(request, found),
        danger=True,
        template="people/departure.html",
    )

    def end() -> HttpResponse:
        last_day = form.cleaned_data["last_day"]
        with commands.undoable(by=request.user, employee=found, deed="ending") as step:
            commands.end_employment(by=request.user, employee=found, last_day=last_day)
        tell(request, say("{name}'s last day is {day}.", name=found.name, day=last_day), undo_url=undo_url(step))
        return redirect(found)

    return form_page(request, form, around, end, **departure(request, found))


def departure(request: StaffRequest, employee: Employee) -> dict[str, Any]:
    """What the employee still has, and where it is passed on."""
    held = still_held(employee.person, request.user)
    return {"held": in_words(held, employee.name), "pass_on_urls": [one.url for one in held if one.url]}


def _ending_means(request: StaffRequest, employee: Employee) -> list[Value]:
    """What follows when the employee stops."""
    now = profile(request.user, employee, request.today)
    found: list[Value] = [say("After the last day {name} no longer counts in any team's cover.", name=employee.name)]
    if now.grants:
        found.append(say("Their access to Samklang ends with the day."))
    if now.next_change:
        found.append(say("What was to begin on {day} is taken away.", day=now.next_change.first_day))
    if now.manages:
        found.append(say_n("One person needs another manager.", "{count} people need another manager.", now.manages))
    found.append(say("The register keeps what has been, so that the past can still be read."))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employee_identity(request: StaffRequest, pk: int) -> HttpResponse:
    """Another name, address or number."""
    found, _ = edited(request, pk)
    form = IdentityForm(sent(request), employee=found)
    title = say("Change name, e-mail or number of {name}", name=found.name)
    around = FormPage(title, say("Save"), found.get_absolute_url(), above(found))

    def change() -> HttpResponse:
        commands.change_identity(by=request.user, employee=found, **form.cleaned_data)
        tell(request, say("Saved."))
        return redirect(found)

    return form_page(request, form, around, change)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employee_peer(request: StaffRequest, pk: int) -> HttpResponse:
    """The colleague to practise with."""
    found, _ = edited(request, pk)
    form = PeerForm(sent(request), employee=found, found=colleagues(found, request.today))
    title = say("Choose {name}'s peer", name=found.name)
    lead = say("Peers practise together, and course plans seat them in the same cohort where they can.")
    around = FormPage(title, say("Save"), found.get_absolute_url(), above(found), lead)

    def choose() -> HttpResponse:
        peer = form.cleaned_data["peer"]
        commands.choose_peer(by=request.user, employee=found, peer=peer)
        tell(request, say("{one} and {other} are peers.", one=found.name, other=peer.name) if peer else say("Saved."))
        return redirect(found)

    return form_page(request, form, around, choose)
