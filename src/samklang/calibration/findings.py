"""What a closed round showed, as one document: figures by indicator, and by drawn number for each rater's own eyes.

`reckoning` makes it, `Result.document` keeps it, the pages read it. It names nobody.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from samklang.method.enums import Scale

FORM = 1
"""Of the document; another one is reckoned again."""


class Verdict(StrEnum):
    """What can be said of one indicator."""

    AGREE = "agree"
    """The whole interval lies at or above what is asked for."""
    DIVIDED = "divided"
    """The whole interval lies below it."""
    CANNOT_TELL = "cannot-tell"
    """The interval reaches to both sides: too few cases to say."""
    TOO_FEW = "too-few"
    """Too few raters or cases for an interval at all."""
    ALL_ALIKE = "all-alike"
    """Everybody used one and the same level, so agreement beyond chance has no answer."""


@dataclass(frozen=True)
class Measure:
    """A figure of agreement: no unit, at most 1, 0 is chance. low and high: 95 %; None where there are too few."""

    estimate: float | None
    low: float | None
    high: float | None
    raters: int
    cases: int


@dataclass(frozen=True)
class CaseSpread:
    """How one case was rated on one indicator."""

    case: int
    """Number of the round's case."""
    rated: int
    counts: Mapping[int, int] | None
    """How many gave which level; None where so few rated it that somebody could be recognised."""
    no_ground: int | None
    """How many said that the case gives no ground to judge it; None as `counts`."""
    apart: float | None
    """How far two raters lie apart on average, in levels; for a choice the share of pairs that differ."""
    key: int | None


@dataclass(frozen=True)
class AgainstKey:
    """All ratings beside the agreed levels."""

    ratings: int
    exact: float
    """Share."""
    within_one: float
    """Share at most one level away."""
    bias: float
    """Levels above the key, on average; negative is below."""


@dataclass(frozen=True)
class Change:
    """Agreement now less agreement in the earlier round, on the cases the two share or that are parallel."""

    verdict: str
    """"improved", "worsened", "no-relevant-change" or "cannot-tell"."""
    cases: int
    """Those the two rounds share or that are parallel."""
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    before_low: float | None = None
    before_high: float | None = None


@dataclass(frozen=True)
class Quality:
    """Whether an indicator tells cases apart."""

    separates: float | None
    """Share of all variation between ratings that is differences between cases; at most 1."""
    low: float | None
    high: float | None
    used: int
    """How many different levels were used."""


@dataclass(frozen=True)
class IndicatorFinding:
    """What the round showed of one indicator."""

    indicator: int
    """Number of the round's indicator."""
    key: str
    scale: Scale
    measure: Measure
    verdict: Verdict
    levels: Sequence[int]
    """The levels of the matrix, lowest first."""
    pairs: Sequence[Sequence[int]] | None
    """How many pairs of ratings of one case said which two levels; None where few raters, or where it is a count."""
    cases: Sequence[CaseSpread]
    against_key: AgainstKey | None
    quality: Quality
    change: Change | None = None


@dataclass(frozen=True)
class OwnFigure:
    """One rater beside the key of one indicator."""

    cases: int
    agreement: float | None
    """Beyond a habit of levels: 1 is the key itself, 0 is chance; of a choice the share of the key's answers."""
    low: float | None
    high: float | None
    """80 %, as for a licence; so are the other bounds."""
    exact: float
    within_one: float
    within_one_low: float | None
    bias: float
    bias_furthest: float | None
    """The end of the bias's interval that lies further from 0."""


@dataclass(frozen=True)
class RaterFinding:
    """One rater, by drawn number. severity: levels above (below, where negative) what others give the same cases."""

    severity: float | None
    low: float | None
    high: float | None
    by_indicator: Mapping[str, OwnFigure]


@dataclass(frozen=True)
class Findings:
    """The whole result of a round."""

    form: int
    threshold: float
    people: int
    """People with a rating; a machine's ratings are no part of how far people agree."""
    machines: int
    cases: int
    indicators: Sequence[IndicatorFinding]
    raters: Mapping[int, RaterFinding]
    overall: Change | None = None
    """Of all indicators with levels taken together, beside the earlier round."""

    def of(self, key: str) -> IndicatorFinding | None:
        """The finding of an indicator by its key."""
        return next((one for one in self.indicators if one.key == key), None)


_DOCUMENT = TypeAdapter(Findings)


def to_document(findings: Findings) -> dict[str, Any]:
    """As JSON keeps it."""
    return dict(_DOCUMENT.dump_python(findings, mode="json"))


def from_document(document: Mapping[str, Any]) -> Findings:
    """As it was reckoned."""
    return _DOCUMENT.validate_python(document)
