"""What needs somebody today of the method and of calibration."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from samklang.access.models import Person
from samklang.calibration.queries.licences import licences_ending
from samklang.calibration.queries.ratings import rounds_to_rate
from samklang.calibration.queries.results import results_for
from samklang.calibration.queries.rounds import rounds_to_close
from samklang.core.words import say, say_n
from samklang.desk.queries.need import Need
from samklang.method.queries.development import judgements_missing, talks_soon

NEWS_FOR, NEAR = timedelta(days=14), timedelta(days=3)
"""How long a result is news, and from when a last day is pressing."""


def _rounds_to_rate(person: Person, today: date) -> Iterator[Need]:
    for rater in rounds_to_rate(person, today):
        says = say(
            "Rate the cases of {title}. The last day is {day}.", title=rater.round.title, day=rater.round.last_day
        )
        url = reverse("calibration:rating", args=[rater.round_id])
        yield Need(says, url, pressing=rater.round.last_day <= today + NEAR)


def _rounds_to_close(person: Person, today: date) -> Iterator[Need]:
    for one in rounds_to_close(person, today):
        says = say("{title} is past its last day. Close it to see the result.", title=one.title)
        yield Need(says, one.get_absolute_url(), pressing=True)


def _results(person: Person, today: date) -> Iterator[Need]:
    since = timezone.make_aware(datetime.combine(today - NEWS_FOR, time.min))
    for one in results_for(person).filter(closed_at__gte=since):
        yield Need(
            say("{title} has closed: see how far you agree.", title=one.title),
            reverse("calibration:result", args=[one.pk]),
        )


def _licences(person: Person, today: date) -> Iterator[Need]:
    ending = list(licences_ending(person, today))
    if ending:
        says = say_n(
            "Your licence for one indicator ends on {day}.",
            "Your licences for {count} indicators end soon, the first on {day}.",
            len(ending),
            day=ending[0].last_day,
        )
        yield Need(says, reverse("calibration:own-licences"))


def _talks(person: Person, today: date) -> Iterator[Need]:
    soon = talks_soon(person, today)
    lacking = {one.plan.pk for one in judgements_missing(person, today)} if soon else set()
    for plan in soon:
        own = plan.employee.person_id == person.pk
        says = (
            say("Your appraisal talk is on {day}.", day=plan.talk_day)
            if own
            else say("Appraisal talk with {name} on {day}.", name=plan.employee.name, day=plan.talk_day)
        )
        yield Need(says, plan.get_absolute_url(), pressing=plan.pk in lacking and plan.talk_day <= today + NEWS_FOR)


METHOD_SOURCES: tuple[Callable[[Person, date], Iterator[Need]], ...] = (
    _rounds_to_rate,
    _rounds_to_close,
    _results,
    _talks,
    _licences,
)
