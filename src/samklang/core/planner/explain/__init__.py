"""Explaining: why there is no plan and what would make one possible, and why a plan is as it is."""

from samklang.core.planner.explain.conflict import Conflict, explain_impossible
from samklang.core.planner.explain.ways import WayOut

__all__ = ["Conflict", "WayOut", "explain_impossible"]
