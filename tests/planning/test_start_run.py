"""Asking the planner for a plan."""

import pytest
from tests.factories.people import a_jobcentre, an_outsider, the_head_of, the_lead_of
from tests.factories.programmes import NOW, a_programme, a_run
from tests.factories.small_plan import the_problem

from samklang.access.refusals import NotAllowed
from samklang.core.planner import plan as plans
from samklang.core.planner.problem import Cohorts
from samklang.core.planner.solve import solve
from samklang.ledger.models import Entry
from samklang.planning.commands import add_programme, start_run
from samklang.planning.enums import RunState
from samklang.planning.models import Run, Variant

pytestmark = pytest.mark.django_db


def test_a_run_ends_with_an_approved_plan_and_a_line_in_the_ledger():
    run = a_run()
    variant = Variant.objects.get(run=run)
    assert (run.state, run.best, run.attempt) == (RunState.DONE, None, 1)
    assert (variant.approved, variant.number, variant.untrained) == (True, 1, 0)
    assert list(Entry.objects.order_by("number").values_list("deed", flat=True))[-2:] == [
        "plan-asked-for",
        "planner-ended",
    ]


def test_the_same_seed_gives_the_same_plan_as_on_the_command_line():
    problem = the_problem()
    on_the_web = plans.from_document(Variant.objects.get(run=a_run(a_programme(problem), seed=7)).document)
    on_the_line = solve(problem, time_limit_s=5, threads=1, seed=7)
    assert (on_the_web.sessions, on_the_web.seats) == (on_the_line.sessions, on_the_line.seats)
    assert (on_the_web.levels, on_the_web.made.by_work) == (on_the_line.levels, True)


def test_where_no_plan_is_possible_the_rules_that_collide_and_the_ways_out_are_kept_in_both_languages():
    problem = the_problem(
        cohorts=Cohorts(minimum=1, maximum=1, size_minimum=1, size_maximum=3), everyone_must_be_trained=True
    )
    run = a_run(a_programme(problem))
    assert (run.state, Variant.objects.count()) == (RunState.IMPOSSIBLE, 0)
    assert run.answer["proved"]
    assert {tuple(way["what"]) for way in run.answer["ways"]} == {("da", "en")}
    assert {"cohorts"} in [set(way["changes"]) for way in run.answer["ways"]]


def test_who_makes_plans_elsewhere_starts_nothing():
    programme = a_programme()
    for person in (an_outsider(), the_head_of(programme.jobcentre)):
        with pytest.raises(NotAllowed, match="You do not make course plans"):
            start_run(by=person, programme=programme, time_limit_s=5, threads=1, seed=1, now=NOW)
    assert Run.objects.count() == 0


def test_nothing_is_started_while_something_is_missing_in_the_rules():
    jobcentre, problem = a_jobcentre(), the_problem()
    programme = add_programme(
        by=the_lead_of(jobcentre), jobcentre=jobcentre, title="Nyt", programme="companies",
        first_day=problem.first_day, last_day=problem.last_day, now=NOW,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="Something is missing"):
        start_run(by=the_lead_of(jobcentre), programme=programme, time_limit_s=5, threads=1, seed=1, now=NOW)
    assert Run.objects.count() == 0


@pytest.mark.parametrize(("seconds", "threads"), [(0, 1), (3_601, 1), (10, 0), (10, 9)])
def test_a_run_keeps_within_what_the_machine_can_bear(seconds, threads):
    with pytest.raises(NotAllowed, match="Choose between"):
        start_run(by=None, programme=a_programme(), time_limit_s=seconds, threads=threads, seed=1, now=NOW)
    assert Run.objects.count() == 0
