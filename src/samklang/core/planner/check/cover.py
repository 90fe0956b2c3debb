"""The counter: how many of each group are left on each half-day, and how many are needed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from samklang.core.planner.check.case import Case
from samklang.core.planner.check.facts import Group
from samklang.core.planner.check.period import HalfDay, when
from samklang.core.planner.check.verdict import CoverPoint, Violation
from samklang.core.words import say


def cover_points(case: Case) -> Iterator[CoverPoint]:
    """Every group on every half-day on which the counter is open, group by group in order of time."""
    temps: dict[tuple[str, HalfDay], int] = defaultdict(int)
    for bought in case.plan.temps:
        temps[bought.group, (bought.day, bought.half)] += bought.count
    for group in case.facts.groups.values():
        members = [person.id for person in case.facts.people.values() if group.has(person)]
        base = _counts((case.at_counter[person] for person in members), 2 * case.horizon.days)
        away = _away(case, set(members))
        minimum = _minimum(case, group)
        for place, day, half in case.horizon.open_half_days():
            need = min(minimum[place], base[place])
            left = base[place] - away[day, half]
            bought_here = temps.get((group.id, (day, half)), 0)
            yield CoverPoint(
                group=group.id,
                date=day,
                half=half,
                base=base[place],
                away=away[day, half],
                temps=bought_here,
                left=left,
                need=need,
                slack=left + bought_here - need,
            )


def _counts(people: Iterable[int], half_days: int) -> list[int]:
    """How many of the numbers have each bit, added up for all bits at once: column n holds the n-th binary digit."""
    columns: list[int] = []
    for person in people:
        carry, place = person, 0
        while carry:
            if place == len(columns):
                columns.append(0)
            columns[place], carry = columns[place] ^ carry, columns[place] & carry
            place += 1
    return [sum((column >> bit & 1) << place for place, column in enumerate(columns)) for bit in range(half_days)]


def _away(case: Case, members: set[str]) -> dict[HalfDay, int]:
    found: dict[HalfDay, int] = defaultdict(int)
    for meeting in case.ahead:
        for day, half in meeting.half_days:
            bit = case.horizon.bit(day, half)
            found[day, half] += sum(1 for one in meeting.attendees if one in members and case.at_counter[one] & bit)
    return found


def _minimum(case: Case, group: Group) -> list[int]:
    found = [group.minimum] * (2 * case.horizon.days)
    for exception in group.exceptions:
        bits = case.horizon.in_period(exception.period)
        found = [exception.count if bits >> bit & 1 else count for bit, count in enumerate(found)]
    return found


def counter_manned(case: Case, points: Iterable[CoverPoint]) -> Iterator[Violation]:
    """On every half-day with somebody away, each group has as many left as it needs, temps included."""
    for point in points:
        if point.slack >= 0 or not point.away:
            continue
        here = [one for one in case.ahead if (point.date, point.half) in one.half_days]
        group = case.facts.groups[point.group]
        who = tuple(one for meeting in here for one in meeting.attendees if group.has(case.facts.people[one]))
        text = say(
            "{group} needs {need} at the counter {when} and has {have}.",
            group=group.name,
            need=point.need,
            when=when(point.date, point.half),
            have=point.left + point.temps,
        )
        yield Violation("cover", text, who, tuple(one.key for one in here))


def temps_allowed(case: Case) -> Iterator[Violation]:
    """Temps are bought for half-days on which the counter is open, and no more than the cap; held dates are history."""
    held = {half_day for one in case.meetings if one.held for half_day in one.half_days}
    bought: dict[tuple[str, HalfDay], int] = defaultdict(int)
    for one in case.plan.temps:
        if one.group in case.facts.groups and (one.day, one.half) not in held:
            bought[one.group, (one.day, one.half)] += one.count
    for (name, (day, half)), count in bought.items():
        group, at = case.facts.groups[name], when(day, half)
        if not case.horizon.bit(day, half) & case.horizon.open:
            yield Violation("temp-day", say("{group} buys temps {when}, when it is closed.", group=group.name, when=at))
        elif count > group.temp_cap:
            cap = group.temp_cap
            text = say(
                "{group} buys {count} temps {when}; the most is {cap}.", group=group.name, count=count, when=at, cap=cap
            )
            yield Violation("temp-cap", text)
