"""One member of staff as of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samklang.access.enums import Right
from samklang.access.models import Person, Place, RoleGrant
from samklang.core.calendar import Half, Weekday
from samklang.core.words import Sentence, Value, say, say_n
from samklang.people import rules
from samklang.people.enums import StaffStatus
from samklang.people.models import ALL_HALF_DAYS, HALF_DAYS, Employee, Engagement, Leave
from samklang.people.queries.dated import holds
from samklang.people.queries.employees import nearest
from samklang.people.queries.staff_list import state_on


@dataclass(frozen=True)
class Profile:
    """What the page of a member of staff shows besides the timeline."""

    employee: Employee
    state: StaffStatus
    engagement: Engagement | None
    """In force on the day; else the last one, or the first to come."""
    next_change: Engagement | None
    leave: Leave | None
    leaves: Sequence[Leave]
    """Those that have not ended on the day."""
    stand_ins: Sequence[Engagement]
    manages: int
    grants: Sequence[RoleGrant]
    is_own: bool
    sees_list: bool
    sees_kind: bool
    may_edit: bool
    may_see_team: bool
    week: Sentence

    @property
    def team(self) -> Place | None:
        """Where they are, were or will be."""
        return self.engagement.team if self.engagement else None


def profile(person: Person, employee: Employee, day: date) -> Profile:
    """The employee on the day, and what the person may do and see there."""
    rows = list(employee.engagements.select_related("team", "manager__person", "stands_in_for__person"))
    leaves = [one for one in employee.leaves.order_by("first_day", "pk") if one.last_day is None or one.last_day >= day]
    leave = next((one for one in leaves if holds(one, day)), None)
    shown = nearest(rows, day)
    place = shown.team if shown else employee.jobcentre
    temps = Engagement.objects.filter(stands_in_for=employee).select_related("employee__person")
    grants = employee.person.grants.in_force(day).select_related("place").order_by("place__path", "role", "pk")
    return Profile(
        employee=employee,
        state=state_on(rows, leave, day),
        engagement=shown,
        next_change=next((one for one in rows if one.first_day > day), None),
        leave=leave,
        leaves=leaves,
        stand_ins=[one for one in temps.order_by("first_day", "pk") if one.last_day is None or one.last_day >= day],
        manages=Engagement.objects.filter(manager=employee).on(day).count(),
        grants=list(grants),
        is_own=person.pk == employee.person_id,
        sees_list=rules.see_staff(person) is None,
        sees_kind=rules.see_leave_kind(person, employee, place.pk) is None,
        may_edit=rules.edit_staff(person, place) is None,
        may_see_team=person.standing.may(Right.SEE_COVER, place.pk),
        week=week_in_words(shown.half_days if shown else ALL_HALF_DAYS),
    )


def week_in_words(half_days: str) -> Sentence:
    """An ordinary week: every half-day, or those on which the person is not at work."""
    off = [name for name, mark in zip(HALF_DAYS, half_days, strict=True) if mark == "0"]
    if not off:
        return say("all days")
    if len(off) > 4:
        return say_n("{count} half-day", "{count} half-days", half_days.count("1"))
    return say("not {half_days}", half_days=tuple(_free(off)))


def _free(off: list[str]) -> list[Value]:
    """Whole days by their name, half-days with their half."""
    said: list[Value] = []
    for day in Weekday:
        halves = [half for half in Half if f"{day}-{half}" in off]
        if len(halves) == 2:
            said.append(day)
        elif halves:
            said.append(say("{day} {half}", day=day, half=halves[0]))
    return said
