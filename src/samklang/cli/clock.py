"""What time it is where Samklang is used; the cores get it as an argument."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

_HOME = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """This moment, with its time zone."""
    return datetime.now(_HOME)


def today() -> date:
    """The date of today."""
    return now().date()
