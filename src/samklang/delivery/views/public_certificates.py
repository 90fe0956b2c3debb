"""What strangers may ask of certificates, without signing in: whether one is valid, who issues them, with which key."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.enums import PlaceKind
from samklang.access.models import Place
from samklang.core.words import written
from samklang.delivery.badge import profile, signed, status_list
from samklang.delivery.enums import Validity
from samklang.delivery.forms.certificates import CheckForm
from samklang.delivery.keys import current_key, jwk, public_keys
from samklang.delivery.models import CertificateRule, StatusEntry
from samklang.delivery.public import address, issuer_of, keys_folder, keys_url
from samklang.delivery.queries.certificates import asked_for
from samklang.delivery.queries.verdict import Verdict, shown_certificate, validity_of, verdict_on
from samklang.web.answers import page
from samklang.web.language import current_language
from samklang.web.limits import at_most_a_minute
from samklang.web.requests import PageRequest

MOST_A_MINUTE = 60
"""Times one address may ask; a number of 122 random bits is found by nobody in that way."""
counted = at_most_a_minute(MOST_A_MINUTE, of="certificates", told="delivery/asked_too_often.html")


@counted
@require_safe
def certificate(request: PageRequest, public_id: UUID) -> HttpResponse:
    """Whether it is valid; and while the person shares it, whose it is and what it says."""
    found = shown_certificate(public_id)
    validity = validity_of(found, request.today)
    language = current_language()
    shared = found if found is not None and found.shared else None
    context = {
        "validity": validity,
        "shared": shared,
        "title": shared.title(language) if shared else "",
        "competences": [one[f"name_{language}"] for one in shared.competences] if shared else (),
        "asked": asked_for(shared.rule, shared.rule.get("modules", 0)) if shared and not shared.exception else (),
        "issuer": issuer_of(shared.jobcentre).name if shared else "",
        "newer": shared.replaced_by if shared else None,
    }
    status = 404 if validity is Validity.UNKNOWN else 200
    response: HttpResponse = render(request, "delivery/public_certificate.html", context, status=status)
    return response


@counted
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: PageRequest) -> HttpResponse:
    """Check a badge that somebody has been given. Nothing of it is kept."""
    form = CheckForm()
    verdict: Verdict | None = None
    if request.method == "POST":
        form = CheckForm(request.POST, request.FILES)
        if form.is_valid():
            verdict = verdict_on(form.said(), request.today)
    response: HttpResponse = page(request, "delivery/check_certificate.html", {"verdict": verdict}, form=form)
    return response


# -- for other systems ------------------------------------------------------------------------------------------------


def _as_json(request: PageRequest, document: Mapping[str, Any], kind: str = "application/json") -> HttpResponse:
    return _open(request, HttpResponse(json.dumps(document, ensure_ascii=False, indent=2), content_type=kind))


def _open(request: PageRequest, response: HttpResponse) -> HttpResponse:
    """It may be read from pages elsewhere, and kept for a while where nobody is signed in."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    if not request.user.is_authenticated:
        response.headers["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def issuer(request: PageRequest, pk: int) -> HttpResponse:
    """Who issues: a jobcentre."""
    found: Place = get_object_or_404(Place.objects.select_related("parent"), pk=pk, kind=PlaceKind.JOBCENTRE)
    return _as_json(request, {**profile(issuer_of(found)), "publicKey": keys_url()})


@require_safe
def keys(request: PageRequest) -> HttpResponse:
    """Every key that has been in use, as a set (RFC 7517)."""
    current_key(keys_folder())
    found = public_keys(keys_folder())
    return _as_json(
        request, {"keys": [jwk(key) | _use(name) for name, key in found.items()]}, "application/jwk-set+json"
    )


@require_safe
def one_key(request: PageRequest, name: str) -> HttpResponse:
    """One key by its name."""
    key = public_keys(keys_folder()).get(name)
    if key is None:
        raise Http404
    return _as_json(request, jwk(key) | _use(name), "application/jwk+json")


def _use(name: str) -> dict[str, str]:
    return {"kid": f"{keys_url()}{name}/", "alg": "EdDSA", "use": "sig"}


@require_safe
def achievement(request: PageRequest, pk: int) -> HttpResponse:
    """What a certificate asks for, as badges name it."""
    found = get_object_or_404(CertificateRule.objects.select_related("course__programme"), pk=pk)
    asked = asked_for(found, len(found.course.modules))
    return _as_json(request, {
        "id": address("achievement", found.pk), "type": ["Achievement"], "achievementType": "Certificate",
        "name": found.title_da, "description": found.course.programme.title,
        "criteria": {"narrative": " ".join(written(one, "da") for one in asked)},
    })  # fmt: skip


@require_safe
def status(request: PageRequest, jobcentre: int, number: int) -> HttpResponse:
    """The list of withdrawn certificates, signed."""
    place = get_object_or_404(Place.objects.select_related("parent"), pk=jobcentre, kind=PlaceKind.JOBCENTRE)
    entries = StatusEntry.objects.filter(jobcentre=jobcentre, number=number)
    if number != 1 and not entries.exists():
        raise Http404
    revoked = entries.exclude(revoked_at=None).values_list("index", flat=True).order_by("index")
    document = status_list(address("status", jobcentre, number), issuer_of(place), revoked, timezone.now())
    token = signed(document, current_key(keys_folder()), keys_url())
    return _open(request, HttpResponse(token, content_type="application/vc+jwt"))
