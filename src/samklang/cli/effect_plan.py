"""The plan of `samklang effect`: from options, from a frozen file, and frozen into one."""

import csv
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from samklang.cli.effect_options import BASES, CONTROLS, DESIGNS, SUMMARIES
from samklang.cli.exits import to_mend
from samklang.cli.intake import document_in, refuse_what_is_no_file
from samklang.core.effects.plan import AnalysisPlan, Base, Controls, Design, Summary
from samklang.core.words import Sentence, say
from samklang.reports.files import replace_file

FROZEN = "samklang-frozen-plan/1"
_IN_PLAN = (
    "unit", "cohort", "period", "outcome", "cluster", "strata", "weight", "smallest", "design", "order",
    "lower_is_better", "secondary", "explore", "question", "seed", "controls", "base", "anticipation", "summary",
)  # fmt: skip
_ENUMS = {"design": Design, "controls": Controls, "base": Base, "summary": Summary}


def stated(given: Mapping[str, Any]) -> AnalysisPlan:
    """The plan that the options state. Raises Refused where something is missing or does not go together."""
    missing = [name for name in ("unit", "cohort", "period", "outcome", "smallest") if not given.get(name)]
    if missing:
        raise to_mend(
            say("Say {options} too, or give a frozen plan with --plan.",
                options=tuple(f"--{name}" for name in missing))
        )  # fmt: skip
    outcomes = (given["outcome"], *given["secondary"], *given["explore"])
    if len(set(outcomes)) != len(outcomes):
        raise to_mend(say("Each outcome stands in one place: --outcome, --secondary or --explore."))
    return AnalysisPlan(
        question=given["question"] or f"What followed training in {given['outcome']}?",
        outcome=given["outcome"],
        unit=given["unit"],
        cohort=given["cohort"],
        period=given["period"],
        smallest_relevant=given["smallest"],
        higher_is_better=not given["lower_is_better"],
        cluster=given["cluster"],
        strata=tuple(given["strata"]),
        weight=given["weight"],
        design=DESIGNS[given["design"]],
        controls=CONTROLS[given["controls"]],
        base=BASES[given["base"]],
        anticipation=given["anticipation"],
        summary=SUMMARIES[given["summary"]],
        seed=given["seed"],
        secondary=tuple(given["secondary"]),
        exploring=tuple(given["explore"]),
        drawn=() if given["order"] is None else order_in(given["order"]),
    )


def freeze(plan: AnalysisPlan, path: Path, at: datetime) -> None:
    """Write the plan with its hash and time. Raises Refused where a file is there: a frozen plan is not replaced."""
    if path.exists():
        raise to_mend(say("There is a file {path} already, and a frozen plan is not replaced. Choose another name.",
                          path=str(path)))  # fmt: skip
    document = {"schema": FROZEN, "hash": plan.hash, "frozen_at": at.isoformat(timespec="seconds"),
                "plan": plan.document()}  # fmt: skip
    replace_file(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def frozen(path: Path) -> tuple[AnalysisPlan, str, Sentence]:
    """The plan in a file, the hash it was frozen with, and when that was, in words.

    raises: Refused where it is another file; the caller compares the hash.
    """
    refuse_what_is_no_file(path)
    document = document_in(path)
    try:
        if document["schema"] != FROZEN:
            raise ValueError
        plan = dict(document["plan"])
        if plan.pop("schema") != "samklang-analysis-plan/1":
            raise ValueError
        read: dict[str, Any] = {
            key: _ENUMS[key](value) if key in _ENUMS else _tuples(value) for key, value in plan.items()
        }
        day = datetime.fromisoformat(document["frozen_at"]).date()
        return AnalysisPlan(**read), str(document["hash"]), say("The plan was frozen on {day}.", day=day)
    except (KeyError, TypeError, ValueError) as error:
        raise to_mend(
            say("“{path}” is not a frozen plan. Give the file that --freeze has written.", path=str(path))
        ) from error


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def refuse_both(context: click.Context) -> None:
    """Raise Refused where options say what the frozen plan says already."""
    said = [
        f"--{name.replace('_', '-')}"
        for name in _IN_PLAN
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if said:
        raise to_mend(say("The frozen plan decides that already. Leave out {options}.", options=tuple(said)))


def order_in(path: Path) -> tuple[tuple[str, str], ...]:
    """The drawn order: unit and first period, sorted; the first line is headings. Raises Refused or OSError."""
    refuse_what_is_no_file(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_order(path) from error
    mark = max(",;\t", key=text.partition("\n")[0].count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines(), delimiter=mark) if any(row)][1:]
    if not rows or any(len(row) < 2 or not row[0] or not _is_period(row[1]) for row in rows):
        raise _no_order(path)
    if len({row[0] for row in rows}) < len(rows):
        raise to_mend(say("A unit is in “{path}” twice. Keep the line that was drawn.", path=str(path)))
    return tuple(sorted((row[0], row[1]) for row in rows))


def _is_period(text: str) -> bool:
    return not text or text.lstrip("-").isdigit()


def _no_order(path: Path) -> Exception:
    return to_mend(
        say("“{path}” is not a drawn order. Give two columns with headings: the unit, and the number of its first "
            "period with training, empty where it never comes.", path=str(path))
    )  # fmt: skip
