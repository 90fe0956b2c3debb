"""Concepts as they hold now: all of a jobcentre's, and those that hold some words."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries.notices import jobcentres_around
from samklang.core.alphabet import place_of
from samklang.method.models import Concept, Edition, Framework
from samklang.method.queries.editions import editions_for
from samklang.method.queries.frameworks import newest_by_framework
from samklang.people.queries.search import holding

_LAST = {place_of(letter)[0]: letter for letter in "ÆØÅ"}
"""The last three of the alphabet by what they are sorted as."""
_TERMS = ("term_da", "term_en")
_ALL = tuple(
    f"{name}_{language}" for name in ("term", "definition", "example", "counter_example") for language in ("da", "en")
)


def concepts_matching(person: Person, text: str) -> QuerySet[Concept]:
    """The concepts the person reads whose term holds every word, in the newest published editions; by term.

    None where there is no word. Each comes with its edition and framework.
    """
    if not text.strip():
        return Concept.objects.none()
    jobcentres = jobcentres_around(person, Right.SEE_METHOD).order_by()
    later = Edition.objects.filter(
        framework=OuterRef("framework"), published_at__isnull=False, number__gt=OuterRef("number")
    )
    newest = Edition.objects.filter(~Exists(later), published_at__isnull=False, framework__jobcentre__in=jobcentres)
    found = Concept.objects.filter(holding(text, _TERMS), edition__in=newest.values("pk"))
    return found.select_related("edition__framework__jobcentre").order_by("term_da", "edition_id", "pk")


class Entry(NamedTuple):
    """A concept in the list: its anchor on the page, its term as shown, and the name of its framework."""

    anchor: str
    term: str
    concept: Concept
    framework: Framework
    framework_name: str


class Letter(NamedTuple):
    """The entries under one letter. anchor: its place on the page."""

    letter: str
    anchor: str
    entries: list[Entry]


def concept_editions(person: Person, jobcentre: Place, on: date) -> list[Edition]:
    """The editions of the jobcentre that hold on the day, by the framework's key."""
    editions = editions_for(person).filter(framework__jobcentre=jobcentre, first_day__lte=on)
    return sorted(newest_by_framework(editions, on).values(), key=lambda one: one.framework.key)


def entries_of(editions: Iterable[Edition], text: str, language: str) -> list[Entry]:
    """The concepts of the editions that hold every word anywhere, as Danes look them up in the language shown.

    An anchor is the concept's key; where two frameworks have the same, the later one's with its framework's key.
    """
    by_number = {one.pk: one for one in editions}
    rows = Concept.objects.filter(holding(text, _ALL), edition__in=by_number).order_by("edition_id", "position", "pk")
    order = list(by_number)
    taken: set[str] = set()
    found = []
    for row in sorted(rows, key=lambda row: order.index(row.edition_id)):
        edition = by_number[row.edition_id]
        anchor = f"{edition.framework.key}-{row.key}" if row.key in taken else row.key
        taken.add(anchor)
        found.append(
            Entry(anchor, row.worded("term", language), row, edition.framework, edition.worded("name", language))
        )
    return sorted(found, key=lambda one: (place_of(one.term), one.anchor))


def by_letter(entries: Iterable[Entry]) -> list[Letter]:
    """The entries under the letter they begin with: aa under å, é under e, and what is no letter under #."""
    letters: dict[str, Letter] = {}
    for entry in entries:
        first = place_of(entry.term)[0][:1]
        letter = _LAST.get(first, first.upper())
        letter = letter if letter.isalpha() else "#"
        anchor = f"letter-{letter.lower()}" if letter != "#" else "letter-other"
        letters.setdefault(letter, Letter(letter, anchor, [])).entries.append(entry)
    return list(letters.values())
