"""Writing mail down in the outbox. The worker sends it."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import transaction

from samklang.access.models import Person
from samklang.delivery.enums import TO_BE_SENT, MailState, Method
from samklang.delivery.hours import Quiet, may_be_sent
from samklang.delivery.letters import GATHERED
from samklang.delivery.models import Course, Invitation, Mail

_DEFAULT_QUIET = Quiet(Course._meta.get_field("quiet_from").default, Course._meta.get_field("quiet_to").default)


@dataclass(frozen=True)
class Letter:
    """What is to be written to one person.

    letter:     the key of its text. facts: what stands in the text's fields.
    invitation: the calendar entry it is about, with what the calendar is to do.
    urgent:     it concerns today or tomorrow, and is sent in the quiet hours too.
    gathered:   it can wait for the day's digest; None: as its kind does.
    """

    letter: str
    to: Person
    facts: Mapping[str, Any] = field(default_factory=dict)
    invitation: Invitation | None = None
    method: Method = Method.NONE
    urgent: bool = False
    gathered: bool | None = None

    @property
    def waits_for_digest(self) -> bool:
        """Whether it is gathered with others."""
        by_kind = self.letter in GATHERED and not self.urgent
        return by_kind if self.gathered is None else self.gathered


@transaction.atomic
def write(course: Course | None, letters: Iterable[Letter], now: datetime) -> list[Mail]:
    """Write the letters down for whoever has an address and is not erased; the others get none.

    Where a letter moves a calendar entry or takes it out, what waits about that entry is dropped: the new letter says
    what holds.
    """
    known = [one for one in letters if one.to.email and one.to.erased_at is None]
    entries = [one.invitation.pk for one in known if one.invitation is not None and one.method != Method.NONE]
    for start in range(0, len(entries), 500):
        waiting = Mail.objects.filter(invitation__in=entries[start : start + 500], state__in=TO_BE_SENT)
        waiting.update(state=MailState.DROPPED)
    later = may_be_sent(now, quiet_of(course))
    mails = [
        Mail(
            course=course, person=one.to, letter=one.letter, facts=dict(one.facts), invitation=one.invitation,
            method=one.method, sequence=one.invitation.sequence if one.invitation else 0,
            state=MailState.GATHERED if one.waits_for_digest else MailState.WAITING, urgent=one.urgent, written_at=now,
            not_before=now if one.urgent else later, message_id=new_message_id(),
        )
        for one in known
    ]  # fmt: skip
    return Mail.objects.bulk_create(mails, batch_size=500)


def quiet_of(course: Course | None) -> Quiet:
    """The quiet hours of a course, or those of any."""
    return Quiet(course.quiet_from, course.quiet_to) if course else _DEFAULT_QUIET


def new_message_id() -> str:
    """A name that no other mail has, at the domain that mail comes from."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{secrets.token_hex(16)}@{domain}>"
