"""Who may change the staff register, and what must hold of it: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samklang.access.enums import Right, Role
from samklang.access.refusals import Refusal
from samklang.access.rules.account import reaches_no_further
from samklang.core.words import Sentence, say, say_n
from samklang.people.enums import ImportState, LineKind

if TYPE_CHECKING:
    from samklang.access.models import Person, Place, RoleGrant
    from samklang.people.models import Employee, Engagement, StaffImport, Undo

CHANGING = (LineKind.NEW, LineKind.CHANGED, LineKind.ENDED, LineKind.LEAVE, LineKind.COVER, LineKind.CLOSED)
"""The lines of an import that change something."""
_MOST_NAMED = 5


def edit_staff(by: Person | None, place: Place) -> Refusal | None:
    """Whoever keeps the register at the place. by: None is the command line and the night's work."""
    if by is None or by.standing.may(Right.EDIT_STAFF, place.pk):
        return None
    return Refusal(say("You do not keep the staff register of {place}. Ask the programme lead.", place=place.name))


def change_address(
    by: Person | None, person: Person, place: Place, *, signs_in: bool, held: Iterable[RoleGrant] = ()
) -> Refusal | None:
    """The address is what somebody signs in with: once they do, only whoever gives them all their access changes it.

    signs_in: whether they have signed in, or have another role than that of staff. held: their roles, now and to come.
    """
    if not signs_in or by is None:
        return None
    if by.standing.may(Right.GIVE_ROLES, place.pk) and reaches_no_further(by, held):
        return None
    return Refusal(say("{name} signs in with this address. Ask an administrator to change it.", name=person.name))


def end_employment(
    by: Person | None, employee: Employee, first_day: date | None, last_day: date, held: Iterable[RoleGrant]
) -> Refusal | None:
    """Not before it begins, and not of somebody whose access reaches beyond what one keeps: their roles end with it.

    first_day: the first of all their days; a last day just before it means that they never came. held: roles that would
    be cut.
    """
    if first_day is not None and last_day < first_day - timedelta(days=1):
        return Refusal(say("{name} begins on {day}. Choose a later last day.", name=employee.name, day=first_day))
    if by is None:
        return None
    high = (Role.ADMINISTRATOR, Role.HEAD)
    beyond = [one for one in held if one.role in high or not by.standing.may(Right.EDIT_STAFF, one.place_id)]
    if reaches_no_further(by, beyond):
        return None
    return Refusal(
        say("{name} has access beyond your register. Ask an administrator to end that first.", name=employee.name)
    )


def leave_nothing_behind(name: str, held: Sequence[Sentence]) -> Refusal | None:
    """Whoever leaves at once has passed on what they had. held: what they still have, in words."""
    if not held:
        return None
    return Refusal(
        say(
            "{name} still has {things}. Hand that over first, or choose a later last day.",
            name=name,
            things=tuple(held),
        )
    )


def see_staff(by: Person) -> Refusal | None:
    """Whoever sees the staff of some place."""
    if by.standing.may(Right.SEE_STAFF):
        return None
    return Refusal(say("You see your own page and your team's cover, not the list of staff. Ask your team leader."))


def see_leave_kind(by: Person, employee: Employee, team_id: int | None) -> Refusal | None:
    """The person themselves, and whoever leads the team they are in."""
    if by.pk == employee.person_id or by.standing.may(Right.SEE_LEAVE_KIND, team_id or employee.jobcentre_id):
        return None
    return Refusal(say("Why somebody is away is seen by themselves and their team leader only."))


def add_staff(by: Person) -> Refusal | None:
    """Whoever keeps the register of some team."""
    if by.standing.may(Right.EDIT_STAFF):
        return None
    return Refusal(say("You do not keep the staff register. Ask your team leader or the programme lead."))


