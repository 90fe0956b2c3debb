"""How the wishes come out, in few words: for the display while the planner works and for the summary afterwards."""

from collections.abc import Sequence
from datetime import date, timedelta

from rich.table import Table
from rich.text import Text

from samklang.cli.screen import Screen
from samklang.core.planner.plan import Level
from samklang.core.planner.problem import Wish
from samklang.core.units import ORE_PER_KRONE
from samklang.core.words import Money, Sentence, Value, say, say_n
from samklang.reports.plan_view.levels import gap_of

NAMES: dict[Wish, Sentence] = {
    Wish.UNTRAINED: say("Without a seat"),
    Wish.COST: say("Cost"),
    Wish.CONTINUITY: say("Conversations to be moved"),
    Wish.PAIRS: say("Pairs kept apart"),
    Wish.SPREAD: say("Uneven teams and roles"),
    Wish.FINISH: say("Last session"),
    Wish.AVOID: say("Unwanted half-days"),
}


def in_units(wish: Wish, value: int, first_day: date) -> Value:
    """A wish's value as people say it: people, kroner, a date."""
    match wish:
        case Wish.UNTRAINED:
            return say_n("{count} person", "{count} people", value)
        case Wish.COST:
            return Money(value)
        case Wish.FINISH:
            return first_day + timedelta(days=value)
    return value


def at_best(level: Level, first_day: date) -> Sentence:
    """What is proved about how much better the wish could come out, in few words."""
    if surely_best(level):
        return say("proved best")
    if level.bound is None:
        return say("best not known")
    if level.wish is Wish.COST:
        # Whole kroner are enough here; rounded down, so that nothing is promised too much.
        best = Money(level.bound // ORE_PER_KRONE * ORE_PER_KRONE)
        return say("at best {best} ({gap} less)", best=best, gap=gap_of(level))
    return say("at best {best}", best=in_units(level.wish, level.bound, first_day))


def surely_best(level: Level) -> bool:
    """Whether nothing better exists; nothing is below nought, also where no bound was stated."""
    return level.proved or level.value <= 0


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
