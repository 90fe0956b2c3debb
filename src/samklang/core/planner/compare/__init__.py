"""What if: several variants of one problem planned, checked and put side by side, cost against risk.

`compare` solves the variants, `variants_of` makes one for each number of cohorts, `net_grant` does the arithmetic of a
grant that falls when less is spent.
"""

from samklang.core.planner.compare.figures import Column, Figures
from samklang.core.planner.compare.net_grant import NetGrant, net_grant
from samklang.core.planner.compare.table import Comparison, Row, Solver, compare
from samklang.core.planner.compare.told import headings, how_sure, marked, remarks, shown
from samklang.core.planner.compare.variant import Variant, variants_of

__all__ = [
    "Column",
    "Comparison",
    "Figures",
    "NetGrant",
    "Row",
    "Solver",
    "Variant",
    "compare",
    "headings",
    "how_sure",
    "marked",
    "net_grant",
    "remarks",
    "shown",
    "variants_of",
]
