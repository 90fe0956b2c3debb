"""Is there money enough for the least it can cost?"""

from collections.abc import Iterator

from samklang.core.planner.explain.checks.finding import CALENDAR, PERSONAL, Finding
from samklang.core.planner.explain.checks.places import fewest_cohorts
from samklang.core.planner.explain.rules import Kind
from samklang.core.planner.explain.view import View
from samklang.core.planner.solve.bounds import cohort_price, cohorts_needed, cost_floor
from samklang.core.words import Money, say

_KINDS = frozenset(
    {
        Kind.EVERYONE,
        Kind.BUDGET,
        Kind.GRANT_AMOUNT,
        Kind.GRANT_WINDOW,
        Kind.GRANT_SHARE,
        Kind.SIZE_MAX,
        Kind.COHORT_MIN,
        Kind.TEAM_CAP,
        Kind.ROOM_SIZE,
        Kind.MINIMUM,
    }
)


def too_dear(view: View) -> Iterator[Finding]:
    """What training all of them costs at least, less all that grants may pay, is more than the own budget."""
    budget = view.problem.funding.own_budget_ore
    if budget is None or not view.must_ids:
        return
    more = fewest_cohorts(view) - cohorts_needed(view.grid, len(view.must_ids))
    least = cost_floor(view.grid, len(view.must_ids)) + more * cohort_price(view.grid)
    first, last = view.problem.first_day, view.problem.last_day
    grants = [grant for grant in view.problem.funding.grants if grant.first_day <= last and grant.last_day >= first]
    shares = sum(grant.share_percent for grant in grants) / 100
    amounts = sum(grant.amount_ore for grant in grants)
    own = max(least - amounts, int(least * (1 - shares)) if shares < 1 else 0)
    if own <= budget:
        return
    yield Finding(
        say(
            "Training {people} people costs {least} at the least. The grants pay at most {granted} of it, and the own"
            " budget is {budget}: {short} too little.",
            people=len(view.must_ids),
            least=Money(least),
            granted=Money(least - own),
            budget=Money(budget),
            short=Money(own - budget),
        ),
        _KINDS | CALENDAR | PERSONAL,
    )
