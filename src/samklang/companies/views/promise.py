"""The promise of an enquiry paused and taken up again; the enquiry closed, opened again, or marked as none."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.companies.commands import enquiries as commands
from samklang.companies.commands.promise import pause, resume
from samklang.companies.enums import WAITING
from samklang.companies.forms.enquiries import ClosingForm, PauseForm
from samklang.companies.queries.enquiries import email_of
from samklang.companies.queries.promise import due_of
from samklang.companies.rules import enquiries as rules
from samklang.companies.views.assignment import above_enquiry
from samklang.companies.views.enquiries import found_enquiry
from samklang.core.words import Moment, say
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_pause(request: StaffRequest, pk: int) -> HttpResponse:
    """The promise stands still while we wait for the company."""
    found = found_enquiry(request, pk)
    require(rules.pause(request.user, found, "-", is_paused=found.pauses.filter(ends=None).exists()))
    form = PauseForm(sent(request), has_email=bool(email_of(found)))

    def do() -> HttpResponse:
        given = form.cleaned_data
        pause(request.user, found, given["reason"], now(), given.get("question", ""))
        tell(request, say("The promise is paused."), undo_url=reverse("companies:enquiry-resumption", args=[pk]))
        return redirect(found)

    around = FormPage(
        say("Pause the promise"), say("Pause it"), found.get_absolute_url(), above_enquiry(found),
        lead=say("While we wait for the company no time is counted. It goes on when they write, or when you say so."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def enquiry_resumption(request: StaffRequest, pk: int) -> HttpResponse:
    """The promise goes on."""
    found = resume(request.user, found_enquiry(request, pk), now())
    tell(request, say("The promise goes on. The company has an answer by {moment}.", moment=Moment(due_of(found))))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing more is to be done."""
    found = found_enquiry(request, pk)
    require(rules.close(request.user, found, "-"))
    form = ClosingForm(sent(request), needs_reason=found.state in WAITING)

    def do() -> HttpResponse:
        commands.close_enquiry(request.user, found, form.cleaned_data["reason"], now())
        tell(request, say("The enquiry is closed."), undo_url=reverse("companies:enquiry-reopening", args=[pk]))
        return redirect(found)

    around = FormPage(
        say("Close the enquiry"), say("Close it"), found.get_absolute_url(), above_enquiry(found),
        lead=say("It can be opened again, and opens by itself when they write."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def enquiry_reopening(request: StaffRequest, pk: int) -> HttpResponse:
    """It is not closed after all."""
    found = commands.reopen_enquiry(request.user, found_enquiry(request, pk))
    tell(request, say("The enquiry is open again."))
    return redirect(found)


@login_required
@require_POST
def enquiry_junk(request: StaffRequest, pk: int) -> HttpResponse:
    """It is no enquiry."""
    found = commands.mark_as_junk(request.user, found_enquiry(request, pk), now())
    undo = reverse("companies:enquiry-reopening", args=[pk])
    tell(request, say("It is marked as not an enquiry, and nobody is waiting for an answer."), undo_url=undo)
    return redirect(found)
