"""What a reader of a study must know beside its first sentence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from samklang.core.effects.answers import Estimate, Method
from samklang.core.effects.did.group_time import GroupTimes
from samklang.core.effects.did.pre_trend import PreTrend
from samklang.core.effects.did.sums import Sums
from samklang.core.effects.plan import AnalysisPlan, Design
from samklang.core.effects.verdicts import Passed
from samklang.core.words import Sentence, Share, say, say_n

WORTH_A_WORD = 0.001
"""The share of the trained without anybody to compare with, from which it is told."""


def notes(
    plan: AnalysisPlan,
    found: GroupTimes,
    primary: Estimate,
    tested: PreTrend,
    passed: Passed,
    *,
    kept: bool,
    suppressed: int = 0,
) -> tuple[Sentence, ...]:
    """The notes of one study, the most important first.

    kept:       whether a drawn order was kept.
    suppressed: sums that are left out because they are over fewer than five.
    """
    said = list(_of_figure(primary)) + list(_of_cause(plan, tested, passed, kept)) + list(_of_rows(found, suppressed))
    return tuple(said)


def _of_figure(primary: Estimate) -> Iterator[Sentence]:
    if primary.method is Method.JACKKNIFE_T:
        yield say_n(
            "With {count} group in all, or few in a cohort, the interval is found by leaving out one group at a time.",
            "With {count} groups in all, or few in a cohort, the interval is found by leaving out one group at a time.",
            primary.clusters,
        )
    if primary.method is Method.RANDOMISATION:
        yield say("With so few groups the interval is found by drawing the order of training again.")


def _of_cause(plan: AnalysisPlan, tested: PreTrend, passed: Passed, kept: bool) -> Iterator[Sentence]:
    if plan.design is Design.DRAWN:
        if kept:
            yield say("Lots decided who was trained first, and the order was kept.")
        else:
            yield say("Lots decided who was trained first, but it cannot be seen here that the order was kept.")
        return
    yield say("Lots did not decide who was trained first, so those who came early may differ from those who came late.")
    yield _of_pre_trend(tested)
    if not passed.clusters:
        yield say("There are fewer than 10 groups, or a cohort has only one, so this cannot show what training did.")


def _of_pre_trend(tested: PreTrend) -> Sentence:
    if tested.p is None:
        return say("Whether the groups went alike before training cannot be tested here.")
    if tested.passed:
        return say("Before training the groups went alike, and a difference that matters would have been seen.")
    if tested.p < 0.05:
        return say("Before training the groups did not go alike, so the comparison may be wrong.")
    power = min(tested.power_trend or 0.0, tested.power_jump or 0.0)
    return say(
        "Before training no difference was seen between the groups, but one that matters would have been seen only "
        "with a chance of {power}.",
        power=Share(power),
    )


def _whole(sums: Sums) -> int:
    """How many clusters have rows in every period."""
    there = np.zeros((sums.clusters.size, sums.periods.size), dtype=bool)
    np.logical_or.at(there, sums.cluster, sums.weight > 0)
    return int(there.all(axis=1).sum())


def _of_rows(found: GroupTimes, suppressed: int) -> Iterator[Sentence]:
    sums = found.sums
    if sums.early_rows:
        yield say_n(
            "{count} row is left out: training had begun before there was a period to compare with.",
            "{count} rows are left out: training had begun before there was a period to compare with.",
            sums.early_rows,
        )
    if sums.cohorts.size and np.isfinite(sums.cohorts).all():
        yield say("Everybody is trained in the end, so nothing can be said of the periods after the last were trained.")
    with_gaps = sums.clusters.size - _whole(sums)
    if with_gaps:
        yield say_n(
            "{count} of {clusters} groups is missing in some period, which makes the interval wider.",
            "{count} of {clusters} groups are missing in some period, which makes the interval wider.",
            with_gaps,
            clusters=sums.clusters.size,
        )
    if found.left_out > WORTH_A_WORD:
        yield say(
            "{share} of the trained are in categories where there is nobody to compare with, and are left out.",
            share=Share(found.left_out),
        )
    if suppressed:
        yield say_n(
            "{count} sum over fewer than five people is left out.",
            "{count} sums over fewer than five people are left out.",
            suppressed,
        )
