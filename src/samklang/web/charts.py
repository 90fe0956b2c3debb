"""A picture that stands with its table."""

from collections.abc import Sequence
from typing import NamedTuple

from samklang.core.words import Value


class Figure(NamedTuple):
    """A picture with its table and its file, as `{% chart %}` takes it."""

    title: Value
    picture: str
    alternative: Value
    headings: Sequence[Value]
    rows: Sequence[Sequence[Value]]
    csv_url: str
    source: Value
