"""What is open to everybody: how personal data are handled, and how accessible the site is."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samklang.access.enums import PlaceKind
from samklang.access.models import Place
from samklang.access.queries.retention import rules_on
from samklang.desk.accessibility import checked, is_overdue
from samklang.desk.views.retention import in_words
from samklang.web.language import current_language
from samklang.web.requests import PageRequest


@require_safe
def privacy(request: PageRequest) -> HttpResponse:
    """How personal data are handled here."""
    municipality = _municipality()
    own = rules_on(municipality, request.today) if municipality else []
    kept = [(one, in_words(one.days)) for one in (*own, *rules_on(None, request.today))]
    return _statement(request, "privacy", {"kept": kept})


@require_safe
def accessibility_statement(request: PageRequest) -> HttpResponse:
    """What works for everybody, what does not yet, and whom to tell."""
    reviewed: date | None = settings.ACCESSIBILITY_REVIEWED
    context: dict[str, object] = {"checked": checked(), "reviewed": reviewed, "overdue": is_overdue(request.today)}
    return _statement(request, "accessibility", context)


def _statement(request: PageRequest, name: str, context: dict[str, object]) -> HttpResponse:
    municipality = _municipality()
    around = {
        "base": "web/page.html" if request.user.is_authenticated else "web/signed_out.html",
        "own_text": _own_text(name),
        "controller": settings.CONTROLLER or (municipality.name if municipality else ""),
        "privacy_contact": settings.PRIVACY_CONTACT,
        "officer": settings.DATA_PROTECTION_OFFICER,
        "accessibility_contact": settings.ACCESSIBILITY_CONTACT,
        "official_statement": settings.ACCESSIBILITY_STATEMENT,
    }
    return render(request, f"desk/{name}.html", {**around, **context})


def _own_text(name: str) -> str:
    """What the municipality has written itself, in the file privacy.da.txt or the like; empty where it has not."""
    path = Path(settings.TEXTS or ".") / f"{name}.{current_language()}.txt"
    return path.read_text(encoding="utf-8") if settings.TEXTS and path.is_file() else ""


def _municipality() -> Place | None:
    """The municipality, where the installation has only one."""
    found = list(Place.objects.filter(kind=PlaceKind.MUNICIPALITY).order_by("pk")[:2])
    return found[0] if len(found) == 1 else None
