"""Who sets when the page is made and who has it sent, and who may stop having it: a refusal, or None."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.committee.rules.issues import run_pages
from samklang.core.words import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from samklang.access.models import Person, Place
    from samklang.committee.models import Recipient


def set_schedule(
    by: Person, place: Place, next_day: date, today: date, *, recipients: Collection[int], readers: Collection[int]
) -> Refusal | None:
    """A day to come, and nobody is sent what they may not read.

    recipients, readers: numbers of those who are to have it, and of those who may read it.
    """
    if refusal := run_pages(by, place):
        return refusal
    if next_day <= today:
        return Refusal(say("Choose a day after today: the draft is made the night before it."))
    if set(recipients) - set(readers):
        return Refusal(say("Somebody on the list may not read reports here. Choose from the list."))
    return None


def stop_receiving(by: Person, recipient: Recipient | None) -> Refusal | None:
    """Whoever has it sent, for themselves."""
    if recipient is None or recipient.person_id != by.pk:
        return Refusal(say("The page is not sent to you, so there is nothing to stop."))
    return None
