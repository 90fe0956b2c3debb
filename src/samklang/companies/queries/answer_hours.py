"""How many working hours it took until companies were answered."""

from statistics import median

from samklang.access.models import Place
from samklang.companies.models import Entrance
from samklang.companies.queries.figures import promised
from samklang.companies.queries.promise import clock_of, pauses_of
from samklang.method.periods import Period
from samklang.method.shares import LEAST

MOST = 5000
"""Of more than this the hours are not reckoned: each one is counted through the calendar."""


def median_hours(entrance: Entrance, period: Period, team: Place | None) -> float | None:
    """Half of the enquiries answered had their answer within so many working hours, pauses left out.

    The same enquiries as those of the share, as far as they are answered. None where they are too few or too many.
    The opening times are those of now.
    """
    rows = promised(entrance.municipality, period.ends).filter(
        due_at__gte=period.begins, due_at__lt=period.ends, answered_at__isnull=False
    )
    rows = rows.filter(team=team) if team is not None else rows
    rows = rows.prefetch_related("pauses").only("received_at", "answered_at", "entrance_id").order_by("pk")
    found = list(rows[: MOST + 1])
    if not LEAST <= len(found) <= MOST:
        return None
    clock = clock_of(entrance)
    return (
        median(clock.elapsed(one.received_at, one.answered_at, pauses_of(one)) for one in found if one.answered_at) / 60
    )
