"""Who may write the method, and what must hold before an edition is published: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.method.models import Edition


def see_method(by: Person) -> Refusal | None:
    """Whoever reads the method somewhere."""
    if by.standing.may(Right.SEE_METHOD):
        return None
    return Refusal(say("You have no access to the shared method. Ask the programme lead."))


def edit_method(by: Person | None, jobcentre: Place) -> Refusal | None:
    """Whoever writes the method of the jobcentre. by: None is the house itself."""
    if by is None or by.standing.may(Right.EDIT_METHOD, jobcentre.pk):
        return None
    return Refusal(say("You do not write the shared method of {place}. Ask the programme lead.", place=jobcentre.name))


def change_draft(by: Person | None, edition: Edition) -> Refusal | None:
    """Only a draft is changed; what has been published stands."""
    refusal = edit_method(by, edition.framework.jobcentre)
    if refusal is None and not edition.is_draft:
        refusal = Refusal(say("This edition has been published and stands as it is. Begin a new draft to change it."))
    return refusal


def publish_edition(by: Person | None, edition: Edition, reason: str) -> Refusal | None:
    """A draft, with a reason."""
    refusal = change_draft(by, edition)
    if refusal is None and not reason.strip():
        refusal = Refusal(say("Write why it is published, so that colleagues know what has changed."))
    return refusal


def seen_as_it_is(seen: str | None, stamp: str) -> Refusal | None:
    """What somebody has looked through must be what is there. seen: the stamp of what they saw; None: not asked."""
    if seen is None or seen == stamp:
        return None
    return Refusal(say("The draft has changed since you looked. Look through the difference as it is now."))


def about_another(key: str) -> Refusal:
    """The file holds another framework than the one it was sent to."""
    return Refusal(say("The file is about “{key}”. Choose the file of this framework.", key=key))


def same_file(seen: str, stamp: str) -> Refusal | None:
    """The file whose differences were looked through is the one that waits: another may have been sent since."""
    if seen == stamp:
        return None
    return Refusal(say("Another file has been sent since. Look through its difference as it is now."))
