"""What happens to the money is entered: costs, credit notes, own hours, instalments, and what takes them back.

Numbers run without gaps within the jobcentre, so its row is locked first. Nothing is ever changed or removed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max

from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.grants import builders
from samklang.core.grants.books import Account, Entry, balanced, counter_of
from samklang.core.grants.shares import WHOLE_BP, half_up
from samklang.core.grants.terms import Heading
from samklang.core.words import say
from samklang.funding.commands.documents import keep_document
from samklang.funding.enums import Heading as Headings
from samklang.funding.enums import VatTreatment, VoucherKind
from samklang.funding.models import Commitment, Document, Grant, Instalment, Posting, Voucher
from samklang.funding.queries.books import OWN, entries_of
from samklang.funding.queries.grants import lock_day, terms_of
from samklang.funding.rules import books as rules
from samklang.funding.rules.grants import run_grants
from samklang.ledger.commands import record


@dataclass(frozen=True)
class Part:
    """So much of a cost, without VAT, to a grant under a heading. grant: None is the municipality's own."""

    grant: Grant | None
    heading: Heading
    net_ore: int


@dataclass(frozen=True)
class Paper:
    """What stands on the voucher besides its amounts."""

    text: str
    supplier: str = ""
    supplier_reference: str = ""
    activity: str = ""
    document: Document | None = None
    basis: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def enter_cost(
    *, by: Person | None, jobcentre: Place, day: date, parts: Sequence[Part], vat_ore: int, vat: VatTreatment,
    paper: Paper, settles: Sequence[Commitment] = (), now: datetime,
) -> Voucher:  # fmt: skip
    """An invoice over one grant or several. Raises NotAllowed.

    parts:   at least one; two for the same grant and heading are added up.
    settles: commitments that it pays.
    """
    jobcentre = Place.objects.select_for_update().get(pk=jobcentre.pk)
    require(run_grants(by, jobcentre))
    amounts: dict[tuple[str, Heading], int] = {}
    for part in parts:
        _may_bear(by, jobcentre, part, day, vat=vat if vat_ore else VatTreatment.NONE)
        place = (str(part.grant.pk) if part.grant else OWN, part.heading)
        amounts[place] = amounts.get(place, 0) + part.net_ore
    net_ore = sum(amounts.values())
    if net_ore <= 0 or vat_ore < 0 or net_ore + vat_ore > rules.LARGEST_ORE:
        raise NotAllowed(Refusal(say("Write an amount above nought. Use a credit note to take a cost back.")))
    borne = WHOLE_BP if vat == VatTreatment.BORNE else 0
    entries = builders.cost_over(amounts, vat_ore, borne)
    made = _enter(
        by, jobcentre, paper, kind=VoucherKind.COST, day=day, entries=entries, now=now,
        gross_ore=net_ore + vat_ore, vat_ore=vat_ore, vat=vat,
    )  # fmt: skip
    _settle(made, settles, {part.grant.pk for part in parts if part.grant})
    return made


@transaction.atomic
def enter_credit_note(
    *, by: Person | None, voucher: Voucher, day: date, ore: int | None, paper: Paper, now: datetime
) -> Voucher:
    """Take back a cost or a part of it, from exactly where it was borne. ore: with VAT; None: all that is left."""
    place = Place.objects.select_for_update().get(pk=voucher.jobcentre_id)
    voucher = Voucher.objects.select_related("jobcentre").get(pk=voucher.pk)
    if by is not None:
        require(rules.credit(by, voucher))
    _grants_take(by, voucher, day)
    earlier = [one for one in voucher.credit_notes.all() if not hasattr(one, "countered_by")]
    try:
        entries = builders.credit_note(
            entries_of(voucher), ore, [entry for one in earlier for entry in entries_of(one)]
        )
    except ValueError:
        raise NotAllowed(Refusal(say("A credit note is not larger than what is left of the cost."))) from None
    if not entries:
        raise NotAllowed(Refusal(say("Nothing is left of the cost to credit.")))
    left = voucher.gross_ore - sum(one.gross_ore for one in earlier)
    gross = left if ore is None else ore
    vat_left = voucher.vat_ore - sum(one.vat_ore for one in earlier)
    refunded = -sum(one.ore for one in entries if one.account is Account.VAT_RECEIVABLE)
    borne = half_up(Fraction(gross * vat_left, left)) if voucher.vat == VatTreatment.BORNE else 0
    return _enter(
        by, place, paper, kind=VoucherKind.CREDIT_NOTE, day=day, entries=entries, now=now,
        gross_ore=gross, vat_ore=refunded or borne, vat=voucher.vat, credits=voucher,
    )  # fmt: skip


