"""Texts that several people may write at once, so that nobody writes over what they have not read. Pure.

A page holds the mark of each text as it was read. What has changed meanwhile is shown beside what was typed.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

MINE, BOTH = "mine", "both"
"""What becomes of two texts: one's own alone, or the colleague's below it."""


class Typed(NamedTuple):
    """What came from a page.

    was:  the mark of the text that the person had read before they typed.
    keep: what they have decided where a colleague wrote meanwhile: MINE or BOTH; `was` is then the mark of that text.
    """

    key: str
    text: str
    was: str
    keep: str = ""


class Settled(NamedTuple):
    """What is to be stored, and what a colleague has written meanwhile where nothing is; both by key."""

    stored: Mapping[str, str]
    theirs: Mapping[str, str]


def mark_of(text: str) -> str:
    """What tells one text from another; empty for none."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def settle(now: Mapping[str, str], typed: Iterable[Typed]) -> Settled:
    """What of the texts typed may be stored. now: what is."""
    stored, theirs = {}, {}
    for one in typed:
        there = now.get(one.key, "")
        if there == one.text:
            continue
        if one.keep == BOTH and there:
            stored[one.key] = f"{one.text}\n{there}".strip()
        elif mark_of(there) == one.was or not there:
            stored[one.key] = one.text
        else:
            theirs[one.key] = there
    return Settled(stored, theirs)
