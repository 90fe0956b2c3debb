"""Who minds the outbox and the letters, and what a letter must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.delivery.enums import TO_BE_SENT, MailState
from samklang.delivery.rules.course import run_course

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.delivery.models import Mail

RETRIED = (MailState.FAILED, MailState.BOUNCED, MailState.STOPPED, MailState.WAITING)


def mind_mail(by: Person | None, mail: Mail) -> Refusal | None:
    """Whoever runs the course that it is about."""
    if mail.course is None:
        return None if by is None else Refusal(say("The mail is about no course that you run."))
    return run_course(by, mail.course)


def try_again(by: Person | None, mail: Mail, *, overtaken: bool) -> Refusal | None:
    """What was not sent is sent; what was is not sent twice. overtaken: something newer was written about the same."""
    if overtaken:
        return Refusal(say("Something newer has been written about the same session. Look at the newest mail."))
    if mail.state not in RETRIED:
        return Refusal(say("The mail is on its way or has been sent. It is not sent twice."))
    if not mail.person.email:
        name = mail.person.name
        return Refusal(say("{name} has no e-mail address. Give them one in the staff register first.", name=name))
    return mind_mail(by, mail)


def stop(by: Person | None, mail: Mail) -> Refusal | None:
    """What has not left the house can be stopped."""
    if mail.state not in TO_BE_SENT:
        return Refusal(say("The mail no longer waits, so it cannot be stopped."))
    return mind_mail(by, mail)


def edit_letters(by: Person, jobcentre: Place) -> Refusal | None:
    """Whoever runs courses at the jobcentre."""
    if by.standing.may(Right.RUN_COURSES, jobcentre.pk):
        return None
    return Refusal(say("You do not run courses at {place}. Ask the programme lead.", place=jobcentre.name))
