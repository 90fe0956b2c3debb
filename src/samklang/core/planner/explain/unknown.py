"""Asked about somebody or something that is not there."""

from collections.abc import Iterable
from difflib import get_close_matches

from samklang.core.words import Sentence, Value, say

NEAREST = 3


class Unknown(ValueError):
    """There is no such person, cohort, module or wish. `sentence` names the nearest known ones."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


def unknown(wanted: str, known: Iterable[tuple[str, str]]) -> Unknown:
    """Not found among the known, each an id and a name."""
    names = {word.casefold(): (id_, name) for id_, name in known for word in (id_, name)}
    near = dict.fromkeys(names[word] for word in get_close_matches(wanted.casefold(), names, n=NEAREST, cutoff=0.4))
    if not near:
        near = dict.fromkeys(list(names.values())[:NEAREST])
    close: tuple[Value, ...] = tuple(name if id_ == name else f"{name} ({id_})" for id_, name in near)
    if not close:
        return Unknown(say("“{wanted}” is not known here.", wanted=wanted))
    return Unknown(say("“{wanted}” is not known here. The nearest are {close}.", wanted=wanted, close=close))
