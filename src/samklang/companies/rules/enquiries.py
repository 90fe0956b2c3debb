"""Who may do what with an enquiry, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.enums import WAITING, Channel, EnquiryState
from samklang.companies.rules.company import write_about_company
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Company, Enquiry

ANSWERS = (Channel.MAIL, Channel.PHONE, Channel.MEETING, Channel.VISIT)
"""How a company can be answered."""


def work_on(by: Person | None, enquiry: Enquiry) -> Refusal | None:
    """Whoever writes about the companies of the municipality: whoever answers owns it."""
    return write_about_company(by, enquiry.entrance.municipality_id)


def answer_enquiry(by: Person | None, enquiry: Enquiry, text: str, how: str, email: str) -> Refusal | None:
    """By mail something is written, and there is an address to write to."""
    if refusal := work_on(by, enquiry):
        return refusal
    if enquiry.state == EnquiryState.JUNK:
        return Refusal(say("It is marked as not an enquiry. Take that back first."))
    if how not in ANSWERS:
        return Refusal(say("Choose how the company was answered."))
    if how == Channel.MAIL and not email:
        return Refusal(say("There is no e-mail address to write to. Call them, and write down what was said."))
    if how == Channel.MAIL and not text.strip():
        return Refusal(say("Write the answer."))
    return None


def assign(by: Person | None, enquiry: Enquiry) -> Refusal | None:
    """What is settled lies where it lies."""
    if enquiry.state in (EnquiryState.CLOSED, EnquiryState.JUNK):
        return Refusal(say("The enquiry is closed. Open it again first."))
    return work_on(by, enquiry)


def give(by: Person | None, enquiry: Enquiry, to: Person, *, is_consultant: bool, is_away: bool) -> Refusal | None:
    """To a colleague who meets companies and is at work."""
    if refusal := assign(by, enquiry):
        return refusal
    if not is_consultant:
        return Refusal(say("{name} does not meet companies here. Choose one of the people in the list.", name=to.name))
    if is_away:
        return Refusal(say("{name} is away. Choose somebody who is at work.", name=to.name))
    if enquiry.owner_id == to.pk:
        return Refusal(say("{name} has it already.", name=to.name))
    return None


def undo_assignment(by: Person | None, enquiry: Enquiry, *, is_newest_of: bool) -> Refusal | None:
    """While nobody else has moved it since."""
    if not is_newest_of:
        return Refusal(say("Somebody has moved it since, so it cannot be put back by itself."))
    return assign(by, enquiry)


def pause(by: Person | None, enquiry: Enquiry, reason: str, *, is_paused: bool) -> Refusal | None:
    """While the promise runs, with the reason."""
    if enquiry.state not in WAITING:
        return Refusal(say("Only what waits for an answer can be paused."))
    if is_paused:
        return Refusal(say("It is paused already."))
    if not reason.strip():
        return Refusal(say("Write what we wait for."))
    return work_on(by, enquiry)


def resume(by: Person | None, enquiry: Enquiry, *, is_paused: bool) -> Refusal | None:
    """What is paused."""
    if not is_paused:
        return Refusal(say("It is not paused."))
    return work_on(by, enquiry)


def close(by: Person | None, enquiry: Enquiry, reason: str) -> Refusal | None:
    """With the reason where the company has had no answer."""
    if enquiry.state in (EnquiryState.CLOSED, EnquiryState.JUNK):
        return Refusal(say("The enquiry is closed already."))
    if enquiry.state in WAITING and not reason.strip():
        return Refusal(say("The company has had no answer. Write why it is closed all the same."))
    return work_on(by, enquiry)


def reopen(by: Person | None, enquiry: Enquiry) -> Refusal | None:
    """What is closed, or was taken for something else."""
    if enquiry.state not in (EnquiryState.CLOSED, EnquiryState.JUNK):
        return Refusal(say("The enquiry is open."))
    return work_on(by, enquiry)


def mark_as_junk(by: Person | None, enquiry: Enquiry) -> Refusal | None:
    """What nobody has answered."""
    if enquiry.answered_at is not None:
        return Refusal(say("The company has been answered, so it is an enquiry. Close it instead."))
    return work_on(by, enquiry)


def link_company(by: Person | None, enquiry: Enquiry, company: Company) -> Refusal | None:
    """To a company of the same municipality."""
    if company.municipality_id != enquiry.entrance.municipality_id or company.merged_into_id is not None:
        return Refusal(say("Choose one of the municipality's companies."))
    if enquiry.company_id == company.pk:
        return Refusal(say("It is linked to {company} already.", company=company.name))
    return work_on(by, enquiry)
