"""`samklang power`: before a study starts, the smallest effect it would see; and what luck alone spreads."""

from math import floor
from pathlib import Path
from typing import Any

import click

from samklang.cli import clock
from samklang.cli.amounts import Amount
from samklang.cli.command import Command, Example, json_option, option, screen_of
from samklang.cli.evidence_options import out_option
from samklang.cli.evidence_outputs import Answered, answer
from samklang.cli.exits import Exit, to_mend
from samklang.cli.kinds import ShareOfOne, WholeNumber
from samklang.cli.screen import Screen
from samklang.core.effects.cells import NEVER
from samklang.core.effects.power import StudyDesign, Wave, with_clusters
from samklang.core.words import say
from samklang.reports.power_page import luck_document, luck_paper, luck_view, study_document, study_paper, study_view

EXAMPLES: tuple[Example, ...] = (
    ("samklang power --clusters 20 --waves 4 --periods 12 --cases 50 --level 30%",
     say("Twenty offices in four waves, fifty citizens in each office and period.")),
    ("samklang power --clusters 20 --waves 4 --periods 12 --cases 50 --level 30% --drawn --effect 2%",
     say("How many offices to see two percentage points, with the order drawn by lot?")),
    ("samklang power --staff 30 --cases 50 --level 14%", say("How far apart does luck alone put thirty people?")),
)  # fmt: skip


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "power",
        run,
        does=say(
            "See before a study starts the smallest effect it would see, beside other designs, and how many groups an "
            "effect needs. With --staff: how far apart luck alone puts people who are all alike."
        ),
        params=_options(language),
        examples=EXAMPLES,
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND, Exit.ABORTED),
    )


def _options(language: str) -> list[click.Parameter]:
    number, share = say("NUMBER"), say("SHARE")
    return [
        option(language, "--clusters", shown_as=number, type=WholeNumber(2, 100_000),
               does=say("How many groups there are, such as offices.")),
        option(language, "--waves", shown_as=number, type=WholeNumber(1, 1_000), default=4, show_default=True,
               does=say("How many times training begins, each with as many groups.")),
        option(language, "--periods", shown_as=number, type=WholeNumber(2, 1_000), default=12, show_default=True,
               does=say("How many periods are followed.")),
        option(language, "--cases", shown_as=number, type=WholeNumber(1, 10_000_000), default=50, show_default=True,
               does=say("How many cases each group has in a period, or each member of staff in all.")),
        option(language, "--level", shown_as=share, type=ShareOfOne(),
               does=say("The share of yes without training. Where nothing is said, 30 %.")),
        option(language, "--sd", shown_as=say("AMOUNT"), type=Amount(),
               does=say("In place of a share: how far single cases lie apart, as their standard deviation.")),
        option(language, "--icc", shown_as=share, type=ShareOfOne(), default=0.03, show_default=True,
               does=say("How much of the variation lies between groups.")),
        option(language, "--autocorrelation", shown_as=share, type=ShareOfOne(), default=0.8, show_default=True,
               does=say("How far a group's level in one period goes with that in another.")),
        option(language, "--untrained", shown_as=number, type=WholeNumber(0, 100_000), default=0, show_default=True,
               does=say("How many of the groups are never trained.")),
        option(language, "--drawn", is_flag=True, does=say("Lots decide who is trained first.")),
        option(language, "--effect", shown_as=say("AMOUNT"), type=Amount(),
               does=say("An effect: how many groups would see it?")),
        option(language, "--staff", shown_as=number, type=WholeNumber(2, 100_000),
               does=say("In place of a study: how many members of staff, to see what luck alone gives.")),
        out_option(language, "power.html", "power.json"),
        json_option(language),
    ]  # fmt: skip


@click.pass_context
def run(context: click.Context, /, *, out: Path | None, **given: Any) -> None:
    """Reckon and show."""
    screen = screen_of(context)
    if (given["staff"] is None) == (given["clusters"] is None):
        raise to_mend(say("Give --clusters for a study, or --staff for the spread between staff."))
    if given["level"] is not None and not 0 < given["level"] < 1:
        raise to_mend(say("The share is more than nothing and less than all."))
    reckon = _luck if given["staff"] is not None else _study
    answer(screen, out, "power", inputs=(), reckon=lambda: reckon(screen, given))


def _luck(screen: Screen, given: dict[str, Any]) -> Answered:
    if given["sd"] is not None:
        raise to_mend(say("What luck alone gives is reckoned for shares. Give --level, not --sd."))
    view = luck_view(given["level"] or 0.3, given["cases"], given["staff"], made_at=clock.now())
    return Answered(luck_paper(view), luck_document(view, screen.language))


def _study(screen: Screen, given: dict[str, Any]) -> Answered:
    if given["level"] is not None and given["sd"] is not None:
        raise to_mend(say("Give --level for yes and no, or --sd for other numbers, not both."))
    longer = _design({**given, "periods": 2 * given["periods"]})
    view = study_view(_design(given), longer, effect=given["effect"], by_lot=given["drawn"], made_at=clock.now())
    return Answered(study_paper(view), study_document(view, screen.language))


def _design(given: dict[str, Any]) -> StudyDesign:
    """Waves spread evenly over the periods, with one period before the first and one after the last at least."""
    clusters, waves, periods, never = (given[name] for name in ("clusters", "waves", "periods", "untrained"))
    if waves > periods - 1:
        raise to_mend(say("There are more waves than periods after the first. Give fewer waves, or more periods."))
    if clusters - never < waves:
        raise to_mend(say("There are fewer groups to train than waves. Give fewer waves, or more groups."))
    firsts = [2 + floor((place + 0.5) * (periods - 1) / waves) for place in range(waves)]
    trained = StudyDesign(
        waves=tuple(Wave(first, 1) for first in firsts),
        periods=periods,
        people=given["cases"],
        level=None if given["sd"] is not None else given["level"] or 0.3,
        sd=given["sd"],
        icc=given["icc"],
        autocorrelation=given["autocorrelation"],
    )
    shared = with_clusters(trained, clusters - never)
    if not never:
        return shared
    return StudyDesign(
        waves=(*shared.waves, Wave(NEVER, never)),
        periods=periods,
        people=shared.people,
        level=shared.level,
        sd=shared.sd,
        icc=shared.icc,
        autocorrelation=shared.autocorrelation,
    )
