"""When drafts are made by themselves, and who has the page sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.access.queries.person import people_with
from samklang.committee.enums import MONTHS, Every
from samklang.committee.models import Recipient, Schedule
from samklang.core.calendar import plus_months

if TYPE_CHECKING:
    from collections.abc import Sequence


def places_to_schedule(person: Person) -> QuerySet[Place]:
    """The jobcentres whose page the person makes."""
    return Place.objects.filter(pk__in=person.standing.places(Right.RUN_REPORTS), kind=PlaceKind.JOBCENTRE)


def places_read(person: Person) -> QuerySet[Place]:
    """The jobcentres whose page the person reads."""
    return Place.objects.filter(pk__in=person.standing.places(Right.SEE_REPORTS), kind=PlaceKind.JOBCENTRE)


def schedule_of(jobcentre: Place) -> Schedule | None:
    """Its schedule, where it has one."""
    return Schedule.objects.filter(jobcentre=jobcentre).select_related("jobcentre").first()


def readers_of(jobcentre: Place) -> QuerySet[Person]:
    """Those who may read the page today and can be written to, by name."""
    found = people_with(Right.SEE_REPORTS, jobcentre).filter(erased_at=None, is_active=True, email__isnull=False)
    return found.exclude(email="").order_by(danish("name"), "pk")


def makers_of(jobcentre: Place) -> QuerySet[Person]:
    """Those who make the page and can be written to, by name."""
    found = people_with(Right.RUN_REPORTS, jobcentre).filter(erased_at=None, is_active=True, email__isnull=False)
    return found.exclude(email="").order_by(danish("name"), "pk")


def recipients_of(schedule: Schedule) -> list[Recipient]:
    """Everybody on the list, by name."""
    found = Recipient.objects.filter(schedule=schedule).select_related("person")
    return list(found.order_by(danish("person__name"), "pk"))


def who_is_written_to(schedule: Schedule) -> Sequence[Person]:
    """Those on the list who still may read it and have not said stop."""
    readers = set(readers_of(schedule.jobcentre).values_list("pk", flat=True))
    return [one.person for one in recipients_of(schedule) if one.stopped_at is None and one.person_id in readers]


def own_places(person: Person) -> QuerySet[Recipient]:
    """The person's lines on the lists of the jobcentres whose page they may read, in the order of the places."""
    found = Recipient.objects.filter(person=person, schedule__jobcentre__in=places_read(person))
    return found.select_related("schedule__jobcentre").order_by("schedule__jobcentre__path", "pk")


def own_place_on(person: Person, jobcentre: Place) -> Recipient | None:
    """The person's own line on the jobcentre's list."""
    return Recipient.objects.filter(schedule__jobcentre=jobcentre, person=person).first()


def day_after(day: date, every: str) -> date:
    """The next one: as many months later, on the same day of the month where there is one."""
    return plus_months(day, MONTHS[Every(every)])


def day_before(day: date, every: str) -> date:
    """As many months earlier: where the days of a page begin that is made on the day."""
    return plus_months(day, -MONTHS[Every(every)])
