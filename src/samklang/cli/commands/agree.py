"""`samklang agree`: how far people who rate the same cases agree, by whatever file holds their ratings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from samklang.cli import agree_outputs, clock
from samklang.cli.agree_intake import Files, given_by
from samklang.cli.agree_options import EXAMPLES, options
from samklang.cli.agree_summary import show
from samklang.cli.agree_waiting import LateSign
from samklang.cli.command import Command, screen_of
from samklang.cli.exits import Exit, to_mend
from samklang.cli.folder import folder_for
from samklang.cli.screen import Screen
from samklang.cli.solving import Watched
from samklang.core.agreement import Metric
from samklang.core.words import Sentence, Share, say
from samklang.core.workbook.ratings_layout import Form
from samklang.reports import agreement_view
from samklang.reports.agreement_document import document
from samklang.reports.agreement_view import AgreementView, Asked, Given

OVERALL, INDICATOR = "overall", "indicator"


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "agree",
        run,
        does=say(
            "See how far people who rate the same cases agree, how sure that is, and what divides them: "
            "Krippendorff's alpha for each indicator, with the other figures that are asked for beside it. Takes any "
            "CSV file or workbook, with one rating a row, or one case a row, or one rater a row."
        ),
        params=options(language),
        examples=EXAMPLES,
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND, Exit.ABORTED),
    )


@click.pass_context
def run(
    context: click.Context,
    /,
    *,
    ratings: Path,
    level: str,
    by: str | None,
    before: Path | None,
    out: Path | None,
    bootstrap: int | None,
    **given: Any,
) -> None:
    """Read, reckon, write, show."""
    screen = screen_of(context)
    if given["smallest_relevant"] == 0:
        raise to_mend(say("The smallest change that matters is above {none}.", none=Share(0)))
    wide = None if given["wide"] is None else Form(given["wide"])
    files = Files(ratings, before, Metric(level), _named(given), wide, given["scale"])
    found, levels = given_by(files, screen)
    if by == INDICATOR and not found.has_items:
        screen.note(say("The file has no column of indicators, so there is one figure for all of it."))
    asked = Asked(
        metric=files.metric,
        overall=by == OVERALL,
        levels=levels,
        replicates=bootstrap,
        seed=given["seed"],
        smallest_relevant=given["smallest_relevant"],
        raters=given["raters"],
    )
    if out is None:
        _answer(screen, _reckoned(screen, found, asked), None)
        return
    inputs = [path for path in (ratings, before) if path is not None]
    with folder_for(out, names=agree_outputs.NAMES, inputs=inputs, kind=agree_outputs.AGREEMENT) as folder:
        view = _reckoned(screen, found, asked)
        agree_outputs.write(folder, view, screen.language)
        _answer(screen, view, out)


def _named(given: Mapping[str, Any]) -> dict[str, str]:
    """The headings that the user gave, by role."""
    names = {"rater": given["rater"], "case": given["case"], "item": given["item"], "level": given["value"]}
    names["key"] = given["key"]
    return {role: name for role, name in names.items() if name}


def _reckoned(screen: Screen, found: Given, asked: Asked) -> AgreementView:
    def work(watched: Watched[Sentence, AgreementView]) -> AgreementView:
        def tell(number: int, of: int, name: str) -> None:
            if of > 1:
                watched.tell(say("Reckoning {number} of {of}: {name} …", number=number, of=of, name=name))

        return agreement_view.build(found, asked, made_at=clock.now(), tell=tell)

    with LateSign(screen, say("Reckoning agreement …")) as sign:
        return Watched(work, stops=False).run(sign)


def _answer(screen: Screen, view: AgreementView, out: Path | None) -> None:
    if screen.as_json:
        screen.result_as_json({**document(view, screen.language), **({} if out is None else {"folder": str(out)})})
    else:
        show(screen, view, out)
