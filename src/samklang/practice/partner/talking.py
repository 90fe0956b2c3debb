"""The other's next line as it comes: in whole sentences, each without what is personal."""

import re
from collections.abc import Callable, Iterator, Sequence

from samklang.practice.partner.endpoint import NONSENSE, Endpoint, Unanswered, streamed
from samklang.practice.partner.prompts import Turn, to_talk
from samklang.practice.script import Script

MOST_LETTERS = 1200
"""Of one answer; more is not how people speak."""
_END = re.compile(r"[.!?…](?=[\s»”\"])|\n")
_HELD_BACK = 240
"""Letters after which something is shown although the sentence has not ended."""


def replies(
    endpoint: Endpoint, script: Script, language: str, turns: Sequence[Turn], clean: Callable[[str], str]
) -> Iterator[str]:
    """Pieces that are shown one after the other. Raises Unanswered, also on the way, and where nothing was said.

    clean: takes out what is personal; a name or a number must not be cut in two before it.
    """
    waiting, letters = "", 0
    for piece in streamed(endpoint, to_talk(script, language, turns), most_letters=MOST_LETTERS):
        waiting += piece
        while cut := _cut(waiting):
            shown, waiting = waiting[:cut], waiting[cut:]
            if said := clean(shown):
                letters += len(said)
                yield said + " "
    if said := clean(waiting):
        letters += len(said)
        yield said
    if not letters:
        raise Unanswered(NONSENSE)


def _cut(text: str) -> int:
    """Where the first sentence ends; 0 where it goes on."""
    found = _END.search(text)
    if found:
        return found.end()
    return text.rfind(" ", 0, _HELD_BACK) + 1 if len(text) > _HELD_BACK else 0
