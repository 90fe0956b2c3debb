"""What somebody who runs a course does with its mail: sends again what was not sent, stops what waits."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.enums import TO_BE_SENT, MailState
from samklang.delivery.models import Course, DeadAddress, Mail
from samklang.delivery.queries.mails import overtaken
from samklang.delivery.rules import mail as rules
from samklang.delivery.rules.course import run_course
from samklang.ledger.commands import record
from samklang.ledger.enums import Kind


@transaction.atomic
def try_again(*, by: Person, mail: Mail, now: datetime) -> Mail:
    """It waits anew, and is sent as soon as the worker comes to it. Raises NotAllowed."""
    mail = _locked(mail)
    require(rules.try_again(by, mail, overtaken=overtaken(mail)))
    DeadAddress.objects.filter(person=mail.person, address=mail.person.email or "").delete()
    mail.state, mail.not_before, mail.attempts, mail.error, mail.claimed_at = MailState.WAITING, now, 0, "", None
    mail.save(update_fields=["state", "not_before", "attempts", "error", "claimed_at"])
    _recorded("mail-retried", by, mail)
    return mail


@transaction.atomic
def stop(*, by: Person, mail: Mail) -> Mail:
    """It is not sent. Raises NotAllowed."""
    mail = _locked(mail)
    require(rules.stop(by, mail))
    mail.state = MailState.STOPPED
    mail.save(update_fields=["state"])
    _recorded("mail-stopped", by, mail)
    return mail


@transaction.atomic
def trust_address(*, by: Person, course: Course, dead: DeadAddress) -> None:
    """The address works after all: what was held is sent. Raises NotAllowed."""
    require(run_course(by, course))
    person = dead.person
    dead.delete()
    record("address-trusted", by=by, subject=course, about=person, place=course.programme.jobcentre)


def note_read(*, by: Person, mail: Mail) -> None:
    """Somebody has read what was written to somebody."""
    _recorded("mail-read", by, mail, Kind.READ)


def _locked(mail: Mail) -> Mail:
    held = Mail.objects.select_for_update(of=("self",)).select_related("person", "course__programme__jobcentre")
    return held.get(pk=mail.pk)


def _recorded(deed: str, by: Person, mail: Mail, kind: Kind = Kind.WRITE) -> None:
    place = mail.course.programme.jobcentre if mail.course else None
    record(deed, by=by, subject=mail, about=mail.person, place=place, details={"letter": mail.letter}, kind=kind)


@transaction.atomic
def take_as_sent(*, course: Course, until: datetime) -> int:
    """What was due before the moment was sent elsewhere, or goes to constructed people: it is not sent from here.

    returns: how many mails.
    """
    due = Mail.objects.filter(course=course, state__in=TO_BE_SENT, not_before__lt=until)
    count = due.update(state=MailState.SENT, sent_at=F("not_before"))
    record("mail-taken-as-sent", by=None, subject=course, place=course.programme.jobcentre, details={"mails": count})
    return count
