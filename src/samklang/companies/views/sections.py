"""The tabs above the pages of the company door."""

from django.http import HttpRequest

from samklang.core.words import Sentence, say
from samklang.web.tabs import Tab, tabs_of

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


def sections(request: HttpRequest, current: str) -> list[Tab]:
    """The tabs, for `{% tabs sections label=… %}`. current: the name of the page whose tab is the current one."""
    del request
    return tabs_of(_SECTIONS, current)
