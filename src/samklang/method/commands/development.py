"""The development plan: made from the gaps, changed by the two until they have talked, followed up all year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.method.enums import GoalState
from samklang.method.models import DevelopmentPlan, Goal
from samklang.method.rules import development as rules
from samklang.people.models import Employee, Engagement
from samklang.people.queries.employees import engagement_on, team_on


@dataclass(frozen=True)
class GoalText:
    """What a goal says. Keys: of the indicator it is about; empty where it is about something else."""

    what: str
    how: str = ""
    by_day: date | None = None
    framework_key: str = ""
    indicator_key: str = ""


@transaction.atomic
def make_plan(
    *, by: Person, employee: Employee, talk_day: date, goals: Sequence[GoalText], today: date, now: datetime
) -> DevelopmentPlan:
    """A plan for the talk on the day, with the goals in their order. Raises NotAllowed."""
    employee, engagement = _locked(employee, today)
    taken = _is_taken(employee, talk_day)
    require(rules.make_plan(by, employee, engagement, talk_day, today=today, taken=taken))
    plan = DevelopmentPlan.objects.create(employee=employee, talk_day=talk_day, made_by=by, made_at=now)
    Goal.objects.bulk_create(
        _filled(Goal(plan=plan, position=place), text) for place, text in enumerate(goals[: rules.MOST_GOALS], 1)
    )
    _record("development-plan-made", by, plan, today)
    return plan


@transaction.atomic
def change_plan(*, by: Person, plan: DevelopmentPlan, talk_day: date, remarks: str, today: date) -> DevelopmentPlan:
    """The day of the talk, and what the two will remember of it. Raises NotAllowed."""
    plan, engagement = _opened(plan, today)
    taken = _is_taken(plan.employee, talk_day, but=plan)
    require(rules.move_talk(by, plan, engagement, talk_day, today=today, taken=taken))
    plan.talk_day, plan.remarks = talk_day, remarks.strip()
    plan.save(update_fields=["talk_day", "remarks"])
    _record("development-plan-changed", by, plan, today)
    return plan


@transaction.atomic
def add_goal(*, by: Person, plan: DevelopmentPlan, text: GoalText, today: date) -> Goal:
    """One more goal, last. Raises NotAllowed."""
    plan, engagement = _opened(plan, today)
    there = plan.goals.filter(removed_at=None)
    require(rules.add_goal(by, plan, engagement, today, there.count()))
    last = plan.goals.aggregate(last=Max("position"))["last"] or 0
    goal = _filled(Goal(plan=plan, position=last + 1), text)
    goal.save()
    _record("goal-added", by, plan, today)
    return goal


@transaction.atomic
def change_goal(*, by: Person, goal: Goal, text: GoalText, today: date) -> Goal:
    """What a goal says; what it is about stays. Raises NotAllowed."""
    plan, engagement = _opened(goal.plan, today)
    require(rules.change_plan(by, plan, engagement, today))
    goal = Goal.objects.get(pk=goal.pk, plan=plan)
    kept = replace(text, framework_key=goal.framework_key, indicator_key=goal.indicator_key)
    _filled(goal, kept).save(update_fields=["what", "how", "by_day"])
    _record("goal-changed", by, plan, today)
    return goal


@transaction.atomic
def follow_up_goal(*, by: Person, goal: Goal, state: GoalState, today: date) -> Goal:
    """How far it has come. Raises NotAllowed."""
    plan, engagement = _opened(goal.plan, today)
    require(rules.follow_up(by, plan, engagement))
    goal = Goal.objects.get(pk=goal.pk, plan=plan)
    if goal.state != state:
        goal.state = state
        goal.save(update_fields=["state"])
        _record("goal-followed-up", by, plan, today)
    return goal


@transaction.atomic
def remove_goal(*, by: Person, goal: Goal, today: date, now: datetime) -> Goal:
    """Off the plan; it can be put back. Raises NotAllowed."""
    plan, engagement = _opened(goal.plan, today)
    require(rules.change_plan(by, plan, engagement, today))
    goal = Goal.objects.get(pk=goal.pk, plan=plan)
    goal.removed_at = now
    goal.save(update_fields=["removed_at"])
    _record("goal-removed", by, plan, today)
    return goal


@transaction.atomic
def restore_goal(*, by: Person, goal: Goal, today: date) -> Goal:
    """Back on the plan. Raises NotAllowed."""
    plan, engagement = _opened(goal.plan, today)
    require(rules.add_goal(by, plan, engagement, today, plan.goals.filter(removed_at=None).count()))
    goal = Goal.objects.get(pk=goal.pk, plan=plan)
    goal.removed_at = None
    goal.save(update_fields=["removed_at"])
    _record("goal-restored", by, plan, today)
    return goal


@transaction.atomic
def remove_plan(*, by: Person, plan: DevelopmentPlan, today: date, now: datetime) -> DevelopmentPlan:
    """Away, with its goals; it can be taken back. Raises NotAllowed."""
    plan, engagement = _opened(plan, today)
    require(rules.change_plan(by, plan, engagement, today))
    plan.removed_at = now
    plan.save(update_fields=["removed_at"])
    _record("development-plan-removed", by, plan, today)
    return plan


@transaction.atomic
def restore_plan(*, by: Person, plan: DevelopmentPlan, today: date) -> DevelopmentPlan:
    """Taken back. Raises NotAllowed."""
    plan, engagement = _opened(plan, today)
    taken = _is_taken(plan.employee, plan.talk_day, but=plan)
    require(rules.restore_plan(by, plan, engagement, today, taken=taken))
    plan.removed_at = None
    plan.save(update_fields=["removed_at"])
    _record("development-plan-restored", by, plan, today)
    return plan


def _filled(goal: Goal, text: GoalText) -> Goal:
    goal.what, goal.how, goal.by_day = text.what.strip(), text.how.strip(), text.by_day
    goal.framework_key, goal.indicator_key = text.framework_key, text.indicator_key
    return goal


def _is_taken(employee: Employee, talk_day: date, but: DevelopmentPlan | None = None) -> bool:
    """Whether there is another plan for the day."""
    found = DevelopmentPlan.objects.filter(employee=employee, talk_day=talk_day, removed_at=None)
    return (found.exclude(pk=but.pk) if but else found).exists()


def _locked(employee: Employee, today: date) -> tuple[Employee, Engagement | None]:
    """The employee, of whom nobody else writes a judgement or plan until the transaction is over, and how they work."""
    Employee.objects.select_for_update().get(pk=employee.pk)
    found = Employee.objects.select_related("person", "jobcentre").get(pk=employee.pk)
    return found, engagement_on(found, today)


def _opened(plan: DevelopmentPlan, today: date) -> tuple[DevelopmentPlan, Engagement | None]:
    employee, engagement = _locked(plan.employee, today)
    found = DevelopmentPlan.objects.get(pk=plan.pk)
    found.employee = employee
    return found, engagement


def _record(deed: str, by: Person, plan: DevelopmentPlan, today: date) -> None:
    employee = plan.employee
    record(deed, by=by, subject=plan, about=employee.person, place=team_on(employee, today))
