"""What a citizen reads and ticks before a conversation, for whoever has the address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed
from samklang.citizens.commands.preparation import answer_preparation
from samklang.citizens.forms.public import TopicsForm
from samklang.citizens.models import Preparation
from samklang.citizens.queries.preparation import Language, Read, languages_of, link_with, read
from samklang.citizens.rules import preparation as rules
from samklang.citizens.sheet import LISTS, SHIPPED, direction_of
from samklang.citizens.views.public_parts import for_citizens, shown
from samklang.web.language import current_language
from samklang.web.requests import PageRequest


@for_citizens("preparation")
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret", "found", "address")
def preparation(request: PageRequest, secret: str) -> HttpResponse:
    """In the language and at the level of the link, or those chosen on the page. Opening it says nothing to anybody."""
    found = link_with(secret).first()
    asked = str(request.GET.get("language", ""))
    if rules.open_link(found, today()) is not None or found is None:
        return gone(request, asked)
    languages = languages_of(found.jobcentre)
    seen = read(languages, asked or found.language, str(request.GET.get("level", "")) or found.level)
    form = TopicsForm(request.POST if request.method == "POST" else None, sheet=seen.sheet, ticked=found.topics)
    address = reverse("citizen:preparation", args=[secret])
    if form.is_bound and form.is_valid():
        try:
            answer_preparation(secret=secret, topics=form.cleaned_data["topics"], today=today(), now=now())
        except NotAllowed:
            return gone(request, seen.language.tag)
        return redirect(f"{address}?{_query(seen.language, seen.level)}&sent=1#sent")
    context = _context(found, seen, languages) | {"form": form, "address": address, "sent": "sent" in request.GET}
    return shown(
        request, "citizens/public_preparation.html", context, language=seen.language.tag,
        direction=direction_of(seen.language.tag), status=422 if form.errors else 200,
    )  # fmt: skip


def gone(request: PageRequest, language: str) -> HttpResponse:
    """The same for a link that was never real and one whose day is over."""
    spoken = language if language in SHIPPED else current_language()
    return shown(request, "citizens/public_preparation_gone.html", {}, language=spoken, status=404)


def _context(found: Preparation, seen: Read, languages: list[Language]) -> dict[str, Any]:
    sheet = seen.sheet
    return {
        "place": found.jobcentre.name, "day": found.day, "sheet": sheet,
        "parts": [(name, sheet.words[name], getattr(sheet, name)) for name in LISTS],
        "levels": [
            (one.name, _query(seen.language, level), level == seen.level)
            for level, one in seen.language.sheets.items()
        ],
        "languages": [
            (one.tag, direction_of(one.tag), one.name, _query(one, seen.level), one.tag == seen.language.tag)
            for one in languages
        ],
    }  # fmt: skip


def _query(language: Language, level: str) -> str:
    return urlencode({"language": language.tag, "level": level})