def see_cover(by: Person) -> Refusal | None:
    """Whoever is in a team, or leads one."""
    if by.standing.may(Right.SEE_COVER):
        return None
    return Refusal(say("You are in no team here, so there is no cover to see."))


def add_team(keeps_a_jobcentre: bool) -> Refusal | None:
    """Whoever keeps the register of a whole jobcentre."""
    return None if keeps_a_jobcentre else Refusal(say("Only the programme lead adds teams."))


def add_external(keeps_a_jobcentre: bool) -> Refusal | None:
    """Whoever keeps the register of a whole jobcentre."""
    if keeps_a_jobcentre:
        return None
    return Refusal(say("Only the programme lead gives people from outside access."))


def import_somewhere(by: Person) -> Refusal | None:
    """Whoever imports staff at some jobcentre."""
    if by.standing.may(Right.IMPORT_STAFF):
        return None
    return Refusal(say("You do not import staff. Ask the programme lead."))


def import_staff(by: Person | None, jobcentre: Place) -> Refusal | None:
    """Whoever imports staff at the jobcentre."""
    if by is None or by.standing.may(Right.IMPORT_STAFF, jobcentre.pk):
        return None
    return Refusal(say("You do not import staff at {place}. Ask the programme lead.", place=jobcentre.name))


def import_is_open(staff_import: StaffImport) -> Refusal | None:
    """A file is told about and applied until it has been applied."""
    if staff_import.state in (ImportState.COLUMNS, ImportState.TEAMS, ImportState.READY):
        return None
    return Refusal(
        say("“{name}” has been dealt with already. Look at the list of imports.", name=staff_import.file_name)
    )


def import_waits(staff_import: StaffImport) -> Refusal | None:
    """Only what is being imported can be stopped, or carried out by the worker."""
    if staff_import.state == ImportState.APPLYING:
        return None
    return Refusal(say("“{name}” is not being imported any longer.", name=staff_import.file_name))


def apply_import(by: Person | None, staff_import: StaffImport, *, leave_out: bool, end_missing: bool) -> Refusal | None:
    """Whoever imports staff, once everything is told and right, or what is wrong is left out on purpose."""
    waits = staff_import.state == ImportState.APPLYING
    if refusal := import_staff(by, staff_import.jobcentre) or (None if waits else import_is_open(staff_import)):
        return refusal
    if staff_import.state not in (ImportState.READY, ImportState.APPLYING):
        return Refusal(say("Say first what the columns and the teams are."))
    problems = staff_import.count_of("problem-rows")
    if problems and not leave_out:
        return Refusal(
            say_n(
                "One row is to be corrected. Correct the file and send it again, or say that the row is left out.",
                "{count} rows are to be corrected. Correct the file and send it again, or say that they are left out.",
                problems,
            )
        )
    ended = staff_import.count_of(LineKind.ENDED)
    if ended and not end_missing:
        return Refusal(
            say_n(
                "One person is to be ended. Say that this is right.",
                "{count} people are to be ended. Say that this is right.",
                ended,
            )
        )
    if not any(staff_import.count_of(kind) for kind in CHANGING):
        return Refusal(say("The file changes nothing in the register."))
    return None


def undo_import(by: Person | None, staff_import: StaffImport, *, is_last: bool, kept: bool) -> Refusal | None:
    """Whoever imports staff undoes the last import, as long as what it did is remembered."""
    if refusal := import_staff(by, staff_import.jobcentre):
        return refusal
    if staff_import.state != ImportState.APPLIED:
        return Refusal(say("“{name}” is not imported, so there is nothing to undo.", name=staff_import.file_name))
    if not is_last:
        return Refusal(say("Something was imported later. Undo that first."))
    if not kept:
        return Refusal(say("The import is so long ago that it can no longer be undone."))
    return None


