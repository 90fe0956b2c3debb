"""Links to citizens: one's own, the one at an address, and what can be read there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.access.models.token import hash_of
from samklang.access.queries import danish
from samklang.access.queries.notices import jobcentres_around
from samklang.citizens.case_key import case_keys
from samklang.citizens.enums import Reading
from samklang.citizens.models import Preparation, PreparationText
from samklang.citizens.queries.guide import jobcentre_of
from samklang.citizens.sheet import SHIPPED, Sheet, sheet_from, shipped

_LONGEST = 100
_NEAREST = (Reading.PLAIN, Reading.EASY, Reading.FULL)
"""What is shown where a language is not there at the level asked for, the best first."""


class Language(NamedTuple):
    """One language that can be read. own: the levels that the jobcentre has worded itself."""

    tag: str
    name: str
    sheets: Mapping[Reading, Sheet]
    own: Mapping[Reading, PreparationText]


class Read(NamedTuple):
    """What somebody reads: possibly not quite what they asked for."""

    language: Language
    level: Reading
    sheet: Sheet


def workplace_of(person: Person) -> Place | None:
    """Where the person works; else the first jobcentre in which they practise; None where there is none."""
    return jobcentre_of(person) or jobcentres_around(person, Right.PRACTISE).first()


def own_coming(person: Person, today: date) -> QuerySet[Preparation]:
    """The person's own links whose day is not over, the soonest first. Nobody else's are ever found here."""
    return Preparation.objects.filter(person=person, day__gte=today).order_by("day", "-made_at", "-pk")


def own_of_case(person: Person, reference: str, today: date) -> QuerySet[Preparation]:
    """Those of them that were made for a case."""
    return own_coming(person, today).filter(case_key__in=case_keys(reference, person.municipality_id))


def link_with(secret: str) -> QuerySet[Preparation]:
    """The link with the secret, or none."""
    if not secret or len(secret) > _LONGEST:
        return Preparation.objects.none()
    return Preparation.objects.filter(token_key=hash_of(secret)).select_related("jobcentre")


def jobcentres_worded(person: Person) -> QuerySet[Place]:
    """The jobcentres whose texts the person words; by name."""
    places = person.standing.places(Right.RUN_PRACTICE)
    return Place.objects.filter(pk__in=places, kind=PlaceKind.JOBCENTRE).order_by(danish("name"), "pk")


def languages_of(jobcentre: Place) -> list[Language]:
    """Danish and English, then those the jobcentre has added, by their tags."""
    rows: dict[str, dict[Reading, PreparationText]] = {one: {} for one in SHIPPED}
    for row in PreparationText.objects.filter(jobcentre=jobcentre).order_by("language", "level"):
        rows.setdefault(row.language, {})[Reading(row.level)] = row
    return [_language(tag, own) for tag, own in rows.items()]


def _language(tag: str, own: Mapping[Reading, PreparationText]) -> Language:
    usual = {level: shipped(level, tag if tag in SHIPPED else "da") for level in Reading}
    sheets = {
        level: sheet_from(own[level].content, usual[level]) if level in own else usual[level]
        for level in Reading
        if level in own or tag in SHIPPED
    }
    name = SHIPPED.get(tag) or next(iter(own.values())).language_name
    return Language(tag, name, sheets, own)


def read(languages: Sequence[Language], tag: str, level: str) -> Read:
    """In the language and at the level asked for; else the nearest there is. languages: one at least."""
    language = next((one for one in languages if one.tag == tag), languages[0])
    chosen = next(one for one in (level, *_NEAREST) if one in language.sheets)
    return Read(language, Reading(chosen), language.sheets[Reading(chosen)])
