"""One's own certificates: share them or not, fetch them, renew them."""

import json

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from samklang.access.clock import now
from samklang.core.words import LANGUAGES, render, say
from samklang.delivery.badge import in_an_envelope
from samklang.delivery.commands import certificates as commands
from samklang.delivery.drawing import badge_svg
from samklang.delivery.models import Certificate
from samklang.delivery.proof import Proof, proof_pdf
from samklang.delivery.public import address, issuer_of
from samklang.delivery.queries.certificates import asked_for, is_time_to_renew, own_certificates, renewal_of
from samklang.delivery.queries.verdict import validity_of
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def _own(request: StaffRequest, pk: int) -> Certificate:
    found: Certificate = get_object_or_404(own_certificates(request.user), pk=pk)
    return found


@login_required
@require_safe
def own_certificates_page(request: StaffRequest) -> HttpResponse:
    """One's own certificates, newest first."""
    language = current_language()
    rows = [
        {
            "certificate": one,
            "title": one.title(language),
            "validity": validity_of(one, request.today),
            "address": address("certificate", one.public_id),
            "renewal": renewal_of(one, request.today),
            "soon": is_time_to_renew(one, request.today),
        }
        for one in own_certificates(request.user)
    ]
    response: HttpResponse = page(request, "delivery/own_certificates.html", {"rows": rows})
    return response


@login_required
@require_POST
def sharing(request: StaffRequest, pk: int) -> HttpResponse:
    """Share it, or share it no more."""
    shared = request.POST.get("shared") == "1"
    found = commands.set_sharing(by=request.user, certificate=_own(request, pk), shared=shared)
    tell(
        request,
        say("Whoever has the address now sees your name and what the certificate is about.")
        if found.shared
        else say("Strangers now only see whether the certificate is valid."),
    )
    return redirect("delivery:own-certificates")


@login_required
@require_safe
def proof(request: StaffRequest, pk: int, language: str) -> HttpResponse:
    """The certificate on paper, in Danish or English."""
    found = _own(request, pk)
    if language not in LANGUAGES:
        raise Http404
    modules = found.rule.get("modules", 0)
    asked = [] if found.exception else asked_for(found.rule, modules)
    printed = Proof(
        found.name, found.title(language), found.programme, issuer_of(found.jobcentre).name,
        [(one[f"name_{language}"], one["edition"]) for one in found.competences], asked, found.issued_on,
        found.expires_on, address("certificate", found.public_id),
    )  # fmt: skip
    name = render(say("certificate"), language)
    return file_to_fetch(proof_pdf(printed, language, now()), f"{name}-{found.issued_on}.pdf")


@login_required
@require_safe
def badge_picture(request: StaffRequest, pk: int) -> HttpResponse:
    """The badge as a picture, with the signed badge in it."""
    found = _own(request, pk)
    drawn = badge_svg(found.title(current_language()), found.jobcentre.name, found.issued_on.year, found.credential)
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response.headers["Content-Disposition"] = (
        content_disposition_header(True, f"badge-{found.issued_on}.svg") or "attachment"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@login_required
@require_safe
def badge_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The signed badge as a file that other systems read."""
    found = _own(request, pk)
    content = json.dumps(in_an_envelope(found.credential), indent=2).encode()
    return file_to_fetch(content, f"badge-{found.issued_on}.json")
