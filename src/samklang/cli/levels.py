"""How the wishes come out, as a table: for the display while the planner works and for the summary afterwards."""

from collections.abc import Sequence
from datetime import date

from rich.table import Table
from rich.text import Text

from samklang.cli.screen import Screen
from samklang.core.planner.plan import Level
from samklang.core.planner.problem import Wish
from samklang.core.planner.progress import NAMES, at_best, in_units, surely_best


def levels_table(screen: Screen, levels: Sequence[Level], first_day: date, *, now: Wish | None = None) -> Table:
    """One row for each wish in its order; with `now`, the one that is being worked on is marked."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    any_known = any(level.bound is not None for level in levels)
    for level in levels:
        table.add_row(
            Text(screen.words(NAMES[level.wish]), style="bold cyan" if level.wish is now else ""),
            Text(screen.value(in_units(level.wish, level.value, first_day))),
            Text(
                screen.words(at_best(level, first_day)) if any_known else "",
                style="green" if surely_best(level) else "dim",
            ),
        )
    return table
