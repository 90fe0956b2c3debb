"""The wishes in the one model, added up in kroner, which suits the solver's tolerances better than øre."""

import numpy as np

from one_model.columns import Columns
from samklang.core.planner.problem import Wish
from weights import PRICES_ORE

PRICES = {wish: price / 100 for wish, price in PRICES_ORE.items()}


def add_wishes(model: Columns) -> None:
    """Every wish but the cost, which comes with the money."""
    model.rows.offset = PRICES[Wish.UNTRAINED] * len(model.people)
    for seats in model.seat.values():
        model.rows.add_price(seats, -PRICES[Wish.UNTRAINED])
    _continuity(model)
    _pairs(model)
    _spread(model)
    _finish(model)
    for session in model.every_session():
        slots = model.grid.slots[session.module]
        weights = np.array([slots[number].avoid for number in model.slots[session.module].numbers], dtype=np.float64)
        model.rows.add_price(session.at, PRICES[Wish.AVOID] * weights)


def _continuity(model: Columns) -> None:
    """For each person and session at least the conversations of its slot, if the person sits there."""
    for session in model.every_session():
        numbers = model.slots[session.module].numbers
        moved_in = model.grid.moved[session.module][:, numbers] * model.grid.can[session.module][:, numbers]
        for row in model.needing(session.module):
            most = float(moved_in[row].max(initial=0))
            if most:
                moved = model.rows.column(high=most, price=PRICES[Wish.CONTINUITY], whole=False)
                seat = model.seat[row][session.cohort]
                model.rows.row((session.at, moved_in[row]), (seat, most), (moved, -1.0), high=most)


def _pairs(model: Columns) -> None:
    for one, other in model.grid.pairs:
        parted = model.rows.column(price=PRICES[Wish.PAIRS], whole=False)
        for a, b in zip(model.seat[one], model.seat[other], strict=True):
            model.rows.row((a, 1.0), (b, -1.0), (parted, -1.0), high=0)
            model.rows.row((b, 1.0), (a, -1.0), (parted, -1.0), high=0)


def _spread(model: Columns) -> None:
    for group in model.grid.spread_groups:
        size = float(min(len(group), model.grid.problem.cohorts.size_maximum))
        most = model.rows.column(high=size, price=PRICES[Wish.SPREAD], whole=False)
        fewest = model.rows.column(high=size, price=-PRICES[Wish.SPREAD], whole=False)
        for cohort in range(model.count):
            here = model.seats(cohort, group)
            model.rows.row((here, 1.0), (most, -1.0), high=0)
            model.rows.row((fewest, 1.0), (here, -1.0), (model.used[cohort], size), high=size)


def _finish(model: Columns) -> None:
    days = (model.slots[-1].ordinals - model.grid.problem.first_day.toordinal()).astype(np.float64)
    finish = model.rows.column(high=float(days.max(initial=0)), price=PRICES[Wish.FINISH], whole=False)
    for sessions in model.sessions:
        model.rows.row((sessions[-1].at, days), (finish, -1.0), high=0)
