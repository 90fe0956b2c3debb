"""The plan that holds as it stands for seats, and what the checker says of seats that are changed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q, QuerySet

from samklang.access.enums import RIGHTS, Right
from samklang.access.models import Person, RoleGrant
from samklang.access.queries import danish
from samklang.core.planner import plan as plans
from samklang.core.planner.adjust import Adjusted
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem, Wish
from samklang.core.words import Sentence, say
from samklang.delivery.enums import ATTENDED, OfferState, RequestState, SeatState, SessionKind, SessionState, Wanted
from samklang.delivery.models import Course, Offer, Participation, Seat, SeatRequest, Session
from samklang.people.models import Employee, Engagement
from samklang.people.queries.employees import employees_for, team_on
from samklang.planning import documents
from samklang.planning.adjusting import Step, person_step, with_steps
from samklang.planning.models import Publication
from samklang.planning.queries import holding
from samklang.planning.queries.recipients import participants_of

_APPROVERS = [role for role, rights in RIGHTS.items() if Right.APPROVE_SEATS in rights]


class Held(NamedTuple):
    """The plan that holds, with whom the register knows in it."""

    publication: Publication
    problem: Problem
    plan: Plan
    ids: Mapping[int, str]
    """Each person's id in the plan, by their number here."""

    def step(self, person: Person, cohort: int | None) -> Step | None:
        """Somebody to a cohort, or out of theirs; None where the plan does not know them."""
        known = self.ids.get(person.pk)
        return None if known is None else person_step(known, cohort)


class Judged(NamedTuple):
    """Seats changed on a copy of the plan, and what the checker says."""

    after: Adjusted
    reasons: tuple[Sentence, ...]
    """What the change would break; nothing where it may be made."""
    conversations: int
    """How many conversations more have to be moved than before; below 0: fewer."""

    @property
    def approved(self) -> bool:
        """Whether it may be made."""
        return not self.reasons


class Room(NamedTuple):
    """One cohort of a course: when it meets and how many more it takes."""

    number: int
    begins: datetime
    ends: datetime
    seated: int
    capacity: int
    offered: int
    """Seats that stand open to whom they are offered."""
    asked: int
    """Seats that somebody has asked for and waits for the manager's answer on."""

    @property
    def spoken_for(self) -> int:
        """Seats offered to somebody, or asked for and not yet decided."""
        return self.offered + self.asked

    @property
    def full(self) -> bool:
        """Whether nobody more can take a seat, offered or not."""
        return self.seated + self.asked >= self.capacity

    @property
    def free(self) -> int:
        """Seats that nobody has, has been offered or has asked for."""
        return max(0, self.capacity - self.seated - self.spoken_for)


def held_plan(course: Course) -> Held | None:
    """The plan that holds for the course; None where it was withdrawn."""
    publication = holding(course.programme)
    if publication is None:
        return None
    problem = documents.problem_of(publication.variant.version.document)
    known = participants_of(problem, course.programme.jobcentre)
    plan = plans.from_document(publication.variant.document)
    return Held(publication, problem, plan, {person.pk: one for one, person in known.items()})


def judged(held: Held, steps: Iterable[Step]) -> Judged:
    """What the checker says of the plan that holds with the steps taken. The plan before breaks nothing, so that
    whatever is broken is new."""
    after = with_steps(held.problem, held.plan, steps)
    reasons = tuple({str(one.what): one.what for one in after.violations}.values())
    if not after.verdict.approved and not reasons:
        reasons = (say("The check does not let the plan through. Ask whoever runs the course."),)
    return Judged(after, reasons, _conversations(after.plan) - _conversations(held.plan))


def _conversations(plan: Plan) -> int:
    return sum(level.value for level in plan.levels if level.wish is Wish.CONTINUITY)


def rooms(course: Course) -> dict[int, Room]:
    """The cohorts of the course that are not cancelled, by number."""
    planned = course.sessions.filter(kind=SessionKind.MODULE, state=SessionState.PLANNED)
    found = planned.values("cohort").annotate(first=Min("begins"), last=Max("ends"), most=Min("capacity"))
    seated = _counts(Seat.objects.filter(course=course, state=SeatState.HELD))
    offered = _counts(Offer.objects.filter(course=course, state=OfferState.OPEN, instead_of=None))
    waits = SeatRequest.objects.filter(course=course, state=RequestState.AT_MANAGER, other=None)
    asked = _counts(waits.filter(wanted__in=[Wanted.JOIN, Wanted.MOVE]))
    return {
        one["cohort"]: Room(
            one["cohort"], one["first"], one["last"], seated.get(one["cohort"], 0), one["most"],
            offered.get(one["cohort"], 0), asked.get(one["cohort"], 0),
        )
        for one in found.order_by("cohort")
    }  # fmt: skip


