"""The calendar: the months that hold sessions, week by week."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from samklang.core.calendar import WEEKDAYS
from samklang.core.planner.problem import Period, Problem
from samklang.reports.plan_view.model import DayView, MonthView, SessionView


def months_of(problem: Problem, sessions: tuple[SessionView, ...]) -> tuple[MonthView, ...]:
    """Every month from the first session's to the last one's; none where there are no sessions."""
    on = defaultdict(list)
    for session in sessions:
        on[session.date].append(session)
    closed = {one.day: one.reason for one in problem.closed_days}

    def day(when: date) -> DayView:
        return DayView(
            date=when,
            sessions=tuple(on[when]),
            closed=closed.get(when),
            avoided=tuple(dict.fromkeys(one.reason for one in problem.avoided if one.reason and _in(when, one.period))),
            inside=problem.first_day <= when <= problem.last_day,
        )

    return (
        tuple(
            MonthView(
                first,
                tuple(
                    (
                        monday.isocalendar().week,
                        tuple(day(one) if one.month == first.month else None for one in _working_week(monday)),
                    )
                    for monday in mondays_between(_first_working_day(first), _next_month(first) - timedelta(days=1))
                ),
            )
            for first in months_between(sessions[0].date, sessions[-1].date)
        )
        if sessions
        else ()
    )


def months_between(first_day: date, last_day: date) -> Iterator[date]:
    """The first of every month from the one that holds first_day to the one that holds last_day."""
    month = first_day.replace(day=1)
    while month <= last_day:
        yield month
        month = _next_month(month)


def mondays_between(first_day: date, last_day: date) -> Iterator[date]:
    """The Monday of every week from the one that holds first_day to the one that holds last_day."""
    monday = first_day - timedelta(days=first_day.weekday())
    while monday <= last_day:
        yield monday
        monday += timedelta(weeks=1)


def _working_week(monday: date) -> Iterator[date]:
    return (monday + timedelta(days=offset) for offset in range(len(WEEKDAYS)))


def _first_working_day(first: date) -> date:
    """The first of the month, or the Monday after it if it is a Saturday or a Sunday."""
    return first + timedelta(days=(7 - first.weekday()) if first.weekday() >= len(WEEKDAYS) else 0)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _in(when: date, period: Period) -> bool:
    """Whether a period with both ends covers the date; a rule for every Friday is no news in a calendar."""
    if period.first_day is None or period.last_day is None:
        return False
    weekdays = period.weekdays or WEEKDAYS
    return period.first_day <= when <= period.last_day and WEEKDAYS[when.weekday()] in weekdays
