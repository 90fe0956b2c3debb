"""What is foretold of a study is what happens when it is made many times over."""

from math import inf

import numpy as np
import pytest
from tests.core.effects.did.made import of_means

from samklang.core.effects.did.group_time import group_times
from samklang.core.effects.did.imputation import imputation
from samklang.core.effects.did.random_order import efficient
from samklang.core.effects.did.summaries import follow, recipe
from samklang.core.effects.plan import AnalysisPlan, Design, Summary
from samklang.core.effects.power import Estimator, StudyDesign, Wave, study_power

DESIGN = StudyDesign(
    waves=(Wave(3, 20), Wave(4, 15), Wave(inf, 25)), periods=5, people=10, sd=1.0, icc=0.05, autocorrelation=0.7
)
COHORTS = [wave.first for wave in DESIGN.waves for _ in range(wave.clusters)]
PLAN = AnalysisPlan(
    question="Does training help?", outcome="work", unit="office", cohort="first", period="quarter",
    smallest_relevant=0.1, design=Design.DRAWN, summary=Summary.COHORT,
)  # fmt: skip


def group_time(cells):
    found = group_times(cells)
    made = recipe(found, Summary.COHORT)
    return float(follow(made, found.effects, found.sums.whole().size, found.group).overall)


ESTIMATED = {
    Estimator.GROUP_TIME: group_time,
    Estimator.IMPUTATION: lambda cells: imputation(cells, summary=Summary.COHORT, leave_out_up_to=0).overall.estimate,
    Estimator.RANDOM_ORDER: lambda cells: efficient(cells, PLAN).estimate,
}


def studies(times, seed):
    """Means of clusters and periods, as the design says they vary together; without effect."""
    root = np.linalg.cholesky(DESIGN.covariance())
    rng = np.random.default_rng(seed)
    for _ in range(times):
        yield rng.standard_normal((len(COHORTS), DESIGN.periods)) @ root.T


@pytest.mark.slow
@pytest.mark.parametrize("estimator", Estimator)
def test_estimates_vary_as_much_as_foretold(estimator):
    found = [ESTIMATED[estimator](of_means(means, COHORTS)) for means in studies(1200, 1)]
    foretold = study_power(DESIGN, estimator).standard_error
    # The part to subtract is found from the data, which costs the efficient one a little.
    assert np.std(found) == pytest.approx(foretold, rel=0.07)


@pytest.mark.slow
def test_the_smallest_effect_is_seen_four_times_of_five():
    effect, seen = study_power(DESIGN, Estimator.RANDOM_ORDER).detectable, []
    trained = np.arange(1, DESIGN.periods + 1)[None, :] >= np.array(COHORTS)[:, None]
    for means in studies(1200, 2):
        found = efficient(of_means(means + effect * trained, COHORTS), PLAN)
        seen.append(found.low > 0)
    assert np.mean(seen) == pytest.approx(0.8, abs=0.05)


@pytest.mark.slow
def test_a_study_of_what_does_nothing_sees_something_as_seldom_as_promised():
    alarms = [efficient(of_means(means, COHORTS), PLAN).p <= 0.05 for means in studies(1200, 3)]
    assert np.mean(alarms) <= 0.05 + 2.6 * np.sqrt(0.05 * 0.95 / 1200)
