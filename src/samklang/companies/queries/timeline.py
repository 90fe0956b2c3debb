"""The timeline of a company: narrowed, searched, and read piece by piece from the newest on."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from samklang.access.enums import PlaceKind
from samklang.access.models import Place
from samklang.access.queries import danish
from samklang.companies.models import Company, Entry
from samklang.core.calendar import COPENHAGEN
from samklang.people.queries.search import MOST_WORDS, spellings

AT_A_TIME = 50
_KEY = "%Y%m%dT%H%M%S%f"
_SEARCHED = ("what", "text", "contact__name", "by__name")
Key = tuple[datetime, int]
"""Where a piece of the timeline begins: before the entry of this moment and number."""


@dataclass(frozen=True)
class AskedTimeline:
    """What somebody asks a timeline for; empty fields ask for nothing."""

    text: str = ""
    kind: str = ""
    team: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.text or self.kind or self.team or self.first or self.last)


@dataclass(frozen=True)
class Stretch:
    """A piece of a timeline, newest first. older: the key of the next piece; empty where there is none."""

    entries: Sequence[Entry]
    older: str


def timeline(company: Company, asked: AskedTimeline, before: str = "") -> Stretch:
    """The newest entries asked for, of those before a key. What is no key is as if there were none."""
    found = entries_of(company, asked)
    key = read_key(before)
    if key is not None:
        found = found.filter(Q(at__lt=key[0]) | Q(pk__lt=key[1]), at__lte=key[0])
    rows = list(found[: AT_A_TIME + 1])
    shown = rows[:AT_A_TIME]
    return Stretch(shown, _key_of(shown[-1]) if len(rows) > AT_A_TIME else "")


def entries_of(company: Company, asked: AskedTimeline) -> QuerySet[Entry]:
    """The entries asked for, newest first."""
    found = Entry.objects.filter(company=company).select_related("by", "team", "contact", "site", "opening")
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.team:
        found = found.filter(team=int(asked.team))
    if asked.first:
        found = found.filter(at__gte=_midnight(asked.first))
    if asked.last:
        found = found.filter(at__lt=_midnight(asked.last + timedelta(days=1)))
    if asked.text.strip():
        found = found.annotate(told_as_text=Cast("told", TextField())).filter(_holding(asked.text))
    return found.order_by("-at", "-pk")


def read_key(text: str) -> Key | None:
    """The key that stands in an address; None where it is none."""
    moment, _, number = text.partition("-")
    if not (number.isdecimal() and len(number) <= 18):
        return None
    try:
        return datetime.strptime(moment, _KEY).replace(tzinfo=UTC), int(number)
    except ValueError:
        return None


def teams_of(municipality: Place) -> QuerySet[Place]:
    """The teams that may have written on a timeline; by name."""
    found = Place.objects.filter(kind=PlaceKind.TEAM, path__startswith=municipality.path)
    return found.order_by(danish("name"), "pk")


def _key_of(entry: Entry) -> str:
    return f"{entry.at.astimezone(UTC):{_KEY}}-{entry.pk}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)


def _holding(text: str) -> Q:
    """Each word stands in what is written, in what Samklang tells of it, or in the name of whoever was part of it."""
    return reduce(and_, (_holds(word) for word in text.split()[:MOST_WORDS]), Q())


def _holds(word: str) -> Q:
    """A document may be stored with its letters written as numbers."""
    forms = sorted(spellings(word))
    written = [Q(**{f"{field}__icontains": form}) for form in forms for field in _SEARCHED]
    told = [Q(told_as_text__icontains=one) for form in forms for one in {form, json.dumps(form)[1:-1]}]
    return reduce(or_, [*written, *told])
