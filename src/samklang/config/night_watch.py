"""Before anything is deleted, or anybody told, by the clock alone: can the clock be believed?

A computer whose clock jumps a year ahead would find that everything has had its time. So where the nightly work was
last done longer ago than any holiday, nobody can tell a wrong clock from a computer that was off: what would delete or
write to people waits until somebody says that the clock is right.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from samklang.core.words import Sentence, say
from samklang.ledger.models import Entry

LONGEST = timedelta(days=7)
"""A worker that has been away for longer asks before it goes on."""
_ASTRAY = timedelta(days=1)


def has_jumped(last: datetime | None, now: datetime) -> bool:
    """Whether so much time seems to have passed since the nightly work was last done that somebody must say so.

    The demo has a day of its own, and rests in between.
    """
    return last is not None and now - last > LONGEST and settings.DEMO_TODAY is None


def what(last: datetime, now: datetime) -> Sentence:
    """What is odd, for whoever looks after the site."""
    return say(
        "The clock says {today}, and the nightly work was last done on {day}. Nothing is deleted before somebody has "
        "said that the clock is right.",
        today=timezone.localdate(now),
        day=timezone.localdate(last),
    )


WHAT_TO_DO = say(
    "Set the clock. If it is right, look at samklang nightly --preview, and then run samklang nightly --clock-is-right."
)
HELD = say("Look at samklang nightly --preview. If it is right, run samklang nightly --delete-held.")


def too_many(kind: Sentence) -> Sentence:
    """What was held back because it was so much."""
    return say("More of “{kind}” was due at once than a night may take, and was held back.", kind=kind)


def was_set_back(last: datetime, now: datetime) -> bool:
    """Whether the nightly work was done on a day that has not come yet: that clock was wrong, and holds nobody up."""
    return last - now > _ASTRAY


def began(now: datetime) -> datetime:
    """Where no night is remembered: when something last happened here, as after a restore; else now."""
    seen = Entry.objects.filter(at__lte=now).order_by("-number").values_list("at", flat=True).first()
    return seen or now
