"""What can be worked out exactly, without drawing chance: the simulation is held against it."""

from collections.abc import Sequence

from samklang.core.planner.forecast.assumptions import Assumptions
from samklang.core.planner.forecast.simulate import leave_chances


def expected_trained(
    trained_now: int, completions: Sequence[tuple[int, int]], assumptions: Assumptions, month: int
) -> float:
    """How many are expected to be trained and still employed at the end of a month, with no refill.

    Each of those trained now stays so long with probability (1 - turnover)^(month / 12): of 100, 64 after two years at
    20 %. One who is to be trained must also not have gone on leave before their course, or their seat stays empty.

    trained_now: people, from 0.
    completions: (month, people); those after `month` do not count yet.
    month:       from 0.
    returns:     people, from 0; not a whole number.
    """
    done = sum(people * (1 - _on_leave_by(done_in, assumptions)) for done_in, people in completions if done_in <= month)
    return float((trained_now + done) * (1 - assumptions.turnover) ** (month / 12))


def _on_leave_by(month: int, assumptions: Assumptions) -> float:
    """The chance that one who is at work now is on long leave at the end of a month; it nears the share on leave."""
    begin, end = leave_chances(assumptions)
    if begin + end == 0:
        return 0.0
    return begin / (begin + end) * (1 - (1 - begin - end) ** month)
