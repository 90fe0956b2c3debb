"""The keys of the site: after g a letter for each area, and three that do something on the page one is on.

A letter is the same in both languages, so that the hand need not change with the words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from samklang.core.words import Sentence, say

AREAS: Mapping[str, str] = {
    "start": "s",
    "people:employees": "m",
    "people:teams": "t",
    "method:frameworks": "e",
    "calibration:rounds": "k",
    "planning:programmes": "p",
    "delivery:courses": "u",
    "delivery:own-courses": "i",
    "practice:practice": "o",
    "citizens:guide": "a",
    "companies:companies": "v",
    "evidence:evidence": "n",
    "funding:grants": "f",
    "committee:issues": "c",
    "roles": "d",
    "handbook:handbook": "h",
}
"""By the name of an area's first page. An area without a letter here is reached as before."""


@dataclass(frozen=True)
class Key:
    """What to press, one after the other, and what it does."""

    pressed: tuple[str, ...]
    does: Sentence


ON_THE_PAGE: tuple[Key, ...] = (
    Key(("?",), say("Show these keys, or hide them again")),
    Key(("/",), say("Go to the search box")),
    Key(("h",), say("Open the help with this page")),
    Key(("g",), say("Then a letter from the table below: go to that area")),
)
