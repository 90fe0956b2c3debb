"""A plan changed as little as possible: what is held stays, and as few people as can be get another date.

In order: the fewest untrained, the fewest people whose dates change, then the smallest disturbance (a date soon counts
more than one far off, another trainer or room counts a little). What is proved of the number moved is told with it.
"""

from samklang.core.planner.replan.moves import Move
from samklang.core.planner.replan.replanned import Replanned, replan

__all__ = ["Move", "Replanned", "replan"]
