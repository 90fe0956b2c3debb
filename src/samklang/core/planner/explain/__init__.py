"""Explaining: why there is no plan and what would make one possible, and why a plan is as it is.

Everything said about a plan is worked out from the plan itself: what keeps somebody from another cohort, or a session
from another date, everything else staying as it is; and where nothing does, what each wish would come to.
"""

from samklang.core.planner.explain.conflict import Conflict, explain_impossible
from samklang.core.planner.explain.person import why_person
from samklang.core.planner.explain.session import why_session
from samklang.core.planner.explain.unknown import Unknown
from samklang.core.planner.explain.ways import WayOut
from samklang.core.planner.explain.wish import why_wish

__all__ = ["Conflict", "Unknown", "WayOut", "explain_impossible", "why_person", "why_session", "why_wish"]
