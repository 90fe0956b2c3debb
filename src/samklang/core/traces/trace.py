"""What a trace is."""

from enum import Enum
from typing import NamedTuple


class Kind(Enum):
    """What it is that tells who somebody is. The value is the mark that stands in its place."""

    NUMBER = "xxxxxx-xxxx"
    """A civil registration number."""
    PHONE = "[telefon]"
    MAIL = "[e-mail]"
    NAME = "[navn]"


class Trace(NamedTuple):
    """One piece of a text, counted in its characters from start up to, not with, end."""

    kind: Kind
    start: int
    end: int
