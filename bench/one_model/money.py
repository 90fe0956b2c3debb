"""The rows of money: each cost with those who may pay it, grants within share and amount, the rest own money."""

from collections import defaultdict
from typing import TypeAlias

import numpy as np

from one_model.columns import Columns
from samklang.core.planner.problem import Heading, Wish
from weights import PRICES_ORE

ROUNDING_KR = 10.0
"""Own money left aside, because a grant pays whole øre of each cost and the model pays fractions."""
Costs: TypeAlias = dict[tuple[Heading, tuple[int, ...]], dict[int, float]]
"""Kroner for each column, by heading and by the grants that may pay."""


def add_money(model: Columns) -> None:
    """Every cost at its price, and somebody who pays.

    raises: ValueError where a grant pays materials on some dates only; the ladder has no such grant.
    """
    costs: Costs = defaultdict(lambda: defaultdict(float))
    _trainers_and_temps(model, costs)
    _sessions(model, costs)
    for prices in costs.values():
        kroner = PRICES_ORE[Wish.COST] * np.array(list(prices.values()))
        model.rows.add_price(list(prices), kroner)
    _paid(model, costs)


def _trainers_and_temps(model: Columns, costs: Costs) -> None:
    problem = model.grid.problem
    for (trainer, day, _), column in model.day.items():
        who = problem.trainers[trainer]
        _cost(model, costs, (Heading.TRAINER, day), column, who.day_cost_ore)
        _cost(model, costs, (Heading.TRAVEL, day), column, who.travel_cost_ore)
    for (group, half), column in model.temps.items():
        _cost(model, costs, (Heading.TEMP, half // 2), column, problem.groups[group].temp_cost_ore)


def _sessions(model: Columns, costs: Costs) -> None:
    problem = model.grid.problem
    for session in model.every_session():
        what, days = problem.modules[session.module], model.slots[session.module].days
        for (room, slot), column in session.inside.items():
            price = problem.rooms[room].half_day_cost_ore * what.length
            _cost(model, costs, (Heading.ROOM, int(days[slot])), column, price)
        for slot, at in enumerate(session.at):
            _cost(model, costs, (Heading.MATERIALS, int(days[slot])), int(at), what.cost_per_cohort_ore)
        for seat in model.seats(session.cohort, model.needing(session.module)):
            _cost(model, costs, (Heading.MATERIALS, None), int(seat), what.cost_per_person_ore)


def _cost(model: Columns, costs: Costs, what: tuple[Heading, int | None], column: int, ore: int) -> None:
    if not ore:
        return
    heading, on = what
    dates = model.grid.dates if on is None else (model.grid.dates[on],)
    payers = {model.grid.payers(heading, day) for day in dates}
    if len(payers) > 1:
        raise ValueError("The one model has grants that pay materials on every date or on none.")
    costs[heading, payers.pop()][column] += ore / 100


def _paid(model: Columns, costs: Costs) -> None:
    budget, grants = model.grid.problem.funding.own_budget_ore, model.grid.problem.funding.grants
    if budget is None:
        return
    total: dict[int, float] = defaultdict(float)
    paid: dict[int, list[int]] = defaultdict(list)
    for (_, payers), here in costs.items():
        columns, prices = list(here), np.array(list(here.values()))
        for column, price in here.items():
            total[column] += price
        pays = [model.rows.column(high=grants[grant].amount_ore / 100, whole=False) for grant in payers]
        for grant, pay in zip(payers, pays, strict=True):
            model.rows.row((pay, 1.0), (columns, -prices * grants[grant].share_percent / 100), high=0)
            paid[grant].append(pay)
        if len(pays) > 1:
            model.rows.row((pays, 1.0), (columns, -prices), high=0)
    for grant, pays in paid.items():
        model.rows.row((pays, 1.0), high=grants[grant].amount_ore / 100)
    every = [pay for pays in paid.values() for pay in pays]
    model.rows.row((list(total), list(total.values())), (every, -1.0), high=budget / 100 - ROUNDING_KR)
