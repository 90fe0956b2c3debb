"""The bundle for the auditor, as one file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from samklang.core.words import render, say
from samklang.funding.bundle import auditor_bundle
from samklang.funding.queries.audit import TAKEN
from samklang.funding.queries.called import called_for
from samklang.funding.views.sections import found_grant
from samklang.ledger.commands import record
from samklang.web.answers import KINDS
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def grant_bundle(request: StaffRequest, pk: int) -> FileResponse:
    """Everything an auditor asks for. That it was taken out stands in the log."""
    found = found_grant(request, pk)
    language = current_language()
    made = auditor_bundle(found, language, called_for(request.user, found.application.jobcentre))
    if request.method == "GET":
        record(TAKEN, by=request.user, subject=found, place=found.application.jobcentre)
    bundle = say("auditor bundle")
    name = f"{slugify(render(bundle, language))}-{slugify(found.case_number) or found.pk}.zip"
    response = FileResponse(made, as_attachment=True, filename=name, content_type=KINDS["zip"])
    response.headers["Cache-Control"] = "no-store"
    return response