@transaction.atomic
def enter_own_hours(
    *, by: Person | None, grant: Grant, day: date, ore: int, paper: Paper, session: Any = None, now: datetime
) -> Voucher:
    """Hours of one's own staff as co-funding. Raises NotAllowed.

    The hours of a session are entered once: they co-fund one grant, and not another one too.
    paper: its basis says how many people and minutes at which rate, and nobody's name.
    """
    jobcentre = Place.objects.select_for_update().get(pk=grant.application.jobcentre_id)
    _may_bear(by, jobcentre, Part(grant, Heading.WAGES, ore), day)
    there = Voucher.objects.filter(session=session, kind=VoucherKind.OWN_HOURS, countered_by=None)
    if session is not None and there.exists():
        raise NotAllowed(Refusal(say("The hours of that session are in the books already.")))
    if ore <= 0:
        raise NotAllowed(Refusal(say("There are no hours to enter.")))
    entries = builders.own_hours_booked(str(grant.pk), Heading.WAGES, ore)
    return _enter(
        by, jobcentre, paper, kind=VoucherKind.OWN_HOURS, day=day, entries=entries, now=now,
        gross_ore=ore, session=session,
    )  # fmt: skip


@transaction.atomic
def enter_instalment(
    *, by: Person | None, grant: Grant, day: date, ore: int, paper: Paper, instalment: Instalment | None = None,
    now: datetime,
) -> Voucher:  # fmt: skip
    """Money that came in from the funder. Raises NotAllowed."""
    return _between_us(
        by, grant, paper, kind=VoucherKind.INSTALMENT, day=day, ore=ore, now=now, instalment=instalment
    )  # fmt: skip


@transaction.atomic
def enter_payback(*, by: Person | None, grant: Grant, day: date, ore: int, paper: Paper, now: datetime) -> Voucher:
    """Money that went back to the funder. Raises NotAllowed."""
    return _between_us(by, grant, paper, kind=VoucherKind.PAYBACK, day=day, ore=ore, now=now)


@transaction.atomic
def counter_voucher(*, by: Person, voucher: Voucher, day: date, why: str, now: datetime) -> Voucher:
    """Take a voucher back by its opposite, on a day that is open; both stay in the books. Raises NotAllowed."""
    place = Place.objects.select_for_update().get(pk=voucher.jobcentre_id)
    voucher = Voucher.objects.select_related("jobcentre").get(pk=voucher.pk)
    require(rules.counter(by, voucher))
    _grants_take(by, voucher, day)
    made = _enter(
        by, place, Paper(text=why), kind=VoucherKind.COUNTER, day=day, entries=counter_of(entries_of(voucher)), now=now,
        gross_ore=voucher.gross_ore, vat_ore=voucher.vat_ore, vat=voucher.vat, counters=voucher,
        deed="voucher-countered",
    )  # fmt: skip
    Commitment.objects.filter(settled_by=voucher).update(settled_by=None)
    return made


@transaction.atomic
def attest_voucher(*, by: Person, voucher: Voucher, now: datetime) -> Voucher:
    """Somebody else than the one who entered it has looked at it. Raises NotAllowed."""
    voucher = Voucher.objects.select_for_update().select_related("jobcentre").get(pk=voucher.pk)
    require(rules.attest(by, voucher))
    voucher.attested_by, voucher.attested_at = by, now
    voucher.save(update_fields=["attested_by", "attested_at"])
    record("voucher-attested", by=by, subject=voucher, place=voucher.jobcentre, details={"number": voucher.number})
    return voucher


@transaction.atomic
def add_document(*, by: Person, voucher: Voucher, name: str, content: bytes, now: datetime) -> Voucher:
    """The paper of a voucher that has none, also in a period that is reported: no amount changes. Raises NotAllowed."""
    place = Place.objects.select_for_update().get(pk=voucher.jobcentre_id)
    voucher = Voucher.objects.select_related("jobcentre").get(pk=voucher.pk)
    require(rules.add_document(by, voucher))
    document = keep_document(by=by, jobcentre=place, name=name, content=content, now=now)
    voucher.document = document
    voucher.save(update_fields=["document"])
    details = {"number": voucher.number, "sha256": document.sha256}
    record("voucher-documented", by=by, subject=voucher, place=place, details=details)
    return voucher


