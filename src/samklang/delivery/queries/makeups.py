"""Who missed what, and where they can make it up: with another cohort, or in a session of their own."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from samklang.access.models import Person
from samklang.core.calendar import DayTimes
from samklang.core.planner.check import cover_table
from samklang.core.planner.grid import Grid, Slot
from samklang.core.planner.problem import Room, Trainer
from samklang.core.words import Sentence, say, say_n
from samklang.delivery.enums import ATTENDED, Mark, SessionKind, SessionState
from samklang.delivery.models import Course, Participation, Session
from samklang.delivery.queries.seating import Held, held_plan
from samklang.planning.queries.recipients import trainers_of


class Makeup(NamedTuple):
    """Some of those who missed a module, and a session in which they can make it up.

    session: one of another cohort that they can join; None for a session of their own.
    """

    module: str
    title: str
    people: tuple[Person, ...]
    session: Session | None
    begins: datetime
    ends: datetime
    trainer: Person | None
    trainer_name: str
    room: str
    site: str
    capacity: int
    why: Sentence

    @property
    def key(self) -> str:
        """What it is called when it is confirmed: another one has another name."""
        numbers = ",".join(str(one.pk) for one in self.people)
        return f"{self.module}|{self.begins.isoformat()}|{self.session.pk if self.session else 0}|{numbers}"


class Missed(NamedTuple):
    """A module, who missed it and has not made it up, and what can be done; nothing where nothing was found."""

    module: str
    title: str
    people: tuple[Person, ...]
    proposals: tuple[Makeup, ...]

    @property
    def left(self) -> tuple[Person, ...]:
        """Those for whom nothing was found."""
        helped = {one.pk for proposal in self.proposals for one in proposal.people}
        return tuple(one for one in self.people if one.pk not in helped)


def missed(course: Course, now: datetime, times: DayTimes) -> list[Missed]:
    """Every module that somebody was absent from and has neither made up nor is expected at again."""
    absent = Participation.objects.filter(session__course=course, mark=Mark.ABSENT).exclude(session__module="")
    settled = Participation.objects.filter(session__course=course, session__state=SessionState.PLANNED)
    settled = settled.filter(Q(mark__in=ATTENDED) | Q(mark=Mark.EXPECTED, session__begins__gt=now))
    done = set(settled.values_list("person", "session__module"))
    by_module: dict[str, dict[int, Person]] = defaultdict(dict)
    for one in absent.filter(person__erased_at=None).select_related("person", "session").order_by("pk"):
        if (one.person_id, one.session.module) not in done:
            by_module[one.session.module][one.person_id] = one.person
    held = held_plan(course) if by_module else None
    search = _Search(course, held, now, times) if held is not None else None
    return [
        Missed(
            module, course.module(module)["name"], tuple(people.values()),
            tuple(search.proposals(module, list(people.values()))) if search else (),
        )
        for module, people in sorted(by_module.items())
    ]  # fmt: skip


class _Search:
    """Where and when the rules of the plan that holds let somebody make up for a module."""

    def __init__(self, course: Course, held: Held, now: datetime, times: DayTimes) -> None:
        self.course, self.held, self.now, self.times = course, held, now, times
        self.grid = Grid(held.problem)
        variant = held.publication.variant
        self.slack = {
            (one.group, one.date, one.half): one.slack
            for one in cover_table(variant.version.document, variant.document)
        }
        self.trainers = trainers_of(held.problem, course.programme.jobcentre)

    def proposals(self, module: str, people: list[Person]) -> Iterator[Makeup]:
        """With another cohort first; then one session for as many of the others as can come."""
        if module not in self.grid.modules:
            return
        left = list(people)
        for session in self._coming(module):
            room = session.capacity - session.participations.count()
            can = self._who_can(module, left, timezone.localtime(session.begins), room) if room > 0 else []
            if can:
                left = [one for one in left if one not in can]
                yield _with_others(module, session, can)
        if left and (own := self._own(module, left)) is not None:
            yield own

    def _coming(self, module: str) -> list[Session]:
        found = self.course.sessions.filter(module=module, state=SessionState.PLANNED, begins__gt=self.now)
        found = found.filter(kind__in=[SessionKind.MODULE, SessionKind.MAKEUP])
        return list(found.select_related("trainer").order_by("begins", "pk"))

    def _who_can(self, module: str, people: Sequence[Person], begins: datetime, most: int) -> list[Person]:
        """Those who are free at the session that begins then, as long as there is room and cover for them."""
        place = self.grid.modules[module]
        for number, slot in enumerate(self.grid.slots[place]):
            first = self.grid.half_days[slot.halves[0]]
            if first.date == begins.date() and self._times(place, first.date, slot)[0] == begins:
                return self._free(place, number, slot, people)[:most]
        return []

    def _free(self, place: int, number: int, slot: Slot, people: Sequence[Person]) -> list[Person]:
        """Those who are at work and free in the slot, one after the other as the cover allows."""
        begins, ends = self._times(place, self.grid.dates[slot.day], slot)
        busy = _busy(people, begins, ends)
        slack = dict(self.slack)
        found = []
        for person in people:
            row = self.grid.people.get(self.held.ids.get(person.pk, ""))
            if row is None or person.pk in busy or not self.grid.can[place][row, number]:
                continue
            points = [
                (group.id, self.grid.half_days[half].date, self.grid.half_days[half].half.value)
                for column, group in enumerate(self.held.problem.groups) if self.grid.members[column, row]
                for half in slot.halves
            ]  # fmt: skip
            if all(slack.get(point, 1) > 0 for point in points):
                found.append(person)
                for point in points:
                    slack[point] = slack.get(point, 1) - 1
        return found

    def _own(self, module: str, people: Sequence[Person]) -> Makeup | None:
        """The first time at which all can come; where there is none, the first at which most can."""
        place = self.grid.modules[module]
        best: tuple[Slot, list[Person], tuple[Trainer, Room]] | None = None
        for number, slot in enumerate(self.grid.slots[place]):
            if self.grid.dates[slot.day] <= timezone.localdate(self.now):
                continue
            can = self._free(place, number, slot, people)
            if not can or (best is not None and len(can) <= len(best[1])):
                continue
            where = self._where(place, number, slot, len(can))
            if where is not None:
                best = (slot, can, where)
            if len(can) == len(people) and where is not None:
                break
        return self._made(module, *best) if best is not None else None

    def _where(self, place: int, number: int, slot: Slot, count: int) -> tuple[Trainer, Room] | None:
        """The first trainer and room that are free then and not taken by another session."""
        begins, ends = self._times(place, self.grid.dates[slot.day], slot)
        taken = Session.objects.filter(
            course__programme__jobcentre=self.course.programme.jobcentre_id, state=SessionState.PLANNED,
            begins__lt=ends, ends__gt=begins,
        )  # fmt: skip
        names = set(taken.values_list("trainer_name", flat=True))
        rooms = set(taken.values_list("room", flat=True))
        problem = self.held.problem
        trainers = [
            one for row, one in enumerate(problem.trainers)
            if self.grid.trainer_fits[place][row, number] and one.name not in names
        ]  # fmt: skip
        free = [
            one for row, one in enumerate(problem.rooms)
            if self.grid.room_fits[place][row, number] and one.name not in rooms and one.capacity >= count
        ]  # fmt: skip
        return (trainers[0], free[0]) if trainers and free else None

    def _times(self, place: int, day: date, slot: Slot) -> tuple[datetime, datetime]:
        length = self.held.problem.modules[place].length
        return self.times.of(day, self.grid.half_days[slot.halves[0]].half, whole_day=length == 2)

    def _made(self, module: str, slot: Slot, people: list[Person], where: tuple[Trainer, Room]) -> Makeup:
        place, (trainer, room) = self.grid.modules[module], where
        begins, ends = self._times(place, self.grid.dates[slot.day], slot)
        why = say_n(
            "The first half-day when {count} person can come, the counter stays manned, and trainer and room are free.",
            "The first half-day when {count} people can come, the counter stays manned, and trainer and room are free.",
            len(people),
        )
        return Makeup(
            module, self.held.problem.modules[place].name, tuple(people), None, begins, ends,
            self.trainers.get(trainer.id), trainer.name, room.name, room.site, room.capacity, why,
        )  # fmt: skip


def _with_others(module: str, session: Session, people: Sequence[Person]) -> Makeup:
    why = say("The session is held anyway, there is room, and the counter stays manned.")
    return Makeup(
        module, session.title, tuple(people), session, session.begins, session.ends, session.trainer,
        session.trainer_name, session.room, session.site, session.capacity, why,
    )  # fmt: skip


def _busy(people: Sequence[Person], begins: datetime, ends: datetime) -> set[int]:
    """Those who are expected elsewhere at the time."""
    going = Participation.objects.filter(
        person__in=people, session__state=SessionState.PLANNED, session__begins__lt=ends, session__ends__gt=begins
    )
    return set(going.values_list("person", flat=True))
