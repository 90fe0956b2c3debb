"""The books as somebody sees them, and as the core reckons with them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries.notices import jobcentres_around
from samklang.core.grants.books import Account, Entry, VoucherKind
from samklang.core.grants.books import Voucher as Reckoned
from samklang.core.grants.terms import Heading
from samklang.funding.enums import VoucherKind as Kind
from samklang.funding.models import Grant, Posting, Voucher
from samklang.people.queries.search import holding
from samklang.web.answers import number_in

OWN = ""
"""The key of what belongs to no grant."""


def vouchers_for(person: Person) -> QuerySet[Voucher]:
    """Those of the jobcentres where the person sees grants, the newest number first."""
    found = Voucher.objects.filter(jobcentre__in=jobcentres_around(person, Right.SEE_GRANTS))
    return found.select_related("jobcentre__parent", "entered_by", "attested_by", "counters", "credits").order_by(
        "jobcentre_id", "-number"
    )


def vouchers_found(
    person: Person, q: str | None = None, kind: str | None = None, grant: str | None = None, waiting: str | None = None
) -> QuerySet[Voucher]:
    """The same, whose words hold the text, of a kind, of a grant, and only those that nobody has attested."""
    found = vouchers_for(person).filter(holding((q or "").strip(), ("text", "supplier", "supplier_reference")))
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if grant and (number := number_in(grant)) is not None:
        found = found.filter(pk__in=Posting.objects.filter(grant=number).values("voucher"))
    return found.filter(attested_at=None) if waiting else found


def vouchers_of(grant: Grant) -> QuerySet[Voucher]:
    """Those with a posting on the grant, in the order of their numbers."""
    theirs = Posting.objects.filter(grant=grant).values("voucher")
    return Voucher.objects.filter(pk__in=theirs).order_by("number")


def entries_of(voucher: Voucher) -> tuple[Entry, ...]:
    """Its postings, in order."""
    return tuple(_entry(one) for one in voucher.postings.all())


def reckoned(vouchers: Iterable[Voucher]) -> list[Reckoned]:
    """Vouchers as the core knows them, with all their postings."""
    found = list(vouchers)
    by_voucher: dict[int, list[Entry]] = {one.pk: [] for one in found}
    for posting in Posting.objects.filter(voucher__in=by_voucher).order_by("voucher_id", "position"):
        by_voucher[posting.voucher_id].append(_entry(posting))
    return [_reckoned(one, tuple(by_voucher[one.pk])) for one in found]


def _reckoned(voucher: Voucher, entries: tuple[Entry, ...]) -> Reckoned:
    undone = voucher.counters_id or voucher.credits_id
    return Reckoned(
        number=voucher.number,
        key=str(voucher.pk),
        on=voucher.day,
        entries=entries,
        kind=VoucherKind(voucher.kind),
        supplier=voucher.supplier,
        documents=1 if voucher.document_id else 0,
        counter_of=str(undone) if undone else None,
        text=voucher.text,
    )


def _entry(posting: Posting) -> Entry:
    key = str(posting.grant_id) if posting.grant_id else OWN
    heading = Heading(posting.heading) if posting.heading else None
    return Entry(Account(posting.account), key, heading, posting.ore)
