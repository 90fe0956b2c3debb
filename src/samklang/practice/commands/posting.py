"""Mail about sparring, as the worker sends it."""

from datetime import datetime
from email.message import EmailMessage

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samklang.access.models import Place
from samklang.delivery import itip
from samklang.delivery.commands.outboxes import NotNow, Outbox
from samklang.delivery.enums import MailState, Method
from samklang.delivery.letter_mail import Envelope, as_mail, sender_of
from samklang.delivery.models import DeadAddress
from samklang.delivery.queries.letters import language_of
from samklang.ledger.commands import record
from samklang.practice.letters import written_out
from samklang.practice.models import SparringMail

_UNSENT = (MailState.DROPPED, MailState.STOPPED, MailState.FAILED)


class SparringOutbox(Outbox[SparringMail]):
    """It is put together when it is sent, and held while the person's address does not work."""

    model = SparringMail

    def due(self, now: datetime, silent_since: datetime) -> QuerySet[SparringMail]:
        """What is to be sent now."""
        waits = Q(state=MailState.WAITING, not_before__lte=now)
        begun = Q(state__in=[MailState.SENDING, MailState.HANDED], claimed_at__lt=silent_since)
        dead = DeadAddress.objects.filter(person=OuterRef("entry__person"), address=OuterRef("entry__person__email"))
        return SparringMail.objects.filter(waits | begun).exclude(Exists(dead)).order_by("not_before", "pk")

    def rows(self) -> QuerySet[SparringMail]:
        """With whom it is to and what it is about."""
        return SparringMail.objects.select_related("entry__person", "entry__sparring")

    def hindrance(self, mail: SparringMail, now: datetime) -> NotNow | None:
        """Something newer was written, it is over, or there is no address."""
        newer = SparringMail.objects.filter(entry=mail.entry_id, pk__gt=mail.pk).exclude(state__in=_UNSENT)
        span = itip.times(mail.facts)
        if newer.exists() or (mail.method == Method.REQUEST and span is not None and span[1] < now):
            return NotNow(MailState.DROPPED)
        person = mail.entry.person
        return NotNow(MailState.FAILED) if not person.email or person.erased_at is not None else None

    def message(self, mail: SparringMail, at: datetime) -> EmailMessage:
        """The letter, and what the calendar is to do, in the person's language."""
        person, entry = mail.entry.person, mail.entry
        language, sender = language_of(person), sender_of(settings.DEFAULT_FROM_EMAIL)
        to = (person.name, person.email or "")
        link = settings.PUBLIC_ADDRESS + str(entry.sparring.get_absolute_url())
        told = itip.Entry(entry.uid, mail.sequence, mail.written_at, mail.facts, mail.method != Method.CANCEL)
        method = Method(mail.method)
        calendar = itip.message(told, method=method, organiser=sender, attendee=to, link=link, language=language)
        text = written_out(mail.letter, mail.facts, name=person.name, link=link, language=language)
        return as_mail(text, Envelope(to, sender, mail.message_id, at, language), calendar, method)

    def address_is_dead(self, mail: SparringMail, said: str, now: datetime) -> None:
        """What else waits for this address is held until somebody has looked at it."""
        person = mail.entry.person
        if person.email is not None:
            DeadAddress.objects.get_or_create(
                person=person, address=person.email, defaults={"found_at": now, "said": said[:300]}
            )


@transaction.atomic
def take_as_sent(*, jobcentre: Place, until: datetime) -> int:
    """What was due before the moment was sent elsewhere, or goes to constructed people: it is not sent from here.

    returns: how many mails.
    """
    due = SparringMail.objects.filter(
        entry__sparring__jobcentre=jobcentre, state=MailState.WAITING, not_before__lt=until
    )
    count = due.update(state=MailState.SENT, sent_at=F("not_before"))
    record("mail-taken-as-sent", by=None, subject=jobcentre, place=jobcentre, details={"mails": count})
    return count
