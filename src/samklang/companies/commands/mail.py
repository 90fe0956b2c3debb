"""Writing to companies: the words are settled at once, the worker sends them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies import letters
from samklang.companies.models import Company, CompanyMail, Enquiry, Entrance
from samklang.companies.queries.mails import thread_of
from samklang.companies.rules import mail as rules
from samklang.delivery.commands.mail import new_message_id, quiet_of
from samklang.delivery.enums import MailState
from samklang.delivery.hours import may_be_sent
from samklang.ledger.commands import record

_LONGEST_NAME = CompanyMail._meta.get_field("to_name").max_length or 0


def write_to_company(
    entrance: Entrance, letter: str, *, to_name: str, to_email: str, language: str, facts: Mapping[str, Any],
    company: Company | None = None, enquiry: Enquiry | None = None, in_reply_to: str = "", by: Person | None = None,
    now: datetime, subject: str | None = None, text: str | None = None,
) -> CompanyMail | None:  # fmt: skip
    """Write a letter down in the outbox, word for word as the company gets it; None where there is no address.

    letter:      a key of `companies.letters`.
    facts:       what stands in its fields (content/letters.toml): texts, days, moments, lists, in the company's words.
    text:        what somebody wrote themselves; it stands in the letter between the greeting and the name.
    in_reply_to: the Message-ID that is answered; without it, the newest of the enquiry.
    raises:      KeyError where there is no such letter.
    """
    if not to_email.strip():
        return None
    language = letters.language_of(language)
    name = " ".join(to_name.split())[:_LONGEST_NAME]
    known = {
        "name": name, "entrance": entrance.name, "phone": entrance.phone, "mail": entrance.mail_address,
        "by": by.name if by else "", "company": company.name if company else "",
        "reference": enquiry.reference if enquiry else "", "subject": enquiry.subject if enquiry else "",
    }  # fmt: skip
    said = letters.written_out(letter, {**known, **facts, **({} if text is None else {"text": text})}, language)
    thread = thread_of(enquiry, in_reply_to)
    return CompanyMail.objects.create(
        entrance=entrance, company=company, enquiry=enquiry, letter=letter, to_name=name, to_email=to_email.strip(),
        language=language, subject=letters.with_reference(subject or said.subject, known["reference"]),
        text=said.body, in_reply_to=thread[-1] if thread else "", by=by, written_at=now,
        not_before=now if letter in letters.AT_ONCE else may_be_sent(now, quiet_of(None)),
        message_id=new_message_id(),
    )  # fmt: skip


@transaction.atomic
def take_as_sent(*, entrance: Entrance, until: datetime) -> int:
    """What was due before the moment was sent elsewhere, or goes to constructed companies: it is not sent from here.

    returns: how many mails.
    """
    due = CompanyMail.objects.filter(entrance=entrance, state=MailState.WAITING, not_before__lt=until)
    count = due.update(state=MailState.SENT, sent_at=F("not_before"))
    details = {"mails": count}
    record("mail-taken-as-sent", by=None, subject=entrance, place=entrance.jobcentre, details=details)
    return count


@transaction.atomic
def send_again(*, by: Person, mail: CompanyMail, to_email: str, now: datetime) -> CompanyMail:
    """What was not sent, or came back, waits anew; to another address where the one it had was wrong.

    It keeps its Message-ID while the address is the same, so that a mail server knows it again. Raises NotAllowed.
    """
    held = CompanyMail.objects.select_for_update(of=("self",)).select_related("entrance")
    mail = held.get(pk=mail.pk)
    require(rules.send_again(by, mail))
    mail.state, mail.not_before, mail.attempts, mail.error, mail.claimed_at = MailState.WAITING, now, 0, "", None
    if to_email.strip().lower() != mail.to_email.lower():
        mail.to_email, mail.message_id = to_email.strip(), new_message_id()
    mail.save(
        update_fields=["state", "not_before", "attempts", "error", "claimed_at", "to_email", "message_id"]
    )  # fmt: skip
    place, details = mail.entrance.jobcentre, {"letter": mail.letter}
    record("company-mail-retried", by=by, subject=mail, place=place, details=details)
    return mail
