"""Companies that were merged: which one it is now, what was merged into it, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.companies.models import (
    Company,
    CompanyContact,
    Enquiry,
    Entry,
    Meeting,
    Merge,
    NextStep,
    Opening,
    Site,
)
from samklang.core.words import Sentence, say

MOST_STEPS = 50
"""More merges after one another than anybody makes."""


@dataclass(frozen=True)
class Field:
    """One thing that is chosen between two companies: a few fields that belong together."""

    key: str
    label: Sentence
    names: tuple[str, ...]


FIELDS: tuple[Field, ...] = (
    Field("name", say("Name"), ("name",)),
    Field("cvr", say("CVR number"), ("cvr", "register_at")),
    Field("industry", say("Industry"), ("industry_code", "industry", "sector")),
    Field("employees", say("Employees"), ("employees", "employees_most")),
    Field("address", say("Address"), ("street", "postcode", "town")),
    Field("phone", say("Telephone"), ("phone",)),
    Field("email", say("E-mail"), ("email",)),
    Field("website", say("Website"), ("website",)),
    Field("language", say("Language"), ("language",)),
    Field("protected", say("Advertising protection"), ("protected",)),
    Field("ceased_on", say("Ceased"), ("ceased_on",)),
    Field("owner", say("Owner"), ("owner_id", "owned_since")),
    Field("about", say("About the company"), ("about",)),
)


@dataclass(frozen=True)
class Choice:
    """What the two say of one thing; first is the one to be kept unless somebody chooses otherwise."""

    field: Field
    first: tuple[Any, ...]
    second: tuple[Any, ...]

    @property
    def proposal(self) -> str:
        """ "first", unless only the second says anything; both texts where both have written one."""
        if self.field.key == "about" and _says(self.first) and _says(self.second):
            return "both"
        return "second" if _says(self.second) and not _says(self.first) else "first"


def _says(values: tuple[Any, ...]) -> bool:
    return values[0] not in (None, "", False, "unknown") or any(
        one not in (None, "", False, "unknown") for one in values
    )


def choices_between(first: Company, second: Company) -> list[Choice]:
    """Everything in which the two differ."""
    found = []
    for field in FIELDS:
        one = tuple(getattr(first, name) for name in field.names)
        other = tuple(getattr(second, name) for name in field.names)
        shown = 1 if field.key in ("cvr", "owner") else len(field.names)  # since when is not asked about
        if one[:shown] != other[:shown]:
            found.append(Choice(field, one, other))
    return found


def company_as_it_is_now(company: Company) -> Company:
    """The company itself, or the one it was merged into, however many times."""
    for _ in range(MOST_STEPS):
        if company.merged_into is None:
            break
        company = company.merged_into
    return company


def kept_instead_of(person: Person, pk: int) -> Company | None:
    """The company that a number leads to by now, where it was merged and the person sees companies; else None."""
    if not person.standing.may(Right.SEE_COMPANIES):
        return None
    rows = Company.objects.filter(municipality=person.municipality_id).exclude(merged_into=None)
    found = rows.select_related("merged_into").filter(pk=pk).first()
    return company_as_it_is_now(found) if found is not None else None


def merges_for(person: Person) -> QuerySet[Merge]:
    """The merges in the person's municipality, newest first."""
    if not person.standing.may(Right.SEE_COMPANIES):
        return Merge.objects.none()
    found = Merge.objects.filter(kept__municipality=person.municipality_id)
    return found.select_related("kept", "gone", "by").order_by("-at", "-pk")


def later_merge(merge: Merge) -> Merge | None:
    """A merge that came after and has to be undone first: of the kept one into another, or of another into it."""
    open_ones = Merge.objects.filter(undone_at=None, pk__gt=merge.pk)
    into_another = open_ones.filter(gone=merge.kept).first()
    return into_another or open_ones.filter(kept=merge.kept).order_by("-pk").first()


def merged_before(company: Company) -> Iterator[Company]:
    """The companies that were merged into this one, one after the other."""
    yield from company.merged.order_by("pk")


def hanging_counts(first: Company, second: Company) -> list[tuple[Sentence, int, int]]:
    """How much hangs on each of the two: what, and how many."""
    found = []
    for model, label in _COUNTED:
        rows = model._default_manager.filter(company__in=[first.pk, second.pk])
        numbers = list(rows.order_by("pk").values_list("company", flat=True))
        found.append((label, numbers.count(first.pk), numbers.count(second.pk)))
    return [one for one in found if one[1] or one[2]]


_COUNTED: tuple[tuple[Any, Sentence], ...] = (
    (Site, say("Sites")),
    (CompanyContact, say("Contacts")),
    (Entry, say("Entries on the timeline")),
    (Enquiry, say("Enquiries")),
    (Meeting, say("Meetings")),
    (Opening, say("Openings")),
    (NextStep, say("Next steps")),
)
