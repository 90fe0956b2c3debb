"""`samklang check`: whether a plan keeps every rule of the workbook."""

from pathlib import Path

import click
from rich import box
from rich.table import Table
from rich.text import Text

from samklang.cli.arguments import plan_argument, workbook_argument
from samklang.cli.command import Command, json_option, screen_of
from samklang.cli.exits import Exit
from samklang.cli.intake import plan_in, problem_in
from samklang.cli.screen import Screen
from samklang.core.planner import problem as problems
from samklang.core.planner.check import Verdict, check
from samklang.core.words import Money, say, say_n


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "check",
        run,
        does=say(
            "Check a plan against the workbook it was made for. The checker shares no code with the planner and works "
            "everything out again: seats, presence, cover, spacing, trainers, rooms, money and the wishes."
        ),
        params=[workbook_argument(language), plan_argument(language), json_option(language)],
        examples=(
            ("samklang check examples/vejen.xlsx plan/plan.json", say("Approve the plan, or list what it breaks.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )


@click.pass_context
def run(context: click.Context, workbook: Path, plan_json: Path) -> Exit:
    """Read both, check, report."""
    screen = screen_of(context)
    problem = problem_in(workbook, screen)
    _, document = plan_in(plan_json)
    verdict = check(problems.document(problem), document)
    if screen.as_json:
        screen.result_as_json(_as_json(screen, verdict))
    elif verdict.approved:
        screen.result(
            say(
                "Approved: the plan costs {cost} and keeps every rule of “{workbook}”.",
                workbook=workbook.name,
                cost=Money(verdict.cost_ore),
            )
        )
    else:
        _show_violations(screen, verdict)
    return Exit.DONE if verdict.approved else Exit.REFUSED


def _show_violations(screen: Screen, verdict: Verdict) -> None:
    screen.result(
        say_n(
            "Not approved: the plan breaks a rule in {count} place.",
            "Not approved: the plan breaks rules in {count} places.",
            len(verdict.violations),
        )
    )
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column(screen.words(say("What is wrong")), overflow="fold")
    for violation in verdict.violations:
        table.add_row(Text(screen.words(violation.what)))
    screen.result(table)


def _as_json(screen: Screen, verdict: Verdict) -> dict[str, object]:
    return {
        "approved": verdict.approved,
        "violations": [
            {
                "rule": violation.rule,
                "what": screen.words(violation.what),
                "people": violation.people,
                "sessions": violation.sessions,
            }
            for violation in verdict.violations
        ],
        "levels": dict(verdict.levels),
        "cost_ore": verdict.cost_ore,
        "own_needed_ore": verdict.own_needed_ore,
        "tight_half_days": sum(point.tight for point in verdict.cover),
    }
