"""Notices as staff see them, and whether measuring may take place."""

from datetime import date
from functools import partial

from django.db.models import F, Q, QuerySet

from samklang.access import rules
from samklang.access.enums import NoticeState, PlaceKind, Purpose, Right
from samklang.access.models import Notice, Person, Place
from samklang.access.queries.place import danish
from samklang.access.refusals import Refusal


def jobcentres_around(person: Person, right: Right) -> QuerySet[Place]:
    """The jobcentres in which the person has the right, or in a team of which they have it; by name."""
    paths = Place.objects.filter(pk__in=person.standing.places(right)).values_list("path", flat=True)
    numbers = {int(one) for path in paths for one in path.strip("/").split("/")}
    return Place.objects.filter(pk__in=numbers, kind=PlaceKind.JOBCENTRE).order_by(danish("name"), "pk")


def notices_for(person: Person) -> QuerySet[Notice]:
    """What has been announced at the person's jobcentres, and the drafts where they write them; newest first."""
    announced = Q(announced_day__isnull=False, jobcentre__in=jobcentres_around(person, Right.SEE_NOTICES))
    own = Q(jobcentre_id__in=person.standing.places(Right.EDIT_NOTICES))
    found = Notice.objects.filter(announced | own).select_related("jobcentre", "written_by", "announced_by")
    return found.order_by(F("announced_day").desc(nulls_first=True), "-pk")


def in_force(jobcentre: Place, purpose: Purpose, on: date) -> Notice | None:
    """The notice by which staff there may be measured for the purpose on the day; None where there is none."""
    found = nearest(jobcentre, purpose, on)
    return found if found is not None and found.state_on(on) == NoticeState.IN_FORCE else None


def nearest(jobcentre: Place, purpose: Purpose, on: date) -> Notice | None:
    """The notice in force; else the next to come, else the newest draft, else the last withdrawn."""
    found = Notice.objects.filter(jobcentre=jobcentre, purpose=purpose).select_related("jobcentre")
    return min(found, key=partial(_distance, on=on), default=None)


def refusal_to_measure(jobcentre: Place, purpose: Purpose, on: date) -> Refusal | None:
    """What stands in the way of measuring staff of the jobcentre for the purpose on the day; None: nothing.

    Every feature that measures staff asks here before it is switched on, and each time it measures.
    """
    return rules.measuring_allowed(nearest(jobcentre, purpose, on), purpose, on)


def refusals_to_measure(jobcentre: Place, on: date) -> list[tuple[Purpose, Refusal | None]]:
    """The same for every purpose, with one question to the database."""
    found = list(Notice.objects.filter(jobcentre=jobcentre).select_related("jobcentre"))
    near = {
        purpose: min((one for one in found if one.purpose == purpose), key=partial(_distance, on=on), default=None)
        for purpose in Purpose
    }
    return [(purpose, rules.measuring_allowed(near[purpose], purpose, on)) for purpose in Purpose]


_ORDER = (NoticeState.IN_FORCE, NoticeState.ANNOUNCED, NoticeState.DRAFT, NoticeState.WITHDRAWN)


def _distance(notice: Notice, *, on: date) -> tuple[int, int, int]:
    """How far a notice is from being in force on the day: by state, then the soonest to begin, then the newest."""
    state = notice.state_on(on)
    begins = notice.first_day.toordinal() if notice.first_day and state == NoticeState.ANNOUNCED else 0
    return _ORDER.index(state), begins, -notice.pk
