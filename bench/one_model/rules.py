"""The rows of cohorts, seats, gaps, trainers and rooms."""

from collections import defaultdict

from one_model.columns import Columns, Session


def add_rules(model: Columns) -> None:
    """Every hard rule but cover and money."""
    _cohorts(model)
    _seats(model)
    _gaps(model)
    _trainers_and_rooms(model)


def _cohorts(model: Columns) -> None:
    """Each cohort used has each module once; used cohorts come first, in order of their first slot."""
    rows = model.rows
    rows.row((model.used, 1.0), low=model.grid.problem.cohorts.minimum)
    for session in model.every_session():
        rows.row((session.at, 1.0), (model.used[session.cohort], -1.0), low=0, high=0)
    first = model.slots[0].ordinals - model.slots[0].ordinals.min(initial=0)
    late = float(first.max(initial=0))
    for cohort in range(1, model.count):
        rows.row((model.used[cohort - 1], 1.0), (model.used[cohort], -1.0), low=0)
        before, after = model.sessions[cohort - 1][0].at, model.sessions[cohort][0].at
        rows.row((after, first), (before, -first), (model.used[cohort], -late), low=-late)


def _seats(model: Columns) -> None:
    """Everybody at most once, cohorts of the right size, no team over its cap, and each free when they come."""
    grid, rows = model.grid, model.rows
    rules = grid.problem.cohorts
    for seats in model.seat.values():
        rows.row((seats, 1.0), low=1 if grid.problem.everyone_must_be_trained else 0, high=1)
        for cohort, seat in enumerate(seats):
            rows.row((seat, 1.0), (model.used[cohort], -1.0), high=0)
    for cohort in range(model.count):
        here = model.seats(cohort, model.people)
        rows.row((here, 1.0), (model.used[cohort], -float(rules.size_maximum)), high=0)
        rows.row((here, 1.0), (model.used[cohort], -float(rules.size_minimum)), low=0)
        for team, cap in enumerate(grid.team_caps):
            mine = [row for row in model.people if grid.team_of[row] == team]
            if cap is not None and len(mine) > cap:
                rows.row((model.seats(cohort, mine), 1.0), (model.used[cohort], -float(cap)), high=0)
    for session in model.every_session():
        can = grid.can[session.module][:, model.slots[session.module].numbers]
        for row in model.needing(session.module):
            blocked = session.at[~can[row]]
            if len(blocked):
                rows.row((model.seat[row][session.cohort], 1.0), (blocked, 1.0), high=1)


def _gaps(model: Columns) -> None:
    """A slot asks for one of the module before, and of the module after, whose gap is kept."""
    for module, what in enumerate(model.grid.problem.modules[1:], 1):
        before, after = model.slots[module - 1].ordinals, model.slots[module].ordinals
        gap = after[None, :] - before[:, None]
        fits = (gap >= what.gap_min_days) & (gap <= what.gap_max_days)
        for sessions in model.sessions:
            first, second = sessions[module - 1].at, sessions[module].at
            for slot, column in enumerate(second):
                model.rows.row((column, 1.0), (first[fits[:, slot]], -1.0), high=0)
            for slot, column in enumerate(first):
                model.rows.row((column, 1.0), (second[fits[slot]], -1.0), high=0)


def _trainers_and_rooms(model: Columns) -> None:
    """One trainer and one room for each session, each in one place at a time, and the room large enough."""
    in_use: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for session in model.every_session():
        for kind, table in (("trainer", session.taught), ("room", session.inside)):
            by_slot: dict[int, list[int]] = defaultdict(list)
            for (choice, slot), column in table.items():
                by_slot[slot].append(column)
                for half in model.slots[session.module].halves[slot]:
                    in_use[kind, choice, half].append(column)
            for slot, at in enumerate(session.at):
                model.rows.row((by_slot[slot], 1.0), (at, -1.0), low=0, high=0)
        _trainer_days(model, session)
        people = model.seats(session.cohort, model.needing(session.module))
        sizes = [-float(model.grid.problem.rooms[room].capacity) for room, _ in session.inside]
        model.rows.row((people, 1.0), (list(session.inside.values()), sizes), high=0)
    for columns in in_use.values():
        if len(columns) > 1:
            model.rows.row((columns, 1.0), high=1)
    _one_site_a_day(model)


def _trainer_days(model: Columns, session: Session) -> None:
    """A trainer and a room in one slot put the trainer at the room's site on that date."""
    rooms: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (room, slot), column in session.inside.items():
        rooms[slot][model.grid.sites[room]].append(column)
    for (trainer, slot), column in session.taught.items():
        for site, columns in rooms[slot].items():
            key = (trainer, int(model.slots[session.module].days[slot]), site)
            if key not in model.day:
                model.day[key] = model.rows.column()
            model.rows.row((column, 1.0), (columns, 1.0), (session.at[slot], -1.0), (model.day[key], -1.0), high=0)


def _one_site_a_day(model: Columns) -> None:
    dates: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (trainer, day, _), column in model.day.items():
        dates[trainer, day].append(column)
    for columns in dates.values():
        if len(columns) > 1:
            model.rows.row((columns, 1.0), high=1)
    for number, who in enumerate(model.grid.problem.trainers):
        if who.max_days is not None:
            mine = [column for (trainer, _, _), column in model.day.items() if trainer == number]
            model.rows.row((mine, 1.0), high=who.max_days)
