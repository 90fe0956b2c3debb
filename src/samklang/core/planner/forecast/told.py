"""A forecast in words."""

from collections.abc import Iterator

from samklang.core.planner.forecast.outlook import Forecast
from samklang.core.planner.forecast.refill import Refill
from samklang.core.words import Sentence, Share, say


def told(forecast: Forecast) -> tuple[Sentence, ...]:
    """What the forecast says about its last month, what it rests on, and the refill where a goal was given."""
    return (*_last_month(forecast), *_refill(forecast))


def _last_month(forecast: Forecast) -> Iterator[Sentence]:
    last, given = forecast.points[-1], forecast.assumptions
    if not last.posts:
        yield say("There are no posts to forecast for.")
        return
    yield say(
        "After {months} months, {trained} of {posts} posts are expected to be held by somebody trained"
        " ({low} to {high} in nine of ten simulations, of which there are {replications}).",
        months=last.month,
        trained=round(last.trained.mean),
        posts=last.posts,
        low=round(last.trained.low),
        high=round(last.trained.high),
        replications=forecast.replications,
    )
    yield say(
        "This is with a yearly turnover of {turnover}. With {low_turnover} it is {many},"
        " with {high_turnover} it is {few}.",
        turnover=Share(given.turnover),
        low_turnover=Share(given.turnover_low),
        many=round(forecast.low_turnover.trained[-1].mean),
        high_turnover=Share(given.turnover_high),
        few=round(forecast.high_turnover.trained[-1].mean),
    )
    yield say(
        "On an ordinary day, {people} of the trained are at work. {newcomers} newcomers carry a full load untrained.",
        people=round(last.at_work.mean),
        newcomers=round(last.newcomers.mean),
    )
    if last.skill_kept is not None:
        yield say(
            "Of the skill the training gave, the trained have {kept} left on average, with {follow_ups} follow-ups in"
            " each half-year. This is an average of effects measured abroad, not a count of people.",
            kept=Share(last.skill_kept.mean),
            follow_ups=given.follow_ups,
        )


def _refill(forecast: Forecast) -> Iterator[Sentence]:
    refill = forecast.refill
    if refill is None:
        return
    if refill.best_share is None or refill.best_month is None:
        yield say(
            "The planned training is not over within {months} months. Look further ahead to find the refill.",
            months=forecast.points[-1].month,
        )
    elif refill.people is None and refill.best_month < refill.from_month + forecast.assumptions.refill_every_months:
        yield say(
            "A refill keeps what the plan has reached, and before its first course only {best} of the posts are trained"
            " (month {month}). Choose a goal below that, or plan for more people first.",
            best=Share(refill.best_share),
            month=refill.best_month,
        )
    elif refill.people is None:
        yield say(
            "No refill keeps {goal} of the posts trained: even if all who are at work are trained in each course, it is"
            " {best} in month {month}. Choose a lower goal, hold courses more often or fill vacant posts sooner.",
            goal=Share(refill.goal),
            best=Share(refill.best_share),
            month=refill.best_month,
        )
    else:
        yield say(
            "Train {people} in each half-year to keep {goal} of the posts trained.",
            people=refill.people,
            goal=Share(refill.goal),
        )
    if refill.people is not None:
        yield from _range(refill, forecast)


def _range(refill: Refill, forecast: Forecast) -> Iterator[Sentence]:
    given = forecast.assumptions
    for turnover, people in ((given.turnover_low, refill.low), (given.turnover_high, refill.high)):
        if people is None:
            yield say("With a yearly turnover of {turnover}, no refill is enough.", turnover=Share(turnover))
        else:
            yield say(
                "With a yearly turnover of {turnover}, it takes {people}.", turnover=Share(turnover), people=people
            )
    if refill.surely is not None:
        yield say("To be 95 in 100 sure at each month end, train {people}.", people=refill.surely)
