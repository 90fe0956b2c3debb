"""Who looks back on a meeting for themselves, and when: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.enums import MeetingState
from samklang.core.words import say
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Meeting

FEWEST = 3
"""Of fewer own meetings than this no trend is shown: two points always make a line."""


def review(by: Person, meeting: Meeting, measuring: Refusal | None) -> Refusal | None:
    """Only who held it, once it has been held, while the notice of own reviews is in force.

    measuring: what stands in the way, as `refusal_to_measure` says.
    """
    if meeting.holder_id != by.pk:
        return Refusal(say("Only who held a meeting looks back on it here."))
    if meeting.state != MeetingState.HELD:
        return Refusal(say("Write the minutes first. Then look back."))
    return measuring


def levels_fit(levels: Mapping[str, int], keys: Collection[str]) -> Refusal | None:
    """Levels of the scale, of indicators that there are; one at least."""
    if not levels:
        return Refusal(say("Choose a level of at least one thing. Where you cannot say, leave it."))
    if set(levels) - set(keys) or not all(LOWEST_LEVEL <= level <= HIGHEST_LEVEL for level in levels.values()):
        return Refusal(say("Choose a level from {first} to {last}.", first=LOWEST_LEVEL, last=HIGHEST_LEVEL))
    return None
