"""What must hold before something is entered, attested or taken back: a refusal with a sentence, or None."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.grants.terms import Heading, Standing, Terms, VatRule
from samklang.core.words import say
from samklang.funding.enums import VatTreatment, VoucherKind
from samklang.funding.rules.grants import run_grants

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.funding.models import Grant, Voucher

LARGEST_ORE = 10**12
"""Ten thousand million kroner: no voucher is larger."""


def enter_on(by: Person | None, grant: Grant, day: date, locked_to: date | None) -> Refusal | None:
    """Whoever runs grants there, on a day of the grant's that has not been reported.

    locked_to: the last day that has been reported; None where nothing has.
    """
    if refusal := run_grants(by, grant.application.jobcentre):
        return refusal
    if grant.closed_at is not None:
        return Refusal(say("The grant is closed, and its books with it."))
    if locked_to is not None and day <= locked_to:
        return Refusal(say(
            "The books of {title} are locked to and including {day}, which has been reported. Use a later day.",
            title=grant.application.title, day=locked_to,
        ))  # fmt: skip
    return None


def within_grant(grant: Grant, day: date) -> Refusal | None:
    """A cost belongs to a day of the grant's period."""
    if grant.begins <= day <= grant.ends:
        return None
    return Refusal(say(
        "{title} runs from {first} to {last}, and {day} is not in it. Ask for an extension, or pay it otherwise.",
        title=grant.application.title, first=grant.begins, last=grant.ends, day=day,
    ))  # fmt: skip


def pays(grant: Grant, terms: Terms, heading: Heading, words: object) -> Refusal | None:
    """A cost stands under a heading that is not known to be blocked. words: what the heading is called."""
    if terms.standing(heading) is not Standing.BLOCKED or not terms.verified("headings"):
        return None
    return Refusal(say(
        "{title} does not pay for {heading}. Choose another heading or another grant.",
        title=grant.application.title, heading=str(words),
    ))  # fmt: skip


def bears_vat(grant: Grant, terms: Terms, vat: str) -> Refusal | None:
    """VAT is no cost of a grant whose terms are known never to count it."""
    if vat != VatTreatment.BORNE or terms.vat is not VatRule.NEVER or not terms.verified("vat"):
        return None
    return Refusal(say(
        "{title} does not pay VAT. Say that the VAT is refunded, or enter it as own money outside the grant.",
        title=grant.application.title,
    ))  # fmt: skip


def add_document(by: Person, voucher: Voucher) -> Refusal | None:
    """A voucher gets its paper once; a counter-entry has that of the voucher it takes back."""
    if refusal := run_grants(by, voucher.jobcentre):
        return refusal
    if voucher.kind == VoucherKind.COUNTER:
        return Refusal(say("A counter-entry has no document of its own. See the voucher that it takes back."))
    if voucher.document_id is not None:
        return Refusal(say("The voucher has its document already, and it stays as it came."))
    return None


def attest(by: Person, voucher: Voucher) -> Refusal | None:
    """Somebody else than the one who entered it looks at it, once."""
    if refusal := run_grants(by, voucher.jobcentre):
        return refusal
    if voucher.attested_at is not None:
        return Refusal(say("The voucher is attested already."))
    if voucher.entered_by_id == by.pk:
        return Refusal(say("You entered it yourself. Ask a colleague who runs grants to look at it and attest it."))
    return None


def counter(by: Person, voucher: Voucher) -> Refusal | None:
    """A voucher is taken back once, and a counter-entry is not taken back: enter it again instead."""
    if refusal := run_grants(by, voucher.jobcentre):
        return refusal
    if voucher.kind == VoucherKind.COUNTER:
        return Refusal(say("A counter-entry is not taken back. Enter the cost again."))
    if hasattr(voucher, "countered_by"):
        return Refusal(say("The voucher has been taken back already."))
    if any(not hasattr(one, "countered_by") for one in voucher.credit_notes.all()):
        return Refusal(say("The voucher has a credit note. Take that back first."))
    return None


def credit(by: Person, voucher: Voucher) -> Refusal | None:
    """Only a cost that stands can be credited."""
    if refusal := run_grants(by, voucher.jobcentre):
        return refusal
    if voucher.kind != VoucherKind.COST:
        return Refusal(say("Only a cost has credit notes. Use a counter-entry."))
    if hasattr(voucher, "countered_by"):
        return Refusal(say("The voucher has been taken back already."))
    return None
