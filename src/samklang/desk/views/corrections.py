"""Somebody says that what is held on them is wrong, and is answered within a month."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access import commands, rules
from samklang.access.enums import CorrectionState
from samklang.access.models import Correction, Person, Place
from samklang.access.queries.correction import corrections_for, corrections_to_answer
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.desk.forms.privacy import AnswerForm, CorrectionForm
from samklang.desk.views.shown import shown
from samklang.ledger.commands import record_reading
from samklang.people.models import Employee
from samklang.web.answers import tell
from samklang.web.requests import StaffRequest

_BADGES = {
    CorrectionState.OPEN: "info",
    CorrectionState.ACCEPTED: "success",
    CorrectionState.REFUSED: "warning",
    CorrectionState.WITHDRAWN: "plain",
}


@login_required
@require_safe
def corrections(request: StaffRequest) -> HttpResponse:
    """One's own requests, and those that wait for one's answer."""
    context = {
        "own": [(one, _BADGES[CorrectionState(one.state)]) for one in request.user.corrections.select_related("place")],
        "waiting": corrections_to_answer(request.user),
        "answered": corrections_for(request.user).exclude(person=request.user).exclude(state=CorrectionState.OPEN)[:20],
    }
    return shown(request, "desk/corrections.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_correction(request: StaffRequest) -> HttpResponse:
    """What is wrong, and what it should say."""
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = commands.ask_for_correction(
            by=request.user, place=_place_of(request.user), today=request.today, **form.cleaned_data
        )
        tell(request, say("Your request has been sent. You get an answer by {day}.", day=asked.last_day))
        return redirect("corrections")
    return shown(request, "desk/new_correction.html", {}, form=form)


def _place_of(person: Person) -> Place:
    """Where the person's requests are answered: their jobcentre, else where they have a role, else the municipality."""
    employee = Employee.objects.select_related("jobcentre").filter(person=person).first()
    if employee is not None:
        return employee.jobcentre
    return person.grants_today[0].place if person.grants_today else person.municipality


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: StaffRequest, pk: int) -> HttpResponse:
    """One request; whoever answers does so here."""
    found = get_object_or_404(corrections_for(request.user), pk=pk)
    refused = rules.answer_correction(request.user, found)
    form = None if refused and request.method != "POST" else AnswerForm(request.POST or None)
    if request.method == "POST":
        require(refused)
        if form is not None and form.is_valid():
            accepted = form.cleaned_data["decision"] == AnswerForm.YES
            answer = form.cleaned_data["answer"]
            commands.answer_correction(by=request.user, correction=found, accepted=accepted, answer=answer)
            tell(request, say("{name} has been answered, and gets a mail.", name=found.person.name))
            return redirect("corrections")
    elif found.person_id != request.user.pk:
        record_reading("correction-read", by=request.user, subject=found, about=found.person, place=found.place)
    context = {
        "correction": found,
        "badge": _BADGES[CorrectionState(found.state)],
        "may_withdraw": rules.withdraw_correction(request.user, found) is None,
        "form": form,
    }
    return shown(request, "desk/correction.html", context, form=form)


@login_required
@require_POST
def correction_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """The person no longer wants an answer."""
    found: Correction = get_object_or_404(corrections_for(request.user), pk=pk)
    commands.withdraw_correction(by=request.user, correction=found)
    tell(request, say("The request has been withdrawn."))
    return redirect("corrections")
