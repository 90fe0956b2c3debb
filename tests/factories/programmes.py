"""Programmes with small problems in them, runs and plans, made through commands."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from tests.factories.people import a_jobcentre
from tests.factories.small_plan import the_plan, the_problem

from samklang.access.models import Person, Place
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem, document
from samklang.planning.commands import add_programme, change_rules, start_run
from samklang.planning.commands.variant import new_variant
from samklang.planning.enums import Made
from samklang.planning.models import Programme, Run, Variant
from samklang.planning.queries import latest_version

NOW = datetime(2026, 8, 3, 9, tzinfo=UTC)


def a_programme(
    problem: Problem | None = None, *, jobcentre: Place | None = None, by: Person | None = None
) -> Programme:
    """A programme with the small problem of four people, or the one given, in its rules."""
    problem = problem or the_problem()
    programme = add_programme(
        by=by, jobcentre=jobcentre or a_jobcentre(), title=problem.title, programme=problem.programme,
        first_day=problem.first_day, last_day=problem.last_day, now=NOW,
    )  # fmt: skip
    change_rules(by=by, programme=programme, document=document(problem), note="", now=NOW)
    return programme


def a_run(programme: Programme | None = None, **changes: Any) -> Run:
    """A run on one thread, carried out at once where the tasks are."""
    given: dict[str, Any] = {"by": None, "time_limit_s": 5, "threads": 1, "seed": 1, "now": NOW, **changes}
    return start_run(programme=programme or a_programme(), **given)


def a_variant(programme: Programme | None = None, plan: Plan | None = None, **changes: Any) -> Variant:
    """The small plan by hand, kept as a plan of the programme."""
    programme = programme or a_programme()
    version = latest_version(programme)
    made = replace(plan or the_plan(the_problem()), problem=version.fingerprint)
    given: dict[str, Any] = {"by": None, "now": NOW, "made": Made.PLANNER, **changes}
    return new_variant(version=version, plan=made, **given)
