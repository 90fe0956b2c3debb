"""Somebody is away: added, changed, taken away; each can be undone."""

from django.contrib.auth.decorators import login_required
from django.contrib.messages import WARNING
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from samklang.core.words import say
from samklang.people import commands, rules
from samklang.people.commands.departures import is_long
from samklang.people.enums import LeaveKind
from samklang.people.forms.leave import LeaveForm
from samklang.people.views.employment import above, departure, edited, undo_url
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def employee_leave(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody will be away."""
    found, _ = edited(request, pk)
    form = LeaveForm(sent(request), first_day=request.today)
    title = say("Add leave for {name}", name=found.name)
    around = FormPage(title, say("Add leave"), found.get_absolute_url(), above(found), template="people/departure.html")
    passing_on = departure(request, found)

    def add() -> HttpResponse:
        given = form.cleaned_data
        with commands.undoable(by=request.user, employee=found, deed="leave") as step:
            commands.add_leave(
                by=request.user, employee=found, kind=LeaveKind(given["kind"]), first_day=given["first_day"],
                last_day=given["last_day"],
            )  # fmt: skip
        sentence = say("{name} is away from {day}.", name=found.name, day=given["first_day"])
        tell(request, sentence, undo_url=undo_url(step))
        if is_long(given["first_day"], given["last_day"]) and passing_on["pass_on_urls"]:
            tell(request, say("{held} Hand that over now.", held=passing_on["held"]), level=WARNING)
            return redirect(passing_on["pass_on_urls"][0])
        return redirect(found)

    return form_page(request, form, around, add, for_leave=True, **passing_on)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: StaffRequest, pk: int, leave_pk: int) -> HttpResponse:
    """Other days, or another kind for those who see it."""
    found, now = edited(request, pk)
    row = get_object_or_404(found.leaves, pk=leave_pk)
    shows_kind = rules.see_leave_kind(request.user, found, now.team_id if now else None) is None
    form = LeaveForm(sent(request), leave=row, shows_kind=shows_kind)
    title = say("Change leave for {name}", name=found.name)
    around = FormPage(title, say("Save"), found.get_absolute_url(), above(found))

    def change() -> HttpResponse:
        given = form.cleaned_data
        with commands.undoable(by=request.user, employee=found, deed="leave") as step:
            commands.change_leave(
                by=request.user, leave=row, kind=LeaveKind(given.get("kind") or row.kind),
                first_day=given["first_day"], last_day=given["last_day"],
            )  # fmt: skip
        tell(request, say("The leave of {name} is changed.", name=found.name), undo_url=undo_url(step))
        return redirect(found)

    return form_page(request, form, around, change)


@login_required
@require_POST
def leave_removal(request: StaffRequest, pk: int, leave_pk: int) -> HttpResponse:
    """It was a mistake."""
    found, _ = edited(request, pk)
    row = get_object_or_404(found.leaves, pk=leave_pk)
    with commands.undoable(by=request.user, employee=found, deed="leave") as step:
        commands.remove_leave(by=request.user, leave=row)
    tell(request, say("The leave of {name} is removed.", name=found.name), undo_url=undo_url(step))
    return redirect(found)
