"""The words of a text with what stands around them: what tells a name from the same word first in a sentence."""

import itertools
import re
from typing import NamedTuple

from samklang.core.traces.known import is_everyday, is_given, is_surname, key, may_be_surname

_WORD = re.compile(r"[^\W\d_]+(?:['’´`ʼ‘-][^\W\d_]+)*['’]?")
_ENTERS_CAPITAL = re.compile(r"(?<=[a-zæøåäöüéß])(?=[A-ZÆØÅÄÖÜÉ])")
_ENDS_SENTENCE = frozenset('.!?:;\n"»«“”„‘([{/|>*•·-–—=#')
_ACRONYMS = frozenset({"VITAS"})
"""What reads as a name in the genitive, and is where employers write to the jobcentre."""
_BEFORE_ABBREVIATION = 9
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:eks|bl\.a|ca|nr|pga|mht|inkl|hhv|dvs|evt|ang|vedr|jf|kl|tlf|mdr|dr|hr|fr|frk|mr|mrs|ms|st|sct|skt|e\.g|i\.e|vs)\.$",
    re.I,
)


class Word(NamedTuple):
    """A word from start up to end, and what it may be."""

    text: str
    start: int
    end: int
    first: bool
    """Whether it stands first in a sentence, where any word has a capital."""
    capital: bool
    shouted: bool
    """All in capitals, two letters or more."""
    given: bool
    surname: bool
    ending: bool
    """Ends as surnames do."""
    everyday: bool

    @property
    def known(self) -> bool:
        """Whether it is on a list, or built of a name on it."""
        return self.given or self.surname


def words_of(text: str) -> list[Word]:
    """Each word in order. Words joined by a capital (MetteHansen) are two."""
    words = []
    for match in _WORD.finditer(text):
        edges = [
            match.start(),
            *(match.start() + cut.start() for cut in _ENTERS_CAPITAL.finditer(match[0])),
            match.end(),
        ]
        for start, end in itertools.pairwise(edges):
            words.append(_word(text, start, end, first=start == match.start() and _is_first(text, start)))
    return words


def _word(text: str, start: int, end: int, first: bool) -> Word:
    written = text[start:end]
    whole = key(written)
    parts = [part for part in re.split(r"-", whole) if part] or [whole]
    capitals = [part[:1].isupper() for part in written.split("-") if part]
    names = [is_given(part) for part in parts]
    strong = any(
        name and capital and not is_everyday(part) for name, capital, part in zip(names, capitals, parts, strict=False)
    )
    joined = len(parts) > 1
    given = is_given(whole) or (joined and (all(names) or strong or (names[0] and all(capitals))))
    surname = is_surname(whole) or (joined and any(map(is_surname, parts[1:])) and all(capitals))
    return Word(
        text=written,
        start=start,
        end=end,
        first=first,
        capital=written[:1].isupper(),
        shouted=len(written) > 1 and written.isupper(),
        given=given and written not in _ACRONYMS,
        surname=surname,
        ending=capitals[-1:] != [False] and may_be_surname(parts[-1]),
        everyday=is_everyday(whole) if not joined else not strong and all(map(is_everyday, parts)),
    )


def _is_first(text: str, start: int) -> bool:
    """Whether nothing, or what ends a sentence or opens something new, stands before a word."""
    at = start
    while at and text[at - 1] in " \t":
        at -= 1
    if not at:
        return True
    if text[at - 1] == "." and _ABBREVIATION.search(text, max(0, at - _BEFORE_ABBREVIATION), at):
        return False
    if text[at - 1] == "-" and at > 1 and text[at - 2].isalnum():
        return False
    return text[at - 1] in _ENDS_SENTENCE
