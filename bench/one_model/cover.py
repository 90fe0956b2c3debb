"""The rows of cover: those who go from a group in a half-day are no more than it and its temps can spare."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from one_model.columns import Columns, Session


def add_cover(model: Columns) -> None:
    """For each group and each half-day that can be tight."""
    grid, rows = model.grid, model.rows
    at_once = np.minimum(grid.trainer_free.sum(0), grid.room_free.sum(0)).clip(max=model.count)
    for group, what in enumerate(grid.problem.groups):
        members = [row for row in model.people if grid.members[group, row]]
        most = _most_in_a_cohort(model, group, members)
        tight = most * at_once > grid.spare[group]
        away: dict[int, list[int]] = defaultdict(list)
        for session in model.every_session():
            needing = [row for row in members if grid.needs_now[row, session.module]]
            if needing:
                for half, column in _away(model, session, needing, most, tight):
                    away[half].append(column)
        for half, columns in away.items():
            spare = float(grid.spare[group, half])
            if what.temp_cap:
                model.temps[group, half] = rows.column(high=what.temp_cap)
                rows.row((columns, 1.0), (model.temps[group, half], -1.0), high=spare)
            else:
                rows.row((columns, 1.0), high=spare)


def _most_in_a_cohort(model: Columns, group: int, members: Sequence[int]) -> int:
    most = min(model.grid.problem.cohorts.size_maximum, len(members))
    caps = [model.grid.team_caps[model.grid.team_of[row]] for row in members]
    if model.grid.problem.groups[group].team is not None and caps and caps[0] is not None:
        return min(most, caps[0])
    return most


def _away(
    model: Columns, session: Session, people: Sequence[int], most: int, tight: NDArray[np.bool_]
) -> list[tuple[int, int]]:
    """For each tight half-day of each slot a column that is at least those who go, if the session is there."""
    going = model.rows.column(high=most, whole=False)
    model.rows.row((model.seats(session.cohort, people), 1.0), (going, -1.0), low=0, high=0)
    found = []
    for slot, at in enumerate(session.at):
        halves = [half for half in model.slots[session.module].halves[slot] if tight[half]]
        if halves:
            gone = model.rows.column(high=most, whole=False)
            model.rows.row((going, 1.0), (at, float(most)), (gone, -1.0), high=most)
            found += [(half, gone) for half in halves]
    return found
