"""The tabs above the pages of the citizen door."""

from samklang.access.enums import Right
from samklang.core.words import Sentence, say
from samklang.web.requests import StaffRequest
from samklang.web.tabs import Tab, tabs_of

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


def sections(request: StaffRequest, current: str) -> list[Tab]:
    """The tabs, for `{% tabs sections label=… %}`. current: the name of the page whose tab is the current one."""
    standing = request.user.standing
    shown = [(name, label) for name, label, rights in _SECTIONS if not rights or any(map(standing.may, rights))]
    return tabs_of(shown, current)
