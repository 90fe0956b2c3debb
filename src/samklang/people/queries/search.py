"""Finding people and teams by a few letters, however they are spelt."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import teams_for
from samklang.people.models import Employee
from samklang.people.queries.employees import employees_for

MOST_WORDS = 6
_LETTERS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"))
"""How the Danish letters are written where a keyboard has none, and by some in their names."""


def spellings(word: str) -> frozenset[str]:
    """The word as it may stand in a name: aa and å, ae and æ, oe and ø, in small letters, capitals and as a name.

    SQLite tells capitals from small letters outside a to z, so each is looked for by itself.
    """
    found = {word.lower()}
    for plain, danish in _LETTERS:
        found |= {one.replace(plain, danish) for one in found} | {one.replace(danish, plain) for one in found}
    return frozenset(form for one in found for form in (one, one.upper(), one[:1].upper() + one[1:]))


def holding(text: str, fields: Iterable[str]) -> Q:
    """The condition that each word of the text stands in one of the fields; everything where there are no words."""
    names = tuple(fields)
    words = text.split()[:MOST_WORDS]
    return reduce(and_, (_one_of(names, word) for word in words), Q())


def _one_of(fields: Iterable[str], word: str) -> Q:
    return reduce(or_, (Q(**{f"{field}__icontains": form}) for field in fields for form in sorted(spellings(word))))


def people_matching(person: Person, text: str) -> QuerySet[Employee]:
    """The staff the person may see whose name, number or address holds every word; nobody where there is no word."""
    if not text.strip():
        return Employee.objects.none()
    return employees_for(person).filter(holding(text, ("person__name", "number", "person__email")))


def teams_matching(person: Person, text: str) -> QuerySet[Place]:
    """The teams whose cover the person may see and whose name holds every word; none where there is no word."""
    if not text.strip():
        return Place.objects.none()
    return teams_for(person, Right.SEE_COVER).filter(holding(text, ("name",)))
