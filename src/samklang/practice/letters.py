"""What letters about sparring say. They name who, when and where, and never what is looked at. Pure."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from samklang.delivery.letters import Kind, Text, filled, kinds_in, values

BOOKED, MOVED, CANCELLED = "sparring-booked", "sparring-moved", "sparring-cancelled"


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of letter by its key, in the order of the file."""
    return kinds_in(Path(__file__).parent / "content" / "letters.toml")


def written_out(key: str, facts: Mapping[str, Any], *, name: str, link: str, language: str) -> Text:
    """The letter with its fields filled in. Raises KeyError where there is no letter of that key."""
    return filled(kinds()[key].texts[language], values(facts, name=name, link=link, language=language))
