"""A plan kept in the database, written out part by part for the pages of the site, and kept in the cache.

What is written depends on the plan, the rules it was made for and the language, so it is kept under their fingerprints.
"""

import functools
import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import translation

from samklang import __version__
from samklang.core.planner import plan as plans
from samklang.core.planner.check import check
from samklang.core.words import Sentence, say
from samklang.planning import documents
from samklang.planning.models import Variant
from samklang.reports import plan_page, plan_view
from samklang.reports.plan_view import PlanView

KEPT_S = 7 * 86_400


@dataclass(frozen=True)
class Part:
    """One tab of a plan's page: what it is called, and the templates of the printed page that stand in it."""

    key: str
    title: Sentence
    templates: tuple[str, ...]


PARTS: dict[str, Part] = {
    part.key: part
    for part in (
        Part("overview", say("Overview"), ("_lead.html", "_figures.html", "_levels.html", "_untrained.html")),
        Part("calendar", say("Calendar"), ("_calendar.html",)),
        Part("cohorts", say("Cohorts"), ("_cohorts.html",)),
        Part("cover", say("Cover"), ("_cover_weeks.html",)),
        Part("half-days", say("Every half-day"), ("_cover_half_days.html",)),
        Part("money", say("Money"), ("_money.html",)),
        Part("people", say("People"), ()),
    )
}


@dataclass(frozen=True)
class Line:
    """One person's line in the list: what it is found by, and the line as it is written."""

    found_by: str
    row: str


def view_of(variant: Variant) -> PlanView:
    """The plan as its documents show it. Raises ValueError where the checker does not approve it."""
    problem, plan = documents.problem_of(variant.version.document), plans.from_document(variant.document)
    return plan_view.build(problem, plan, check(variant.version.document, variant.document), made_at=variant.made_at)


def part_of(variant: Variant, key: str, language: str) -> str:
    """One part of the plan's page, from the cache where it has been written before."""
    name = _key(variant, key, language)
    found: str | None = cache.get(name)
    if found is None:
        _write_all(variant, language)
        found = cache.get(name)
    if found is None:  # a part that the cache would not take
        found = plan_page.part(view_of(variant), language, PARTS[key].templates)
    return found


def lines_of(variant: Variant, language: str) -> list[Line]:
    """Everybody with a seat or a reason for none, by name."""
    name = _key(variant, "people", language)
    found: list[Line] | None = cache.get(name)
    if found is None:
        found = _lines(variant, view_of(variant), language)
        cache.set(name, found, KEPT_S)
    return found


def _write_all(variant: Variant, language: str) -> None:
    """Every part at once, since the looking costs more than the writing."""
    view = view_of(variant)
    for key, part in PARTS.items():
        if part.templates:
            cache.set(_key(variant, key, language), plan_page.part(view, language, part.templates), KEPT_S)
    cache.set(_key(variant, "people", language), _lines(variant, view, language), KEPT_S)


def _lines(variant: Variant, view: PlanView, language: str) -> list[Line]:
    with translation.override(language):
        return [
            Line(
                f"{person.who.plain} {person.who.id} {person.who.team}".casefold(),
                render_to_string(
                    "reports/_person_line.html", {"person": person, "variant": variant, "language": language}
                ),
            )
            for person in view.people
        ]


def _key(variant: Variant, part: str, language: str) -> str:
    prints = f"{variant.fingerprint[:24]}-{variant.version.fingerprint[:24]}"
    return f"plan-part-{_look()}-{variant.pk}-{prints}-{part}-{language}"


@functools.cache
def _look() -> str:
    """Changes when the templates do, so that nothing is shown as an earlier release wrote it."""
    folder = Path(__file__).parent / "templates" / "reports"
    templates = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html")))
    return hashlib.sha256(f"{__version__}{templates}".encode()).hexdigest()[:12]
