"""What a study would see before it starts, and what it could have seen when it is over."""

from samklang.core.effects.power.design import (
    StudyDesign,
    StudyPower,
    Wave,
    by_clusters,
    by_periods,
    clusters_needed,
    order_is_worth,
    study_power,
    with_clusters,
)
from samklang.core.effects.power.detectable import detectable
from samklang.core.effects.power.luck import LuckSpread, detectable_spread, luck_spread, spread_power
from samklang.core.effects.power.rounds import agreement_half_width, agreement_power, cases_needed
from samklang.core.effects.power.weights import Estimator

__all__ = [
    "Estimator",
    "LuckSpread",
    "StudyDesign",
    "StudyPower",
    "Wave",
    "agreement_half_width",
    "agreement_power",
    "by_clusters",
    "by_periods",
    "cases_needed",
    "clusters_needed",
    "detectable",
    "detectable_spread",
    "luck_spread",
    "order_is_worth",
    "spread_power",
    "study_power",
    "with_clusters",
]
