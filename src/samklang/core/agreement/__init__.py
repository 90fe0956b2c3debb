"""How far people who judge the same cases agree, how sure that is, what divides them, and who may judge alone.

`Ratings` holds who gave which case which level on which item; `Ratings.of_item` is the `Table` that the coefficients
ask. Every answer carries its interval, or the reason why there is none.
"""

from samklang.core.agreement.answers import (
    FEWEST_CASES,
    FEWEST_CASES_FOR_CHANGE,
    FEWEST_RATERS,
    Coefficient,
    Figure,
    Method,
    Metric,
    Standing,
    Undefined,
    Verdict,
    Weights,
)
from samklang.core.agreement.change import Change, change
from samklang.core.agreement.coefficients import ac1, ac2, alpha, fleiss_kappa, gwet_alpha, percent_agreement
from samklang.core.agreement.drift import Course, Drift, Moved, Point, Round, Trend, drift, moved
from samklang.core.agreement.drivers import Drivers, LevelPair, Part, RaterPart, drivers
from samklang.core.agreement.intervals import JACKKNIFE, Interval, Jackknife, Linearised, TwoWay
from samklang.core.agreement.key import Bound, KeyMatch, match_key, match_table
from samklang.core.agreement.licence import (
    DEFAULT_TERMS,
    Demand,
    LicenceAnswer,
    LicenceCheck,
    LicenceTerms,
    judge,
)
from samklang.core.agreement.quality import Quality, quality, reliability
from samklang.core.agreement.ratings import DuplicateRating, Name, Ratings, Row, Table
from samklang.core.agreement.severity import Severity, severity
from samklang.core.agreement.variance import Components, components

__all__ = [
    "DEFAULT_TERMS",
    "FEWEST_CASES",
    "FEWEST_CASES_FOR_CHANGE",
    "FEWEST_RATERS",
    "JACKKNIFE",
    "Bound",
    "Change",
    "Coefficient",
    "Components",
    "Course",
    "Demand",
    "Drift",
    "Drivers",
    "DuplicateRating",
    "Figure",
    "Interval",
    "Jackknife",
    "KeyMatch",
    "LevelPair",
    "LicenceAnswer",
    "LicenceCheck",
    "LicenceTerms",
    "Linearised",
    "Method",
    "Metric",
    "Moved",
    "Name",
    "Part",
    "Point",
    "Quality",
    "RaterPart",
    "Ratings",
    "Round",
    "Row",
    "Severity",
    "Standing",
    "Table",
    "Trend",
    "TwoWay",
    "Undefined",
    "Verdict",
    "Weights",
    "ac1",
    "ac2",
    "alpha",
    "change",
    "components",
    "drift",
    "drivers",
    "fleiss_kappa",
    "gwet_alpha",
    "judge",
    "match_key",
    "match_table",
    "moved",
    "percent_agreement",
    "quality",
    "reliability",
    "severity",
]
