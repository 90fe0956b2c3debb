"""What hangs on a company: every table that points at one, and what becomes of its rows when two companies are one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from samklang.companies.models import (
    Claim,
    Company,
    CompanyContact,
    CompanyMail,
    DifferentCompanies,
    Enquiry,
    Entry,
    GuardOutcome,
    HandOverItem,
    Meeting,
    Merge,
    NextStep,
    Opening,
    PulseAsked,
    Site,
)
from samklang.ledger.models import Entry as LedgerEntry


@dataclass(frozen=True)
class Hanging:
    """A table whose rows follow the company.

    once: fields of which a company has each value once; a row that would stand twice stays where it is.
    open: the condition under which that holds.
    """

    model: Any
    field: str = "company"
    once: tuple[str, ...] = ()
    open: Mapping[str, Any] | None = None

    @property
    def label(self) -> str:
        """What the table is called in `Merge.moved`."""
        return str(self.model._meta.label_lower)


FOLLOWS: tuple[Hanging, ...] = (
    Hanging(Site, once=("p_number",)),
    Hanging(CompanyContact),
    Hanging(Enquiry),
    Hanging(CompanyMail),
    Hanging(Meeting),
    Hanging(Opening),
    Hanging(NextStep),
    Hanging(Entry),
    Hanging(Claim, once=("person_id",), open={"released_at__isnull": True}),
    Hanging(GuardOutcome),
    Hanging(HandOverItem, once=("hand_over_id",)),
    Hanging(PulseAsked),
)
STAYS: frozenset[tuple[Any, str]] = frozenset(
    {
        (Merge, "kept"),
        (Merge, "gone"),
        (Company, "merged_into"),
        (DifferentCompanies, "first"),
        (DifferentCompanies, "second"),
    }
)
"""Tables that tell of two companies; a merge of merged ones leads on from one to the next."""
POINTS_AT_SITE: tuple[tuple[Any, str], ...] = (
    (CompanyContact, "site"),
    (Meeting, "site"),
    (Opening, "site"),
    (Entry, "site"),
)
"""Where both companies have a place with the same P-number, these rows get the one of the company that is kept."""


def with_something_on(
    companies: Collection[int], *, apart_from: Mapping[Any, Collection[int]], after: int | None
) -> set[int]:
    """Those of the companies on which anything hangs, or that somebody has changed.

    apart_from: rows that do not count, by table. after: the number in the ledger from which on a change counts.
    """
    found: set[int] = set()
    for one in FOLLOWS:
        own = set(apart_from.get(one.model, ()))
        rows = one.model.objects.filter(**{f"{one.field}__in": companies}).order_by("pk").values_list("pk", one.field)
        found |= {company for pk, company in rows if pk not in own}
    for model, name in sorted(STAYS, key=lambda two: (two[0].__name__, two[1])):
        found |= set(model.objects.filter(**{f"{name}__in": companies}).values_list(name, flat=True))
    found |= set(Company.objects.filter(pk__in=companies).exclude(merged_into=None).values_list("pk", flat=True))
    if after is not None:
        texts = [str(pk) for pk in companies]
        deeds = LedgerEntry.objects.filter(
            number__gt=after, subject_type=Company._meta.label_lower, subject_id__in=texts
        )
        found |= {int(text) for text in deeds.values_list("subject_id", flat=True)}
    return found
