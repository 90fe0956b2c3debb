"""Who signs in when the load is measured, and what each of them works with."""

from collections.abc import Callable
from random import Random
from typing import Any

from load_copies import STEP
from samklang.access.enums import Role
from samklang.access.models import Person, RoleGrant
from samklang.companies.models import Company
from samklang.core.chance import stream
from samklang.delivery.enums import AssignmentKind
from samklang.delivery.models import Assignment, Participation, Session
from samklang.people.enums import ExternalKind
from samklang.people.models import Engagement, External

KINDS = (("counsellor", 11), ("consultant", 4), ("leader", 3), ("trainer", 1), ("lead", 1))
"""Of twenty people who are signed in at the same time."""
_COMPANY_TEAM = "Virksomhedsservice"


def crowd(copies: int, users: int, seed: int) -> list[dict[str, Any]]:
    """So many people, spread over all jobcentres; each with an address that the jobcentre's network has."""
    kinds = [kind for kind, many in KINDS for _ in range(many)]
    chance = stream(seed, "crowd")
    taken: set[int] = set()
    found = []
    for number in range(users):
        copy, kind = number % copies, kinds[number * 7 % len(kinds)]
        person, works_with = _WHO[kind](copy * STEP, chance, taken)
        taken.add(person.pk)
        found.append({"kind": kind, "email": person.email, "network": f"10.0.{copy}.1", **works_with})
    return found


def _someone(found: list[int], chance: Random, taken: set[int]) -> Person:
    free = [one for one in found if one not in taken] or found
    return Person.objects.get(pk=chance.choice(free))


def _within(copy: int) -> tuple[int, int]:
    return copy, copy + STEP - 1


def _employed(copy: int, **wanted: Any) -> list[int]:
    """With an address, and at work without an end."""
    rows = Engagement.objects.filter(
        employee__person__pk__range=_within(copy), employee__person__email__isnull=False, last_day=None, **wanted
    )
    return list(rows.values_list("employee__person", flat=True).order_by("employee__person").distinct())


def _counsellor(copy: int, chance: Random, taken: set[int]) -> tuple[Person, dict[str, Any]]:
    tasks = Assignment.objects.filter(person__pk__range=_within(copy), done_at=None, kind__in=_ONE_TAP)
    asked = sorted(set(tasks.values_list("person", flat=True)))
    person = _someone(asked or _employed(copy), chance, taken)
    team = Engagement.objects.filter(employee__person=person, last_day=None).values_list("team", flat=True)[:1]
    return person, {"tasks": list(tasks.filter(person=person).values_list("pk", flat=True)), "teams": list(team)}


def _consultant(copy: int, chance: Random, taken: set[int]) -> tuple[Person, dict[str, Any]]:
    person = _someone(_employed(copy, team__name=_COMPANY_TEAM), chance, taken)
    companies = Company.objects.filter(municipality__pk__range=_within(copy), ceased_on=None, merged_into=None)
    return person, {"companies": list(companies.order_by("pk").values_list("pk", flat=True))}


def _leader(copy: int, chance: Random, taken: set[int]) -> tuple[Person, dict[str, Any]]:
    grants = RoleGrant.objects.filter(
        role=Role.TEAM_LEADER, person__pk__range=_within(copy), person__email__isnull=False
    )
    person = _someone(list(grants.values_list("person", flat=True).order_by("person")), chance, taken)
    team = grants.filter(person=person).values_list("place", flat=True)[0]
    staff = Engagement.objects.filter(team=team, last_day=None).values_list("employee", flat=True)
    return person, {"teams": [team], "employees": list(staff)}


def _trainer(copy: int, chance: Random, _: set[int]) -> tuple[Person, dict[str, Any]]:
    found = External.objects.filter(kind=ExternalKind.TRAINER, person__pk__range=_within(copy))
    session = _today(copy)
    teaches = [session.trainer_id] if session.trainer_id else list(found.values_list("person", flat=True))
    return _someone(teaches, chance, set()), _of_session(session)


def _lead(copy: int, chance: Random, taken: set[int]) -> tuple[Person, dict[str, Any]]:
    grants = RoleGrant.objects.filter(role=Role.PROGRAMME_LEAD, person__pk__range=_within(copy))
    return _someone(list(grants.values_list("person", flat=True)), chance, taken), _of_session(_today(copy))


def _today(copy: int) -> Session:
    """The session that lasts all day."""
    found = Session.objects.filter(pk__range=_within(copy)).order_by("begins")
    return max(found, key=lambda one: one.ends - one.begins)


def _of_session(session: Session) -> dict[str, Any]:
    there = Participation.objects.filter(session=session).values_list("person", flat=True)
    return {"sessions": [session.pk], "courses": [session.course_id], "there": list(there)}


_ONE_TAP = (AssignmentKind.BEFORE, AssignmentKind.QUESTION, AssignmentKind.PEER)
_WHO: dict[str, Callable[[int, Random, set[int]], tuple[Person, dict[str, Any]]]] = {
    "counsellor": _counsellor, "consultant": _consultant, "leader": _leader, "trainer": _trainer, "lead": _lead,
}  # fmt: skip
