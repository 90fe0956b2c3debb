"""Two colleagues who spar: one in focus, one with a licence who sits beside; made through commands."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.utils import timezone
from tests.factories.method import the_frameworks_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team

from samklang.access.models import Person, Place
from samklang.calibration.models import Licence
from samklang.core.calendar import COPENHAGEN
from samklang.delivery.hours import is_working_day
from samklang.method.models import Framework
from samklang.method.queries.editions import holding_edition, indicators_of
from samklang.practice.commands.sparring import book
from samklang.practice.commands.sparring_notes import (
    Agreement,
    Noted,
    Sheet,
    agree,
    choose_focus,
    save_sheet,
    speak_first,
)
from samklang.practice.enums import Shown
from samklang.practice.models import Sparring

MARKS = ("fokusordenemine", "citatetogsaa", "foersteordmine", "aftalenmellemos")
"""What stands in the notes of `noted`, one of each kind; nobody else may ever see one of them."""


class Pair(NamedTuple):
    """A jobcentre with the method, a team, and two in it."""

    jobcentre: Place
    team: Place
    framework: Framework
    focus_person: Person
    partner: Person
    keys: tuple[str, ...]


def a_licence(person: Person, framework: Framework, key: str = "") -> Licence:
    """For one indicator, and for a year to each side."""
    today = timezone.localdate()
    first, last = today - timedelta(days=365), today + timedelta(days=365)
    return Licence.objects.create(
        person=person, framework=framework, indicator_key=key or "any", first_day=first, last_day=last
    )  # fmt: skip


def a_pair(key: str = "conversation") -> Pair:
    """Two of one team; the partner holds a licence."""
    jobcentre = a_jobcentre()
    framework = the_frameworks_of(jobcentre)[key]
    team = a_team(jobcentre)
    focus_person, partner = a_colleague_in(team), a_colleague_in(team)
    edition = holding_edition(framework, timezone.localdate())
    keys = tuple(one.key for one in indicators_of(edition))
    a_licence(partner, framework, keys[0])
    return Pair(jobcentre, team, framework, focus_person, partner, keys)


def a_working_day(after: int = 7) -> date:
    """At least so many days from today."""
    day = timezone.localdate() + timedelta(days=after)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def at(day: date, hour: int) -> datetime:
    """By the clock in Denmark."""
    return datetime.combine(day, time(hour), COPENHAGEN)


def a_sparring(pair: Pair, **changes: Any) -> Sparring:
    """Agreed by the focus person, in a week."""
    day = changes.pop("day", a_working_day())
    given = {
        "by": pair.focus_person, "focus_person": pair.focus_person, "partner": pair.partner,
        "framework": pair.framework, "begins": at(day, 9), "ends": at(day, 10), "where": "Lokale 4",
        "now": timezone.now(),
    }  # fmt: skip
    return book(**{**given, **changes})


def under_way(sparring: Sparring) -> Sparring:
    """As if it had begun half an hour ago."""
    begins = timezone.now() - timedelta(minutes=30)
    Sparring.objects.filter(pk=sparring.pk).update(begins=begins, ends=begins + timedelta(hours=1))
    return Sparring.objects.get(pk=sparring.pk)


def noted(pair: Pair, day: date | None = None) -> Sparring:
    """Under way, with every kind of note in it, each with its mark."""
    found, now = a_sparring(pair), timezone.now()
    choose_focus(by=pair.focus_person, sparring=found, focus=pair.keys[:2], words=MARKS[0])
    found = under_way(found)
    sheet = Sheet({pair.keys[0]: Noted(Shown.PARTLY, 0, (MARKS[1],)), pair.keys[1]: Noted(Shown.YES)}, now)
    save_sheet(by=pair.partner, sparring=found, sheet=sheet)
    speak_first(by=pair.focus_person, sparring=found, words=MARKS[2], now=now)
    agree(by=pair.partner, sparring=found, agreements=[Agreement(MARKS[3], day or timezone.localdate())])
    return found
