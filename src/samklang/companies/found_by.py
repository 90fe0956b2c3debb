"""What a company is looked for by: everything it is known as, spelt so that it is found however it is typed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from samklang.core.alphabet import place_of
from samklang.core.workbook.labels import folded

if TYPE_CHECKING:
    from samklang.companies.models import Company, CompanyContact, Site

MOST_WORDS = 6
SORTED_BY = 60
"""So many characters at the beginning of `found_by` are what companies are sorted by."""
_AFTER_Z = str.maketrans({"{": "zzx", "|": "zzy", "}": "zzz"})
"""æ, ø and å so that they come last in whatever order of letters a database has."""
_NUMERIC = re.compile(r"[\d\s+()./-]+")
_DENMARK = re.compile(r"^(?:\+|00)45(?=\d{8}$)")


def found_by_of(company: Company, sites: Iterable[Site], contacts: Iterable[CompanyContact]) -> str:
    """The text that `Company.found_by` is to hold: the name as it is sorted, then words as they are searched.

    Each stands once. The words are in small letters without accents; telephone numbers stand without spaces.
    """
    places, people = list(sites), list(contacts)
    known: list[Company | CompanyContact] = [company, *people]
    name = list(_words(company.name))
    said = dict.fromkeys([sorted_by(company.name), *name, "".join(name), company.cvr, company.postcode])
    said |= dict.fromkeys(_words(company.town))
    said |= dict.fromkeys(word for one in places for word in (one.p_number, *_words(one.name), *_words(one.town)))
    said |= dict.fromkeys(word for one in people for word in _words(one.name))
    said |= dict.fromkeys(digits_of(one.phone) for one in known)
    said |= dict.fromkeys(_domain(one.email) for one in known)
    said |= dict.fromkeys([folded(company.website.partition("//")[2] or company.website)])
    return " ".join(filter(None, said))


def sorted_by(name: str) -> str:
    """The beginning of `found_by` for a name: such that plain order of text is the Danish order of names."""
    letters = "".join(one if one.isalnum() or one in "{|}" else " " for one in place_of(name)[0])
    return " ".join(letters.split())[:SORTED_BY].translate(_AFTER_Z)[:SORTED_BY].strip()


def looked_for(text: str) -> list[str]:
    """The words that must stand in `found_by`, at most six; a number with spaces in it is one word."""
    if _NUMERIC.fullmatch(text) and (number := digits_of(text)):
        return [number]
    return list(_words(text))[:MOST_WORDS]


def digits_of(text: str) -> str:
    """A number without what is written between its digits, and without Denmark's own +45."""
    plain = "".join(one for one in text if one in "0123456789+")
    return _DENMARK.sub("", plain).replace("+", "")


def _words(text: str) -> Iterator[str]:
    return filter(None, map(folded, text.split()))


def _domain(email: str) -> str:
    return folded(email.rpartition("@")[2])