def _settle(made: Voucher, settles: Sequence[Commitment], grants: set[int]) -> None:
    """What it pays is paid, all or none: as it stands now, and not as somebody saw it a while ago."""
    wanted = {one.pk for one in settles}
    open_ones = Commitment.objects.filter(pk__in=wanted, grant__in=grants, settled_by=None, dropped_at=None)
    if open_ones.update(settled_by=made) < len(wanted):
        raise NotAllowed(Refusal(say(
            "Something that it was to pay for is paid or taken out already, or is of a grant that bears nothing of it. "
            "Look at what is agreed, and choose again."
        )))  # fmt: skip


def _between_us(
    by: Person | None, grant: Grant, paper: Paper, *, kind: VoucherKind, day: date, ore: int, now: datetime,
    instalment: Instalment | None = None,
) -> Voucher:  # fmt: skip
    jobcentre = Place.objects.select_for_update().get(pk=grant.application.jobcentre_id)
    require(run_grants(by, jobcentre))
    grant = _as_it_is(grant)
    require(rules.enter_on(by, grant, day, lock_day(grant)))
    if not 0 < ore <= rules.LARGEST_ORE:
        raise NotAllowed(Refusal(say("Write an amount above nought.")))
    build = builders.instalment_received if kind == VoucherKind.INSTALMENT else builders.paid_back
    return _enter(
        by, jobcentre, paper, kind=kind, day=day, entries=build(str(grant.pk), ore), now=now,
        gross_ore=ore, instalment=instalment,
    )  # fmt: skip


def _as_it_is(grant: Grant) -> Grant:
    """The grant as it is now that the jobcentre's row is locked: somebody may have closed it meanwhile."""
    return Grant.objects.select_related("application__jobcentre").get(pk=grant.pk)


def _may_bear(
    by: Person | None, jobcentre: Place, part: Part, day: date, *, vat: VatTreatment = VatTreatment.NONE
) -> None:
    if part.net_ore < 0:
        raise NotAllowed(Refusal(say("Write an amount above nought. Use a credit note to take a cost back.")))
    if part.grant is None:
        return
    if part.grant.application.jobcentre_id != jobcentre.pk:
        raise NotAllowed(Refusal(say("The grant belongs to another jobcentre.")))
    grant = _as_it_is(part.grant)
    terms = terms_of(grant)
    require(rules.enter_on(by, grant, day, lock_day(grant)))
    require(rules.within_grant(grant, day))
    require(rules.pays(grant, terms, part.heading, Headings(part.heading.value).label))
    require(rules.bears_vat(grant, terms, vat))


def _grants_take(by: Person | None, voucher: Voucher, day: date) -> None:
    """Each grant that the voucher touches is open on the day."""
    for grant in Grant.objects.filter(postings__voucher=voucher).distinct().select_related("application__jobcentre"):
        require(rules.enter_on(by, grant, day, lock_day(grant)))


def _enter(
    by: Person | None, jobcentre: Place, paper: Paper, *, kind: VoucherKind, day: date, entries: Sequence[Entry],
    now: datetime, deed: str = "voucher-entered", **facts: Any,
) -> Voucher:  # fmt: skip
    if not balanced(entries):
        raise ValueError("A voucher adds up to nought.")
    Place.objects.select_for_update().get(pk=jobcentre.pk)
    last = Voucher.objects.filter(jobcentre=jobcentre).aggregate(last=Max("number"))["last"] or 0
    made = Voucher.objects.create(
        jobcentre=jobcentre, number=last + 1, kind=kind, day=day, text=paper.text, supplier=paper.supplier,
        supplier_reference=paper.supplier_reference, activity=paper.activity, document=paper.document,
        basis=dict(paper.basis), entered_by=by, entered_at=now, **facts,
    )  # fmt: skip
    Posting.objects.bulk_create(
        Posting(
            voucher=made, position=position, account=one.account.value,
            grant_id=int(one.grant) if one.grant != OWN else None,
            heading=one.heading.value if one.heading and one.account.value == "cost" else "", ore=one.ore,
        )
        for position, one in enumerate(entries)
    )  # fmt: skip
    record(deed, by=by, subject=made, place=jobcentre, details={"number": made.number, "ore": made.gross_ore})
    return made
