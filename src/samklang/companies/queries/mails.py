"""Mail to and from companies: what is due, what belongs together, what somebody who runs the entrance sees."""

import re
from datetime import datetime, timedelta
from email.message import EmailMessage

from django.conf import settings
from django.db.models import Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.companies import letters
from samklang.companies.models import CompanyMail, Enquiry, Entrance, ReceivedMail
from samklang.delivery.enums import MailState
from samklang.delivery.letter_mail import Envelope, as_mail, sender_of
from samklang.delivery.letters import Text

_MOST_REFERENCES = 20
_HOUR = timedelta(hours=1)
_ID = re.compile(r"<[^<>\s]{1,250}@[^<>\s]{1,250}>")
MOST_RECEIPTS = 5
"""More receipts within an hour one address does not get, whatever is written in its name."""
UNSENT = (MailState.FAILED, MailState.BOUNCED)
"""What a company did not get."""


def mails_for(person: Person) -> QuerySet[CompanyMail]:
    """The mail to companies of the municipality, for whoever runs its entrance; newest first."""
    if not person.standing.may(Right.RUN_COMPANIES):
        return CompanyMail.objects.none()
    found = CompanyMail.objects.filter(entrance__municipality=person.municipality_id)
    return found.select_related("enquiry", "company", "entrance", "by").order_by("-pk")


def left_out_for(person: Person) -> QuerySet[ReceivedMail]:
    """The mail that came and was not taken in, for whoever runs the entrance; newest first."""
    if not person.standing.may(Right.RUN_COMPANIES):
        return ReceivedMail.objects.none()
    found = ReceivedMail.objects.filter(entrance__municipality=person.municipality_id).exclude(left_out="")
    return found.select_related("entrance", "enquiry").order_by("-at", "-pk")


def unsent_for(person: Person) -> QuerySet[CompanyMail]:
    """What companies of the municipality were written and did not get; newest first."""
    return mails_for(person).filter(state__in=UNSENT)


def due(now: datetime, silent_since: datetime) -> QuerySet[CompanyMail]:
    """What is to be sent now, answers first; and what somebody began to send and never said how it went."""
    waits = Q(state=MailState.WAITING, not_before__lte=now)
    begun = Q(state__in=[MailState.SENDING, MailState.HANDED], claimed_at__lt=silent_since)
    return CompanyMail.objects.filter(waits | begun).order_by("not_before", "pk")


def may_have_a_receipt(entrance: Entrance, email: str, now: datetime) -> bool:
    """Whether the address has not had many lately: anybody can write anybody's address in a form."""
    lately = CompanyMail.objects.filter(entrance=entrance, to_email__iexact=email, written_at__gt=now - _HOUR)
    return lately.filter(letter="receipt").count() < MOST_RECEIPTS


def thread_of(enquiry: Enquiry | None, in_reply_to: str, before: CompanyMail | None = None) -> tuple[str, ...]:
    """The Message-IDs of the conversation, the one that is answered last; at most so many that mail servers take them.

    before: the mail that is written; what was written after it is left out.
    """
    last = in_reply_to if is_message_id(in_reply_to) else ""
    if enquiry is None:
        return (last,) if last else ()
    ours = CompanyMail.objects.filter(enquiry=enquiry)
    theirs = ReceivedMail.objects.filter(enquiry=enquiry, left_out="")
    if before is not None:
        ours, theirs = ours.filter(pk__lt=before.pk), theirs.filter(at__lte=before.written_at)
    known = [(at, 1, pk, one) for pk, one, at in ours.order_by("pk").values_list("pk", "message_id", "written_at")]
    known += [(at, 0, pk, one) for pk, one, at in theirs.order_by("pk").values_list("pk", "message_id", "at")]
    found = [one for *_, one in sorted(known) if is_message_id(one) and one != last]
    return tuple([*found, last] if last else found)[-_MOST_REFERENCES:]


def is_message_id(text: str) -> bool:
    """Whether it can stand in a mail as the name of another."""
    return bool(_ID.fullmatch(text))


def sender_for(entrance: Entrance) -> tuple[str, str]:
    """Name and address that a company sees: the entrance's own where our mail server may send for its domain."""
    ours = sender_of(settings.DEFAULT_FROM_EMAIL)[1]
    same = entrance.mail_address.rpartition("@")[2].lower() == ours.rpartition("@")[2].lower()
    return entrance.name, entrance.mail_address if entrance.mail_address and same else ours


def message_of(mail: CompanyMail, at: datetime) -> EmailMessage:
    """The whole mail, ready to be handed over. Raises Unwritable where nobody can be written to at the address."""
    entrance = mail.entrance
    envelope = Envelope(
        (mail.to_name, mail.to_email), sender_for(entrance), mail.message_id, at, mail.language,
        reply_to=(entrance.name, entrance.mail_address) if entrance.mail_address else None,
        references=thread_of(mail.enquiry, mail.in_reply_to, mail), automatic=mail.letter in letters.AUTOMATIC,
    )  # fmt: skip
    return as_mail(Text(mail.subject, mail.text), envelope)
