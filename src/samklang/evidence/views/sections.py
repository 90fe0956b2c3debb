"""The tabs above the pages of evidence."""

from samklang.access.enums import Right
from samklang.core.words import Sentence, say
from samklang.web.requests import StaffRequest
from samklang.web.tabs import Tab, tabs_of

_SECTIONS: tuple[tuple[str, Sentence, frozenset[Right]], ...] = (
    ("evidence:evidence", say("In short"), frozenset()),
    ("evidence:ladders", say("Ladder"), frozenset()),
    ("evidence:spread", say("Spread"), frozenset()),
    ("evidence:studies", say("Studies"), frozenset()),
    ("evidence:public-figures", say("Public figures"), frozenset()),
    ("evidence:metrics", say("What the figures mean"), frozenset()),
)
"""The page, what the tab is called, and the rights of which one is enough; none: everybody who comes here."""


def sections(request: StaffRequest, current: str) -> list[Tab]:
    """The tabs, for `{% tabs sections label=… %}`. current: the name of the page whose tab is the current one."""
    standing = request.user.standing
    shown = [(name, label) for name, label, rights in _SECTIONS if not rights or any(map(standing.may, rights))]
    return tabs_of(shown, current)
