"""What day and time it is: now, or in the demo the same time on the day of its stage."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The date in Denmark. The demo has a day of its own, so that it is always in the middle of what it shows."""
    day: date | None = settings.DEMO_TODAY
    return day or timezone.localdate()


def now() -> datetime:
    """The moment it is; in the demo the clock's time on the demo's day. What is stored as done uses the real one."""
    moment = timezone.localtime()
    day = today()
    return moment.replace(year=day.year, month=day.month, day=day.day) if day != moment.date() else timezone.now()
