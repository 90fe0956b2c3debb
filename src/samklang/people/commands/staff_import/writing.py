"""Writing a difference into the register: every row in a few statements, however many people there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from samklang.access import commands as access
from samklang.access.commands.many import add_people, change_people
from samklang.access.enums import PlaceKind
from samklang.access.models import Person, Place
from samklang.ledger.many import Deed, record_many
from samklang.people.commands.staff_import.roles import Mover, RoleChanges, follow_all
from samklang.people.enums import LineKind
from samklang.people.models import Employee, Engagement, StaffImport
from samklang.people.queries.staff_import.difference import Difference
from samklang.people.queries.staff_import.lines import Change
from samklang.people.queries.staff_import.snapshot import Snapshot
from samklang.people.queries.staff_import.stretches import Stretch, at

AT_A_TIME = 500
PEOPLE = (LineKind.NEW, LineKind.CHANGED, LineKind.ENDED)
_DEEDS = {
    LineKind.NEW: "employee-added",
    LineKind.CHANGED: "engagement-changed",
    LineKind.ENDED: "employment-ended",
}


@dataclass
class Writer:
    """Everything one import writes about people."""

    by: Person | None
    staff_import: StaffImport
    snapshot: Snapshot
    difference: Difference
    made_teams: list[int] = field(default_factory=list)
    made_people: dict[str, int] = field(default_factory=dict)
    roles: RoleChanges = field(default_factory=RoleChanges)
    persons: dict[str, int] = field(default_factory=dict)

    def write(self) -> None:
        """People, employees, engagements, roles; one entry in the ledger for each person."""
        changes = [one for one in self.difference.changes if one.kind in PEOPLE]
        self._teams()
        self._newcomers([one for one in changes if one.known is None])
        self.persons |= {number: one.person_pk for number, one in self.snapshot.known.items()}
        self._identities([one for one in changes if one.known is not None and one.person])
        self._peers([one for one in changes if one.person.get("peer")])
        write_engagements(
            [(self.snapshot.numbers[one.number], one.before, one.after) for one in changes if one.before != one.after],
            self.snapshot,
        )
        since = self.staff_import.first_day
        self.roles = follow_all(map(self._mover, changes), self.snapshot.teams, since)
        record_many(map(self._deed, changes), by=self.by)

    def _teams(self) -> None:
        for name in self.difference.new_teams:
            team = access.add_place(by=self.by, kind=PlaceKind.TEAM, name=name, parent=self.staff_import.jobcentre)
            self.snapshot.teams[name] = team.pk
            self.made_teams.append(team.pk)

    def _newcomers(self, changes: Sequence[Change]) -> None:
        jobcentre = self.staff_import.jobcentre
        joined = self.difference.joined
        fresh = [one for one in changes if one.number not in joined]
        municipality = Place.objects.get(pk=jobcentre.numbers()[0])
        people = add_people(
            by=self.by, municipality=municipality,
            people=[(one.person["name"], one.person.get("email", "")) for one in fresh],
        )  # fmt: skip
        self.made_people = {one.number: person.pk for one, person in zip(fresh, people, strict=True)}
        self.persons |= {
            **{one.number: joined[one.number] for one in changes if one.number in joined},
            **self.made_people,
        }
        now = timezone.now()
        made = [
            Employee(person_id=self.persons[one.number], jobcentre=jobcentre, number=one.number, created_at=now)
            for one in changes
        ]
        Employee.objects.bulk_create(made, batch_size=AT_A_TIME)
        self.snapshot.numbers |= {one.number: one.pk for one in made}

    def _identities(self, changes: Sequence[Change]) -> None:
        """Names and addresses of those who are known."""
        wanted = {
            one.known.person_pk: {key: value for key, value in one.person.items() if key != "peer"}
            for one in changes
            if one.known is not None and set(one.person) - {"peer"}
        }
        if wanted:
            change_people(by=self.by, place=self.staff_import.jobcentre, changes=wanted)

    def _peers(self, changes: Sequence[Change]) -> None:
        numbers = self.snapshot.numbers
        wanted = {numbers[one.number]: numbers[one.person["peer"]] for one in changes}
        people = list(Employee.objects.filter(pk__in=wanted))
        for employee in people:
            employee.peer_id = wanted[employee.pk]
        Employee.objects.bulk_update(people, ["peer"], batch_size=AT_A_TIME)

    def _mover(self, change: Change) -> Mover:
        email = change.person.get("email") or (change.known.email if change.known else "")
        last = change.after[-1].last_day if change.after else None
        left = last if change.kind == LineKind.ENDED else None
        return Mover(self.persons[change.number], bool(email), change.after, left)

    def _deed(self, change: Change) -> Deed:
        day = self.staff_import.first_day
        row = at(change.after, day) or (change.after[-1] if change.after else None)
        place = self.snapshot.teams[row.team] if row else self.staff_import.jobcentre_id
        details = {"fields": [one[0] for one in change.fields], "import": self.staff_import.pk}
        number = self.snapshot.numbers[change.number]
        return Deed(_DEEDS[change.kind], Employee, number, self.persons[change.number], place, details)


Written = tuple[int, Sequence[Stretch], Sequence[Stretch]]
"""An employee's number, the stretches there are, and those there are to be."""


def write_engagements(wanted: Sequence[Written], snapshot: Snapshot) -> None:
    """The engagements as they are to be; rows that stay the same are not touched."""
    pks = {
        (employee, first_day): pk
        for pk, employee, first_day in Engagement.objects.filter(
            employee__in=[employee for employee, _, _ in wanted]
        ).values_list("pk", "employee_id", "first_day")
    }
    stale = [pks[employee, row.first_day] for employee, old, new in wanted for row in old if row not in new]
    Engagement.objects.filter(pk__in=stale).delete()
    fresh = [_engagement(employee, row, snapshot) for employee, old, new in wanted for row in new if row not in old]
    Engagement.objects.bulk_create(fresh, batch_size=AT_A_TIME)


def _engagement(employee: int, row: Stretch, snapshot: Snapshot) -> Engagement:
    return Engagement(
        employee_id=employee,
        team_id=snapshot.teams[row.team],
        role=row.role,
        site=row.site,
        weekly_hours=None if row.weekly_hours is None else Decimal(row.weekly_hours),
        half_days=row.half_days,
        skills=list(row.skills),
        manager_id=snapshot.numbers[row.manager] if row.manager else None,
        is_temp=row.is_temp,
        stands_in_for_id=snapshot.numbers[row.stands_in_for] if row.stands_in_for else None,
        conversations_per_half_day=row.conversations_per_half_day,
        first_day=row.first_day,
        last_day=row.last_day,
    )


def kept_roles(changes: RoleChanges, person: int) -> Iterator[tuple[str, Any]]:
    """What became of somebody's roles, as JSON."""
    if given := changes.given.get(person):
        yield "given", given
    if before := changes.before.get(person):
        yield "ended", [{name: _as_text(value) for name, value in grant.items()} for grant in before]


def _as_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
