"""Companies that are probably one: while a name is typed, for the rows of a file, and all pairs of a municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from operator import add, or_
from typing import Any, NamedTuple

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from samklang.access.models import Person, Place
from samklang.companies.alikeness import LIKELY, REASONS, Features, Likeness, features, likeness
from samklang.companies.models import Company, DifferentCompanies, Site
from samklang.companies.queries.companies import companies_for
from samklang.core.words import Sentence

MOST_SHOWN = 5
_MOST_LOOKED_AT = 80
_LETTERS = 5
_MOST_PIECES = 7
_MOST_IN_A_GROUP = 40
"""More companies than this that share a telephone or a domain are a shared office, and tell nothing."""
_FIELDS = ("pk", "cvr", "name", "postcode", "phone", "email", "website")


class Alike(NamedTuple):
    """A company that is probably the one. score: 0 to 100; reasons in words."""

    company: Company
    score: int
    reasons: tuple[Sentence, ...]


class Pair(NamedTuple):
    """Two companies that are probably one."""

    first: Company
    second: Company
    score: int
    reasons: tuple[Sentence, ...]


def alike(
    municipality: Place | int, *, cvr: str = "", name: str = "", phone: str = "", email: str = "", website: str = "",
    postcode: str = "", p_number: str = "", leave_out: int | None = None,
) -> list[Alike]:  # fmt: skip
    """Companies of the municipality that are probably the one described, likeliest first, at most five.

    leave_out: the number of the company itself, where it is there already.
    """
    number = municipality if isinstance(municipality, int) else municipality.pk
    wanted = features(
        cvr=cvr, name=name, postcode=postcode, phone=phone, email=email, website=website, p_numbers=[p_number]
    )
    rows = Company.objects.filter(municipality=number, merged_into=None)
    found: list[Alike] = []
    numbers: dict[int, list[str]] = {}
    if p_number:
        numbers = {pk: [p_number] for pk in Site.objects.filter(p_number=p_number).values_list("company", flat=True)}
    for company in _worth_looking_at(rows.exclude(pk=leave_out) if leave_out else rows, wanted):
        how = likeness(wanted, _of(company, numbers.get(company.pk, ())))
        if how is not None and how.score >= LIKELY - 5:
            found.append(Alike(company, how.score, _in_words(how)))
    found.sort(key=lambda one: (-one.score, one.company.name, one.company.pk))
    return found[:MOST_SHOWN]


def _worth_looking_at(rows: QuerySet[Company], wanted: Features) -> Sequence[Company]:
    """Those that the database can tell may be alike: by number, telephone, domain, or pieces of the name."""
    marks: list[tuple[Any, int]] = [(Q(cvr=wanted.cvr), 50)] if wanted.cvr else []
    if wanted.phone:
        marks.append((_holds(wanted.phone), 20))
    if wanted.domain:
        marks.append((_holds("".join(filter(str.isalnum, wanted.domain))), 20))
    pieces = _pieces(wanted.name)
    marks += [(_holds(piece), 1) for piece in pieces]
    found: list[int] = []
    if wanted.p_numbers:
        same = Site.objects.filter(p_number__in=sorted(wanted.p_numbers), company__in=rows.order_by())
        found += same.values_list("company", flat=True)
    if marks:
        total = reduce(add, (Case(When(one, then=Value(weight)), default=Value(0)) for one, weight in marks))
        least = max(1, round(len(pieces) * 0.4))
        # What matches none of them, which is nearly everything, is looked at once only.
        some = rows.filter(reduce(or_, (Q(condition) for condition, _ in marks))).annotate(marks=total)
        best = some.order_by("-marks", "pk").values_list("pk", "marks")[:_MOST_LOOKED_AT]
        found += [pk for pk, mark in best if mark >= least]
    by_number = Company.objects.select_related("owner").in_bulk(found)
    return [by_number[pk] for pk in dict.fromkeys(found)]


def _holds(text: str) -> Any:
    """Whether a company is known by the text; several times as quick as LIKE, which knows of patterns."""
    return GreaterThan(StrIndex(F("found_by"), Value(text)), 0)


def _pieces(name: str) -> list[str]:
    """Groups of letters spread over the name, most of which stand in it however one letter of it is spelt."""
    words = [word for word in name.split() if len(word) >= 3] or name.split()
    found: list[str] = []
    for word in words:
        if len(word) <= _LETTERS + 1:
            found.append(word)
        else:
            step = max(3, (len(word) - _LETTERS) // 3)
            found += [word[at : at + _LETTERS] for at in range(0, len(word) - _LETTERS + 1, step)]
    return list(dict.fromkeys(found))[:_MOST_PIECES]


def _of(company: Company, p_numbers: Iterable[str] = ()) -> Features:
    return features(
        cvr=company.cvr, name=company.name, postcode=company.postcode, phone=company.phone, email=company.email,
        website=company.website, p_numbers=p_numbers,
    )  # fmt: skip


def _in_words(how: Likeness) -> tuple[Sentence, ...]:
    return tuple(REASONS[one] for one in how.why)


@dataclass
class Index:
    """All companies of a municipality at hand, for finding those like each row of a file."""

    features: dict[int, Features] = field(default_factory=dict)
    groups: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, one: Features) -> None:
        """Take one in."""
        self.features[number] = one
        for key in _keys(one):
            self.groups[key].append(number)

    def like(self, one: Features) -> list[tuple[int, Likeness]]:
        """Those that are probably it, likeliest first."""
        numbers = {number for key in _keys(one) for number in self.groups.get(key, ())[:_MOST_IN_A_GROUP]}
        found = [(number, how) for number in numbers if (how := likeness(one, self.features[number])) is not None]
        return sorted(((n, how) for n, how in found if how.score >= LIKELY), key=lambda two: (-two[1].score, two[0]))

    def pairs(self) -> Iterator[tuple[int, int, Likeness]]:
        """Every two that are probably one."""
        seen: set[tuple[int, int]] = set()
        for numbers in self.groups.values():
            if not 1 < len(numbers) <= _MOST_IN_A_GROUP:
                continue
            for first, second in combinations(sorted(numbers), 2):
                if (first, second) not in seen:
                    seen.add((first, second))
                    how = likeness(self.features[first], self.features[second])
                    if how is not None and how.score >= LIKELY:
                        yield first, second, how


def _keys(one: Features) -> Iterator[tuple[str, str]]:
    """What two companies that are probably one share at least one of."""
    if one.cvr:
        yield "cvr", one.cvr
    if one.name:
        yield "name", one.name
        yield "sorted", " ".join(sorted(one.name.split()))
        joined = one.name.replace(" ", "")
        if one.postcode:
            yield "begins", f"{one.postcode} {joined[:5]}"
            yield "ends", f"{one.postcode} {joined[-6:]}"
    if one.phone:
        yield "phone", one.phone
    if one.domain:
        yield "domain", one.domain
    for number in one.p_numbers:
        yield "p", number


def index_of(municipality: Place | int) -> Index:
    """The companies of a municipality, those that were merged away left out."""
    number = municipality if isinstance(municipality, int) else municipality.pk
    places: dict[int, list[str]] = defaultdict(list)
    here = Site.objects.filter(company__municipality=number, company__merged_into=None).exclude(p_number="")
    for company, p_number in here.values_list("company", "p_number").order_by("pk"):
        places[company].append(p_number)
    index = Index()
    rows = Company.objects.filter(municipality=number, merged_into=None).order_by("pk").values_list(*_FIELDS)
    for pk, cvr, name, postcode, phone, email, website in rows.iterator(chunk_size=2_000):
        known = features(cvr=cvr, name=name, postcode=postcode, phone=phone, email=email, website=website,
                         p_numbers=places.get(pk, ()))  # fmt: skip
        index.add(pk, known)
    return index


def likely_pairs(person: Person) -> list[tuple[int, int, Likeness]]:
    """Numbers of companies that the person sees and that are probably one, likeliest first.

    Pairs of which somebody has said that they are two are left out.
    """
    if person.municipality_id is None or not companies_for(person).exists():
        return []
    said = DifferentCompanies.objects.filter(first__municipality=person.municipality_id)
    different = set(said.values_list("first", "second"))
    pairs = [one for one in index_of(person.municipality_id).pairs() if (one[0], one[1]) not in different]
    return sorted(pairs, key=lambda one: (-one[2].score, one[0], one[1]))


def shown_pairs(person: Person, pairs: Iterable[tuple[int, int, Likeness]]) -> list[Pair]:
    """The pairs with their companies."""
    rows = list(pairs)
    numbers = {number for first, second, _ in rows for number in (first, second)}
    companies: Mapping[int, Company] = companies_for(person).in_bulk(sorted(numbers))
    return [
        Pair(companies[first], companies[second], how.score, _in_words(how))
        for first, second, how in rows
        if first in companies and second in companies
    ]
