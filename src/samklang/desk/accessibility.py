"""What the accessibility statement stands on: which pages were tested with what and when, and when it was looked over.

The tests are kept in accessibility.json, which is written from the suite: tests/desk/checked_pages.py.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from django.conf import settings

from samklang.core.words import Sentence, say

REVIEW_LASTS = timedelta(days=365)
"""The statement is looked over once a year: Danish Agency for Digital Government, on the accessibility statement."""


@dataclass(frozen=True)
class Checked:
    """What a machine has tested. pages: how many different ones. journeys: the ways through the site they lie on."""

    day: date
    tool: str
    pages: int
    journeys: int


@cache
def checked() -> Checked:
    """The last test of this version's pages by machine."""
    said = json.loads((files("samklang.desk") / "accessibility.json").read_text(encoding="utf-8"))
    journeys = said["journeys"]
    pages = {name for names in journeys.values() for name in names}
    return Checked(date.fromisoformat(said["checked_on"]), str(said["tool"]), len(pages), len(journeys))


def last_review() -> date:
    """When the municipality looked the statement over; until it has, the day of the last test by machine."""
    reviewed: date | None = settings.ACCESSIBILITY_REVIEWED
    return reviewed or checked().day


def review_in_words() -> Sentence:
    """When it was looked over, and by whom not yet."""
    if settings.ACCESSIBILITY_REVIEWED:
        return say("The accessibility statement was last looked over on {day}.", day=last_review())
    return say(
        "The municipality has not looked the accessibility statement over yet. The pages were tested on {day}.",
        day=last_review(),
    )


def is_overdue(today: date) -> bool:
    """Whether the statement has not been looked over for more than a year."""
    return today - last_review() > REVIEW_LASTS
