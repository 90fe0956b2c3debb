"""What somebody says of their own skills, what who leads them says, and what a licensed observer has seen.

The ledger says that somebody was judged and by whom, never at which level.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from samklang.access.enums import Purpose
from samklang.access.models import Person
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.ledger.commands import record
from samklang.method.enums import Basis
from samklang.method.models import AssessedLevel, Assessment, DevelopmentPlan, Edition, Indicator
from samklang.method.queries.assessments import open_judgement
from samklang.method.rules import assessment as rules
from samklang.people.models import Employee
from samklang.people.queries.employees import engagement_on, team_on


@dataclass(frozen=True)
class Said:
    """What is said of one indicator. level: None where it is not judged."""

    level: int | None
    note: str = ""


@transaction.atomic
def judge_skills(
    *, by: Person, employee: Employee, edition: Edition, said: Mapping[Indicator, Said], today: date, now: datetime
) -> Assessment | None:
    """One's own judgement, or that of who leads the employee, in place of what they said of these indicators before.

    Only `by` sees it until it is shared. What has been shared stands; a new judgement begins beside it.

    returns: the judgement; None where nothing is said in it.
    raises:  NotAllowed, also while no notice is in force.
    """
    employee = _locked(employee)
    require(rules.judge(by, employee, engagement_on(employee, today)))
    require(_refusal_to_judge(employee, edition, today))
    _require_fit(edition, said)
    basis = Basis.SELF if by.pk == employee.person_id else Basis.MANAGER
    found = open_judgement(by, employee, edition, basis)
    if found is None:
        if not any(one.level is not None for one in said.values()):
            return None
        found = Assessment.objects.create(
            employee=employee, edition=edition, basis=basis, by=by, day=today, made_at=now
        )
    return _keep(by, found, said, today)


@transaction.atomic
def share_judgement(*, by: Person, assessment: Assessment, today: date, now: datetime) -> Assessment:
    """Let the other of the two who talk see it. Raises NotAllowed."""
    assessment, employee = _opened(assessment)
    require(rules.share(by, assessment, engagement_on(employee, today)))
    require(_refusal_to_judge(employee, assessment.edition, today))
    assessment.shared_at = now
    assessment.save(update_fields=["shared_at"])
    _record("judgement-shared", by, assessment, today)
    return assessment


@transaction.atomic
def take_back_judgement(*, by: Person, assessment: Assessment, today: date) -> Assessment:
    """Let nobody else see it again, until the talk. Raises NotAllowed."""
    assessment, employee = _opened(assessment)
    held = _talk_held(assessment, today)
    require(rules.take_back(by, assessment, engagement_on(employee, today), held))
    assessment.shared_at = None
    assessment.save(update_fields=["shared_at"])
    _record("judgement-taken-back", by, assessment, today)
    return assessment


@transaction.atomic
def add_observed(
    *,
    by: Person,
    employee: Employee,
    edition: Edition,
    levels: Mapping[Indicator, Said],
    day: date,
    licensed: Callable[[Indicator], bool] | Collection[Indicator],
    today: date,
    now: datetime,
) -> Assessment:
    """What a licensed rater has seen of somebody on a day. Both of the two who talk see it at once.

    licensed: which indicators `by` has a licence for on the day; whoever calls knows, and each level needs one.
    raises:   NotAllowed, with nothing kept.
    """
    employee = _locked(employee)
    require(rules.observe(by, employee, day, today, engagement_on(employee, day)))
    require(_refusal_to_judge(employee, edition, today))
    levels = {one: said for one, said in levels.items() if said.level is not None}
    ask = licensed if callable(licensed) else licensed.__contains__
    require(rules.rests_on_licences(levels, [one for one in levels if ask(one)]))
    _require_fit(edition, levels)
    made = Assessment.objects.create(
        employee=employee, edition=edition, basis=Basis.OBSERVED, by=by, day=day, shared_at=now, made_at=now
    )
    AssessedLevel.objects.bulk_create(
        AssessedLevel(assessment=made, indicator=one, level=said.level, note=said.note)
        for one, said in levels.items()
        if said.level is not None
    )
    _record("skills-observed", by, made, today, indicators=len(levels))
    return made


@transaction.atomic
def remove_observed(*, by: Person, assessment: Assessment, today: date) -> None:
    """Take out what a licensed rater has seen, with its levels: whoever was observed does. Raises NotAllowed."""
    assessment, employee = _opened(assessment)
    require(rules.remove_observed(by, assessment))
    assessment.delete()
    place = team_on(employee, today)
    record("observed-skills-removed", by=by, about=employee.person, place=place)


def _refusal_to_judge(employee: Employee, edition: Edition, today: date) -> Refusal | None:
    return rules.judged_by_these_words(employee, edition) or refusal_to_measure(
        employee.jobcentre, Purpose.SKILLS, today
    )


def _require_fit(edition: Edition, said: Mapping[Indicator, Said]) -> None:
    for indicator, one in said.items():
        if one.level is not None:
            require(rules.level_fits(indicator, edition, one.level, one.note))


def _keep(by: Person, found: Assessment, said: Mapping[Indicator, Said], today: date) -> Assessment | None:
    """Written over what was said of these indicators; a judgement in which nothing is left is none."""
    found.levels.filter(indicator__in=list(said)).delete()
    AssessedLevel.objects.bulk_create(
        AssessedLevel(assessment=found, indicator=one, level=told.level, note=told.note.strip())
        for one, told in said.items()
        if told.level is not None
    )
    if not found.levels.exists():
        _record("judgement-dropped", by, found, today)
        found.delete()
        return None
    found.day = today
    found.save(update_fields=["day"])
    _record("skills-judged", by, found, today)
    return found


def _talk_held(assessment: Assessment, today: date) -> date | None:
    """The day of the first talk since it was shared, where it has come."""
    if assessment.shared_at is None:
        return None
    shared = timezone.localdate(assessment.shared_at)
    held = DevelopmentPlan.objects.filter(
        employee=assessment.employee_id, removed_at=None, talk_day__gte=shared, talk_day__lte=today
    )
    return held.order_by("talk_day").values_list("talk_day", flat=True).first()


def _locked(employee: Employee) -> Employee:
    """The employee, of whom nobody else writes a judgement or plan until the transaction is over."""
    Employee.objects.select_for_update().get(pk=employee.pk)
    return Employee.objects.select_related("person", "jobcentre").get(pk=employee.pk)


def _opened(assessment: Assessment) -> tuple[Assessment, Employee]:
    employee = _locked(assessment.employee)
    found = Assessment.objects.select_related("edition__framework").get(pk=assessment.pk)
    found.employee = employee
    return found, employee


def _record(deed: str, by: Person, assessment: Assessment, today: date, **details: int) -> None:
    employee = assessment.employee
    record(deed, by=by, subject=assessment, about=employee.person, place=team_on(employee, today), details=details)
