"""What stands at the top of every page: the areas a person may go to, and who and where they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.standing import Standing
from samklang.core.words import Sentence, render, say
from samklang.handbook.keys import AREAS as KEYS
from samklang.handbook.shell import for_page
from samklang.web.language import current_language

_AREAS: tuple[tuple[str, Sentence, frozenset[Right]], ...] = (
    ("start", say("Start"), frozenset()),
    ("people:employees", say("Staff"), frozenset({Right.SEE_STAFF})),
    ("people:teams", say("Teams and cover"), frozenset({Right.SEE_COVER})),
    ("method:frameworks", say("Method"), frozenset({Right.SEE_METHOD})),
    ("calibration:rounds", say("Calibration"), frozenset({Right.SEE_METHOD, Right.SEE_AGREEMENT})),
    ("planning:programmes", say("Course plans"), frozenset({Right.SEE_PLANS})),
    ("delivery:courses", say("Courses"), frozenset({Right.SEE_COURSES})),
    ("delivery:own-courses", say("My courses"), frozenset()),
    ("practice:practice", say("Practice"), frozenset({Right.PRACTISE, Right.RUN_PRACTICE})),
    ("citizens:guide", say("Conversations"), frozenset({Right.PRACTISE, Right.SEE_CONVERSATIONS})),
    ("companies:companies", say("Companies"), frozenset({Right.SEE_COMPANIES})),
    ("evidence:evidence", say("Evidence"), frozenset({Right.SEE_EVIDENCE})),
    ("funding:grants", say("Funding"), frozenset({Right.SEE_GRANTS})),
    ("committee:issues", say("Committee page"), frozenset({Right.SEE_REPORTS})),
    ("roles", say("Access"), frozenset({Right.GIVE_ROLES, Right.READ_LEDGER, Right.SEE_NOTICES})),
)
"""The name of the first page, what it is called, and the rights of which one is enough to see it; none: everybody."""

_BENEATH = {
    "people:employees": (
        "/people/staff-imports/", "/people/leave-imports/", "/people/externals/", "/people/temps/",
        "/people/competence-at-risk/",
    ),
    "people:teams": ("/people/leave-calendar/", "/people/jobcentres/", "/people/cover-needs/"),
    "planning:programmes": ("/plans/",),
}  # fmt: skip
"""Pages of an area whose address does not begin with that of its first page."""


@dataclass(frozen=True)
class Area:
    """One entry of the navigation. key: the letter that goes to it after g, empty where it has none."""

    label: str
    url: str
    current: bool
    key: str = ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """What `web/page.html` needs, for every page."""
    person = getattr(request, "user", None)
    return {
        "navigation": _areas(request, person.standing) if isinstance(person, Person) else (),
        "elevations": person.running_elevations if isinstance(person, Person) else (),
        "place": person.municipality.name if isinstance(person, Person) else "",
        "demo": settings.DEMO,
        "language": current_language(),
        "as_of": getattr(request, "as_of", None),
        "today": getattr(request, "today", None),
        **for_page(request),
    }


def _areas(request: HttpRequest, standing: Standing) -> tuple[Area, ...]:
    """The entries; the one that the page lies deepest in is the current one."""
    shown = [*_shown(standing), *_setting_up(request)]
    at = [url for name, _, url in shown if _is_at(request, url, _BENEATH.get(name, ()))]
    current = max(at, key=len, default="")
    language = current_language()
    return tuple(Area(render(label, language), url, url == current, KEYS.get(name, "")) for name, label, url in shown)


def _shown(standing: Standing) -> Iterator[tuple[str, Sentence, str]]:
    for name, label, rights in _AREAS:
        if rights and not any(standing.may(right) for right in rights):
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        yield name, label, url


def _setting_up(request: HttpRequest) -> Iterator[tuple[str, Sentence, str]]:
    """The way back to the steps, while somebody is going through them; the steps themselves put it into the session."""
    if getattr(request, "session", {}).get("setting-up"):
        yield "setup:setup", say("Set up Samklang"), reverse("setup:setup")


def _is_at(request: HttpRequest, url: str, beneath: tuple[str, ...]) -> bool:
    if url == "/":
        return request.path == url
    return request.path.startswith(url) or request.path_info.startswith(beneath)
