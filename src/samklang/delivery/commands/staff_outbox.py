"""Mail to staff about courses, as the worker sends it."""

from datetime import datetime
from email.message import EmailMessage

from django.db.models import QuerySet

from samklang.delivery.commands.outboxes import NotNow, Outbox
from samklang.delivery.enums import MailState, Method
from samklang.delivery.itip import times
from samklang.delivery.models import DeadAddress, Mail
from samklang.delivery.queries.letters import message_of
from samklang.delivery.queries.mails import due, is_held, overtaken


class StaffOutbox(Outbox[Mail]):
    """It is put together when it is sent, and held while the person's address does not work."""

    model = Mail

    def due(self, now: datetime, silent_since: datetime) -> QuerySet[Mail]:
        """What is to be sent now."""
        return due(now, silent_since)

    def rows(self) -> QuerySet[Mail]:
        """With whom it is to and what it is about."""
        return Mail.objects.select_related("person", "course__programme", "invitation")

    def hindrance(self, mail: Mail, now: datetime) -> NotNow | None:
        """Something newer was written, it is over, there is no address, or it is held since the round began."""
        if overtaken(mail) or _too_late(mail, now):
            return NotNow(MailState.DROPPED)
        if not mail.person.email or mail.person.erased_at is not None:
            return NotNow(MailState.FAILED)
        return NotNow(until=mail.not_before) if is_held(mail) else None

    def message(self, mail: Mail, at: datetime) -> EmailMessage:
        """The letter with its facts, in the person's language."""
        return message_of(mail, at)

    def address_is_dead(self, mail: Mail, said: str, now: datetime) -> None:
        """What else waits for this address is held until somebody has looked at it."""
        if mail.person.email is not None:
            DeadAddress.objects.get_or_create(
                person=mail.person, address=mail.person.email, defaults={"found_at": now, "said": said[:300]}
            )


def _too_late(mail: Mail, now: datetime) -> bool:
    """Whether it asks somebody to come to something that is over."""
    span = times(mail.facts)
    concerns_time = mail.method == Method.REQUEST or mail.letter == "reminder"
    return concerns_time and span is not None and span[1] < now
