"""A comparison in words: the figures' names and values, who is best in what, and which variants are worth choosing."""

from collections.abc import Iterator

from samklang.core.planner.compare.figures import Column, Figures
from samklang.core.planner.compare.table import Comparison
from samklang.core.planner.problem import Wish
from samklang.core.planner.progress import gap_of
from samklang.core.words import Money, Sentence, Value, say, say_n

HEADINGS: dict[Column, Sentence] = {
    Column.UNTRAINED: say("Without a seat"),
    Column.COST: say("Cost"),
    Column.OWN_MONEY: say("Of which own money"),
    Column.CONVERSATIONS: say("Conversations to be moved"),
    Column.PAIRS: say("Pairs kept apart"),
    Column.SPREAD: say("Uneven teams and roles"),
    Column.ORDER: say("Out of the drawn order"),
    Column.FINISH: say("Last session"),
    Column.SLACK: say("To spare at the tightest counter"),
    Column.TIGHT: say("Half-days with nobody to spare"),
    Column.SHORT: say("Half-days short if some are ill"),
}


def headings(found: Comparison) -> dict[Column, Sentence]:
    """What the rows of a comparison are called; the drawn order stands there only where one was drawn."""
    drawn = any(row.figures is not None and row.figures.order is not None for row in found.rows)
    return {column: heading for column, heading in HEADINGS.items() if drawn or column is not Column.ORDER}


def shown(column: Column, figures: Figures) -> Value:
    """A figure as people say it."""
    values: dict[Column, Value | None] = {
        Column.UNTRAINED: figures.untrained,
        Column.COST: Money(figures.cost_ore),
        Column.OWN_MONEY: Money(figures.own_ore),
        Column.CONVERSATIONS: figures.conversations,
        Column.PAIRS: figures.pairs,
        Column.SPREAD: figures.spread,
        Column.ORDER: figures.order,
        Column.FINISH: figures.finish,
        Column.SLACK: figures.risk.smallest_slack,
        Column.TIGHT: figures.risk.tight,
        Column.SHORT: round(figures.risk.short_more, 1),
    }
    value = values[column]
    return "–" if value is None else value


def how_sure(figures: Figures) -> Sentence:
    """What is proved of a plan, in few words."""
    if figures.proved:
        return say("proved best")
    cost = next((level for level in figures.levels if level.wish is Wish.COST), None)
    if cost is None or cost.gap is None:
        return say("not proved")
    if cost.proved:
        return say("cost proved best")
    return say("cost within {gap}", gap=gap_of(cost))


def marked(found: Comparison, column: Column) -> tuple[int, ...]:
    """The best in a row; nobody where all are alike, unless there is only one."""
    best, planned = found.best[column], sum(row.figures is not None for row in found.rows)
    return () if len(best) == planned > 1 else best


def remarks(found: Comparison) -> Iterator[Sentence]:
    """Which variants have no plan and why, which are better in nothing, and which are worth choosing between."""
    for row in found.rows:
        if row.reason is not None:
            yield say("{variant}: no plan. {why}", variant=row.variant.name, why=row.reason)
        elif row.dominated_by is not None:
            better = found.rows[row.dominated_by].variant.name
            yield say("{variant} is better than {other} in nothing.", variant=row.variant.name, other=better)
    worth = found.worth_choosing()
    if len(worth) > 1:
        names = tuple(found.rows[place].variant.name for place in worth)
        yield say_n("Worth choosing: {names}.", "Worth choosing between: {names}.", len(worth), names=names)
