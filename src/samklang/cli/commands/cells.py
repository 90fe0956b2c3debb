"""`samklang cells`: sums in place of people, signed and without small counts, and several put together."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from samklang.cli import clock
from samklang.cli.agree_waiting import LateSign
from samklang.cli.cell_files import read_all
from samklang.cli.command import Command, Example, argument, json_option, option, screen_of
from samklang.cli.effect_plan import frozen
from samklang.cli.evidence_options import column_options, engine_options
from samklang.cli.evidence_tables import engine_for, looks_like_a_person, refuse_no_tables, told
from samklang.cli.exits import Exit, to_mend
from samklang.cli.screen import Screen
from samklang.cli.solving import Watched
from samklang.core.effects.cells import (
    FEWEST,
    About,
    Cells,
    Intake,
    cells_of_many,
    load_key,
    merge,
    new_key,
    public_text,
    suppress,
    write_cells,
)
from samklang.core.words import Sentence, say, say_n

KEY, EXPORT, MERGE = "key", "export", "merge"
PUBLIC = ".pub"
EXAMPLES: tuple[Example, ...] = (
    ("samklang cells key key.pem", say("Make a key, once: key.pem stays with you, key.pub is given to the others.")),
    ("samklang cells export data.csv --unit office --cohort trained --period quarter --outcome in_work --repeated "
     "--municipality Nordby --key key.pem --out nordby.cells",
     say("The sums of one municipality, without small groups.")),
    ("samklang cells merge nordby.cells sydby.cells --trust nordby.pub --trust sydby.pub --key key.pem --out merged",
     say("The sums of two together.")),
    ("samklang effect --cells merged --outcome in_work --smallest 2%", say("The answer.")),
)  # fmt: skip


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "cells",
        run,
        does=say(
            "key makes the key that sums are signed with. export writes the sums of a long table by group, first "
            "period with training and period, without groups of fewer than five. merge puts the sums of several "
            "municipalities together, so that samklang effect answers for all of them and no person has left any."
        ),
        params=_options(language),
        examples=EXAMPLES,
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND, Exit.ABORTED),
    )


def _options(language: str) -> list[click.Parameter]:
    return [
        argument(language, "deed", shown_as=say("key|export|merge"), type=click.Choice((KEY, EXPORT, MERGE)),
                 does=say("key makes a key; export writes sums; merge puts them together.")),
        argument(language, "files", shown_as=say("FILE…"), nargs=-1, type=click.Path(path_type=Path),
                 does=say("The key's file; data as Parquet or CSV; or files of sums.")),
        *column_options(language),
        option(language, "--plan", shown_as=say("PLAN_JSON"), type=click.Path(path_type=Path),
               does=say("A frozen plan that the sums are made for; it says which columns.")),
        option(language, "--municipality", shown_as=say("NAME"), does=say("Who gives the sums.")),
        option(language, "--definition", shown_as=say("TEXT"), does=say("What the outcome counts, in words.")),
        option(language, "--least", shown_as=say("NUMBER"), type=click.IntRange(FEWEST, 1_000), default=FEWEST,
               show_default=True, does=say("The smallest count of people that may leave.")),
        option(language, "--key", shown_as=say("FILE"), type=click.Path(path_type=Path),
               does=say("The key to sign with, made by samklang cells key.")),
        option(language, "--trust", shown_as=say("KEY"), multiple=True,
               does=say("A public key, or the file with it, whose sums are taken in; may be given again.")),
        option(language, "--same-groups", is_flag=True,
               does=say("The files hold different rows of the same groups, such as their months.")),
        *engine_options(language),
        option(language, "--out", "-o", shown_as=say("FILE"), type=click.Path(path_type=Path),
               does=say("The file to write.")),
        json_option(language),
    ]  # fmt: skip


@click.pass_context
def run(context: click.Context, /, *, deed: str, files: tuple[Path, ...], **given: Any) -> None:
    """Make a key, write sums, or put them together."""
    screen = screen_of(context)
    if deed == KEY:
        _key(screen, files)
        return
    out: Path | None = given["out"]
    if out is None:
        raise to_mend(say("Say which file to write with --out."))
    if out.resolve() in {one.resolve() for one in files} or out.is_dir():
        raise to_mend(say("The sums cannot be written to “{path}”. Choose another name with --out.", path=str(out)))
    if given["key"] is None:
        raise to_mend(say("Give the key to sign with as --key. Make one with samklang cells key."))
    if deed == EXPORT:
        _export(screen, files, out, given)
    else:
        _merge(screen, files, out, given)


def _key(screen: Screen, files: tuple[Path, ...]) -> None:
    if len(files) != 1:
        raise to_mend(say("Name one file for the key, such as key.pem."))
    public = files[0].with_suffix(PUBLIC)
    if public.exists():
        raise to_mend(say("There is a file {path} already. Use the key in it, or choose another name.",
                          path=str(public)))  # fmt: skip
    with told():
        text = public_text(new_key(files[0]))
    public.write_text(text + "\n", encoding="utf-8")
    if screen.as_json:
        screen.result_as_json({"key": str(files[0]), "public_file": str(public), "public": text})
        return
    screen.result(say("The key is in {path}; only you can read it, and it never leaves you.", path=str(files[0])))
    screen.result(say("Give {path} to those who take in your sums: {key}", path=str(public), key=text))


def _export(screen: Screen, files: tuple[Path, ...], out: Path, given: dict[str, Any]) -> None:
    refuse_no_tables(files, given["engine"])
    columns, plan_hash = _columns(given)
    if not given["municipality"]:
        raise to_mend(say("Say who gives the sums with --municipality."))
    with told():
        key = load_key(given["key"])

    def work(_: Watched[Sentence, tuple[Cells, Intake]]) -> tuple[Cells, Intake]:
        with engine_for(given["engine"], given["memory"]) as engine, told():
            taken = cells_of_many(
                [str(path) for path in files],
                **columns,
                engine=engine,
                repeated=given["repeated"],
                looks_like_a_person=looks_like_a_person,
            )
        (cells,) = taken.cells.values()
        return suppress(cells, given["least"]), taken.intake

    with LateSign(screen, say("Summing the rows …")) as sign:
        cells, intake = Watched(work, stops=False).run(sign)
    if not len(cells):
        raise to_mend(say("Nothing can leave: every group is too small. Give a cluster that holds more people."))
    about = About(
        municipality=given["municipality"],
        definition=given["definition"] or cells.outcome,
        made_on=clock.today(),
        least=given["least"],
        plan_hash=plan_hash,
    )
    with told():
        digest = write_cells(out, cells, about, key)
    _written(screen, out, cells, digest, least=given["least"], notes=intake.notes)


def _columns(given: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """What `cells_of_many` is told of columns, and the hash of the plan they come from."""
    if given["plan"] is not None:
        plan, hash_, _ = frozen(given["plan"])
        if plan.hash != hash_:
            raise to_mend(say("The plan has been changed since it was frozen. Ask for the frozen one."))
        return {"unit": plan.unit, "cohort": plan.cohort, "period": plan.period, "outcomes": (plan.outcome,),
                "cluster": plan.cluster, "strata": plan.strata, "weight": plan.weight}, plan.hash  # fmt: skip
    missing = [f"--{name}" for name in ("unit", "cohort", "period", "outcome") if not given[name]]
    if missing:
        raise to_mend(say("Say {options} too, or give a frozen plan with --plan.", options=tuple(missing)))
    named = {name: given[name] for name in ("unit", "cohort", "period", "cluster", "strata", "weight")}
    return {**named, "outcomes": (given["outcome"],)}, None


def _merge(screen: Screen, files: tuple[Path, ...], out: Path, given: Mapping[str, Any]) -> None:
    if not files:
        raise to_mend(say("Name the files of sums to put together."))
    if not given["trust"]:
        raise to_mend(say("Say whose sums are taken in with --trust: their public keys, or the files with them."))
    parts = read_all(files, given["trust"])
    plans = {one.about.plan_hash for one in parts}
    if len(plans) > 1:
        raise to_mend(say("The sums are made for different plans. Ask for sums by one plan."))
    with told():
        key = load_key(given["key"])
        cells = merge([one.cells for one in parts], same_clusters=given["same_groups"])
        about = About(
            municipality=" + ".join(one.about.municipality for one in parts),
            definition=" / ".join(dict.fromkeys(one.about.definition for one in parts)),
            made_on=clock.today(),
            least=min(one.about.least for one in parts),
            plan_hash=plans.pop(),
        )
        digest = write_cells(out, cells, about, key)
    _written(screen, out, cells, digest, least=about.least)


def _written(
    screen: Screen, out: Path, cells: Cells, digest: str, *, least: int, notes: tuple[Sentence, ...] = ()
) -> None:
    if screen.as_json:
        screen.result_as_json({
            "file": str(out), "sha256": digest, "outcome": cells.outcome, "sums": len(cells),
            "left_out": cells.suppressed, "notes": [screen.words(one) for one in notes],
        })  # fmt: skip
        return
    screen.result(say_n("{count} sum is written to {path}, signed.", "{count} sums are written to {path}, signed.",
                        len(cells), path=str(out)))  # fmt: skip
    if cells.suppressed:
        screen.result(
            say_n(
                "{count} was left out, since it counts fewer than {least} people or would let such a count be worked "
                "out.",
                "{count} were left out, since they count fewer than {least} people or would let such a count be worked "
                "out.",
                cells.suppressed, least=least,
            )
        )  # fmt: skip
    else:
        screen.result(say("No sum had to be left out."))
    for one in notes:
        screen.note(one)
