"""What is to be mended in a workbook, as a table: where, what is wrong, what to write instead."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table
from rich.text import Text

from samklang.cli.screen import Screen, shown
from samklang.core.words import Sentence, say, say_n

if TYPE_CHECKING:
    # Only for types: the help pages need not wait for the spreadsheet readers.
    from samklang.core.workbook import Issue

MOST = 200
"""Rows shown at once; a file with more has one cause more often than many."""


def before_a_plan(count: int) -> Sentence:
    """The line above everything that is wrong with the input of a plan."""
    return say_n(
        "{count} thing must be mended before there can be a plan:",
        "{count} things must be mended before there can be a plan:",
        count,
    )


class ToMend(Exception):
    """Input that cannot be used until its user has mended it, with everything that was found."""

    def __init__(self, issues: "Sequence[Issue]", *, before: Callable[[int], Sentence] = before_a_plan) -> None:
        """before: the line above the errors, from how many they are."""
        self.issues = tuple(issues)
        self.before = before
        super().__init__("; ".join(map(str, self.issues)))


def show_errors(screen: Screen, found: ToMend) -> None:
    """Everything that must be mended, then everything that is good to know."""
    errors = [issue for issue in found.issues if issue.is_error]
    notes = [issue for issue in found.issues if not issue.is_error]
    screen.problem(found.before(len(errors)))
    screen.problem(_table(screen, errors, say("What is wrong"), "red"))
    _say_how_many_more(screen, len(errors))
    if notes:
        show_notes(screen, notes)


def show_notes(screen: Screen, notes: "Sequence[Issue]") -> None:
    """What is good to know about the input."""
    if not notes or screen.quiet:
        return
    screen.note(say_n("{count} thing to know about the input:", "{count} things to know about the input:", len(notes)))
    screen.note(_table(screen, notes, say("What to know"), "yellow"))
    _say_how_many_more(screen, len(notes))


def issues_as_json(screen: Screen, issues: "Sequence[Issue]") -> list[dict[str, Any]]:
    """The issues for a program to read, in the language of the run."""
    return [
        {
            "sheet": issue.sheet,
            "cell": issue.cell,
            "what": screen.words(issue.what),
            "instead": screen.words(issue.instead),
            "error": issue.is_error,
        }
        for issue in issues
    ]


def _say_how_many_more(screen: Screen, count: int) -> None:
    if count > MOST:
        more: Sentence = say_n("… and {count} more.", "… and {count} more.", count - MOST)
        screen.problem(more)


def _table(screen: Screen, issues: "Sequence[Issue]", what: Sentence, colour: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column(screen.words(say("Sheet")), overflow="fold", ratio=None, max_width=20)
    table.add_column(screen.words(say("Cell")), style=colour, no_wrap=True)
    table.add_column(screen.words(what), overflow="fold", ratio=3)
    table.add_column(screen.words(say("What to do")), overflow="fold", ratio=2)
    for issue in issues[:MOST]:
        table.add_row(
            Text(shown(issue.sheet)),
            Text(shown(issue.cell)),
            Text(screen.words(issue.what)),
            Text(screen.words(issue.instead)),
        )
    return table