def undo_is_exact(changed_since: Sequence[str]) -> Refusal | None:
    """Nothing is undone where somebody's later work would be lost. changed_since: whom or what it is about."""
    if not changed_since:
        return None
    named = tuple(changed_since[:_MOST_NAMED])
    return Refusal(
        say_n(
            "{names} has been changed after the import, and that would be lost. Change it by hand instead.",
            "{names} and others, {count} in all, have been changed after the import, and that would be lost. Change "
            "the register by hand instead.",
            len(changed_since),
            names=named,
        )
    )


def plan_from_register(by: Person | None, jobcentre: Place) -> Refusal | None:
    """Whoever makes plans at the jobcentre takes staff, leave and cover from the register."""
    if by is None or by.standing.may(Right.MAKE_PLANS, jobcentre.pk):
        return None
    return Refusal(say("You make no course plans at {place}. Ask the programme lead.", place=jobcentre.name))


def days_in_order(first_day: date, last_day: date | None) -> Refusal | None:
    """A period does not end before it begins."""
    if last_day is not None and last_day < first_day:
        return Refusal(say("The last day, {last}, comes before the first, {first}.", first=first_day, last=last_day))
    return None


def stand_in(employee: Employee, is_temp: bool, stands_in_for: Employee | None) -> Refusal | None:
    """Only a temp stands in for somebody, and for somebody else than themselves."""
    if stands_in_for is None:
        return None
    if not is_temp:
        return Refusal(say("Only a temp stands in for somebody. Mark the person as a temp first."))
    if employee.pk is not None and stands_in_for.pk == employee.pk:
        return Refusal(say("{name} cannot stand in for themselves.", name=employee.name))
    return None


def peer(employee: Employee, chosen: Employee | None) -> Refusal | None:
    """A peer is another member of staff of the same jobcentre."""
    if chosen is None:
        return None
    if chosen.pk == employee.pk:
        return Refusal(say("{name} cannot be their own peer.", name=employee.name))
    if chosen.jobcentre_id != employee.jobcentre_id:
        return Refusal(say("{name} works at another jobcentre. Choose a colleague.", name=chosen.name))
    return None


def edit_team(by: Person | None, team: Place) -> Refusal | None:
    """Whoever keeps the register of the whole jobcentre."""
    if by is None or by.standing.may(Right.EDIT_STAFF, team.parent_id or team.pk):
        return None
    return Refusal(say("Only the programme lead renames and closes teams."))


def close_team(by: Person | None, team: Place, last_day: date, *, staying: int) -> Refusal | None:
    """A team closes once everybody has somewhere else to be. staying: how many are in it after the last day."""
    if refusal := edit_team(by, team):
        return refusal
    if team.first_day is not None and last_day < team.first_day:
        return Refusal(say("The team begins on {day}. Choose a later day.", day=team.first_day))
    if staying:
        return Refusal(
            say_n(
                "One person is still in the team after {day}. Move them to another team first.",
                "{count} people are still in the team after {day}. Move them to another team first.",
                staying,
                day=last_day,
            )
        )
    return None


def no_overlap(first_day: date, last_day: date | None, others: Iterable[Engagement]) -> Refusal | None:
    """An employee works in one way at a time."""
    for other in others:
        begins_in_time = last_day is None or other.first_day <= last_day
        ends_late = other.last_day is None or other.last_day >= first_day
        if begins_in_time and ends_late:
            return Refusal(
                say(
                    "{name} is already engaged in {team} from {day}. End that first, or choose other days.",
                    name=other.employee.name,
                    team=other.team.name,
                    day=other.first_day,
                )
            )
    return None


def undo(by: Person, step: Undo, *, unchanged: bool) -> Refusal | None:
    """Whoever made the change, once, while nobody has changed the same since."""
    if step.by_id != by.pk:
        return Refusal(say("Only the one who made a change undoes it."))
    if step.undone_at is not None:
        return Refusal(say("That has been undone already."))
    if not unchanged:
        name = step.employee.name
        return Refusal(say("{name} has been changed since. Look at the page, and change it by hand.", name=name))
    return None
