"""Why a mail that came was not taken in. Pure."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

WHY_LEFT_OUT: Mapping[str, Sentence] = {
    "auto": say("An automatic answer"),
    "list": say("A newsletter or a mailing list"),
    "daemon": say("From a mail server"),
    "ours": say("From ourselves"),
    "loop": say("The same again and again"),
}
"""By the key in `ReceivedMail.left_out`."""


def why_left_out(key: str) -> Sentence | str:
    """In words."""
    return WHY_LEFT_OUT.get(key, key)
