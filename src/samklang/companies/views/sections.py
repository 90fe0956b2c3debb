"""The tabs above the pages of the company door."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from samklang.core.words import Sentence, render, say
from samklang.web.language import current_language

_SECTIONS: tuple[tuple[str, Sentence], ...] = (
    ("companies:companies", say("Companies")),
    ("companies:enquiries", say("Enquiries")),
    ("companies:meetings", say("Meetings")),
    ("companies:steps", say("Next steps")),
    ("companies:openings", say("Openings")),
    ("companies:hand-overs", say("Hand-over")),
    ("companies:figures", say("Figures")),
    ("companies:entrance", say("How it is run")),
)


class Section(NamedTuple):
    """One tab."""

    label: str
    url: str
    current: bool


def sections(request: HttpRequest, current: str) -> list[Section]:
    """The tabs, for `{% tabs sections label=… %}`. current: the name of the page whose tab is the current one."""
    del request
    language = current_language()
    return [Section(render(label, language), url, name == current) for name, label in _SECTIONS if (url := _url(name))]


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
