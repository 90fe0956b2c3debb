"""How the constructed colleagues rate: near the key, some stricter, in two camps where words are unclear.

Nobody real: the figures only have to look like those of people who have not yet agreed, and then have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL, Scale

_STRICTNESS, _CARE = 0.3, 0.55
"""How far colleagues lie apart on average, and how much one of them varies; in levels."""
_LENIENT, _STRICT = 1.2, -0.9
"""What the two camps add where the words can be read in two ways."""
_LEFT_OF_IT = 0.3
"""How much of that is left once the words have been settled."""
_NO_GROUND, _MISCOUNT, _OTHER_CHOICE = 0.02, 0.2, 0.3
"""How often a rater finds no ground to judge, is one off in a count, chooses otherwise than the key."""


@dataclass(frozen=True)
class Asked:
    """One indicator of one case: its key level, how it is rated, and how many choices there are."""

    key: int
    scale: Scale
    choices: int = 0
    divided: bool = False


class Colleague:
    """One constructed rater."""

    def __init__(self, chance: Random, *, lenient: bool, agreed: bool) -> None:
        self._chance = chance
        self._own = chance.gauss(0, _STRICTNESS * (0.8 if agreed else 1))
        self._camp = _LENIENT if lenient else _STRICT
        self._agreed = agreed

    def says(self, asked: Asked) -> int | None:
        """The level, the number or the choice; None where they find no ground to judge."""
        if self._chance.random() < _NO_GROUND:
            return None
        if asked.scale == Scale.COUNT:
            off = self._chance.choice((-1, 1)) if self._chance.random() < _MISCOUNT else 0
            return max(0, asked.key + off)
        if asked.scale == Scale.CHOICE:
            if self._chance.random() < _OTHER_CHOICE * (0.5 if self._agreed else 1):
                return self._chance.randint(1, asked.choices)
            return asked.key
        camp = self._camp * (_LEFT_OF_IT if self._agreed else 1) if asked.divided else 0
        found = asked.key + self._own + camp + self._chance.gauss(0, _CARE * (0.95 if self._agreed else 1))
        return min(HIGHEST_LEVEL, max(LOWEST_LEVEL, round(found)))


def ratings(
    chance: Random, raters: int, cases: Sequence[Mapping[str, Asked]], *, agreed: bool
) -> list[list[dict[str, int | None]]]:
    """For each rater, for each case, what they say of each indicator. agreed: the words have been settled since."""
    found = []
    for number in range(raters):
        colleague = Colleague(chance, lenient=number % 2 == 0, agreed=agreed)
        found.append([{name: colleague.says(asked) for name, asked in case.items()} for case in cases])
    return found
