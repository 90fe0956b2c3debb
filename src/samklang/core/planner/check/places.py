"""The rules of trainers and rooms, for sessions still to be held."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from samklang.core.planner.check.case import Case, Meeting
from samklang.core.planner.check.facts import Trainer
from samklang.core.planner.check.period import HalfDay, weekly_name, when
from samklang.core.planner.check.verdict import Violation
from samklang.core.words import say


def trainers_able(case: Case) -> Iterator[Violation]:
    """Each trainer teaches the module and is there: in the weekly half-days, in the period, and not busy."""
    for one in case.ahead:
        trainer = case.facts.trainers.get(one.session.trainer)
        if trainer is None:
            continue
        if one.module.id not in trainer.modules:
            text = say("{trainer} does not teach “{module}”.", trainer=trainer.name, module=one.module.name)
            yield one.breaks("trainer-skill", text)
        yield from _trainer_away(one, trainer)


def _trainer_away(one: Meeting, trainer: Trainer) -> Iterator[Violation]:
    for day, half in one.half_days:
        at = when(day, half)
        if weekly_name(day, half) not in trainer.half_days:
            text = say(
                "{trainer} does not work {when}, at {session}.", trainer=trainer.name, when=at, session=one.name()
            )
            yield one.breaks("trainer-half-day", text)
        elif not trainer.span.covers(day, half):
            text = say(
                "{trainer} is not with the programme {when}, at {session}.",
                trainer=trainer.name,
                when=at,
                session=one.name(),
            )
            yield one.breaks("trainer-period", text)
        elif any(busy.covers(day, half) for busy in trainer.busy):
            text = say("{trainer} is busy {when}, at {session}.", trainer=trainer.name, when=at, session=one.name())
            yield one.breaks("trainer-busy", text)


def trainers_in_one_place(case: Case) -> Iterator[Violation]:
    """A trainer has one session at a time, on one date one site, and no more dates than agreed."""
    for trainer in case.facts.trainers.values():
        mine = [one for one in case.ahead if one.session.trainer == trainer.id]
        for (day, half), together in _by_half_day(mine).items():
            if len(together) > 1:
                text = say(
                    "{trainer} has {count} sessions {when}; one at a time.",
                    trainer=trainer.name,
                    count=len(together),
                    when=when(day, half),
                )
                yield Violation("trainer-double", text, (), tuple(one.key for one in together))
        by_day: dict[date, list[Meeting]] = defaultdict(list)
        for one in mine:
            by_day[one.session.day].append(one)
        for day, together in by_day.items():
            rooms = {one.session.room for one in together} & set(case.facts.rooms)
            sites = sorted({case.facts.rooms[room].site for room in rooms})
            if len(sites) > 1:
                text = say(
                    "{trainer} has to be in several places on {day} ({sites}); keep to one.",
                    trainer=trainer.name,
                    day=day,
                    sites=tuple(sites),
                )
                yield Violation("trainer-site", text, (), tuple(one.key for one in together))
        if trainer.max_days is not None and len(by_day) > trainer.max_days:
            text = say(
                "{trainer} teaches on {count} dates; the most is {most}.",
                trainer=trainer.name,
                count=len(by_day),
                most=trainer.max_days,
            )
            yield Violation("trainer-days", text, (), tuple(one.key for one in mine))


def rooms_fit(case: Case) -> Iterator[Violation]:
    """Each room holds those who come, is not booked by others, and has one session at a time."""
    for room in case.facts.rooms.values():
        mine = [one for one in case.ahead if one.session.room == room.id]
        for one in mine:
            if len(one.attendees) > room.capacity:
                text = say(
                    "{room} holds {capacity}, and {count} go to {session}.",
                    room=room.name,
                    capacity=room.capacity,
                    count=len(one.attendees),
                    session=one.name(),
                )
                yield one.breaks("room-capacity", text)
            for day, half in one.half_days:
                if any(busy.covers(day, half) for busy in room.busy):
                    at = when(day, half)
                    text = say("{room} is booked {when}, at {session}.", room=room.name, when=at, session=one.name())
                    yield one.breaks("room-busy", text)
        for (day, half), together in _by_half_day(mine).items():
            if len(together) > 1:
                count, at = len(together), when(day, half)
                text = say("{room} has {count} sessions {when}; one at a time.", room=room.name, count=count, when=at)
                yield Violation("room-double", text, (), tuple(one.key for one in together))


def _by_half_day(meetings: list[Meeting]) -> dict[HalfDay, list[Meeting]]:
    found: dict[HalfDay, list[Meeting]] = defaultdict(list)
    for one in meetings:
        for half_day in one.half_days:
            found[half_day].append(one)
    return found
