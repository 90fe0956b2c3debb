"""The catalogue of figures: every figure on every page, and who answers for it in a municipality."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import chain

from django.db.models import Exists, OuterRef, QuerySet

from samklang.access.enums import RIGHTS, Right
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.queries import danish
from samklang.calibration.metrics import METRICS as CALIBRATION
from samklang.citizens.metrics import METRICS as CITIZENS
from samklang.companies.metrics import METRICS as COMPANIES
from samklang.core.metric import Metric, Rung
from samklang.core.words import LANGUAGES, Sentence, render, say
from samklang.delivery.metrics import METRICS as DELIVERY
from samklang.evidence.metrics import METRICS as EVIDENCE
from samklang.evidence.models import MetricOwner
from samklang.method.metrics import METRICS as METHOD
from samklang.people.metrics import METRICS as PEOPLE
from samklang.planning.metrics import METRICS as PLANNING
from samklang.practice.metrics import METRICS as PRACTICE

AREAS: dict[str, Sentence] = {
    "people": say("Staff and cover"), "method": say("Method"), "calibration": say("Calibration"),
    "planning": say("Course plans"), "delivery": say("Courses"), "practice": say("Practice"),
    "companies": say("Companies"), "citizens": say("Conversations"), "evidence": say("Evidence"),
}  # fmt: skip
"""The rooms that count, in the order of the work, as the navigation calls them. Rooms above add themselves."""
NO_RUNG = "none"
"""Asks for the figures that stand on no rung."""
_ROOMS = {
    "people": PEOPLE, "method": METHOD, "calibration": CALIBRATION, "planning": PLANNING, "delivery": DELIVERY,
    "practice": PRACTICE, "companies": COMPANIES, "citizens": CITIZENS, "evidence": EVIDENCE,
}  # fmt: skip


def counts_also(area: str, name: Sentence, metrics: Mapping[str, Metric]) -> None:
    """From now on the figures of a room that evidence knows nothing of stand here too. Called once, when it is set up.

    area: the room. name: what the navigation calls it.
    """
    AREAS[area], _ROOMS[area] = name, metrics
    catalogue.cache_clear()
    _texts.cache_clear()


@cache
def catalogue() -> tuple[Metric, ...]:
    """All of them, room by room, each room's in its own order."""
    return tuple(chain.from_iterable(room.values() for room in _ROOMS.values()))


def metric_of(key: str) -> Metric | None:
    """The figure of a key; None where there is none."""
    return next((one for one in catalogue() if one.key == key), None)


def find(text: str = "", area: str = "", rung: str = "") -> list[Metric]:
    """Those that hold every word, in either language, in the order of the catalogue.

    area: a key of AREAS, else every area. rung: a rung, NO_RUNG, else every figure.
    """
    words = text.casefold().split()
    return [
        one
        for one in catalogue()
        if area in {"", one.area} and _stands_on(one, rung) and all(word in _texts()[one.key] for word in words)
    ]


def _stands_on(one: Metric, rung: str) -> bool:
    return one.rung is None if rung == NO_RUNG else rung in {"", one.rung}


@cache
def _texts() -> Mapping[str, str]:
    """Everything of each figure that one looks for, in both languages, by its key."""
    return {one.key: _text_of(one) for one in catalogue()}


def _text_of(one: Metric) -> str:
    said = (one.label, one.definition, one.unit, one.numerator, one.denominator, one.source, one.caveat)
    texts = [render(text, language) for text in said if text is not None for language in LANGUAGES]
    return " ".join([one.key, *texts]).casefold()


def rungs() -> tuple[Rung, ...]:
    """The rungs that some figure stands on, the lowest first."""
    held = {one.rung for one in catalogue()}
    return tuple(one for one in Rung if one in held)


# -- who answers for them ---------------------------------------------------------------------------------------------


def owners_of(municipality_id: int) -> dict[str, MetricOwner]:
    """Who has been named in the municipality, by the figure's key. Whoever has been erased is named no more."""
    found = MetricOwner.objects.filter(municipality=municipality_id, owner__erased_at=None).select_related("owner")
    return {one.metric: one for one in found.order_by("metric")}


def people_to_own(municipality: Place, day: date) -> QuerySet[Person]:
    """Whoever leads in the municipality on the day, by name: those who can be asked what a figure means."""
    leading = [role for role, rights in RIGHTS.items() if rights & {Right.RUN_EVIDENCE, Right.ASSESS_STAFF}]
    grants = RoleGrant.objects.in_force(day).filter(role__in=leading, place__path__startswith=municipality.path)
    found = Person.objects.filter(
        Exists(grants.filter(person=OuterRef("pk"))), municipality=municipality, erased_at=None
    )
    return found.order_by(danish("name"), "pk")
