"""What others have printed comes out to their last digit."""

import pytest
from tests.core.agreement.published import (
    FLEISS_1971,
    FOUR_BY_TWELVE,
    FOUR_BY_TWELVE_ALPHA,
    FOURTEEN_RATERS,
    GWET_4X12,
    SHROUT_FLEISS,
    THREE_BY_FIFTEEN,
    THREE_BY_FIFTEEN_ALPHA,
)

from samklang.core.agreement import (
    Figure,
    Linearised,
    Metric,
    Undefined,
    Weights,
    ac1,
    ac2,
    alpha,
    components,
    fleiss_kappa,
    gwet_alpha,
    percent_agreement,
    reliability,
)

BY_WEIGHTS = {
    Figure.PERCENT: percent_agreement,
    Figure.AC2: ac2,
    Figure.FLEISS: fleiss_kappa,
    Figure.GWET_ALPHA: gwet_alpha,
}


@pytest.mark.parametrize(("metric", "printed"), FOUR_BY_TWELVE_ALPHA.items())
def test_krippendorffs_four_by_twelve_table_gives_his_figures(metric, printed):
    assert alpha(FOUR_BY_TWELVE, Metric(metric)).estimate == pytest.approx(printed, abs=5e-7)


@pytest.mark.parametrize(("metric", "printed"), THREE_BY_FIFTEEN_ALPHA.items())
def test_the_three_by_fifteen_table_gives_its_figures(metric, printed):
    assert alpha(THREE_BY_FIFTEEN, Metric(metric)).estimate == pytest.approx(printed, abs=5e-7)


@pytest.mark.parametrize(("figure", "weights", "printed", "error"), GWET_4X12)
def test_gwets_coefficients_and_standard_errors_come_out_to_his_last_digit(figure, weights, printed, error):
    found = BY_WEIGHTS[figure](FOUR_BY_TWELVE, weights, interval=Linearised())
    assert (found.estimate, found.standard_error) == (
        pytest.approx(printed, abs=5.1e-6),
        pytest.approx(error, abs=5.1e-6),
    )


def test_ac1_is_ac2_unweighted():
    assert ac1(FOUR_BY_TWELVE).estimate == ac2(FOUR_BY_TWELVE, Weights.UNWEIGHTED).estimate


def test_krippendorffs_ordinal_metric_is_not_gwets_ordinal_weights():
    theirs = alpha(FOUR_BY_TWELVE, Metric.ORDINAL).estimate, gwet_alpha(FOUR_BY_TWELVE, Weights.ORDINAL).estimate
    assert [round(figure, 3) for figure in theirs] == [0.815, 0.834]


def test_fleiss_tables_give_his_kappa():
    assert fleiss_kappa(FLEISS_1971).estimate == pytest.approx(0.430245, abs=5e-7)
    assert fleiss_kappa(FOURTEEN_RATERS).estimate == pytest.approx(0.209931, abs=5e-7)


def test_shrout_and_fleiss_table_gives_their_six_correlations():
    found, judges = components(SHROUT_FLEISS), 4
    one_way = found.between / (found.between + found.within), found.between / (found.between + found.within / judges)
    two_way = found.reliability, found.cases / (found.cases + (found.raters + found.chance) / judges)
    fixed = found.cases / (found.cases + found.chance), found.cases / (found.cases + found.chance / judges)
    single, mean = zip(one_way, two_way, fixed, strict=True)
    assert [round(float(figure[0]), 3) for figure in single] == [0.166, 0.290, 0.715]
    assert [round(float(figure[0]), 3) for figure in mean] == [0.443, 0.620, 0.909]


def test_six_targets_are_too_few_for_an_interval_of_the_correlation():
    found = reliability(SHROUT_FLEISS)
    assert (round(found.estimate, 3), found.low, found.reason) == (0.290, None, Undefined.TOO_FEW_CASES)
