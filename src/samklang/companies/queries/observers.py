"""Who can come along to a meeting, and what is asked of whom. It is between the two."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.companies.enums import MeetingState, ObserverState
from samklang.companies.models import Meeting, ObserverAsked
from samklang.companies.queries.companies import consultants, is_away, team_of
from samklang.companies.queries.meetings import meetings_for
from samklang.method.queries.assessments import who_leads
from samklang.people.models import Engagement

_OWN_TEAM, _OTHERS, _MANAGERS = 0, 1, 2
_FEW = 10
"""How many of those who were asked least are looked at to find one who is at work."""


class Choice(NamedTuple):
    """Whom one can ask, colleagues of one's own team first and one's managers last; the one proposed, if any."""

    people: QuerySet[Person]
    proposed: Person | None
    managers: frozenset[int]


def to_ask(person: Person, meeting: Meeting) -> Choice:
    """Everybody who meets companies in the municipality. Nobody who leads the person is ever proposed."""
    day = timezone.localdate(meeting.begins)
    managers = who_leads(person, day)
    own = team_of(person, day)
    engaged = Engagement.objects.on(day).filter(team=own).values("employee__person") if own else []
    asked = ObserverAsked.objects.filter(meeting=meeting).values("person")
    able = consultants(person.municipality, day).exclude(pk=person.pk).exclude(pk__in=asked).order_by()
    order = Case(
        When(pk__in=managers, then=Value(_MANAGERS)), When(pk__in=engaged, then=Value(_OWN_TEAM)),
        default=Value(_OTHERS), output_field=IntegerField(),
    )  # fmt: skip
    times = Count("company_meetings_observed", filter=~Q(company_meetings_observed__state=ObserverState.NO))
    people = Person.objects.filter(pk__in=able.values("pk")).annotate(order=order, times=times)
    people = people.order_by("order", danish("name"), "pk")
    near = people.filter(order=_OWN_TEAM).order_by("times", danish("name"), "pk")
    proposed = next((one for one in near[:_FEW] if not is_away(one, day)), None)
    return Choice(people, proposed, managers)


def asked_of(person: Person, now: datetime) -> QuerySet[ObserverAsked]:
    """What the person is asked to come along to and that is still to come, the soonest first."""
    seen = meetings_for(person).order_by().values("pk")
    coming = ObserverAsked.objects.filter(
        person=person, meeting__in=seen, meeting__state=MeetingState.PLANNED, meeting__ends__gt=now
    )
    found = coming.select_related("meeting__company", "meeting__holder", "meeting__site")
    return found.order_by("meeting__begins", "pk")


def waiting_for(person: Person, now: datetime) -> QuerySet[ObserverAsked]:
    """The same, as long as no answer has been given: for the start page."""
    return asked_of(person, now).filter(state=ObserverState.ASKED)


def asked_by(person: Person, now: datetime) -> QuerySet[ObserverAsked]:
    """Whom the person has asked to their own meetings to come, and what they said."""
    found = ObserverAsked.objects.filter(meeting__holder=person, meeting__ends__gt=now)
    return found.select_related("meeting__company", "person").order_by("meeting__begins", "pk")
