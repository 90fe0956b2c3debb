"""The tabs above the pages of an area."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse

from samklang.core.words import Sentence, render
from samklang.web.language import current_language


class Tab(NamedTuple):
    """One tab."""

    label: str
    url: str
    current: bool


def tabs_of(pages: Iterable[tuple[str, Sentence]], current: str) -> list[Tab]:
    """The tabs, for `{% tabs tabs label=… %}`.

    pages:   the name of each page, and what its tab is called.
    current: the name of the page whose tab is the current one.
    """
    language = current_language()
    return [Tab(render(label, language), reverse(name), name == current) for name, label in pages]
