"""Who reads the guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person


def see_conversations(by: Person) -> Refusal | None:
    """Whoever talks with citizens, or answers for how it goes."""
    if any(map(by.standing.may, (Right.PRACTISE, Right.RUN_PRACTICE, Right.SEE_CONVERSATIONS))):
        return None
    return Refusal(say("Only those who talk with citizens, and those who answer for it, see these pages."))
