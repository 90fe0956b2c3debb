"""Takes a contact at a company out of every text about the company."""

from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, EmailField, JSONField, Model, Q, QuerySet, TextField

from samklang.access.commands.redaction import Redaction
from samklang.companies import models
from samklang.companies.found_by import digits_of
from samklang.companies.models import Company, CompanyContact
from samklang.core.words import render, say

_NEVER = {"found_by", "reference", "message_id", "in_reply_to", "token_key", "address_key", "cvr", "p_number"}
"""What is reckoned, or is a number of something else."""


def forget(contact: CompanyContact) -> int:
    """Replace their name, number and address wherever the company is written about. returns: how many rows changed.

    What is the company's own, or another contact's too, stays: nobody can say that it means this one.
    """
    redaction = _redaction(contact)
    return sum(_sweep(rows, redaction) for rows in _rows_about(contact))


def _redaction(contact: CompanyContact) -> Redaction:
    company = contact.company
    others = list(CompanyContact.objects.filter(company=company).exclude(pk=contact.pk))
    known: list[Company | CompanyContact] = [company, *others]
    named = [one.name for one in others]
    words = [] if any(one.casefold() == contact.name.casefold() for one in named) else [contact.name]
    addresses = {one.email.casefold() for one in known}
    if contact.email and contact.email.casefold() not in addresses:
        words.append(contact.email)
    numbers = {digits_of(one.phone) for one in known}
    if (digits := digits_of(contact.phone)) and digits not in numbers:
        pairs = " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))
        words += [contact.phone, digits, pairs]
    longer = tuple(one for one in named if contact.name.casefold() in one.casefold() and one not in words)
    replacement = render(say("Contact {number}", number=str(contact.pk)), "da")
    return Redaction(tuple(one for one in dict.fromkeys(words) if len(one.strip()) > 1), replacement, longer)


def _rows_about(contact: CompanyContact) -> Iterator[QuerySet[Any]]:
    """Everything that is written about their company."""
    company = contact.company
    of_company, of_enquiry = Q(company=company), Q(enquiry__company=company) | Q(enquiry__contact=contact)
    yield models.Company.objects.filter(pk=company.pk)
    yield models.Site.objects.filter(of_company)
    yield models.Entry.objects.filter(of_company)
    yield models.Enquiry.objects.filter(of_company | Q(contact=contact))
    yield models.Pause.objects.filter(of_enquiry)
    yield models.ReceivedMail.objects.filter(of_enquiry)
    yield models.Attachment.objects.filter(of_enquiry).defer("content")
    yield models.CompanyMail.objects.filter(of_company | of_enquiry)
    yield models.Meeting.objects.filter(of_company)
    yield models.Opening.objects.filter(of_company)
    yield models.NextStep.objects.filter(of_company)
    yield models.Claim.objects.filter(of_company)
    yield models.HandOverItem.objects.filter(of_company)
    yield models.Merge.objects.filter(Q(kept=company) | Q(gone=company))
    if contact.email:
        yield from _rows_of_nobody(company.municipality_id, contact.email)
    yield models.Load.objects.filter(municipality=company.municipality_id).defer("content")


def _rows_of_nobody(municipality: int, email: str) -> Iterator[QuerySet[Any]]:
    """What was written to the address or came from it and stands with no company, such as a question of the pulse."""
    here = Q(entrance__municipality=municipality)
    strays = models.Enquiry.objects.filter(here, company=None, from_email__iexact=email)
    of_stray = Q(enquiry__in=list(strays.values_list("pk", flat=True)))
    yield models.ReceivedMail.objects.filter(here & Q(enquiry=None, from_email__iexact=email) | of_stray)
    yield models.CompanyMail.objects.filter(here & Q(company=None, to_email__iexact=email) | of_stray)
    yield models.Pause.objects.filter(of_stray)
    yield models.Attachment.objects.filter(of_stray).defer("content")
    yield strays


def _sweep(rows: QuerySet[Any], redaction: Redaction) -> int:
    fields = [field for field in rows.model._meta.fields if _may_name_somebody(field)]
    changed = 0
    for row in rows.iterator(chunk_size=500):
        found = dict(_redacted(row, fields, redaction))
        if found:
            rows.model._default_manager.filter(pk=row.pk).update(**found)
            changed += 1
    return changed


def _may_name_somebody(field: Any) -> bool:
    return (
        isinstance(field, CharField | TextField | JSONField)
        and not getattr(field, "choices", None)
        and field.name not in _NEVER
    )


def _redacted(row: Model, fields: list[Any], redaction: Redaction) -> Iterator[tuple[str, Any]]:
    """The fields that named them, with what stands there now; an address is emptied."""
    for field in fields:
        before = getattr(row, field.name)
        after = redaction.value(before)
        if after == before:
            continue
        if isinstance(field, EmailField):
            yield field.name, ""
        else:
            longest = getattr(field, "max_length", None)
            yield field.name, after[:longest] if longest and isinstance(after, str) else after
