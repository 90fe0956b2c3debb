"""How each wish came out, in words, and how much better a plan could be at most."""

from datetime import date, timedelta

from samklang.core.planner.plan import Level, Plan
from samklang.core.planner.problem import Problem, Wish
from samklang.core.planner.progress import gap_of
from samklang.core.words import Money, Sentence, Value, say, say_n
from samklang.reports.plan_view.model import LevelView

NAMES = {
    Wish.UNTRAINED: say("Few without a seat"),
    Wish.COST: say("Low cost"),
    Wish.CONTINUITY: say("Few conversations moved"),
    Wish.PAIRS: say("Pairs kept together"),
    Wish.SPREAD: say("Teams and roles spread evenly"),
    Wish.FINISH: say("Early finish"),
    Wish.AVOID: say("Unwanted days avoided"),
    Wish.ORDER: say("Drawn order kept"),
}
MEANINGS = {
    Wish.UNTRAINED: say("People who are to be trained and have no seat."),
    Wish.COST: say("Trainers, travel, rooms, materials and temps, all in all."),
    Wish.CONTINUITY: say("Conversations with citizens or companies that must be moved because of a session."),
    Wish.PAIRS: say("Pairs of colleagues who practise together and are not in the same cohort."),
    Wish.SPREAD: say("For each team and role: the most in one cohort less the fewest in another, added up."),
    Wish.FINISH: say("The date of the last session."),
    Wish.AVOID: say("Half-days with a session on days you would rather keep free, each with the weight you gave it."),
    Wish.ORDER: say("The fewest people who would have to sit elsewhere for all others to begin in the drawn order."),
}


def levels_of(problem: Problem, plan: Plan) -> tuple[LevelView, ...]:
    """The wishes in the order they count."""
    return tuple(
        LevelView(
            wish=level.wish,
            name=NAMES[level.wish],
            meaning=MEANINGS[level.wish],
            value=_in_units(level.wish, level.value, problem.first_day),
            verdict=_verdict(level, problem.first_day),
            proved=_nothing_better(level),
        )
        for level in plan.levels
    )


def _nothing_better(level: Level) -> bool:
    """No level can be below nought, also where the planner stated no bound."""
    return level.proved or level.value <= 0


def _in_units(wish: Wish, value: int, first_day: date) -> Value:
    match wish:
        case Wish.UNTRAINED | Wish.SPREAD | Wish.ORDER:
            return say_n("{count} person", "{count} people", value)
        case Wish.COST:
            return Money(value)
        case Wish.CONTINUITY:
            return say_n("{count} conversation", "{count} conversations", value)
        case Wish.PAIRS:
            return say_n("{count} pair", "{count} pairs", value)
        case Wish.FINISH:
            return first_day + timedelta(days=value)
        case Wish.AVOID:
            return say_n("{count} point", "{count} points", value)


def _verdict(level: Level, first_day: date) -> Sentence:
    if _nothing_better(level):
        return say("No better plan exists.")
    if level.bound is None:
        return say("How much better a plan could be is not known.")
    best = _in_units(level.wish, level.bound, first_day)
    if level.wish is Wish.FINISH:
        return say("A plan could finish on {best} at the earliest.", best=best)
    if level.wish is Wish.COST:
        return say("No plan costs less than {best}: at most {gap} cheaper is possible.", gap=gap_of(level), best=best)
    return say("No plan gets below {best}: at most {gap} lower is possible.", gap=gap_of(level), best=best)
