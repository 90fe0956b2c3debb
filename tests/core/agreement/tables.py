"""Tables of ratings for the tests: random ones, and ones from raters who see a case dimly."""

import numpy as np
from hypothesis import strategies as st

from samklang.core.agreement import Table

CUTS = (-0.84, -0.25, 0.25, 0.84)
LEVELS = (1, 2, 3, 4, 5)


@st.composite
def tables(draw, raters=(1, 6), cases=(1, 8), levels=LEVELS, missing=True):
    """Any small table."""
    rows, columns = draw(st.integers(*raters)), draw(st.integers(*cases))
    level = st.sampled_from([*map(float, levels), np.nan] if missing else list(map(float, levels)))
    return Table.of(draw(st.lists(st.lists(level, min_size=columns, max_size=columns), min_size=rows, max_size=rows)))


def a_round(rng, raters=8, cases=20, *, noise=0.8, strictness=0.3, missing=0.0, cuts=CUTS):
    """Raters who see each case with noise and lay a level on what they see, stricter or milder."""
    return of_cases(
        rng, rng.standard_normal(cases), raters, noise=noise, strictness=strictness, missing=missing, cuts=cuts
    )


def of_cases(rng, cases, raters, *, noise=0.8, strictness=0.3, missing=0.0, cuts=CUTS):
    """The same for certain cases."""
    own = strictness * rng.standard_normal((raters, 1)) if np.isscalar(strictness) else np.reshape(strictness, (-1, 1))
    levels = 1.0 + np.searchsorted(cuts, cases + own + noise * rng.standard_normal((raters, len(cases))))
    levels[rng.random(levels.shape) < missing] = np.nan
    return Table.of(levels)
