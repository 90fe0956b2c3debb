"""Cells of several municipalities put together: the sums of the parts are the sums of the whole."""

from collections.abc import Sequence

import numpy as np

from samklang.core.effects.cells.cells import Cells
from samklang.core.effects.cells.gathering import Groups
from samklang.core.words import Sentence, say, say_n

_MOST_NAMED = 5


class CannotMerge(ValueError):
    """Parts that are no parts of one whole."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


def merge(parts: Sequence[Cells], *, same_clusters: bool = False) -> Cells:
    """One set of cells from several.

    parts:         at least one, of one outcome, each of other rows: a row that is in two parts would count twice.
    same_clusters: whether a cluster may be in several parts, such as the months of one municipality.
    returns:       equal to the sums of all rows at once, but for the last digit of fractions.
    raises:        CannotMerge.
    """
    if not parts:
        raise CannotMerge(say("There is nothing to put together. Give at least one set of cells."))
    outcomes = sorted({part.outcome for part in parts})
    if len(outcomes) > 1:
        raise CannotMerge(
            say(
                "The parts are of different outcomes: {outcomes}. Put cells of one outcome together at a time.",
                outcomes=", ".join(outcomes),
            )
        )
    if not same_clusters:
        _refuse_same_clusters(parts)
    groups = Groups.of(
        np.concatenate([part.cluster for part in parts]),
        np.concatenate([part.cohort for part in parts]),
        np.concatenate([part.period for part in parts]),
        np.concatenate([part.stratum for part in parts]),
    )
    n, weight, total, squares = (
        groups.sum(np.concatenate([part.columns()[name] for part in parts]))
        for name in ("n", "weight", "total", "squares")
    )
    sources = list(dict.fromkeys(part.source for part in parts))
    return Cells(
        groups.cluster, groups.cohort, groups.period, groups.stratum, n, weight, total, squares, outcomes[0],
        " + ".join(sources), sum(part.suppressed for part in parts),
    )  # fmt: skip


def _refuse_same_clusters(parts: Sequence[Cells]) -> None:
    seen: set[str] = set()
    twice: set[str] = set()
    for part in parts:
        clusters = set(part.cluster.tolist())
        twice |= clusters & seen
        seen |= clusters
    if twice:
        raise CannotMerge(
            say_n(
                "A cluster is in more than one part: {clusters}. If two municipalities use the same name, put the "
                "municipality's own name before it; if the parts hold different rows of it, say so.",
                "{count} clusters are in more than one part: {clusters}. If two municipalities use the same names, put "
                "the municipality's own name before them; if the parts hold different rows of them, say so.",
                len(twice),
                clusters=", ".join(sorted(twice)[:_MOST_NAMED]),
            )
        )
