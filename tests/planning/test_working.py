"""A worker and the run it has in hand: heard of every second, stopped, taken for gone, never half written."""

from datetime import timedelta

import pytest
from tests.factories.people import an_outsider, the_lead_of
from tests.factories.programmes import NOW, a_programme
from tests.factories.small_plan import the_plan, the_problem

from samklang.access.refusals import NotAllowed
from samklang.core.planner import plan as plans
from samklang.core.words import LANGUAGES
from samklang.planning import working
from samklang.planning.commands import beat_run, begin_run, cancel_run, end_run, notice_silent_runs, stop_run
from samklang.planning.commands.working import Outcome
from samklang.planning.enums import RunState
from samklang.planning.models import Run, Variant, Version
from samklang.planning.models.run import SILENT_FOR
from samklang.planning.queries import latest_version

pytestmark = pytest.mark.django_db
LATER = NOW + SILENT_FOR + timedelta(seconds=1)


def a_waiting_run(**changes: object) -> Run:
    """A run that nobody has begun."""
    programme = a_programme()
    given = {"time_limit_s": 5, "threads": 1, "seed": 1, "asked_at": NOW, **changes}
    return Run.objects.create(programme=programme, version=latest_version(programme), **given)


def a_run_at_work() -> Run:
    """A run that a worker has begun."""
    run = begin_run(pk=a_waiting_run().pk, now=NOW)
    assert run is not None
    return run


def test_a_run_is_begun_by_one_worker_only():
    run = a_waiting_run()
    assert begin_run(pk=run.pk, now=NOW) is not None
    assert begin_run(pk=run.pk, now=NOW) is None
    run.refresh_from_db()
    assert (run.state, run.attempt) == (RunState.RUNNING, 1)


def test_a_worker_tells_how_it_goes_and_hears_of_a_stop():
    run = a_run_at_work()
    plan = the_plan(the_problem())
    assert beat_run(run=run, now=NOW, progress={"seconds": 1}, best=plan) is RunState.RUNNING
    stop_run(by=None, run=run)
    assert beat_run(run=run, now=NOW) is RunState.STOPPING
    run.refresh_from_db()
    assert (run.progress, run.best) == ({"seconds": 1}, plans.document(plan))


def test_a_run_heard_of_lately_is_left_alone():
    run = a_run_at_work()
    assert notice_silent_runs(now=NOW + SILENT_FOR) == []
    run.refresh_from_db()
    assert run.state == RunState.RUNNING


def test_a_run_whose_worker_has_gone_is_begun_once_more_and_comes_to_an_end():
    run = a_run_at_work()
    assert notice_silent_runs(now=LATER) == [run]
    run.refresh_from_db()
    assert (run.state, run.attempt, Variant.objects.get().run) == (RunState.DONE, 2, run)


def test_the_second_time_its_best_plan_is_kept_and_it_is_marked_as_interrupted():
    run = a_run_at_work()
    Run.objects.filter(pk=run.pk).update(attempt=2, best=plans.document(the_plan(the_problem())))
    notice_silent_runs(now=LATER)
    run.refresh_from_db()
    variant = Variant.objects.get()
    assert (run.state, run.best, run.ended_at) == (RunState.INTERRUPTED, None, LATER)
    assert (variant.run, variant.approved) == (run, True)


def test_a_stopped_run_whose_worker_has_gone_is_not_begun_again():
    run = a_run_at_work()
    stop_run(by=None, run=run)
    notice_silent_runs(now=LATER)
    run.refresh_from_db()
    assert (run.state, Variant.objects.count()) == (RunState.INTERRUPTED, 0)


def test_a_worker_that_comes_back_after_it_was_taken_for_gone_changes_nothing():
    run = a_run_at_work()
    Run.objects.filter(pk=run.pk).update(attempt=2)
    plan = the_plan(the_problem())
    assert beat_run(run=run, now=LATER, best=plan) is None
    assert end_run(run=run, outcome=Outcome(RunState.DONE, plan=plan), now=LATER) is None
    run.refresh_from_db()
    assert (run.state, run.best, Variant.objects.count()) == (RunState.RUNNING, None, 0)


def test_plan_and_end_are_written_together_or_not_at_all():
    run = a_run_at_work()
    plan = the_plan(the_problem())
    broken = Outcome(RunState.DONE, plan=plan, answer={"not": object()})
    with pytest.raises(TypeError):
        end_run(run=run, outcome=broken, now=NOW)
    run.refresh_from_db()
    assert (run.state, Variant.objects.count()) == (RunState.RUNNING, 0)


def test_a_waiting_run_is_cancelled_and_a_worker_then_leaves_it():
    run = a_waiting_run()
    cancel_run(by=the_lead_of(run.programme.jobcentre), run=run, now=NOW)
    assert begin_run(pk=run.pk, now=NOW) is None
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED


def test_what_a_worker_has_begun_is_stopped_and_not_cancelled():
    run = a_run_at_work()
    with pytest.raises(NotAllowed, match="has begun already"):
        cancel_run(by=None, run=run, now=NOW)
    with pytest.raises(NotAllowed, match="do not make course plans"):
        stop_run(by=an_outsider(), run=run)
    run.refresh_from_db()
    assert run.state == RunState.RUNNING


def test_where_the_planner_fails_the_run_says_so_and_the_worker_lives():
    run = a_waiting_run()
    Version.objects.update(document={**run.version.document, "modules": []})
    working.Worker(clock=lambda: NOW).carry_out(run.pk)
    run.refresh_from_db()
    assert (run.state, Variant.objects.count()) == (RunState.FAILED, 0)


def test_the_news_stand_in_both_languages():
    run = a_waiting_run()
    working.Worker(clock=lambda: NOW).carry_out(run.pk)
    run.refresh_from_db()
    told = run.progress.get("news", [])
    assert all(set(LANGUAGES) <= set(one) for one in told)
