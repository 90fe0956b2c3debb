"""The tabs above the pages of practice."""

from samklang.access.clock import today
from samklang.access.enums import Right
from samklang.core.words import Sentence, say
from samklang.practice.partner.endpoint import configured
from samklang.practice.queries.partner import may_talk_somewhere
from samklang.web.requests import StaffRequest
from samklang.web.tabs import Tab, tabs_of

_SECTIONS: tuple[tuple[str, Sentence, frozenset[Right]], ...] = (
    ("practice:practice", say("Practise"), frozenset()),
    ("practice:sparrings", say("Sparring"), frozenset()),
    ("practice:talks", say("Talk with the language model"), frozenset()),
    ("practice:observations", say("Observations"), frozenset()),
    ("practice:pairings", say("Pair colleagues"), frozenset({Right.RUN_PRACTICE})),
    ("practice:sparring-overview", say("Sparring held"), frozenset({Right.SEE_CONVERSATIONS})),
    ("practice:case-drafts", say("Write cases"), frozenset({Right.RUN_PRACTICE})),
    ("practice:partner", say("Language model"), frozenset({Right.RUN_PRACTICE})),
)
"""The page, what the tab is called, and the rights of which one is enough; none: everybody who comes here.

The talks are there only where there is a language model to talk with.
"""


def sections(request: StaffRequest, current: str) -> list[Tab]:
    """The tabs, for `{% tabs sections label=… %}`. current: the name of the page whose tab is the current one."""
    standing = request.user.standing
    shown = [(name, label) for name, label, rights in _SECTIONS if not rights or any(map(standing.may, rights))]
    return tabs_of([one for one in shown if one[0] != "practice:talks" or _talks(request)], current)


def _talks(request: StaffRequest) -> bool:
    """Asks the database nothing where no model is set up."""
    return (endpoint := configured()) is not None and may_talk_somewhere(request.user, endpoint, today())
