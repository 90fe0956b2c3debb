"""How the planner gets on and how the wishes come out, in few words: for whoever waits, and for the summary."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from samklang.core.planner.plan import Level
from samklang.core.planner.problem import Wish
from samklang.core.units import ORE_PER_KRONE
from samklang.core.words import Money, Sentence, Share, Value, say, say_n

if TYPE_CHECKING:
    # Only for types: whoever writes a document needs no engine.
    from samklang.core.planner.solve import Progress

NAMES: dict[Wish, Sentence] = {
    Wish.UNTRAINED: say("Without a seat"),
    Wish.COST: say("Cost"),
    Wish.CONTINUITY: say("Conversations to be moved"),
    Wish.PAIRS: say("Pairs kept apart"),
    Wish.SPREAD: say("Uneven teams and roles"),
    Wish.FINISH: say("Last session"),
    Wish.AVOID: say("Unwanted half-days"),
    Wish.ORDER: say("Out of the drawn order"),
}


def in_units(wish: Wish, value: int, first_day: date) -> Value:
    """A wish's value as people say it: people, kroner, a date."""
    match wish:
        case Wish.UNTRAINED | Wish.ORDER:
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


def gap_of(level: Level) -> Share:
    """The share that better plans might save, rounded up to a tenth of a percent so that it is never understated."""
    return Share(float(Decimal(level.gap or 0).quantize(Decimal("0.001"), ROUND_CEILING)))


def news(before: tuple[Level, ...], report: "Progress", first_day: date) -> Iterator[Sentence]:
    """What has become better or been proved since the last report; the planner's own note where nothing has."""
    if not before or not report.levels:
        yield report.note
    old = {level.wish: level for level in before}
    for level in report.levels:
        was = old.get(level.wish)
        if was is None:
            continue
        name, value = NAMES[level.wish], in_units(level.wish, level.value, first_day)
        if level.value < was.value:
            yield say(
                "{wish}: from {before} to {now}, {best}",
                wish=name,
                before=in_units(level.wish, was.value, first_day),
                now=value,
                best=at_best(level, first_day),
            )
        elif level.wish is report.wish and at_best(level, first_day) != at_best(was, first_day):
            yield say("{wish}: {now}, {best}", wish=name, now=value, best=at_best(level, first_day))
