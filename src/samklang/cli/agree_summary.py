"""Agreement on one screen: the answer in a sentence, each indicator, what has changed, and where the files lie."""

from pathlib import Path

from rich import box
from rich.table import Table
from rich.text import Text

from samklang.calibration.wording import figure, interval
from samklang.cli import agree_outputs
from samklang.cli.screen import Screen, shown
from samklang.core.agreement import Coefficient, Metric
from samklang.core.words import Sentence, Share, say
from samklang.reports.agreement_told import (
    CHANGES,
    VERDICTS,
    about,
    change_told,
    figure_name,
    in_short,
    key_told,
    remark,
    threshold_told,
    two_ordinals_told,
)
from samklang.reports.agreement_view import AgreementView, PartView


def show(screen: Screen, view: AgreementView, out: Path | None) -> None:
    """Print the answer."""
    language = screen.language
    screen.result(Text(screen.words(in_short(view, language)), style="bold"))
    for sentence in about(view):
        screen.result(sentence)
    screen.result(_parts(screen, view) if len(view.parts) > 1 else _figures(screen, view.parts[0]))
    if view.before_source:
        _changes(screen, view)
    for part in view.parts:
        if part.against_key is not None:
            _line(screen, part, key_told(part.against_key, language))
    if view.rater_views:
        screen.result(_raters(screen, view))
    screen.result(threshold_told(view, language))
    if view.asked.metric is Metric.ORDINAL and len(view.parts) == 1:
        screen.result(two_ordinals_told())
    if out is not None:
        written = say(
            "Written to {path}: {page} to read and print, {workbook}, {document}.",
            path=str(out),
            page=agree_outputs.PAGE,
            workbook=agree_outputs.WORKBOOK,
            document=agree_outputs.DOCUMENT,
        )
        screen.result(Text(screen.words(written), style="green"))


def _table(screen: Screen, *heads: Sentence) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for place, head in enumerate(heads):
        table.add_column(screen.words(head), overflow="fold", justify="left" if place == 0 else "right")
    return table


def _parts(screen: Screen, view: AgreementView) -> Table:
    table = _table(screen, say("Indicator"), say("Alpha"), say("95 % interval"), say("Raters"), say("Cases"))
    table.add_column(screen.words(say("What may be said")), overflow="fold")
    for part in view.parts:
        found = part.agreement
        table.add_row(
            Text(shown(part.name)),
            *_numbers(screen, found),
            screen.value(found.raters),
            screen.value(found.cases),
            Text(screen.words(VERDICTS[part.verdict])),
        )
    return table


def _figures(screen: Screen, part: PartView) -> Table:
    """Every figure of the only part."""
    table = _table(screen, say("Figure"), say("Estimate"), say("95 % interval"))
    table.add_column(screen.words(say("Remark")), overflow="fold")
    for found in (part.agreement, *part.others, *([] if part.separates is None else [part.separates])):
        why = remark(found)
        table.add_row(
            Text(screen.words(figure_name(found))),
            *_numbers(screen, found),
            Text("" if why is None else screen.words(why)),
        )
    return table


def _numbers(screen: Screen, found: Coefficient) -> tuple[str, str]:
    return figure(found.estimate, screen.language, 3), interval(found.low, found.high, screen.language)


def _changes(screen: Screen, view: AgreementView) -> None:
    for part in view.parts:
        if part.change is None:
            _line(screen, part, say("The earlier file does not have it."))
        else:
            _line(screen, part, CHANGES[part.change.verdict], change_told(part.change, screen.language))


def _line(screen: Screen, part: PartView, first: Sentence, *more: Sentence) -> None:
    told = screen.words(first).rstrip(".")
    text = ". ".join([told, *(screen.words(one).rstrip(".") for one in more)]) + "."
    screen.result(Text(f"{shown(part.name)}: {text}" if part.name else text))


def _raters(screen: Screen, view: AgreementView) -> Table:
    """In the order of the file, never by size."""
    heads = [say("Rater"), say("Ratings"), say("Above the others, in levels")]
    if view.has_key:
        heads += [say("As the key"), say("At most one away"), say("Above the key, in levels")]
    table = _table(screen, *heads)
    for one in view.rater_views:
        apart, match = one.severity, one.against_key
        own = [screen.value(one.ratings), figure(None if apart is None else apart.estimate, screen.language)]
        if match is not None:
            own += [_share(screen, bound.estimate) for bound in (match.exact, match.within_one)]
            own.append(figure(match.bias.estimate, screen.language))
        table.add_row(Text(shown(one.name)), *own)
    return table


def _share(screen: Screen, share: float | None) -> str:
    return "–" if share is None else screen.value(Share(round(share, 2)))
