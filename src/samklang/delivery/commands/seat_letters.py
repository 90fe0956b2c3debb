"""Letters about seats: offers, answers, swaps and what waits for somebody's decision."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from samklang.access.models import Person
from samklang.core.planner.plan import in_every_language
from samklang.core.words import Moment, Sentence, say
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.models import Course, Offer, Participation, SeatRequest, Session
from samklang.delivery.queries.seating import approvers_of, rooms, runners_of


def _facts(course: Course, page: str, key: int | None = None) -> dict[str, object]:
    link = settings.PUBLIC_ADDRESS + reverse(page, args=[] if key is None else [key])
    return {"programme": course.programme.title, "contact": course.contact, "link": link}


def _first(course: Course, cohort: int) -> dict[str, object]:
    """Cohort, first session and place."""
    planned = Session.objects.filter(course=course, cohort=cohort).exclude(state="cancelled").order_by("begins", "pk")
    found = planned.first()
    if found is None:
        return {"cohort": cohort}
    told = {"begins": found.begins.isoformat(), "ends": found.ends.isoformat()}
    return {"cohort": cohort, "site": found.site or found.room, **told}


def tell_offer(offer: Offer, now: datetime) -> None:
    """A seat is offered."""
    course = offer.course
    facts = _facts(course, "delivery:offer", offer.pk) | _first(course, offer.cohort)
    write(course, [Letter("offer", offer.person, facts | {"until": offer.due_at.isoformat()})], now)


def tell_lapsed(offer: Offer, now: datetime) -> None:
    """The offer no longer holds."""
    facts = _facts(offer.course, "delivery:own-courses") | {"until": offer.due_at.isoformat()}
    write(offer.course, [Letter("offer-lapsed", offer.person, facts)], now)


def tell_approved(course: Course, person: Person, cohort: int, now: datetime) -> None:
    """The manager has said yes."""
    facts = _facts(course, "delivery:own-courses") | _first(course, cohort)
    write(course, [Letter("seat-approved", person, facts)], now)


def tell_refused(request: SeatRequest, now: datetime) -> None:
    """The manager has said no, and why."""
    facts = _facts(request.course, "delivery:own-courses") | {"reason": request.answer}
    write(request.course, [Letter("seat-refused", request.person, facts)], now)


def tell_swap_asked(request: SeatRequest, cohort: int, now: datetime) -> None:
    """A colleague would like to swap. cohort: the one they would come to."""
    if request.other is None or request.due_at is None:
        return
    facts = _facts(request.course, "delivery:swap", request.pk) | {"until": request.due_at.isoformat()}
    items = [in_every_language(one) for one in dates_told(request.course, cohort)]
    write(request.course, [Letter("swap-asked", request.other, facts | {"items": items})], now)


def dates_told(course: Course, cohort: int) -> list[Sentence]:
    """When a cohort meets, a sentence for each session."""
    planned = Session.objects.filter(course=course, cohort=cohort, kind="module").exclude(state="cancelled")
    return [
        say("{when}: {module}", when=Moment(one.begins, one.ends), module=one.title)
        for one in planned.order_by("begins", "pk")
    ]


def tell_swapped(course: Course, people: Iterable[Person], now: datetime) -> None:
    """Two have swapped; each is told their own dates."""
    facts = _facts(course, "delivery:own-courses")
    letters = []
    for person in people:
        going = Participation.objects.filter(person=person, session__course=course, session__begins__gt=now)
        items = [
            in_every_language(
                say("{when}: {module}", when=Moment(one.session.begins, one.session.ends), module=one.session.title)
            )
            for one in going.select_related("session").order_by("session__begins", "pk")
        ]  # fmt: skip
        letters.append(Letter("swap-done", person, facts | {"items": items}))
    write(course, letters, now)


def tell_deciders(request: SeatRequest, what: Sentence, now: datetime) -> None:
    """Something waits for the person's manager."""
    course = request.course
    due = request.due_at or min((one.begins for one in rooms(course).values() if one.begins > now), default=now)
    facts = _facts(course, "delivery:seats", course.pk)
    facts |= {"until": due.isoformat(), "items": [in_every_language(what)]}
    write(course, [Letter("decision-waiting", one, facts) for one in approvers_of(course, request.person, now)], now)


def tell_runners(course: Course, items: Iterable[Sentence], now: datetime) -> None:
    """Something about seats waits for whoever runs the course."""
    due = min((one.begins for one in rooms(course).values() if one.begins > now), default=now)
    facts = _facts(course, "delivery:seats", course.pk)
    facts |= {"until": due.isoformat(), "items": [in_every_language(one) for one in items]}
    write(course, [Letter("decision-waiting", one, facts) for one in runners_of(course, now)], now)


def tell_catch_up(course: Course, person: Person, items: Iterable[Sentence], now: datetime) -> None:
    """A newcomer's plan."""
    facts = _facts(course, "delivery:own-courses") | {"items": [in_every_language(one) for one in items]}
    write(course, [Letter("catch-up", person, facts)], now)
