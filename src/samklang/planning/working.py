"""The planner at work on a run: it searches on a thread of its own, while this one says how it goes and hears stops."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from samklang.core.planner import plan as plans
from samklang.core.planner.explain import Conflict, explain_impossible
from samklang.core.planner.plan import Level, Plan, in_every_language
from samklang.core.planner.problem import Problem
from samklang.core.planner.problem import document as problem_document
from samklang.core.planner.progress import news
from samklang.core.planner.replan import Replanned, replan
from samklang.core.planner.solve import Impossible, Progress, solve
from samklang.core.planner.watched import Stopped, Watched
from samklang.core.words import Sentence
from samklang.planning import documents, rules
from samklang.planning.commands.working import Outcome, beat_run, begin_run, end_run
from samklang.planning.enums import RunState
from samklang.planning.models import Run
from samklang.planning.queries.held import with_attendance

WRITTEN_EVERY_S = 1.0
NEWS_KEPT = 8
LONGEST_EXPLANATION_S = 60
log = logging.getLogger(__name__)


class Worker:
    """Carries out runs, one at a time. clock: the time now."""

    def __init__(self, *, clock: Callable[[], datetime]) -> None:
        self.clock = clock

    def carry_out(self, pk: int) -> None:
        """Search for one run's plan and write how it ended; nothing where the run is not waiting."""
        run = begin_run(pk=pk, now=self.clock())
        if run is None:
            return
        watch = Watch(run, self.clock)
        try:
            outcome = _searched(run, watch)
        except Exception:
            log.exception("the planner failed on run %s", run.pk)
            outcome = Outcome(RunState.FAILED, plan=watch.best)
        end_run(run=run, outcome=outcome, now=self.clock())


class Watch:
    """Writes every second that the work goes on, what is new and the best plan so far; passes a stop on."""

    def __init__(self, run: Run, clock: Callable[[], datetime]) -> None:
        self.run, self.clock = run, clock
        self.first_day = datetime.fromisoformat(run.version.document["first_day"]).date()
        self.best: Plan | None = None
        self.work: Watched[Any, Any] | None = None
        self._levels: tuple[Level, ...] = ()
        self._news: list[dict[str, Any]] = []
        self._wish: str | None = None
        self._fresh = False
        self._written_at = 0.0
        self._written: Plan | None = None

    def heard(self, report: Progress | Sentence) -> None:
        """Something is new."""
        self._fresh = True
        if isinstance(report, Sentence):
            self._tell(None, report)
            return
        for one in news(self._levels, report, self.first_day):
            self._tell(report.seconds, one)
        self._levels, self._wish = report.levels or self._levels, report.wish
        self.best = report.plan or self.best

    def _tell(self, seconds: float | None, sentence: Sentence) -> None:
        told = {"seconds": None if seconds is None else round(seconds), **in_every_language(sentence)}
        self._news = [*self._news, told][-NEWS_KEPT:]

    def beat(self, seconds: float, *, stopping: bool) -> None:
        """Time has passed."""
        if seconds - self._written_at < WRITTEN_EVERY_S and self._written_at:
            return
        self._written_at = seconds
        best = self.best if self.best is not self._written else None
        progress = self._progress(seconds) if self._fresh else None
        state = beat_run(run=self.run, now=self.clock(), progress=progress, best=best)
        self._fresh, self._written = False, self.best
        if state in {None, RunState.STOPPING} and not stopping and self.work is not None:
            self.work.ask_to_stop()

    def _progress(self, seconds: float) -> dict[str, Any]:
        return {
            "seconds": round(seconds, 1),
            "wish": self._wish,
            "levels": [{"wish": one.wish, "value": one.value, "bound": one.bound} for one in self._levels],
            "news": self._news,
        }


def _searched(run: Run, watch: Watch) -> Outcome:
    problem = documents.problem_of(run.version.document)
    work = _replanning(run, problem, watch) if rules.is_replan(run) else _planning(run, problem, watch)
    watch.work = work
    try:
        found = work.run(watch)
    except Impossible as impossible:
        if work.should_stop() and not impossible.proved:
            return Outcome(RunState.CANCELLED)
        return _explained(run, problem, impossible, watch)
    except Stopped:
        return Outcome(RunState.DONE if watch.best else RunState.CANCELLED, plan=watch.best)
    if isinstance(found, Replanned):
        return Outcome(RunState.DONE, plan=found.plan, problem=found.problem, changes=_told(found))
    return Outcome(RunState.DONE, plan=found)


def _planning(run: Run, problem: Problem, _: Watch) -> Watched[Progress, Plan]:
    def work(watched: Watched[Progress, Plan]) -> Plan:
        return solve(
            problem,
            time_limit_s=run.time_limit_s,
            threads=run.threads,
            seed=run.seed,
            on_progress=watched.tell,
            should_stop=watched.should_stop,
        )

    return Watched(work)


def _replanning(run: Run, problem: Problem, _: Watch) -> Watched[Progress, Replanned]:
    if run.start_from is None:
        raise ValueError("A replan starts from a plan.")
    planned, today = plans.from_document(run.start_from.document), timezone.localdate(run.asked_at)
    before = with_attendance(run.programme, problem, planned)

    def work(watched: Watched[Progress, Replanned]) -> Replanned:
        return replan(
            problem,
            before,
            today=today,
            time_limit_s=run.time_limit_s,
            threads=run.threads,
            seed=run.seed,
            on_progress=watched.tell,
        )

    return Watched(work)


def _told(found: Replanned) -> dict[str, Any]:
    return {
        "moved": [
            {"person": one.person, "what": in_every_language(one.what), "why": in_every_language(one.why)}
            for one in found.moved
        ],
        "sessions": [in_every_language(one) for one in found.sessions],
        "fewest": found.fewest,
    }


def _explained(run: Run, problem: Problem, impossible: Impossible, watch: Watch) -> Outcome:
    """Why there is no plan, and what would make one possible."""
    answer: dict[str, Any] = {"proved": impossible.proved, "reason": in_every_language(impossible.reason)}

    def work(watched: Watched[Sentence, Conflict | None]) -> Conflict | None:
        seconds = min(LONGEST_EXPLANATION_S, run.time_limit_s)
        return explain_impossible(
            problem, time_limit_s=seconds, seed=run.seed, threads=run.threads, on_progress=watched.tell
        )

    asked: Watched[Sentence, Conflict | None] = Watched(work)
    watch.work = asked
    try:
        conflict = asked.run(watch)
    except Stopped:
        return Outcome(RunState.IMPOSSIBLE, answer=answer)
    answer["possible"] = conflict is None
    if conflict is not None:
        answer |= _conflict_told(problem, conflict)
    return Outcome(RunState.IMPOSSIBLE, answer=answer)


def _conflict_told(problem: Problem, conflict: Conflict) -> dict[str, Any]:
    before = problem_document(problem)
    return {
        "why": in_every_language(conflict.why),
        "rules": [in_every_language(rule) for rule in conflict.rules],
        "minimal": conflict.minimal,
        "ways": [
            {"what": in_every_language(way.what), "changes": _changes(before, way.changed)} for way in conflict.ways_out
        ],
    }


def _changes(before: dict[str, Any], changed: Problem | None) -> dict[str, Any]:
    """The parts of the document that a way out changes, as they then are."""
    if changed is None:
        return {}
    after = problem_document(changed)
    return {name: after[name] for name in after if after[name] != before[name]}
