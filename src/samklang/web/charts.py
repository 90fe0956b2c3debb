"""A picture that stands with its table, and the way to what its figures mean."""

from collections.abc import Sequence
from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

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
    metric: str = ""
    """The figure's key in the catalogue; empty where the picture is no figure."""


def metric_url(key: str) -> str:
    """The page that says what a figure means; nothing where the site has none, as where it has no catalogue."""
    if not key:
        return ""
    try:
        return reverse("evidence:metric", args=[key])
    except NoReverseMatch:
        return ""
