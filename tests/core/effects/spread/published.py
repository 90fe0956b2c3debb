"""Tables and figures of others, to hold ours against."""

from random import Random

DYESTUFF = {
    "A": (1545, 1440, 1440, 1520, 1580), "B": (1540, 1555, 1490, 1560, 1495), "C": (1595, 1550, 1605, 1510, 1560),
    "D": (1445, 1440, 1595, 1465, 1545), "E": (1595, 1630, 1515, 1635, 1625), "F": (1520, 1455, 1450, 1480, 1445),
}  # fmt: skip
"""Yield of dyestuff in grams from six batches: Davies & Goldsmith (1972), Statistical Methods in Research and
Production, 4th ed., table 6.4; in R's lme4 as Dyestuff."""
DYESTUFF_REML = {"criterion": 319.65428, "between": 1764.05, "within": 2451.25, "mean": 1527.5}
"""As lme4 prints them: Bates, Mächler, Bolker & Walker (2015), J. Stat. Softw. 67(1)."""


def unbalanced(seed: int, staff: int, strata: int, deviation: float) -> list[tuple[str, str, float]]:
    """Scores with two decimals, none to six for each person and stratum, from Python's own generator."""
    chance, rows = Random(seed), []
    for person in range(staff):
        own = deviation * chance.gauss(0, 1)
        for stratum in range(strata):
            for _ in range(chance.randint(0, 6)):
                rows.append((f"p{person}", f"s{stratum}", round(3 + 0.3 * stratum + own + chance.gauss(0, 1), 2)))
    return rows


def counts(seed: int, staff: int, deviation: float) -> list[tuple[str, str, int, int]]:
    """How many, and how many yes, of each person and of three strata of 20, 40 and 60 per cent."""
    chance, cells = Random(seed), []
    for person in range(staff):
        own = deviation * chance.gauss(0, 1)
        for stratum, middle in enumerate((-1.4, -0.4, 0.4)):
            n = chance.randint(3, 25)
            share = 1 / (1 + 2.718281828459045 ** -(middle + own))
            cells.append((f"p{person}", f"s{stratum}", n, sum(chance.random() < share for _ in range(n))))
    return cells
