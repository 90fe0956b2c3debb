"""Differences in differences when training starts at different times, reckoned from cells."""

from samklang.core.effects.did.bands import Band, band
from samklang.core.effects.did.comparison import Comparison
from samklang.core.effects.did.few import Spread, estimate_of, spread
from samklang.core.effects.did.group_time import GroupTimes, group_times
from samklang.core.effects.did.pre_trend import PreTrend, pre_trend
from samklang.core.effects.did.summaries import Recipe, each, recipe, weighted

__all__ = [
    "Band",
    "Comparison",
    "GroupTimes",
    "PreTrend",
    "Recipe",
    "Spread",
    "band",
    "each",
    "estimate_of",
    "group_times",
    "pre_trend",
    "recipe",
    "spread",
    "weighted",
]
