"""Who minds the mail to companies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.letters import PULSE
from samklang.companies.rules.company import run_companies
from samklang.core.words import say
from samklang.delivery.rules.mail import RETRIED

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import CompanyMail, ReceivedMail


def send_again(by: Person | None, mail: CompanyMail) -> Refusal | None:
    """What was not sent is sent; what was is not sent twice."""
    if mail.state not in RETRIED:
        return Refusal(say("The mail is on its way or has been sent. It is not sent twice."))
    if mail.letter == PULSE:
        return Refusal(say("A question about how it went is not sent again: whoever has the link can answer it."))
    return run_companies(by, mail.entrance.municipality_id)


def take_in_after_all(by: Person | None, mail: ReceivedMail) -> Refusal | None:
    """What was left out once can become an enquiry."""
    if not mail.left_out:
        return Refusal(say("The mail has been taken in already."))
    return run_companies(by, mail.entrance.municipality_id)
