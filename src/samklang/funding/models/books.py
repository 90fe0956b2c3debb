"""The books: vouchers and their postings. A voucher is never changed or removed; it is undone by a counter-entry."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.delivery.models import Session
from samklang.funding.enums import Account, CommitmentSource, Heading, VatTreatment, VoucherKind
from samklang.funding.models.document import Document
from samklang.funding.models.grant import Grant, Instalment


class Voucher(models.Model):
    """One thing that happened, numbered without gaps within the jobcentre. Its postings add up to nought."""

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="vouchers")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=VoucherKind.choices)
    day = models.DateField()
    """The day the cost belongs to."""
    text = models.CharField(max_length=200)
    supplier = models.CharField(max_length=160, blank=True)
    supplier_reference = models.CharField(max_length=80, blank=True)
    """The number of the invoice."""
    gross_ore = models.BigIntegerField(default=0)
    """What the document says, VAT included."""
    vat_ore = models.BigIntegerField(default=0)
    vat = models.CharField(max_length=8, choices=VatTreatment.choices, default=VatTreatment.NONE)
    activity = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="vouchers")
    counters = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="countered_by"
    )
    """The voucher that this one takes back."""
    credits = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="credit_notes")
    """The cost that this credit note is of."""
    instalment = models.ForeignKey(Instalment, null=True, blank=True, on_delete=models.PROTECT, related_name="vouchers")
    session = models.ForeignKey(Session, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Whose attendance own hours are of."""
    basis = models.JSONField(default=dict)
    """For own hours: how many people and minutes at which rate, and nobody's name."""
    entered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()
    attested_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    attested_at = models.DateTimeField(null=True, blank=True)
    """When somebody else than the one who entered it had looked at it."""

    class Privacy:
        """Who entered and who attested is kept, as the law on accounts asks."""

        person = "entered_by"
        personal = {"entered_by": Erase.KEEP, "attested_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "number", "kind", "day", "text", "supplier", "supplier_reference", "gross_ore",
            "vat_ore", "vat", "activity", "document", "counters", "credits", "instalment", "session", "basis",
            "entered_at", "attested_at",
        }  # fmt: skip

    class Meta:
        db_table = "funding_voucher"
        ordering = ["jobcentre_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "number"], name="voucher_number_once"),
            models.CheckConstraint(
                condition=Q(kind=VoucherKind.COUNTER, counters__isnull=False)
                | (~Q(kind=VoucherKind.COUNTER) & Q(counters__isnull=True)),
                name="counter_entry_says_what_it_counters",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}, {self.text}"

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("funding:voucher", args=[self.pk])


class Posting(models.Model):
    """An amount on one account, in øre: above nought is debit. Under which grant and heading, where it is a cost."""

    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="postings")
    position = models.PositiveSmallIntegerField()
    account = models.CharField(max_length=16, choices=Account.choices)
    grant = models.ForeignKey(Grant, null=True, blank=True, on_delete=models.PROTECT, related_name="postings")
    """None: the municipality's own, outside every grant."""
    heading = models.CharField(max_length=16, choices=Heading.choices, blank=True)
    ore = models.BigIntegerField()

    class Privacy:
        """Nobody's."""

        personal: dict[str, Erase] = {}
        plain = {"id", "voucher", "position", "account", "grant", "heading", "ore"}

    class Meta:
        db_table = "funding_posting"
        ordering = ["voucher_id", "position"]
        indexes = [models.Index(fields=["grant", "account", "heading"], name="posting_grant_account")]
        constraints = [
            models.UniqueConstraint(fields=["voucher", "position"], name="posting_once_at_a_place"),
            models.CheckConstraint(condition=~Q(ore=0), name="posting_is_not_nought"),
            models.CheckConstraint(
                condition=Q(account=Account.COST) & ~Q(heading="") | ~Q(account=Account.COST) & Q(heading=""),
                name="costs_and_only_costs_have_a_heading",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher_id}: {self.account}, {self.ore}"


class Commitment(models.Model):
    """What will have to be paid, and has not been yet."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="commitments")
    key = models.CharField(max_length=120)
    """What it is of: a session, a trainer's days, or a number of its own where it was written by hand."""
    source = models.CharField(max_length=4, choices=CommitmentSource.choices)
    heading = models.CharField(max_length=16, choices=Heading.choices)
    text = models.CharField(max_length=200)
    ore = models.BigIntegerField()
    day = models.DateField(null=True, blank=True)
    """When it is expected to be paid."""
    entered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()
    settled_by = models.ForeignKey(Voucher, null=True, blank=True, on_delete=models.SET_NULL, related_name="settles")
    dropped_at = models.DateTimeField(null=True, blank=True)
    """When the plan changed so that it is no longer to be paid, or somebody took it out."""
    dropped_by_hand = models.BooleanField(default=False)
    """Whether somebody took it out, so that the plan does not bring it back."""

    class Privacy:
        """Who entered it."""

        person = "entered_by"
        personal = {"entered_by": Erase.KEEP}
        plain = {
            "id", "grant", "key", "source", "heading", "text", "ore", "day", "entered_at", "settled_by", "dropped_at",
            "dropped_by_hand",
        }  # fmt: skip

    class Meta:
        db_table = "funding_commitment"
        ordering = ["grant_id", "day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "source", "key"], name="commitment_once"),
            models.CheckConstraint(condition=Q(ore__gte=0), name="commitment_is_not_negative"),
        ]

    def __str__(self) -> str:
        return self.text
