"""`samklang explain`: why no plan is possible, or why the plan is as it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from samklang.cli.approval import approved_plan_in
from samklang.cli.arguments import plan_option, search_options, workbook_argument
from samklang.cli.choosing import module_named, person_named
from samklang.cli.command import Command, Example, json_option, option, screen_of
from samklang.cli.exits import Exit, Refused, to_mend
from samklang.cli.intake import problem_in
from samklang.cli.screen import Screen
from samklang.cli.solving import Watched
from samklang.cli.waiting import Waiting
from samklang.core.planner.explain import Conflict, Unknown, explain_impossible, why_person, why_session, why_wish
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem, Wish
from samklang.core.planner.progress import NAMES
from samklang.core.words import Sentence, say

TIME_LIMIT_S = 60
Answer = tuple[Sentence, tuple[Sentence, ...]]
"""What was asked about, and what there is to say."""


EXAMPLES: tuple[Example, ...] = (
    ("samklang explain examples/vejen-impossible.xlsx", say("Which rules collide, and the cheapest way out.")),
    (
        "samklang explain vejen.xlsx --plan plan/plan.json --person 1042",
        say("Why this person goes when they do."),
    ),
    (
        "samklang explain vejen.xlsx --plan plan/plan.json --session 2:1",
        say("Why cohort 2 meets then for module 1."),
    ),
    ("samklang explain vejen.xlsx --plan plan/plan.json --wish cost", say("Why it costs what it costs.")),
)


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "explain",
        run,
        does=say(
            "Without a plan: say whether the rules can all be met, and if not, which collide and the cheapest way out."
            " With a plan: say why a person, a session or a wish came out as it did."
        ),
        params=[
            workbook_argument(language),
            plan_option(language, say("The plan to explain; needed for --person, --session and --wish.")),
            *_question_options(language),
            option(
                language,
                "--everyone",
                does=say("Ask what it would take to train everybody, also where the workbook lets some wait."),
                is_flag=True,
            ),
            *search_options(language, time_limit_s=TIME_LIMIT_S),
            json_option(language),
        ],
        examples=EXAMPLES,
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND, Exit.ABORTED),
    )


def _question_options(language: str) -> list[click.Parameter]:
    return [
        option(
            language,
            "--person",
            shown_as=say("PERSON"),
            does=say("Why this person has that cohort, or none: employee number or name. May be repeated."),
            multiple=True,
        ),
        option(
            language,
            "--session",
            shown_as=say("COHORT:MODULE"),
            does=say("Why this session is held when and where it is, such as 2:1. May be repeated."),
            multiple=True,
        ),
        option(
            language,
            "--wish",
            does=say("Why this wish came out no better. May be repeated."),
            type=click.Choice([wish.value for wish in Wish], case_sensitive=False),
            multiple=True,
        ),
    ]


@click.pass_context
def run(
    context: click.Context,
    *,
    workbook: Path,
    plan: Path | None,
    person: tuple[str, ...],
    session: tuple[str, ...],
    wish: tuple[str, ...],
    everyone: bool,
    time_limit: int,
    threads: int,
    seed: int,
) -> Exit:
    """Read, explain, show."""
    screen = screen_of(context)
    if plan is None and (person or session or wish):
        raise to_mend(
            say("Give the plan too: --plan plan/plan.json. A person, a session or a wish is explained in a plan.")
        )
    problem = problem_in(workbook, screen)
    if plan is not None:
        made = approved_plan_in(plan, problem)
        try:
            answers = list(_answers(problem, made, person, session, wish))
        except Unknown as unknown:
            raise to_mend(unknown.sentence) from None
        _show_answers(screen, answers)
        return Exit.DONE
    conflict = _conflict(screen, problem, everyone=everyone, time_limit_s=time_limit, threads=threads, seed=seed)
    _show_conflict(screen, conflict)
    return Exit.DONE if conflict is None else Exit.REFUSED


def _conflict(
    screen: Screen, problem: Problem, *, everyone: bool, time_limit_s: int, threads: int, seed: int
) -> Conflict | None:
    def work(watched: Watched[Sentence, Conflict | None]) -> Conflict | None:
        return explain_impossible(
            problem,
            time_limit_s=time_limit_s,
            threads=threads,
            seed=seed,
            on_progress=watched.tell,
            everyone=True if everyone else None,
        )

    with Waiting(screen, say("Looking for rules that collide …")) as sign:
        return Watched(work, stops=False).run(sign)


def _show_conflict(screen: Screen, conflict: Conflict | None) -> None:
    if screen.as_json:
        screen.result_as_json(_conflict_as_json(screen, conflict))
        return
    if conflict is None:
        screen.result(say("The rules can all be met together. samklang plan finds the best plan."))
        return
    screen.result(Text(screen.words(conflict.why), style="bold"))
    screen.result()
    if conflict.rules:
        screen.result(say("These rules of yours collide:"))
        screen.result_as_list(conflict.rules)
    if conflict.minimal:
        screen.result(say("Without any one of them, the others can all be met."))
    else:
        screen.result(say("It may be that fewer rules collide; there was no time to find out. Try --time-limit."))
    if conflict.ways_out:
        screen.result()
        screen.result(say("Ways out, the smallest first:"))
        screen.result_as_list((way.what for way in conflict.ways_out), numbered=True)


def _conflict_as_json(screen: Screen, conflict: Conflict | None) -> dict[str, Any]:
    if conflict is None:
        return {"possible": True}
    return {
        "possible": False,
        "why": screen.words(conflict.why),
        "rules": [screen.words(rule) for rule in conflict.rules],
        "minimal": conflict.minimal,
        "ways_out": [screen.words(way.what) for way in conflict.ways_out],
    }


def _answers(
    problem: Problem, plan: Plan, people: tuple[str, ...], sessions: tuple[str, ...], wishes: tuple[str, ...]
) -> Iterator[Answer]:
    for wanted in people:
        person = person_named(problem, wanted)
        yield say("{name} ({id})", name=person.name, id=person.id), why_person(problem, plan, person.id)
    for wanted in sessions:
        cohort, module = _session(problem, plan, wanted)
        about = say("Cohort {number}, {module}", number=cohort, module=module.name)
        yield about, why_session(problem, plan, cohort, module.id)
    everything = not (people or sessions or wishes)
    for level in problem.wishes:
        if everything or level.wish.value in wishes:
            yield NAMES[level.wish], why_wish(problem, plan, level.wish)


def _session(problem: Problem, plan: Plan, wanted: str) -> tuple[int, Any]:
    cohort, colon, module = wanted.partition(":")
    if not colon or not cohort.strip().isdigit():
        raise to_mend(say("“{found}” is not a session. Write cohort, colon and module, such as 2:1.", found=wanted))
    numbers = plan.cohort_numbers()
    if int(cohort) not in numbers:
        raise Refused(
            say("The plan has no cohort {number}; its cohorts are {known}.", number=int(cohort), known=numbers)
        )
    return int(cohort), module_named(problem, module)


def _show_answers(screen: Screen, answers: list[Answer]) -> None:
    if screen.as_json:
        screen.result_as_json(
            [{"about": screen.words(about), "why": [screen.words(one) for one in why]} for about, why in answers]
        )
        return
    for number, (about, why) in enumerate(answers):
        if number:
            screen.result()
        screen.result(Text(screen.words(about), style="bold"))
        screen.result_as_list(why)
