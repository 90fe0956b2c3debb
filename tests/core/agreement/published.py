"""Tables that others have published, and the figures they printed for them."""

import csv
from io import StringIO

import numpy as np

from samklang.core.agreement import Figure, Table, Weights


def _table(text: str) -> Table:
    """A table with a line for each rater; a star where there is no rating."""
    return Table.of([[np.nan if mark == "*" else float(mark) for mark in line.split()] for line in text.split("\n")])


def _of_counts(text: str) -> Table:
    """A table of raters who are not told apart, from a line for each case: how many gave each level, lowest first."""
    counts = [[int(count) for count in line.split()] for line in text.split("\n")]
    return Table.of(np.array([np.repeat(np.arange(1, len(row) + 1), row) for row in counts]).T)


FOUR_BY_TWELVE = _table(
    "1 2 3 3 2 1 4 1 2 * * *\n1 2 3 3 2 2 4 1 2 5 * 3\n* 3 3 3 2 3 4 2 2 5 1 *\n1 2 3 3 2 4 4 1 2 5 1 *"
)
"""Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C; he prints .743, .815, .849 and .797."""

FOUR_BY_TWELVE_ALPHA = {"nominal": 0.743421, "ordinal": 0.815388, "interval": 0.849107, "ratio": 0.797403}

THREE_BY_FIFTEEN = _table("* * * * * 3 4 1 2 1 1 3 3 * 3\n1 * 2 1 3 3 4 3 * * * * * * *\n* * 2 1 3 4 4 * 2 1 1 3 3 * 4")
"""The worked example of the Wikipedia article "Krippendorff's alpha", which prints .691 and .811."""

THREE_BY_FIFTEEN_ALPHA = {"nominal": 0.691358, "ordinal": 0.806721, "interval": 0.810845}

FLEISS_1971 = _of_counts(
    "0 0 0 6 0\n0 3 0 0 3\n0 1 4 0 1\n0 0 0 0 6\n0 3 0 3 0\n2 0 4 0 0\n0 0 4 0 2\n2 0 3 1 0\n2 0 0 4 0\n0 0 0 0 6\n"
    "1 0 0 5 0\n1 1 0 4 0\n0 3 3 0 0\n1 0 0 5 0\n0 2 0 3 1\n0 0 5 0 1\n3 0 0 1 2\n5 1 0 0 0\n0 2 0 4 0\n1 0 2 0 3\n"
    "0 0 0 0 6\n0 1 0 5 0\n0 2 0 1 3\n2 0 0 4 0\n1 0 0 4 1\n0 5 0 1 0\n4 0 0 0 2\n0 2 0 4 0\n1 0 5 0 0\n0 0 0 0 6"
)
"""Fleiss (1971), Psychological Bulletin 76(5), 378-382, table 1: 30 patients, 5 diagnoses, 6 psychiatrists each."""

FOURTEEN_RATERS = _of_counts(
    "0 0 0 0 14\n0 2 6 4 2\n0 0 3 5 6\n0 3 9 2 0\n2 2 8 1 1\n7 7 0 0 0\n3 2 6 3 0\n2 5 3 2 2\n6 5 2 1 0\n0 2 2 3 7"
)
"""The worked example of the Wikipedia article "Fleiss' kappa": 10 cases, 5 levels, 14 raters; .210."""

SHROUT_FLEISS = _table("9 6 8 7 10 6\n2 1 4 1 5 2\n5 3 6 2 6 4\n8 2 8 6 9 7")
"""Shrout & Fleiss (1979), Psychological Bulletin 86(2), 420-428, table 2: 4 judges, 6 targets."""

_GWET = {
    "pa": Figure.PERCENT,
    "ac": Figure.AC2,
    "fleiss": Figure.FLEISS,
    "alpha": Figure.GWET_ALPHA,
}

GWET_4X12 = [
    (_GWET[row["coefficient"]], Weights(row["weights"]), float(row["value"]), float(row["error"]))
    for row in csv.DictReader(
        StringIO(
            """\
weights,coefficient,value,error
unweighted,pa,0.81818,0.12561
unweighted,ac,0.77544,0.14295
unweighted,fleiss,0.76117,0.15302
unweighted,alpha,0.74342,0.14548
linear,pa,0.93939,0.09368
linear,ac,0.85874,0.11733
linear,fleiss,0.81794,0.1485
linear,alpha,0.80038,0.13538
quadratic,pa,0.97538,0.09062
quadratic,ac,0.914,0.10396
quadratic,fleiss,0.86494,0.14603
quadratic,alpha,0.84911,0.12905
ordinal,pa,0.96818,0.09086
ordinal,ac,0.89894,0.1069
ordinal,fleiss,0.85021,0.14704
ordinal,alpha,0.83364,0.13099
radical,pa,0.89727,0.10155
radical,ac,0.81981,0.12836
radical,fleiss,0.78992,0.15004
radical,alpha,0.77198,0.13951
ratio,pa,0.95411,0.09211
ratio,ac,0.85737,0.12207
ratio,fleiss,0.82134,0.15239
ratio,alpha,0.7974,0.14036
"""
        )
    )
]
"""What the R package irrCAC (K. L. Gwet, CRAN) gives for the 4 x 12 table: coefficients and standard errors to
five decimals."""
