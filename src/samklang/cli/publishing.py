"""A plan on its way out: checked, written, shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import RenderableType

from samklang.cli import clock, outputs, summary
from samklang.cli.approval import verdict_on_own
from samklang.cli.folder import Folder
from samklang.cli.screen import Screen
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.core.words import Sentence
from samklang.reports import plan_view


@dataclass(frozen=True)
class News:
    """What a command has to say beside the plan itself: before and after the summary, and in the JSON document."""

    before: Sequence[RenderableType] = ()
    after: Sequence[Sentence] = ()
    document: Mapping[str, Any] = field(default_factory=dict)


def publish(
    screen: Screen, problem: Problem, plan: Plan, folder: Folder, *, stopped: bool = False, news: News | None = None
) -> None:
    """Check the plan, write its files and show it. Raises Refused where the checker does not approve; OSError."""
    news = news or News()
    verdict = verdict_on_own(problem, plan)
    view = plan_view.build(problem, plan, verdict, made_at=clock.now())
    outputs.write(folder, problem, plan, view, screen.language)
    if screen.as_json:
        screen.result_as_json({**as_json(problem, plan, folder, stopped=stopped), **news.document})
        return
    for part in news.before:
        screen.result(part)
    summary.show(screen, plan, view, folder, stopped=stopped)
    for sentence in news.after:
        screen.result(sentence)


def as_json(problem: Problem, plan: Plan, folder: Folder, *, stopped: bool) -> dict[str, Any]:
    """What a program wants to know of a plan that has been written."""
    return {
        "approved": True,
        "folder": str(folder.wanted),
        "title": plan.title,
        "cohorts": len(plan.cohort_numbers()),
        "seated": len(plan.seats),
        "untrained": [{"person": one.person, "reason": one.reason} for one in plan.untrained],
        "cost_ore": plan.cost_ore,
        "levels": [
            {"wish": level.wish, "value": level.value, "bound": level.bound, "proved": level.proved}
            for level in plan.levels
        ],
        "first_day": problem.first_day,
        "last_session": max((session.date for session in plan.sessions), default=None),
        "stopped": stopped,
        "fingerprint": plan.problem,
    }
