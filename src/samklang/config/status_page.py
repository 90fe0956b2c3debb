"""The page of how the installation is doing, and the same for a program that watches."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samklang import __version__
from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.access.refusals import Refusal, require
from samklang.config.checks.finding import Finding, Level
from samklang.config.health import may_watch
from samklang.config.status import look
from samklang.core import words
from samklang.core.words import Moment, Sentence, say
from samklang.desk.sections import sections
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

WORDS: Mapping[Level, tuple[Sentence, str]] = {
    Level.OK: (say("all right"), "success"),
    Level.WARNING: (say("look at it"), "warning"),
    Level.FAULT: (say("act"), "error"),
}
"""How grave something is in a plain word, and the colour of its badge."""


@dataclass(frozen=True)
class Line:
    """One finding as it is shown."""

    finding: Finding
    word: Sentence
    badge: str


def see_status(by: Person) -> Refusal | None:
    """Administrators: it tells of the machine, and of nobody."""
    if Role.ADMINISTRATOR in by.standing.roles:
        return None
    return Refusal(say("How the installation is doing is seen by its administrators."))


@login_required
@never_cache
@require_safe
def status(request: StaffRequest) -> HttpResponse:
    """Everything, the worst first; alone where htmx asks again."""
    require(see_status(request.user))
    found = [Line(one, *WORDS[one.level]) for one in look()]
    context = {
        "lines": found,
        "seen_at": Moment(timezone.now()),
        "faults": sum(one.finding.level == Level.FAULT for one in found),
        "warnings": sum(one.finding.level == Level.WARNING for one in found),
    }
    if request.htmx:
        return render(request, "desk/_status.html", context)
    around = {"sections": sections(request, request.user), "sections_label": say("Access and privacy")}
    return render(request, "desk/status.html", {**around, **context})


@never_cache
@require_safe
def status_file(request: HttpRequest) -> HttpResponse:
    """The same as JSON, for administrators and for whoever may read the figures; for others there is no such page."""
    if not may_watch(request):
        if not isinstance(request.user, Person):
            raise Http404
        require(see_status(request.user))
    language, found = current_language(), look()
    lines = [
        {
            "check": one.check,
            "level": one.level.value,
            "word": words.render(WORDS[one.level][0], language),
            "what": words.render(one.what, language),
            "do": words.render(one.do, language) if one.do else "",
        }
        for one in found
    ]
    worst = found[0].level.value if found else Level.OK.value
    return JsonResponse(
        {"version": __version__, "seen_at": timezone.now().isoformat(), "worst": worst, "findings": lines}
    )
