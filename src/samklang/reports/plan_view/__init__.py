"""A checked plan, looked at once for every document that is made from it."""

from datetime import datetime

from samklang.core.planner.check import Verdict, cover_table
from samklang.core.planner.plan import Plan
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import Problem
from samklang.core.planner.problem import document as problem_document
from samklang.reports.plan_view.cohorts import cohorts_of, modules_of, names_of, people_of, sessions_of
from samklang.reports.plan_view.cover import cover_of
from samklang.reports.plan_view.days import months_of
from samklang.reports.plan_view.levels import levels_of
from samklang.reports.plan_view.model import (
    CohortView,
    CoverCell,
    CoverView,
    DayView,
    Figure,
    GrantView,
    GroupCover,
    HeadingRow,
    LevelView,
    ModuleView,
    MoneyView,
    MonthRow,
    MonthView,
    PersonName,
    PersonView,
    PlanView,
    Posting,
    SessionView,
    WeekCover,
    stated,
)
from samklang.reports.plan_view.money import money_of
from samklang.reports.plan_view.summary import figures_of, summary_of

__all__ = [
    "CohortView",
    "CoverCell",
    "CoverView",
    "DayView",
    "Figure",
    "GrantView",
    "GroupCover",
    "HeadingRow",
    "LevelView",
    "ModuleView",
    "MoneyView",
    "MonthRow",
    "MonthView",
    "PersonName",
    "PersonView",
    "PlanView",
    "Posting",
    "SessionView",
    "WeekCover",
    "build",
    "stated",
]


def build(problem: Problem, plan: Plan, verdict: Verdict, *, made_at: datetime) -> PlanView:
    """The plan as its documents show it.

    verdict: the checker's, on this problem and this plan.
    made_at: when the documents are made, with its time zone; stands in them, and stamps the calendar entries.
    raises:  ValueError if the checker did not approve: a plan that breaks a rule is shown nowhere.
    """
    if not verdict.approved:
        raise ValueError("A plan is shown only when the checker has approved it.")
    names = names_of(problem)
    sessions = sessions_of(problem, plan, names)
    cohorts = cohorts_of(plan, sessions, names)
    people = people_of(problem, plan, sessions, names)
    cover = cover_of(problem, plan, sessions, cover_table(problem_document(problem), plan_document(plan)))
    money = money_of(problem, plan)
    return PlanView(
        title=plan.title,
        made_at=made_at,
        first_day=problem.first_day,
        last_day=problem.last_day,
        summary=summary_of(plan, cohorts, people, cover, money),
        figures=figures_of(cohorts, sessions, people, cover, money),
        modules=modules_of(problem),
        cohorts=cohorts,
        sessions=sessions,
        people=people,
        months=months_of(problem, sessions),
        cover=cover,
        money=money,
        levels=levels_of(problem, plan),
        made=plan.made,
        fingerprint=plan.problem,
    )
