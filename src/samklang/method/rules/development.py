"""Who may see and write a development plan, and until when: a refusal with a sentence, or None."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.method.rules.assessment import leads

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.method.models import DevelopmentPlan
    from samklang.people.models import Employee, Engagement

MOST_GOALS = 20


def is_one_of_the_two(person: Person, employee: Employee, engagement: Engagement | None) -> bool:
    """Whether the plan is theirs: the employee, or who holds the talk with them. engagement: as in `leads`."""
    return person.pk == employee.person_id or leads(person, employee, engagement)


def make_plan(
    by: Person, employee: Employee, engagement: Engagement | None, talk_day: date, *, today: date, taken: bool
) -> Refusal | None:
    """One of the two, for a talk to come, once. taken: whether there is a plan for the day."""
    refusal = _of_the_two(by, employee, engagement)
    if refusal is None and talk_day < today:
        refusal = Refusal(say("The talk is still to come. Choose a day from today on."))
    if refusal is None and taken:
        refusal = Refusal(say("There is a plan for the talk on that day. Open it, or choose another day."))
    return refusal


def change_plan(by: Person, plan: DevelopmentPlan, engagement: Engagement | None, today: date) -> Refusal | None:
    """One of the two, until the talk has been held."""
    refusal = _of_the_two(by, plan.employee, engagement)
    if refusal is None and plan.removed_at is not None:
        refusal = Refusal(say("The plan has been removed. Make a new one."))
    if refusal is None and plan.talk_day < today:
        refusal = Refusal(
            say(
                "The talk was held on {day}, and the plan stands as you agreed. Only how far the goals have come can "
                "still be changed.",
                day=plan.talk_day,
            )
        )
    return refusal


def move_talk(by: Person, plan: DevelopmentPlan, engagement: Engagement | None, talk_day: date, *, today: date,
              taken: bool) -> Refusal | None:  # fmt: skip
    """To another day to come."""
    if talk_day == plan.talk_day:
        return change_plan(by, plan, engagement, today)
    return change_plan(by, plan, engagement, today) or make_plan(
        by, plan.employee, engagement, talk_day, today=today, taken=taken
    )


def add_goal(
    by: Person, plan: DevelopmentPlan, engagement: Engagement | None, today: date, goals: int
) -> Refusal | None:
    """As many as somebody can work on. goals: how many there are."""
    refusal = change_plan(by, plan, engagement, today)
    if refusal is None and goals >= MOST_GOALS:
        refusal = Refusal(say("A plan has room for {most} goals. Remove one first.", most=MOST_GOALS))
    return refusal


def follow_up(by: Person, plan: DevelopmentPlan, engagement: Engagement | None) -> Refusal | None:
    """How far a goal has come is said all year."""
    refusal = _of_the_two(by, plan.employee, engagement)
    if refusal is None and plan.removed_at is not None:
        refusal = Refusal(say("The plan has been removed. Make a new one."))
    return refusal


def restore_plan(
    by: Person, plan: DevelopmentPlan, engagement: Engagement | None, today: date, *, taken: bool
) -> Refusal | None:
    """What has been removed, until the talk. taken: whether there is another plan for the day by now."""
    refusal = _of_the_two(by, plan.employee, engagement)
    if refusal is None and (taken or plan.talk_day < today):
        refusal = Refusal(say("It can no longer be undone. Make a new plan."))
    return refusal


def _of_the_two(by: Person, employee: Employee, engagement: Engagement | None) -> Refusal | None:
    if is_one_of_the_two(by, employee, engagement):
        return None
    return Refusal(say("A development plan is for {name} and who holds the talk with them.", name=employee.name))
