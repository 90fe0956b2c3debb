"""Kinds and states of funding."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samklang.core.grants import books, terms
from samklang.core.grants.books import ACCOUNT_WORDS
from samklang.core.grants.terms import HEADING_WORDS, REPORT_WORDS


class SchemeKind(models.TextChoices):
    """Whose money it is."""

    STATE = "state", _("State pool")
    REGIONAL = "regional", _("Regional pool")
    FUND = "fund", _("Competence fund")
    OWN = "own", _("Own budget")
    JOINT = "joint", _("Joint project")


class Heading(models.TextChoices):
    """The fixed headings of a budget: each of `core.grants.terms.Heading`, in its words."""

    WAGES = "wages", _(HEADING_WORDS[terms.Heading.WAGES].message)
    EXTERNAL = "external", _(HEADING_WORDS[terms.Heading.EXTERNAL].message)
    MATERIALS = "materials", _(HEADING_WORDS[terms.Heading.MATERIALS].message)
    TRANSPORT = "transport", _(HEADING_WORDS[terms.Heading.TRANSPORT].message)
    RENT = "rent", _(HEADING_WORDS[terms.Heading.RENT].message)
    ADMINISTRATION = "administration", _(HEADING_WORDS[terms.Heading.ADMINISTRATION].message)
    EVALUATION = "evaluation", _(HEADING_WORDS[terms.Heading.EVALUATION].message)
    AUDIT = "audit", _(HEADING_WORDS[terms.Heading.AUDIT].message)
    EQUIPMENT = "equipment", _(HEADING_WORDS[terms.Heading.EQUIPMENT].message)
    OTHER = "other", _(HEADING_WORDS[terms.Heading.OTHER].message)


class VatTreatment(models.TextChoices):
    """Who bears the VAT of a cost."""

    NONE = "none", _("No VAT on it")
    REFUNDED = "refunded", _("VAT is refunded, and is not charged to the grant")
    BORNE = "borne", _("VAT is borne finally, and is a cost of the project")


class ApplicationState(models.TextChoices):
    """How far an application has come."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ChangeState(models.TextChoices):
    """How far a request to change a grant has come."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent to the funder")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class VoucherKind(models.TextChoices):
    """What a voucher is about; each is one of `core.grants.books.VoucherKind`."""

    COST = "cost", _("Cost")
    CREDIT_NOTE = "credit_note", _("Credit note")
    OWN_HOURS = "own_hours", _("Own hours")
    INSTALMENT = "instalment", _("Instalment received")
    PAYBACK = "payback", _("Paid back to the funder")
    COUNTER = "counter", _("Counter-entry")


class Account(models.TextChoices):
    """What a posting is entered on; each is one of `core.grants.books.Account`, in its words."""

    COST = "cost", _(ACCOUNT_WORDS[books.Account.COST].message)
    PAYABLE = "payable", _(ACCOUNT_WORDS[books.Account.PAYABLE].message)
    BANK = "bank", _(ACCOUNT_WORDS[books.Account.BANK].message)
    CO_FUNDING = "co_funding", _(ACCOUNT_WORDS[books.Account.CO_FUNDING].message)
    GRANT_RECEIVABLE = "grant_receivable", _(ACCOUNT_WORDS[books.Account.GRANT_RECEIVABLE].message)
    GRANT_INCOME = "grant_income", _(ACCOUNT_WORDS[books.Account.GRANT_INCOME].message)
    VAT_RECEIVABLE = "vat_receivable", _(ACCOUNT_WORDS[books.Account.VAT_RECEIVABLE].message)


class CommitmentSource(models.TextChoices):
    """Where a commitment comes from."""

    PLAN = "plan", _("The published plan")
    HAND = "hand", _("Written by hand")


class ReportKind(models.TextChoices):
    """What is sent to the funder: each of `core.grants.terms.ReportKind`, in its words."""

    STATUS = "status", _(REPORT_WORDS[terms.ReportKind.STATUS].message)
    FINAL = "final", _(REPORT_WORDS[terms.ReportKind.FINAL].message)
    ACCOUNTS = "accounts", _(REPORT_WORDS[terms.ReportKind.ACCOUNTS].message)


class ReportState(models.TextChoices):
    """Whether it has been sent."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
