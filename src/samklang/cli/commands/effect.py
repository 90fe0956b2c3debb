"""`samklang effect`: what followed training, from a long table, from sums, or by a frozen plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from samklang.cli import clock
from samklang.cli.agree_waiting import LateSign
from samklang.cli.cell_files import from_cells
from samklang.cli.command import Command, screen_of
from samklang.cli.effect_options import EXAMPLES, UNITS, options
from samklang.cli.effect_plan import freeze, frozen, refuse_both, stated
from samklang.cli.evidence_outputs import Answered, answer
from samklang.cli.evidence_tables import engine_for, looks_like_a_person, names_of, refuse_no_tables, told
from samklang.cli.exits import Exit, to_mend
from samklang.cli.screen import Screen
from samklang.cli.solving import Watched
from samklang.core.effects.cells import cells_of_many
from samklang.core.effects.plan import AnalysisPlan
from samklang.core.effects.study import NotAnswered
from samklang.core.words import Sentence, say
from samklang.reports.effect_document import document
from samklang.reports.effect_page import paper
from samklang.reports.effect_view import EffectView, Given, build


@dataclass(frozen=True)
class Asked:
    """The plan, the hash it was frozen with where it was, and when that was."""

    plan: AnalysisPlan
    hash: str | None = None
    notes: tuple[Sentence, ...] = ()


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "effect",
        run,
        does=say(
            "See what followed training where some were trained before others: the effect with its interval, by time "
            "since training and by cohort, whether they went alike before, and the smallest effect that could have "
            "been seen. “Cannot tell” is an answer too."
        ),
        params=options(language),
        examples=EXAMPLES,
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND, Exit.ABORTED),
    )


@click.pass_context
def run(context: click.Context, /, *, data: tuple[Path, ...], out: Path | None, **given: Any) -> None:
    """State or read the plan, read the data, answer, show."""
    screen = screen_of(context)
    asked = _asked(context, given)
    if given["freeze"] is not None:
        _freeze(screen, asked.plan, given["freeze"])
        return
    if given["cells"] and data:
        raise to_mend(say("Give data or --cells, not both."))
    if not given["cells"]:
        refuse_no_tables(data, given["engine"])
    inputs = [*data, *given["cells"], *(one for one in (given["plan"], given["order"]) if one is not None)]

    def reckon() -> Answered:
        view = _reckoned(screen, asked, data, given)
        return Answered(paper(view, screen.language), document(view, screen.language))

    answer(screen, out, "effect", inputs=inputs, reckon=reckon)


def _asked(context: click.Context, given: dict[str, Any]) -> Asked:
    if given["plan"] is None:
        if given["cells"]:
            # Sums no longer have these columns; the plan still says what they were.
            given = {**given, **{name: given[name] or name for name in ("unit", "cohort", "period")}}
            given["outcome"] = given["outcome"] or from_cells(given["cells"], given["trust"])[0].outcome
        return Asked(stated(given))
    if given["freeze"] is not None:
        raise to_mend(say("The plan is frozen already. Leave out --freeze."))
    refuse_both(context)
    plan, hash_, when = frozen(given["plan"])
    if plan.hash != hash_:
        raise to_mend(
            say(
                "The plan has been changed since it was frozen, so its answer would prove nothing. Read the frozen "
                "plan, or freeze this one as a new study before its outcome is read."
            )
        )
    return Asked(plan, hash_, (when,))


def _freeze(screen: Screen, plan: AnalysisPlan, path: Path) -> None:
    at = clock.now()
    freeze(plan, path, at)
    if screen.as_json:
        screen.result_as_json({"plan": str(path), "hash": plan.hash, "frozen_at": at.isoformat(timespec="seconds")})
        return
    screen.result(say("The plan is frozen in {path}. No data were read.", path=str(path)))
    screen.result(say("Its hash is {hash}. Send it to somebody who can say when they got it.", hash=plan.hash))


def _reckoned(screen: Screen, asked: Asked, data: tuple[Path, ...], given: Mapping[str, Any]) -> EffectView:
    unit = None if given["counted_in"] is None else UNITS[given["counted_in"]]

    def work(watched: Watched[Sentence, EffectView]) -> EffectView:
        read = _from_files(asked, given) if given["cells"] else _from_data(asked.plan, data, given)
        watched.tell(say("Reckoning the effect …"))
        read = replace(read, notes=(*asked.notes, *read.notes))
        return build(asked.plan, read, frozen_hash=asked.hash, unit=unit, made_at=clock.now())

    try:
        with LateSign(screen, say("Summing the rows …")) as sign:
            return Watched(work, stops=False).run(sign)
    except NotAnswered as why:
        raise to_mend(why.reason) from why


def _from_files(asked: Asked, given: Mapping[str, Any]) -> Given:
    cells, notes = from_cells(given["cells"], given["trust"], outcome=asked.plan.outcome, frozen_hash=asked.hash)
    return Given(source=names_of(given["cells"]), cells={cells.outcome: cells}, notes=notes)


def _from_data(plan: AnalysisPlan, data: tuple[Path, ...], given: Mapping[str, Any]) -> Given:
    with engine_for(given["engine"], given["memory"]) as engine, told():
        cells, intake = cells_of_many(
            [str(path) for path in data],
            unit=plan.unit,
            cohort=plan.cohort,
            period=plan.period,
            outcomes=(plan.outcome, *plan.secondary, *plan.exploring),
            engine=engine,
            cluster=plan.cluster,
            strata=plan.strata,
            weight=plan.weight,
            repeated=given["repeated"],
            looks_like_a_person=looks_like_a_person,
        )
    return Given(source=names_of(data), cells=cells, intake=intake)
