"""How much it means whom one meets: the variance between staff, from sums, with luck and case mix taken out.

`Sums` holds the counts, sums and squares of each person and stratum; `spread` answers with figures of all of them
together, each with its interval, and pictures in which nobody can be found; `told` says it in a sentence.
"""

from samklang.core.effects.spread.answer import (
    Caterpillar,
    CaterpillarPoint,
    Chance,
    Funnel,
    FunnelPoint,
    Limit,
    OddsScale,
    Spread,
    Standing,
    Tails,
)
from samklang.core.effects.spread.change import SpreadChange, spread_change
from samklang.core.effects.spread.spread import FEWEST_VALUES, LEAST_RELIABILITY, own_point, spread
from samklang.core.effects.spread.sums import Kind, Sums
from samklang.core.effects.spread.told import standing, told, told_change

__all__ = [
    "FEWEST_VALUES",
    "LEAST_RELIABILITY",
    "Caterpillar",
    "CaterpillarPoint",
    "Chance",
    "Funnel",
    "FunnelPoint",
    "Kind",
    "Limit",
    "OddsScale",
    "Spread",
    "SpreadChange",
    "Standing",
    "Sums",
    "Tails",
    "own_point",
    "spread",
    "spread_change",
    "standing",
    "told",
    "told_change",
]
