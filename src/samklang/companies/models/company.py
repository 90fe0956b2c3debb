"""A company, where it is, and whom one talks to there."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.companies.enums import Sector, Tongue


def by_name(path: str = "") -> Func:
    """Companies in the order Danes look names up in, for `order_by`: by the beginning of `found_by`, with an index.

    path: the way to the company, such as "company__".
    """
    return Func(F(f"{path}found_by"), function="SUBSTR", template="%(function)s(%(expressions)s, 1, 60)")


class Company(models.Model):
    """A company as a municipality knows it; the same one for all its teams.

    `found_by` holds, in small letters, everything it is looked for by, so that one scan finds it; it begins with the
    name as companies are sorted: `companies.found_by`.
    """

    municipality = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="companies")
    cvr = models.CharField(max_length=8, blank=True, validators=[RegexValidator("^([0-9]{8})?$")])
    """The number in the public register; empty where nobody knows it yet."""
    name = models.CharField(max_length=200)
    industry_code = models.CharField(max_length=6, blank=True)
    industry = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=12, choices=Sector.choices, default=Sector.UNKNOWN)
    employees = models.PositiveIntegerField(null=True, blank=True)
    """How many work there; of a band of the register the lowest."""
    employees_most = models.PositiveIntegerField(null=True, blank=True)
    """The highest of the band; None where the number is exact or the band has no end."""
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    website = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=Tongue.choices, default=Tongue.DANISH)
    protected = models.BooleanField(default=False)
    """Whether the register says that it does not want to be contacted for advertising."""
    ceased_on = models.DateField(null=True, blank=True)
    about = models.TextField(blank=True)
    """What it does and what it is like, in a consultant's words."""
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="companies_owned")
    owned_since = models.DateField(null=True, blank=True)
    found_by = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    """The company it turned out to be the same as; it is then shown nowhere by itself."""
    register_at = models.DateTimeField(null=True, blank=True)
    """When it was last read from the public register."""
    created_at = models.DateTimeField()

    class Privacy:
        """A company is nobody; who owns the contact with it is."""

        person = "owner"
        personal = {"owner": Erase.BLANK, "owned_since": Erase.BLANK}
        plain = {
            "id", "municipality", "cvr", "name", "industry_code", "industry", "sector", "employees", "employees_most",
            "street", "postcode", "town", "phone", "email", "website", "language", "protected", "ceased_on", "about",
            "found_by", "merged_into", "register_at", "created_at",
        }  # fmt: skip

    class Meta:
        db_table = "companies_company"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["municipality", "name"], name="company_name"),
            models.Index(fields=["municipality", "sector"], name="company_sector"),
            models.Index(F("municipality"), by_name(), F("id"), name="company_by_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "cvr"], condition=~Q(cvr="") & Q(merged_into__isnull=True),
                name="cvr_once_in_a_municipality",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(owned_since__isnull=True), name="owned_since_needs_an_owner"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> Any:
        """The company's page."""
        return reverse("companies:company", args=[self.pk])


class Site(models.Model):
    """A place where a company works (a production unit of the register, with a P-number)."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="sites")
    p_number = models.CharField(max_length=10, blank=True, validators=[RegexValidator("^([0-9]{10})?$")])
    name = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    industry_code = models.CharField(max_length=6, blank=True)
    industry = models.CharField(max_length=200, blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    ceased_on = models.DateField(null=True, blank=True)

    class Privacy:
        """A place is nobody."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "company", "p_number", "name", "street", "postcode", "town", "industry_code", "industry",
            "employees", "ceased_on",
        }  # fmt: skip

    class Meta:
        db_table = "companies_site"
        ordering = ["company_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "p_number"], condition=~Q(p_number=""), name="p_number_once_in_a_company"
            )
        ]
        indexes = [models.Index(fields=["p_number"], name="site_p_number")]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.street, f"{self.postcode} {self.town}".strip())))


class CompanyContact(models.Model):
    """Somebody one talks to at a company. They are not staff of ours; they can be erased by themselves."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="contacts")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, choices=Tongue.choices, default=Tongue.DANISH)
    left_on = models.DateField(null=True, blank=True)
    """From when on they are not there any more."""
    created_at = models.DateTimeField()

    class Privacy:
        """People at companies, known for their work: nobody of our staff. Erased on their wish, and by retention."""

        personal: dict[str, Erase] = {}
        plain = {"id", "company", "site", "name", "title", "phone", "email", "language", "left_on", "created_at"}
        kept = {"company-contact": "samklang.companies.commands.retention.erase_contacts"}

    class Meta:
        db_table = "companies_contact"
        ordering = ["company_id", "pk"]
        indexes = [models.Index(fields=["email"], name="contact_email")]

    def __str__(self) -> str:
        return self.name
