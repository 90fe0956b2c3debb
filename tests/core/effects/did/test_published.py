"""What others print for the same data comes out to ten digits and more."""

import numpy as np
import pytest
from tests.core.effects.did.published import cross_sections, mpdta, panel, rows_of

from samklang.core.effects.did import each, group_times, recipe, weighted
from samklang.core.effects.did.pre_trend import wald
from samklang.core.effects.did.summaries import adds
from samklang.core.effects.plan import Base, Controls, Summary

NEVER = {"controls": Controls.NEVER}
NOT_YET = {"controls": Controls.NOT_YET}
UNIVERSAL, VARYING = {"base": Base.UNIVERSAL}, {"base": Base.VARYING}

SETTINGS = {
    "panel, doubly robust": (panel, {"category": True}, NOT_YET | VARYING),
    "panel, regression": (panel, {"category": True}, NOT_YET | VARYING),
    "panel, weighting": (panel, {"category": True}, NOT_YET | VARYING),
    "panel, weights": (panel, {"weight": True}, NEVER | UNIVERSAL),
    "panel, weights and clusters": (
        panel,
        {"category": True, "weight": True, "by": "cluster"},
        NOT_YET | UNIVERSAL,
    ),
    "panel, anticipation": (panel, {}, NOT_YET | VARYING | {"anticipation": 1}),
    "panel, balance": (panel, {}, NOT_YET | VARYING),
    "cross-sections, doubly robust": (cross_sections, {"category": True}, NEVER | VARYING),
    "cross-sections, weights and clusters": (
        cross_sections,
        {"category": True, "weight": True, "by": "cluster"},
        NOT_YET | UNIVERSAL,
    ),
}


def ours(found, row, *, balanced=None):
    """The figure and the error that a row of a printed table is about."""
    if row["what"] == "EACH":
        pairs = [(found.sums.cohorts[one.cohort], found.sums.periods[one.period]) for one in found.comparisons]
        made, place = each(found), pairs.index((int(row["cohort"]), int(row["at"])))
    else:
        made = recipe(found, Summary[row["what"]], balanced=balanced)
        place = made.at.tolist().index(int(row["at"])) if row["at"] else None
    figures, (of_parts, of_one) = weighted(found, made), adds(found, made)
    if place is None:
        return float(figures.overall), float(np.sqrt((of_one**2).sum()))
    return float(figures.parts[place]), float(np.sqrt((of_parts[:, place] ** 2).sum()))


def printed(row):
    return float(row["att"]), float(row["error"] or 0)


@pytest.mark.parametrize(("controls", "base"), [("never", "varying"), ("never", "universal"), ("not yet", "varying")])
def test_the_minimum_wage_comes_out_as_the_r_package_did_prints_it(controls, base):
    found = group_times(
        mpdta(), controls=NEVER["controls"] if controls == "never" else NOT_YET["controls"], base=Base(base)
    )
    rows = [row for row in rows_of("did.csv") if (row["controls"], row["base"]) == (controls, base)]
    assert len([row for row in rows if row["what"] == "EACH"]) == len(found.comparisons)
    for row in rows:
        # The one figure over cohorts has its own test below.
        if row["what"] != "COHORT" or row["at"]:
            assert ours(found, row) == pytest.approx(printed(row), rel=0, abs=1e-10), row


@pytest.mark.parametrize(
    ("controls", "newer", "older"),
    [
        (Controls.NEVER, 0.0124460593209979, 0.0124152735814384),
        (Controls.NOT_YET, 0.0125751201316818, 0.0125324976821122),
    ],
)
def test_over_cohorts_the_error_is_that_of_newer_versions_of_did(controls, newer, older):
    """Older versions compare every county with the first cohort when they take in that sizes are counted.

    The newer figure is that of csdid 0.4.3 and of did from 2.2.
    """
    found = group_times(mpdta(), controls=controls, base=Base.VARYING)
    made = recipe(found, Summary.COHORT)
    figures, (of_parts, of_one) = weighted(found, made), adds(found, made)
    assert np.sqrt((of_one**2).sum()) == pytest.approx(newer, rel=0, abs=1e-10)
    sizes = found.sizes[made.groups]
    first = (found.sums.cohort == made.groups[0]).astype(float) / sizes.sum()
    slip = of_parts @ sizes / sizes.sum() + first * (figures.parts - figures.overall).sum()
    assert np.sqrt((slip**2).sum()) == pytest.approx(older, rel=0, abs=1e-10)


@pytest.mark.parametrize("setting", SETTINGS)
def test_what_the_other_package_gives_comes_out(setting):
    of, how, settings = SETTINGS[setting]
    found = group_times(of(**how), **settings)
    rows = [row for row in rows_of("csdid.csv") if row["setting"] == setting]
    assert len(rows) >= len(found.comparisons)
    for row in rows:
        balanced = 1 if setting.endswith("balance") else None
        assert ours(found, row, balanced=balanced) == pytest.approx(printed(row), rel=0, abs=1e-10), row


def test_regression_weighting_and_both_are_one_figure_where_covariates_are_categories():
    tables = [
        {(row["cohort"], row["at"]): printed(row) for row in rows_of("csdid.csv") if row["setting"] == setting}
        for setting in ("panel, regression", "panel, weighting")
    ]
    for row in rows_of("csdid.csv"):
        if row["setting"] == "panel, doubly robust" and row["what"] == "EACH":
            for table in tables:
                assert table[row["cohort"], row["at"]] == pytest.approx(printed(row), rel=0, abs=1e-10)


def test_the_joint_test_before_training_is_the_one_that_did_prints():
    """0.16812 under "P-value for pre-test of parallel trends assumption", and so csdid 0.4.3."""
    found = group_times(mpdta(), controls=Controls.NEVER, base=Base.VARYING)
    before = np.array([one.before for one in found.comparisons])
    covariance = (found.influence.T @ found.influence)[np.ix_(before, before)]
    p, _, tested = wald(found.effects[before], covariance, np.inf, np.zeros((5, 0)))
    assert (round(p, 5), tested) == (0.16812, 5)