def _counts(rows: QuerySet[Seat] | QuerySet[Offer] | QuerySet[SeatRequest]) -> dict[int, int]:
    return dict(rows.order_by("cohort").values_list("cohort").annotate(count=Count("pk")))


def missed_in(course: Course, person: Person, cohort: int, now: datetime) -> list[str]:
    """The titles of what the cohort has held already and the person was not at."""
    begun = Session.objects.filter(course=course, cohort=cohort, kind=SessionKind.MODULE, begins__lte=now)
    begun = begun.exclude(state=SessionState.CANCELLED)
    there = Participation.objects.filter(person=person, session__course=course, mark__in=ATTENDED)
    return list(begun.exclude(module__in=there.values("session__module")).values_list("title", flat=True))


def seat_of(course: Course, person: Person) -> Seat | None:
    """The seat that the person has."""
    return Seat.objects.filter(course=course, person=person, state=SeatState.HELD).select_related("person").first()


def approves_for(by: Person, person: Person) -> bool:
    """Whether the person approves seats for the other: one of their own people, and not themselves."""
    if by.pk == person.pk or not by.standing.may(Right.APPROVE_SEATS):
        return False
    return employees_for(by, Right.APPROVE_SEATS).filter(person=person).exists()


def approvers_of(course: Course, person: Person, now: datetime) -> list[Person]:
    """Who says yes or no to the person's seat: the leaders of their team, else whoever may at the jobcentre."""
    employee = Employee.objects.filter(person=person).select_related("jobcentre").first()
    held = RoleGrant.objects.in_force(now.date()).filter(role__in=_APPROVERS).exclude(person=person)
    team = team_on(employee, now.date()) if employee else course.programme.jobcentre
    for place in (team, course.programme.jobcentre):
        found = held.filter(place=place).select_related("person").order_by("person_id")
        if people := list({one.person_id: one.person for one in found}.values()):
            return people
    return []


def runners_of(course: Course, now: datetime) -> list[Person]:
    """Who runs courses at the jobcentre."""
    running = [role for role, rights in RIGHTS.items() if Right.RUN_COURSES in rights]
    near = course.programme.jobcentre.numbers()
    found = RoleGrant.objects.in_force(now.date()).filter(Q(role__in=running) & Q(place_id__in=near))
    return list({one.person_id: one.person for one in found.select_related("person").order_by("person_id")}.values())


def people_of(by: Person, course: Course, held: Held | None) -> QuerySet[Person]:
    """Everybody in the plan whose seat the person decides: their own people, or all for whoever runs the course."""
    found = Person.objects.filter(pk__in=list(held.ids) if held else [], erased_at=None)
    if not by.standing.may(Right.RUN_COURSES, course.programme.jobcentre_id):
        theirs = employees_for(by, Right.APPROVE_SEATS).exclude(person=by)
        found = found.filter(pk__in=theirs.values("person")) if by.standing.may(Right.APPROVE_SEATS) else found.none()
    return found.order_by(danish("name"), "pk")


def requests_seen(by: Person, course: Course, held: Held | None) -> QuerySet[SeatRequest]:
    """What waits for the person's decision, in the order in which it was asked."""
    waits = SeatRequest.objects.filter(course=course, state=RequestState.AT_MANAGER)
    found = waits.filter(person__in=people_of(by, course, held).values("pk"))
    return found.select_related("person", "other", "course__programme__jobcentre").order_by("asked_at", "pk")


def courses_open_to(person: Person) -> QuerySet[Course]:
    """The courses of the jobcentre where the person works."""
    own = Employee.objects.filter(person=person).values("jobcentre")
    found = Course.objects.filter(programme__jobcentre__in=own, programme__deleted_at=None)
    return found.select_related("programme__jobcentre").order_by("-began_at", "-pk")


def colleagues_to_swap_with(course: Course, person: Person, day: date) -> QuerySet[Person]:
    """Those of the person's own team who have a seat in another cohort; by name."""
    seat = seat_of(course, person)
    employee = Employee.objects.filter(person=person).first()
    if seat is None or employee is None:
        return Person.objects.none()
    mates = Engagement.objects.on(day).filter(team=team_on(employee, day)).values("employee__person")
    elsewhere = course.seats.filter(state=SeatState.HELD).exclude(cohort=seat.cohort)
    return Person.objects.filter(pk__in=mates).filter(pk__in=elsewhere.values("person")).order_by(danish("name"), "pk")
