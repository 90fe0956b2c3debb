"""Teams, and who is in them on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samklang.access.enums import Right, Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.queries import danish, teams_for
from samklang.people import rules
from samklang.people.enums import StaffStatus
from samklang.people.models import Engagement, Leave


def open_on(day: date) -> Q:
    """Places that exist on the day."""
    begun = Q(first_day__isnull=True) | Q(first_day__lte=day)
    return begun & (Q(last_day__isnull=True) | Q(last_day__gte=day))


@dataclass(frozen=True)
class TeamRow:
    """One team in the list."""

    team: Place
    members: int
    away: int
    leaders: Sequence[str]


def team_list(person: Person, day: date) -> list[TeamRow]:
    """The teams whose cover the person sees and that exist on the day, with how many are in them and away."""
    teams = list(teams_for(person, Right.SEE_COVER).filter(open_on(day)))
    away = Exists(Leave.objects.filter(employee=OuterRef("employee")).on(day))
    found = Engagement.objects.filter(team__in=teams).on(day).annotate(is_away=away).order_by()
    counts = {
        row["team"]: (row["members"], row["gone"])
        for row in found.values("team").annotate(members=Count("pk"), gone=Count("pk", filter=Q(is_away=True)))
    }
    leaders = leaders_of(teams, day)
    return [TeamRow(team, *counts.get(team.pk, (0, 0)), leaders.get(team.pk, [])) for team in teams]


def leaders_of(teams: Sequence[Place], day: date) -> dict[int, list[str]]:
    """The names of each team's leaders on the day: those with the role; else the managers whom its members have."""
    grants = RoleGrant.objects.filter(place__in=teams, role=Role.TEAM_LEADER).in_force(day).select_related("person")
    found: dict[int, list[str]] = {}
    for grant in grants.order_by(danish("person__name"), "pk"):
        found.setdefault(grant.place_id, []).append(grant.person.name)
    rest = [team for team in teams if team.pk not in found]
    managed = Engagement.objects.filter(team__in=rest, manager__isnull=False).on(day)
    rows = managed.order_by(danish("manager__person__name"), "manager_id").values_list("team", "manager__person__name")
    for team, name in rows.distinct():
        found.setdefault(team, []).append(name)
    return found


def staying_after(team: Place, day: date) -> int:
    """How many would be in the team on some day after this one."""
    later = Q(last_day__isnull=True) | Q(last_day__gt=day)
    return Engagement.objects.filter(later, team=team).values("employee").distinct().count()


def people_of_teams(place: Place, first_day: date, last_day: date) -> dict[int, int]:
    """How many worked in each team below the place at some time from the first day to the last."""
    rows = Engagement.objects.filter(
        Q(last_day=None) | Q(last_day__gte=first_day), team__path__startswith=place.path, first_day__lte=last_day
    )
    counts = rows.order_by().values("team").annotate(people=Count("employee", distinct=True)).order_by("team")
    return {row["team"]: row["people"] for row in counts}


def members_on(team: Place, day: date) -> QuerySet[Engagement]:
    """Those who are in the team on the day, by name; with whom they stand in for and who stands in for them."""
    found = Engagement.objects.filter(team=team).on(day)
    found = found.select_related("employee__person", "stands_in_for__person", "manager__person")
    return found.order_by(danish("employee__person__name"), "pk")


@dataclass(frozen=True)
class MemberRow:
    """One member of a team on the day."""

    engagement: Engagement
    leave: Leave | None
    shows_kind: bool
    stand_ins: Sequence[str]

    @property
    def state(self) -> StaffStatus:
        """At work or away."""
        return StaffStatus.AWAY if self.leave else StaffStatus.AT_WORK


def team_members(person: Person, team: Place, day: date) -> list[MemberRow]:
    """Who is in the team on the day, by name: who is away, and who stands in for whom."""
    rows = list(members_on(team, day))
    people = [row.employee_id for row in rows]
    leaves = {one.employee_id: one for one in Leave.objects.filter(employee__in=people).on(day).order_by("-pk")}
    stand_ins: dict[int | None, list[str]] = {}
    temps = Engagement.objects.filter(stands_in_for__in=people).on(day).select_related("employee__person")
    for temp in temps.order_by(danish("employee__person__name"), "pk"):
        stand_ins.setdefault(temp.stands_in_for_id, []).append(temp.employee.person.name)
    return [
        MemberRow(
            row,
            leaves.get(row.employee_id),
            rules.see_leave_kind(person, row.employee, team.pk) is None,
            stand_ins.get(row.employee_id, []),
        )
        for row in rows
    ]
