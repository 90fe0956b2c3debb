"""What an auditor follows: every posting with its voucher and its document, and every deed about the grant."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Max, QuerySet

from samklang.funding.models import Budget, Commitment, Document, Grant, Posting, Report, Voucher
from samklang.funding.queries.books import vouchers_of
from samklang.funding.queries.grants import budget_in_force
from samklang.ledger.models import Entry

TAKEN = "auditor-bundle-taken"
"""The deed of whoever takes the bundle out; it is not in the bundle, so that the same books give the same bundle."""


def postings_of(grant: Grant, until: date) -> QuerySet[Posting]:
    """The grant's postings to and including the day, in the order of the books, without what the documents hold."""
    found = Posting.objects.filter(grant=grant, voucher__day__lte=until)
    found = found.select_related("voucher__attested_by", "voucher__document", "voucher__counters")
    return found.defer("voucher__document__content").order_by("voucher__number", "position")


def last_day_of(grant: Grant) -> date:
    """The grant's end, or the last day that anything was entered on after it."""
    last: date | None = vouchers_of(grant).aggregate(last=Max("day"))["last"]
    return max(grant.ends, last or grant.ends)


def last_entered(grant: Grant) -> datetime:
    """When something was last entered or attested in the grant's books."""
    found = vouchers_of(grant).aggregate(entered=Max("entered_at"), attested=Max("attested_at"))
    return max(one for one in (grant.entered_at, found["entered"], found["attested"]) if one is not None)


def papers_of(grant: Grant) -> list[tuple[int, int]]:
    """Number of the voucher and of the document, for every voucher that has one."""
    rows = vouchers_of(grant).exclude(document=None)
    return list(rows.values_list("number", "document"))


def document_at(pk: int) -> Document:
    """One document with what it holds."""
    return Document.objects.get(pk=pk)


def budget_then(grant: Grant, at: datetime | None) -> Budget | None:
    """The budget that was in force at the moment; None for now."""
    found = Budget.objects.filter(application=grant.application_id)
    if at is not None and (then := found.filter(agreed_on__lte=at.date()).order_by("-number").first()):
        return then
    return budget_in_force(grant.application)


def deeds_of(grant: Grant) -> Iterator[Entry]:
    """Every entry of the ledger about the grant, its application, reports, vouchers and what else belongs to it."""
    known = _subjects(grant)
    rows = Entry.objects.filter(place_id=grant.application.jobcentre_id, subject_type__startswith="funding.")
    for entry in rows.exclude(deed=TAKEN).order_by("number").iterator(chunk_size=2000):
        if entry.subject_id in known.get(entry.subject_type, ()):
            yield entry


def _subjects(grant: Grant) -> dict[str, set[str]]:
    rows = {
        "funding.grant": [grant.pk],
        "funding.application": [grant.application_id],
        "funding.budget": Budget.objects.filter(application=grant.application_id).values_list("pk", flat=True),
        "funding.report": Report.objects.filter(grant=grant).values_list("pk", flat=True),
        "funding.voucher": Voucher.objects.filter(postings__grant=grant).values_list("pk", flat=True),
        "funding.commitment": Commitment.objects.filter(grant=grant).values_list("pk", flat=True),
        "funding.condition": grant.conditions.values_list("pk", flat=True),
        "funding.changerequest": grant.changes.values_list("pk", flat=True),
        "funding.hourlyrate": grant.rates.values_list("pk", flat=True),
        "funding.criterion": grant.application.criteria.values_list("pk", flat=True),
    }
    return {name: {str(one) for one in found} for name, found in rows.items()}
