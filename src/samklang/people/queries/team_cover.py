"""The cover of one team in the coming weeks: the register's rows put before the arithmetic of `cover`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q

from samklang.access.models import Place
from samklang.core.calendar import public_holidays
from samklang.core.words import Value, say
from samklang.people.models import ClosedDay, CoverNeed, Engagement, Leave
from samklang.people.queries.cover import Away, Need, Span, Stretch, Week, cover, monday_of, presence

WEEKS = (4, 8, 12)
"""How many weeks can be asked for."""


@dataclass(frozen=True)
class GroupCover:
    """One cover group, the needs that apply to it within the weeks, and the weeks. No needs: only who is at work."""

    name: Value
    needs: Sequence[CoverNeed]
    weeks: Sequence[Week]

    @property
    def short(self) -> int:
        """How many half-days have too few."""
        return sum(1 for week in self.weeks for cell in week.cells if cell.slack is not None and cell.slack < 0)


@dataclass(frozen=True)
class TeamCover:
    """The groups of one team, and the days on which it is closed."""

    groups: Sequence[GroupCover]
    closed: Sequence[tuple[date, str]]


def team_cover(team: Place, day: date, weeks: int, language: str) -> TeamCover:
    """The cover of the team from the day's week on: its own needs, and the jobcentre's where somebody of it counts."""
    span = _span(team, monday_of(day), weeks, language)
    window = (span.monday, span.last_day)
    rows = list(CoverNeed.objects.filter(Q(team=team) | Q(team=None), jobcentre=team.parent_id).between(*window))
    own = _stretches(Q(team=team), window)
    rows = [row for row in rows if row.team_id == team.pk or any(_need(row).counts(one) for one in own)]
    stretches = own
    if any(row.team_id is None for row in rows):
        wide = Q(team__parent=team.parent_id) & ~Q(team=team)
        stretches = [*own, *_stretches(wide, window)]
    there = presence(span, stretches, _away(stretches, window))
    rows.sort(key=lambda row: (row.team_id is None, row.name, row.first_day, row.pk))
    groups = [
        GroupCover(name, needs, cover(span, [_need(one) for one in needs], there))
        for name, needs in ((name, list(same)) for name, same in groupby(rows, key=lambda row: row.name))
    ]
    if not any(_is_whole_team(row) for row in rows):
        nothing = Need("", 0, span.monday, span.monday, half_days="0" * 10, team=team.pk)
        groups.insert(0, GroupCover(say("Everybody in the team"), [], cover(span, [nothing], there)))
    return TeamCover(groups, sorted(span.closed.items()))


def _span(team: Place, monday: date, weeks: int, language: str) -> Span:
    span = Span(monday, weeks)
    own = ClosedDay.objects.filter(jobcentre=team.parent_id, day__range=(span.monday, span.last_day))
    closed = {one.day: one.reason or "–" for one in own}
    return Span(monday, weeks, {**closed, **public_holidays(span.monday, span.last_day, language=language)})


def _is_whole_team(row: CoverNeed) -> bool:
    return row.team_id is not None and not (row.role or row.skill or row.site)


def _need(row: CoverNeed) -> Need:
    return Need(
        name=row.name, minimum=row.minimum, first_day=row.first_day, last_day=row.last_day, half_days=row.half_days,
        team=row.team_id, role=row.role, site=row.site, skill=row.skill, number=row.pk,
    )  # fmt: skip


def _stretches(whose: Q, window: tuple[date, date]) -> list[Stretch]:
    fields = ("employee_id", "first_day", "last_day", "half_days", "team_id", "role", "site", "skills")
    found = Engagement.objects.filter(whose).between(*window).order_by("employee_id", "first_day")
    return [
        Stretch(person, first_day, last_day, half_days, team, role, site, frozenset(skills))
        for person, first_day, last_day, half_days, team, role, site, skills in found.values_list(*fields)
    ]


def _away(stretches: Sequence[Stretch], window: tuple[date, date]) -> list[Away]:
    people = {one.person for one in stretches}
    found = Leave.objects.between(*window).order_by("employee_id", "first_day")
    rows = found.values_list("employee_id", "first_day", "last_day")
    return [Away(*row) for row in rows if row[0] in people]
