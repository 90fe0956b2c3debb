"""How hard a Danish or English text is to read, by LIX. Pure."""

import re
from collections.abc import Iterable, Mapping

from samklang.citizens.enums import Reading

LIMITS: Mapping[Reading, int] = {Reading.EASY: 20, Reading.PLAIN: 30, Reading.FULL: 40}
"""What a text of each level should stay below."""
LANGUAGES = frozenset({"da", "en"})
"""The measure was made for Swedish and serves Danish; for English it tells roughly the same, for others nothing."""
_LONG = 7
_WORD = re.compile(r"[^\W_]+(?:[-'’.,:][^\W_]+)*")
_END = re.compile(r"[.!?:]+(?=\s|$|[\"»”)])")


def lix(texts: Iterable[str]) -> float | None:
    """The number of words in a sentence, plus how many per cent of the words are longer than six letters.

    texts:   each is at least one sentence, also where no full stop ends it, as in a list.
    returns: None where there are no words.
    source:  Björnsson (1968), Läsbarhet, Liber: a sentence ends at a full stop or a colon; here also at a question or
             exclamation mark, which he left to the capital letter after it. The stop of a shortened word counts too.
    """
    sentences = [found for text in texts for one in _END.split(text) if (found := _WORD.findall(one))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    long = sum(len(re.sub(r"[^\w]", "", word)) >= _LONG for word in words)
    return len(words) / len(sentences) + 100 * long / len(words)
