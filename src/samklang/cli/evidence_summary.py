"""A paper of evidence on one screen: the answer in a sentence, on what it rests, then part by part."""

from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from samklang.cli.screen import Screen
from samklang.core.words import say
from samklang.reports.evidence_paper import Paper, Section, Table


def show(screen: Screen, paper: Paper, out: Path | None, names: Sequence[str]) -> None:
    """Print the answer. names: of the page and the document in the folder."""
    screen.result(Text(screen.words(paper.first), style="bold"))
    for sentence in paper.about:
        screen.result(sentence)
    for section in paper.sections:
        _section(screen, section)
    for sentence in paper.foot:
        screen.note(sentence)
    if out is not None:
        page, document = names
        written = say("Written to {path}: {page} to read and print, {document}.", path=str(out), page=page,
                      document=document)  # fmt: skip
        screen.result(Text(screen.words(written), style="green"))


def _section(screen: Screen, section: Section) -> None:
    tables = [table for table in section.tables if table.on_screen]
    if not tables and not section.told:
        return
    screen.result()
    screen.result(Text(screen.words(section.title), style="bold"))
    if section.told:
        screen.result_as_list(section.told)
    for table in tables:
        screen.result(_grid(screen, table))


def _grid(screen: Screen, table: Table) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for place, head in enumerate(table.heads):
        grid.add_column(screen.words(head), overflow="fold", justify="left" if place == 0 else "right")
    for row in table.rows:
        grid.add_row(*(Text(screen.value(cell)) for cell in row))
    return grid
