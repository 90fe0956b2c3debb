"""Undoing the last import: the register as it was, unless somebody's later work would be lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from samklang.access.commands.many import change_people, put_roles_back
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.ledger.many import Deed, record_many
from samklang.people import rules
from samklang.people.commands.staff_import.beside import differs, take_back
from samklang.people.commands.staff_import.roles import Mover, follow_all
from samklang.people.commands.staff_import.writing import AT_A_TIME, PEOPLE, write_engagements
from samklang.people.enums import ImportState
from samklang.people.models import Employee, Engagement, StaffImport, StaffImportLine
from samklang.people.queries.staff_import import last_applied
from samklang.people.queries.staff_import.snapshot import Known, Snapshot, snapshot
from samklang.people.queries.staff_import.stretches import ONE_DAY, Stretches, ended_on, from_kept

Lines = Sequence[StaffImportLine]


@transaction.atomic
def undo_import(*, by: Person, staff_import: StaffImport, today: date) -> StaffImport:
    """New people go, or end where something hangs on them; whoever was changed or ended is as before.

    raises: NotAllowed, with the names of those whose later changes would be lost; then nothing is undone.
    """
    Place.objects.select_for_update().get(pk=staff_import.jobcentre_id)
    found = StaffImport.objects.select_for_update(of=("self",)).select_related("jobcentre").get(pk=staff_import.pk)
    lines = list(found.lines.exclude(undo={}).select_related("employee").order_by("order"))
    require(rules.undo_import(by, found, is_last=found.pk in last_applied([found.jobcentre_id]), kept=bool(lines)))
    there = snapshot(found.jobcentre)
    people = [line for line in lines if line.kind in PEOPLE]
    beside = [line for line in lines if line.kind not in PEOPLE]
    require(rules.undo_is_exact(_changed_since(people, beside, there)))
    for line in reversed(beside):
        take_back(line.kind, line.undo["row"], line.undo["done"], found.jobcentre)
    _put_people_back(by, found, people, there, today)
    _remove_teams(found)
    found.state, found.undone_at = ImportState.UNDONE, timezone.now()
    found.save(update_fields=["state", "undone_at"])
    deeds = [_deed(line, there, found) for line in people if line.employee_id]
    record_many(deeds, by=by)
    record("staff-import-undone", by=by, subject=found, place=found.jobcentre, details=found.counts)
    StaffImportLine.objects.filter(staff_import=found).delete()
    return found


def _deed(line: StaffImportLine, there: Snapshot, staff_import: StaffImport) -> Deed:
    known = there.known[line.undo["number"]]
    place = there.teams[known.rows[-1].team] if known.rows else staff_import.jobcentre_id
    return Deed("import-undone", Employee, known.pk, known.person_pk, place, {"import": staff_import.pk})


def _left_by(line: StaffImportLine) -> tuple[Stretches, dict[str, Any]]:
    """What the import left of the person's engagements and identity."""
    return tuple(map(from_kept, line.undo["after"])), line.undo["person"]


def _changed_since(people: Lines, beside: Lines, there: Snapshot) -> list[str]:
    """Whoever is no longer as the import left them."""
    found: list[str] = []
    for line in people:
        rows, person = _left_by(line)
        known = there.known.get(line.undo["number"])
        as_left = known is not None and known.pk == line.employee_id and _same_rows(known, rows, line)
        if not as_left or any((getattr(known, key) or None) != value for key, value in person.items()):
            found.append(line.label)
    found += [line.label for line in beside if differs(line.kind, line.undo["row"], line.undo["done"])]
    return list(dict.fromkeys(found))


def _same_rows(known: Known, rows: Stretches, line: StaffImportLine) -> bool:
    return known.rows == rows if line.undo["before"] != line.undo["after"] else True


