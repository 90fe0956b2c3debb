"""Why somebody should look whether an enquiry is one: a suggestion, never more. Pure."""

import re
from collections.abc import Mapping

from samklang.core.words import Sentence, say

MOST_LINKS = 3
_LINK = re.compile(r"(?i)\b(?:https?://|www\.)\S")
TRAP, FLOOD, LINKS = "trap", "flood", "links"
WHY: Mapping[str, Sentence] = {
    TRAP: say("A field that people do not see was filled in, so a machine may have sent it."),
    FLOOD: say("It came in a rush of many enquiries from one place, and no receipt was sent."),
    LINKS: say("There are many links in it."),
}
"""By the key in `Enquiry.look_because`."""


def suspicion_of(*texts: str, trapped: bool = False, flooded: bool = False) -> str:
    """The gravest reason; empty where there is none."""
    if trapped:
        return TRAP
    if flooded:
        return FLOOD
    return LINKS if sum(len(_LINK.findall(text)) for text in texts) > MOST_LINKS else ""


def why_look(key: str) -> Sentence | None:
    """In words."""
    return WHY.get(key)
