"""What needs somebody today in practice: whom they meet, and what they agreed to try."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from samklang.access.clock import now
from samklang.access.models import Person
from samklang.core.words import Moment, say
from samklang.desk.queries.need import Need
from samklang.practice.enums import PairingState, SparringState
from samklang.practice.queries.observations import to_answer, to_rate
from samklang.practice.queries.pairing import rounds_for
from samklang.practice.queries.sparring import agreements_due, other_of, sparrings_of

_TOMORROW = timedelta(days=1)


def _sparrings(person: Person, today: date) -> Iterator[Need]:
    """Today's and tomorrow's."""
    coming = sparrings_of(person).filter(
        state=SparringState.PLANNED, ends__gt=now(), begins__date__lte=today + _TOMORROW
    )  # fmt: skip
    for one in coming:
        other = other_of(person, one)
        says = say(
            "Sparring with {name} on {when}.", name=other.name if other else "", when=Moment(one.begins, one.ends)
        )  # fmt: skip
        yield Need(says, one.get_absolute_url(), pressing=True)


def _agreed_in_sparring(person: Person, today: date) -> Iterator[Need]:
    """On its day; what it is stands on the page of the two and not here, where others may look over one's shoulder."""
    for one in agreements_due(person, today, today):
        other = other_of(person, one.sparring)
        says = say(
            "Today is the day of what you agreed on in a sparring with {name}.", name=other.name if other else ""
        )
        yield Need(says, f"{one.sparring.get_absolute_url()}#after")


def _observations(person: Person, today: date) -> Iterator[Need]:
    """Those to answer, and those to rate."""
    for one in to_answer(person, today):
        name = one.observer.name if one.observer else ""
        yield Need(say("{name} asks to observe you on {day}.", name=name, day=one.day), one.get_absolute_url())
    for one in to_rate(person, today):
        says = say("Choose levels for your observation of {name}.", name=one.employee.name)
        yield Need(says, one.get_absolute_url())


def _pairings(person: Person, today: date) -> Iterator[Need]:
    """Rounds that have pairs and are not published, for whoever runs practice."""
    drafts = rounds_for(person).filter(state=PairingState.DRAFT, paired_at__isnull=False, last_day__gte=today)
    for one in drafts.order_by("first_day", "pk"):
        yield Need(say("The pairs of “{round}” wait to be published.", round=one.title), one.get_absolute_url())


PRACTICE_SOURCES: tuple[Callable[[Person, date], Iterator[Need]], ...] = (
    _sparrings, _agreed_in_sparring, _observations, _pairings,
)  # fmt: skip
"""In the order in which the start page has them."""
