"""Larger houses of the same kind: the drawing repeated, district by district, with one programme for all of them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from samklang.core.chance import stream
from samklang.core.planner.problem import Room, Trainer
from samklang.demo.names import full_names
from samklang.demo.sketch import Change, House, LeaveCase, Speaker, SpecialHours

_Placed = TypeVar("_Placed", Speaker, LeaveCase, Change, SpecialHours)


def grown(house: House, times: int) -> House:
    """The house with `times` districts, each with the same teams and sites; those after the first carry a number."""
    return replace(
        house,
        name=f"{house.name} x {times}",
        teams=tuple(
            replace(
                team,
                id=_numbered(team.id, district),
                name=_named(team.name, district),
                site=_named(team.site, district),
            )
            for district in range(times)
            for team in house.teams
        ),
        speakers=tuple(_in_every_district(house.speakers, times)),
        leaves=tuple(_in_every_district(house.leaves, times)),
        changes=tuple(_in_every_district(house.changes, times)),
        special_hours=tuple(_in_every_district(house.special_hours, times)),
    )


def more_trainers(trainers: tuple[Trainer, ...], times: int, seed: int) -> tuple[Trainer, ...]:
    """The trainers, and for each further district as many with names of their own and the same days."""
    names = iter(full_names(stream(seed, "trainers"), len(trainers) * (times - 1)))
    others = (
        replace(trainer, id=_numbered(trainer.id, district), name=f"{next(names)} (ekstern)")
        for district in range(1, times)
        for trainer in trainers
    )
    return (*trainers, *others)


def more_rooms(rooms: tuple[Room, ...], times: int) -> tuple[Room, ...]:
    """The rooms of the first district, and the same in each further one."""
    return tuple(
        replace(
            room, id=_numbered(room.id, district), name=_named(room.name, district), site=_named(room.site, district)
        )
        for district in range(times)
        for room in rooms
    )


def _in_every_district(placed: tuple[_Placed, ...], times: int) -> Iterator[_Placed]:
    for district in range(times):
        for one in placed:
            yield replace(one, team=_numbered(one.team, district))


def _numbered(id_: str, district: int) -> str:
    return id_ if district == 0 else f"{id_}-{district + 1}"


def _named(name: str, district: int) -> str:
    return name if district == 0 else f"{name} {district + 1}"
