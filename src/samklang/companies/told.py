"""What Samklang itself writes on a company's timeline: sentences by their key, put into a language when shown. Pure."""

from collections.abc import Mapping

from samklang.core.words import Sentence, say

TOLD: Mapping[str, Sentence] = {
    "enquiry": say("Wrote to us: {subject}"),
}
"""Each area of the door adds its own; the values stand in `Entry.told`."""


def words_of(key: str, values: Mapping[str, str]) -> Sentence | str:
    """The line as a sentence; as it stands where somebody typed it."""
    sentence = TOLD.get(key)
    return say(sentence.message, **values) if sentence is not None and values else key
