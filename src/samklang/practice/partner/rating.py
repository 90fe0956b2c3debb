"""Cases rated by the language model, each alone, as blind as people rate them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from samklang.practice.partner.endpoint import Endpoint, Unanswered, answered
from samklang.practice.partner.prompts import Asked, Material, to_rate
from samklang.practice.partner.reading import Unreadable, levels_in

TRIES = 2
Fits = Mapping[str, Callable[[int], bool]]


@dataclass(frozen=True)
class Blind:
    """One case without its key. number: by which the answer is kept."""

    number: int
    title: str
    material: Material
    asked: Sequence[Asked]


@dataclass(frozen=True)
class Rated:
    """What the model said of one case, by the indicator's key. readable: whether it said anything that can be used."""

    blind: Blind
    levels: Mapping[str, int | None]
    readable: bool = True


def rate(endpoint: Endpoint, blind: Blind, fits: Fits) -> Rated:
    """One case. An answer that cannot be read leaves the case unrated. Raises Unanswered where there is none.

    fits: of each indicator by its key, whether a level is one of its levels.
    """
    allowed = {one.key: fits[one.key] for one in blind.asked}
    for attempt in range(1, TRIES + 1):
        try:
            answer = answered(endpoint, to_rate(blind.material, blind.asked))
            return Rated(blind, levels_in(answer, allowed=allowed))
        except Unanswered:
            if attempt == TRIES:
                raise
        except Unreadable:
            if attempt == TRIES:
                break
    return Rated(blind, {}, readable=False)
