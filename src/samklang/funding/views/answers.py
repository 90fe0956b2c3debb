"""What the funder answered, and the files of an application."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.funding.commands import applications as commands
from samklang.funding.commands.documents import attach_document, keep_document
from samklang.funding.commands.grant_terms import ask_for_auditor
from samklang.funding.commands.grants import enter_grant
from samklang.funding.forms.applications import AttachmentForm, AwardForm, RefusalForm
from samklang.funding.rules import applications as rules
from samklang.funding.rules.grants import run_grants
from samklang.funding.views.application_parts import above, sums_of
from samklang.funding.views.sections import found_application
from samklang.web.answers import file_to_fetch, tell
from samklang.web.form_pages import FormPage, form_page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_award(request: StaffRequest, pk: int) -> HttpResponse:
    """The funder said yes: the grant begins from the letter of award."""
    found = found_application(request, pk)
    require(rules.decide_application(request.user, found))
    initial = {
        "awarded_ore": sums_of(found)[1], "begins": found.begins, "ends": found.ends, "promised_staff": found.staff,
        "case_number": found.portal_number,
    }  # fmt: skip
    asked = request.method == "POST"
    form = AwardForm(request.POST if asked else None, request.FILES if asked else None, initial=initial)

    def do() -> HttpResponse:
        file = form.cleaned_data["letter"]
        with transaction.atomic():
            letter = file and keep_document(
                by=request.user, jobcentre=found.jobcentre, name=file.name, content=file.read(), now=now()
            )
            made = enter_grant(
                by=request.user, application=found, award=form.award(), letter=letter or None,
                answer=form.cleaned_data["answer"], now=now(),
            )  # fmt: skip
            ask_for_auditor(by=request.user, grant=made, language=current_language())
        tell(request, say("The grant is entered. Its instalments stand as the terms have them: look them through."))
        return redirect(made)

    around = FormPage(
        say("The funder said yes"), say("Enter the grant"), str(found.get_absolute_url()), above(found),
        say("Write what the letter of award says. It goes before the terms of the scheme."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_refusal(request: StaffRequest, pk: int) -> HttpResponse:
    """The funder said no."""
    found = found_application(request, pk)
    require(rules.decide_application(request.user, found))
    form = RefusalForm(request.POST if request.method == "POST" else None)

    def do() -> HttpResponse:
        commands.refuse_application(by=request.user, application=found, **form.cleaned_data)
        return redirect(found)

    around = FormPage(say("The funder said no"), say("Save"), str(found.get_absolute_url()), above(found))
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def application_attachment_new(request: StaffRequest, pk: int) -> HttpResponse:
    """A file goes with the application or came with its answer."""
    found = found_application(request, pk)
    require(run_grants(request.user, found.jobcentre))
    asked = request.method == "POST"
    form = AttachmentForm(request.POST if asked else None, request.FILES if asked else None)

    def do() -> HttpResponse:
        file = form.cleaned_data["file"]
        attach_document(
            by=request.user, application=found, what=form.cleaned_data["what"], name=file.name, content=file.read(),
            now=now(),
        )  # fmt: skip
        return redirect(found)

    around = FormPage(say("Add a file"), say("Add it"), str(found.get_absolute_url()), above(found))
    return form_page(request, form, around, do)


@login_required
@require_safe
def application_attachment(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """The file as it came."""
    found = found_application(request, pk)
    there = found.attachments.select_related("document").filter(pk=number).first()
    if there is None:
        raise Http404
    return file_to_fetch(bytes(there.document.content), there.document.name)


@login_required
@require_POST
def application_attachment_removal(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A file is taken off a draft."""
    found = found_application(request, pk)
    there = found.attachments.filter(pk=number).select_related("document", "application__jobcentre").first()
    if there is None:
        raise Http404
    commands.remove_attachment(by=request.user, attachment=there)
    tell(request, say("The file is removed."))
    return redirect("funding:application", found.pk)
