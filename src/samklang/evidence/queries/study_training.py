"""When training reached a study's units, so far as the programme's attendance tells."""

from collections.abc import Iterable, Sequence
from datetime import date

from samklang.core.calendar import COPENHAGEN
from samklang.delivery.enums import SessionKind
from samklang.delivery.models import Course, EarlierProof
from samklang.delivery.queries.attended import there
from samklang.evidence.models import Study, StudyUnit
from samklang.evidence.unit_codes import unit_codes
from samklang.people.models import Employee, Engagement
from samklang.planning.models import Programme


def first_attended(programme: Programme) -> dict[int, date]:
    """The first day on which each person (by number) was at one of the programme's sessions, here or before."""
    found: dict[int, date] = {}
    days: list[tuple[int, date]] = list(
        EarlierProof.objects.filter(programme=programme).order_by("pk").values_list("person", "day")
    )
    course = Course.objects.filter(programme=programme).first()
    if course is not None:
        rows = there(course).exclude(session__kind=SessionKind.TOUCH).values_list("person", "session__begins")
        days += [(person, begins.astimezone(COPENHAGEN).date()) for person, begins in rows]
    for person, day in days:
        found[person] = min(day, found.get(person, day))
    return found


def training_known(study: Study, units: Iterable[StudyUnit]) -> dict[int, date]:
    """When training reached each unit, by the unit's number; nothing of units of which nothing is known.

    A team is reached on the first day on which half of those who worked there on the study's first day had been at a
    session.
    """
    if study.programme is None or study.first_day is None:
        return {}
    days = first_attended(study.programme)
    rows = list(units)
    teams = _days_of_teams([one.team_id for one in rows if one.team_id], study.first_day, days)
    codes = _days_of_codes(study, days) if any(not one.team_id for one in rows) else {}
    found = {one.pk: teams.get(one.team_id) if one.team_id else codes.get(one.code) for one in rows}
    return {unit: day for unit, day in found.items() if day is not None}


def _days_of_teams(teams: Sequence[int], on: date, days: dict[int, date]) -> dict[int, date]:
    members: dict[int, list[int]] = {}
    there_then = Engagement.objects.on(on).filter(team__in=teams).order_by("pk")
    for team, person in there_then.values_list("team", "employee__person"):
        members.setdefault(team, []).append(person)
    found = {}
    for team, people in members.items():
        reached = sorted(days[one] for one in people if one in days)
        half = (len(people) + 1) // 2
        if len(reached) >= half:
            found[team] = reached[half - 1]
    return found


def _days_of_codes(study: Study, days: dict[int, date]) -> dict[str, date]:
    rows = Employee.objects.filter(jobcentre=study.jobcentre_id, person__in=days).order_by("pk")
    return {
        code: days[person]
        for number, person in rows.values_list("number", "person")
        for code in unit_codes(number, study.jobcentre_id)
    }


def numbers_by_code(study: Study) -> dict[str, str]:
    """The employee numbers behind the made-up names, for the planner alone."""
    rows = Employee.objects.filter(jobcentre=study.jobcentre_id).order_by("pk")
    return {code: number for number in rows.values_list("number", flat=True)
            for code in unit_codes(number, study.jobcentre_id)}  # fmt: skip
