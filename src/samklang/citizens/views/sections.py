"""The tabs above the pages of the citizen door."""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from samklang.access.enums import Right
from samklang.core.words import Sentence, render, say
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_SECTIONS: tuple[tuple[str, Sentence, frozenset[Right]], ...] = (
    ("citizens:guide", say("Guide"), frozenset()),
    ("citizens:preparations", say("Links to citizens"), frozenset({Right.PRACTISE})),
    ("citizens:reviews", say("Look back"), frozenset({Right.PRACTISE})),
    ("citizens:beliefs", say("Belief"), frozenset({Right.PRACTISE})),
    ("citizens:figures", say("Figures"), frozenset({Right.SEE_CONVERSATIONS})),
    ("citizens:applies", say("What applies"), frozenset()),
    ("citizens:recordings", say("Recordings"), frozenset({Right.PRACTISE})),
    ("citizens:texts", say("What citizens read"), frozenset({Right.RUN_PRACTICE})),
)
"""The page, what the tab is called, and the rights of which one is enough; none: everybody who comes here."""


class Section(NamedTuple):
    """One tab."""

    label: str
    url: str
    current: bool


def sections(request: StaffRequest, current: str) -> list[Section]:
    """The tabs, for `{% tabs sections label=… %}`. current: the name of the page whose tab is the current one."""
    standing, language = request.user.standing, current_language()
    shown = [(name, label) for name, label, rights in _SECTIONS if not rights or any(map(standing.may, rights))]
    return [Section(render(label, language), url, name == current) for name, label in shown if (url := _url(name))]


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