def _put_people_back(by: Person, staff_import: StaffImport, lines: Lines, there: Snapshot, today: date) -> None:
    made = [line for line in lines if line.undo["made"]["employee"]]
    touched = {there.known[line.undo["number"]].pk for line in lines}
    hanging = _hanging_on([there.known[line.undo["number"]] for line in made], touched)
    going = [line for line in made if there.known[line.undo["number"]].pk not in hanging]
    staying = [line for line in made if there.known[line.undo["number"]].pk in hanging]
    before = {line.undo["number"]: tuple(map(from_kept, line.undo["before"])) for line in lines}
    ended = {line.undo["number"]: _ended_now(_left_by(line)[0], today) for line in staying}
    wanted = [
        (there.known[number].pk, there.known[number].rows, rows)
        for number, rows in {**before, **ended}.items()
        if rows != there.known[number].rows and number not in {line.undo["number"] for line in going}
    ]
    _put_peers_back([line for line in lines if line not in made], there)
    write_engagements(wanted, there)
    _put_identities_back(by, staff_import, [line for line in lines if line not in made], there)
    stays = {line.undo["number"] for line in staying}
    back = [line for line in lines if line.undo["number"] not in stays]
    put_roles_back(
        taken=[pk for line in back for pk in line.undo["roles"].get("given", ())],
        before=[_grant(fields) for line in back for fields in line.undo["roles"].get("ended", ())],
    )
    follow_all([_leaver(there.known[number], rows) for number, rows in ended.items()], there.teams, today)
    _remove(going, there)


def _ended_now(rows: Stretches, today: date) -> Stretches:
    """Somebody on whom something hangs cannot go; their employment ends the day before today, or on its first day."""
    return ended_on(rows, max(today - ONE_DAY, rows[0].first_day)) if rows else rows


def _put_identities_back(by: Person, staff_import: StaffImport, lines: Lines, there: Snapshot) -> None:
    wanted = {
        there.known[line.undo["number"]].person_pk: {
            key: value or "" for key, value in line.undo["was"].items() if key != "peer"
        }
        for line in lines
        if set(line.undo["was"]) - {"peer"}
    }
    if wanted:
        change_people(by=by, place=staff_import.jobcentre, changes=wanted)


def _put_peers_back(lines: Lines, there: Snapshot) -> None:
    wanted = {
        there.known[line.undo["number"]].pk: there.numbers.get(line.undo["was"]["peer"] or "")
        for line in lines
        if "peer" in line.undo["was"]
    }
    people = list(Employee.objects.filter(pk__in=wanted))
    for employee in people:
        employee.peer_id = wanted[employee.pk]
    Employee.objects.bulk_update(people, ["peer"], batch_size=AT_A_TIME)


def _grant(fields: dict[str, Any]) -> dict[str, Any]:
    days = {key: date.fromisoformat(fields[key]) if fields[key] else None for key in ("first_day", "last_day")}
    return {**fields, **days, "given_at": datetime.fromisoformat(fields["given_at"])}


def _leaver(known: Known, rows: Stretches) -> Mover:
    return Mover(known.person_pk, bool(known.email), rows, rows[-1].last_day if rows else None)


def _hanging_on(people: Sequence[Known], touched: set[int]) -> set[int]:
    """Which of the new employees something else points to by now: leave, a session, somebody they stand in for.

    touched: employees whose own rows are put back, so that it does not matter whom they point to now.
    """
    by_person = {one.person_pk: one.pk for one in people}
    hanging = {one.pk for one in people if one.signs_in}
    hanging |= set(_pointing(Employee, {one.pk for one in people}, {StaffImportLine}, touched))
    return hanging | {by_person[pk] for pk in _pointing(Person, set(by_person), {Employee, RoleGrant}, touched)}


def _pointing(model: Any, pks: set[int], own: set[Any], touched: set[int]) -> Iterator[int]:
    """The numbers that rows of other tables point to. own: tables whose rows go along with what they point to."""
    for relation in model._meta.related_objects:
        table, name = relation.related_model, relation.field.name
        if table in own:
            continue
        rows = table._base_manager.filter(**{f"{name}__in": pks})
        if table is Engagement:
            rows = rows.exclude(employee__in=touched)
        elif table is Employee:
            rows = rows.exclude(pk__in=touched)
        yield from rows.values_list(relation.field.attname, flat=True)


def _remove(lines: Lines, there: Snapshot) -> None:
    known = [there.known[line.undo["number"]] for line in lines]
    pks = [one.pk for one in known]
    Engagement.objects.filter(employee__in=pks).delete()
    Employee.objects.filter(peer__in=pks).update(peer=None)
    Employee.objects.filter(pk__in=pks).delete()
    made = [there.known[line.undo["number"]].person_pk for line in lines if line.undo["made"]["person"]]
    Person.objects.filter(pk__in=made).delete()


def _remove_teams(staff_import: StaffImport) -> None:
    """Teams that the import made and that nobody uses."""
    for pk in staff_import.teams.get("made", ()):
        team = Place.objects.filter(pk=pk).first()
        if team is not None and not set(_pointing(Place, {pk}, set(), set())):
            team.delete()
