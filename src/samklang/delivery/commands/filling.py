"""What a published plan says becomes sessions, seats and who is expected where; a new plan changes what it must."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from samklang.access.models import Person
from samklang.core.calendar import DayTimes
from samklang.core.planner import plan as plans
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.delivery.commands.invitations import reconcile
from samklang.delivery.enums import Mark, SeatState, SessionKind, SessionState
from samklang.delivery.models import Course, Participation, Seat, Session
from samklang.planning import documents
from samklang.planning.models import Programme, Publication
from samklang.planning.queries.recipients import going_to, participants_of, trainers_of

_FRAMEWORKS = {"conversations": "conversation", "companies": "company-meeting"}
"""What a kind of programme teaches unless something else is chosen: the key of a framework of the method."""
_MOVED = ("title", "begins", "ends", "trainer", "trainer_name", "room", "site", "capacity", "state")


class _Planned(NamedTuple):
    """The plan that holds, with whom the register knows."""

    problem: Problem
    plan: Plan
    people: Mapping[str, Person]
    trainers: Mapping[str, Person]


@transaction.atomic
def fill(programme: Programme, publication: Publication | None, now: datetime) -> None:
    """Make the course as the publication has it; None: nothing is planned any more.

    What has been held stays, and so does who was there. Calendars are told what changed.
    """
    course = Course.objects.select_for_update().filter(programme=programme).first()
    if publication is None:
        if course is not None:
            _empty(course, now)
            reconcile(course, now)
        return
    planned = _planned(publication)
    course = course or _begin(programme, planned.problem, now)
    course.modules = _modules(course, planned.problem)
    course.save(update_fields=["modules"])
    sessions = _sessions(course, planned, now)
    _seats(course, planned, now)
    _participations(sessions, planned, now)
    reconcile(course, now)


def day_times(course: Course) -> DayTimes:
    """When the course's half-days begin and end."""
    return DayTimes(
        (course.morning_begins, course.morning_ends), (course.afternoon_begins, course.afternoon_ends)
    )  # fmt: skip


def _planned(publication: Publication) -> _Planned:
    variant = publication.variant
    problem = documents.problem_of(variant.version.document)
    jobcentre = publication.programme.jobcentre
    return _Planned(
        problem, plans.from_document(variant.document), participants_of(problem, jobcentre),
        trainers_of(problem, jobcentre),
    )  # fmt: skip


def _begin(programme: Programme, problem: Problem, now: datetime) -> Course:
    framework = _FRAMEWORKS.get(problem.programme, "")
    return Course.objects.create(programme=programme, framework=framework, began_at=now)


def _modules(course: Course, problem: Problem) -> list[dict[str, Any]]:
    chosen = {one["id"]: one["competences"] for one in course.modules}
    return [
        {"id": one.id, "name": one.name, "competences": chosen.get(one.id, [])} for one in problem.modules
    ]  # fmt: skip


def _empty(course: Course, now: datetime) -> None:
    coming = Session.objects.filter(course=course, kind=SessionKind.MODULE, begins__gt=now)
    coming.update(state=SessionState.CANCELLED)
    Participation.objects.filter(session__in=coming.values("pk"), mark=Mark.EXPECTED).delete()
    Seat.objects.filter(course=course, state=SeatState.HELD).update(state=SeatState.MOVED_OUT, decided_at=now)


def _sessions(course: Course, planned: _Planned, now: datetime) -> dict[tuple[int, str], Session]:
    """Every session of the plan, by cohort and module; those that have been held are left as they were."""
    held = {(one.cohort, one.slot): one for one in course.sessions.filter(kind=SessionKind.MODULE)}
    new, moved = [], []
    found: dict[tuple[int, str], Session] = {}
    for key, facts in _as_planned(course, planned).items():
        session = held.pop(key, None)
        if session is None:
            session = Session(course=course, cohort=key[0], slot=key[1], module=key[1], **facts)
            new.append(session)
        elif session.begins > now or session.taken_at is None:
            for name, value in facts.items():
                setattr(session, name, value)
            moved.append(session)
        found[key] = session
    for gone in held.values():
        if gone.begins > now:
            gone.state = SessionState.CANCELLED
            moved.append(gone)
    Session.objects.bulk_create(new, batch_size=500)
    Session.objects.bulk_update(moved, list(_MOVED), batch_size=300)
    Participation.objects.filter(session__in=held.values(), session__begins__gt=now, mark=Mark.EXPECTED).delete()
    return found


def _as_planned(course: Course, planned: _Planned) -> dict[tuple[int, str], dict[str, Any]]:
    times = day_times(course)
    modules = {one.id: one for one in planned.problem.modules}
    rooms = {one.id: one for one in planned.problem.rooms}
    names = {one.id: one.name for one in planned.problem.trainers}
    found = {}
    for one in planned.plan.sessions:
        begins, ends = times.of(one.date, one.half, whole_day=modules[one.module].length == 2)
        room = rooms[one.room]
        found[one.cohort, one.module] = {
            "title": modules[one.module].name, "begins": begins, "ends": ends, "room": room.name, "site": room.site,
            "trainer": planned.trainers.get(one.trainer), "trainer_name": names[one.trainer],
            "capacity": min(room.capacity, planned.problem.cohorts.size_maximum), "state": SessionState.PLANNED,
        }  # fmt: skip
    return found


def _seats(course: Course, planned: _Planned, now: datetime) -> None:
    held = {one.person_id: one for one in course.seats.filter(state=SeatState.HELD)}
    new, moved = [], []
    for seat in planned.plan.seats:
        person = planned.people.get(seat.person)
        if person is None:
            continue
        known = held.pop(person.pk, None)
        if known is None:
            new.append(Seat(course=course, person=person, cohort=seat.cohort, since=now))
        elif (known.cohort, known.state) != (seat.cohort, SeatState.HELD):
            known.cohort, known.state = seat.cohort, SeatState.HELD
            moved.append(known)
    for gone in held.values():
        gone.state, gone.decided_at = SeatState.MOVED_OUT, now
        moved.append(gone)
    Seat.objects.bulk_update(moved, ["cohort", "state", "decided_at"], batch_size=300)
    Seat.objects.bulk_create(new, batch_size=500)


def _participations(sessions: Mapping[tuple[int, str], Session], planned: _Planned, now: datetime) -> None:
    """Who is expected where. A mark that was set stays; nobody is expected any more at what they are not to go to.

    Whoever missed a module makes up for it with another cohort, whatever the plan says.
    """
    going = going_to(planned.problem, planned.plan)
    wanted = {
        (sessions[key].pk, planned.people[one].pk)
        for key, who in going.items() if key in sessions
        for one in who if one in planned.people
    }  # fmt: skip
    there = Participation.objects.filter(session__in=sessions.values())
    held = {(one.session_id, one.person_id): one for one in there.select_related("session")}
    missed = Participation.objects.filter(session__course__in={one.course_id for one in sessions.values()})
    making_up = set(missed.filter(mark=Mark.ABSENT).values_list("person", "session__module"))
    gone = [
        one.pk for key, one in held.items()
        if key not in wanted and one.mark == Mark.EXPECTED and one.session.begins > now
        and (one.person_id, one.session.module) not in making_up
    ]  # fmt: skip
    for start in range(0, len(gone), 500):
        Participation.objects.filter(pk__in=gone[start : start + 500]).delete()
    missing = [Participation(session_id=session, person_id=person) for session, person in sorted(wanted - set(held))]
    Participation.objects.bulk_create(missing, batch_size=500)
