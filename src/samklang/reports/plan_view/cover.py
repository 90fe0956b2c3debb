"""How many are left at each counter while the sessions are held."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from samklang.core.calendar import Half
from samklang.core.planner.check import CoverPoint
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import CoverGroup, Problem
from samklang.reports.plan_view.days import mondays_between
from samklang.reports.plan_view.model import CoverCell, CoverView, GroupCover, HalfDayKey, SessionView, WeekCover


def cover_of(
    problem: Problem, plan: Plan, sessions: tuple[SessionView, ...], points: Iterable[CoverPoint]
) -> CoverView:
    """Each group's cover, in the order the groups are listed, over the weeks from the first session to the last.

    points: as the checker found them, on every half-day that is open.
    """
    to_come = [session.date for session in sessions if not session.held]
    mondays = tuple(mondays_between(to_come[0], to_come[-1])) if to_come else ()
    cells: dict[str, dict[HalfDayKey, CoverCell]] = {group.id: {} for group in problem.groups}
    for point in points:
        if mondays and mondays[0] <= point.date < mondays[-1] + timedelta(weeks=1):
            half = Half(point.half)
            cells[point.group][point.date, half] = CoverCell(
                point.date, half, point.away, point.temps, point.left, point.need, point.slack
            )
    return CoverView(
        groups=tuple(_group(group, cells[group.id]) for group in problem.groups),
        mondays=mondays,
        temp_half_days=sum(one.count for one in plan.temps),
    )


def _group(group: CoverGroup, cells: Mapping[HalfDayKey, CoverCell]) -> GroupCover:
    in_order = [cells[key] for key in sorted(cells)]
    pressed = [cell for cell in in_order if cell.away]
    least = min((cell.slack for cell in pressed), default=None)
    by_week: dict[date, list[CoverCell]] = {}
    for cell in pressed:
        by_week.setdefault(cell.date - timedelta(days=cell.date.weekday()), []).append(cell)
    return GroupCover(
        id=group.id,
        name=group.name,
        minimum=group.minimum,
        cells=cells,
        weeks={monday: _week(week, least) for monday, week in by_week.items()},
        tightest=tuple(cell for cell in pressed if cell.slack == least),
    )


def _week(week: list[CoverCell], least: int | None) -> WeekCover:
    cell = min(week, key=lambda one: one.slack)
    return WeekCover(cell, tightest=cell.slack == least)
