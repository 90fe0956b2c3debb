"""The disagreement board: what divides, and what was agreed."""

from collections.abc import Sequence

from django.db.models import QuerySet

from samklang.access.models import Person
from samklang.calibration.enums import Form
from samklang.calibration.findings import CaseSpread, Findings, IndicatorFinding, Verdict
from samklang.calibration.models import Point, Round, RoundCase
from samklang.calibration.queries.results import results_for
from samklang.method.models import Concept

WORTH_A_TALK = (Verdict.DIVIDED, Verdict.CANNOT_TELL)


def points_for(person: Person) -> QuerySet[Point]:
    """The points of the rounds whose result the person sees, in the order of the indicators."""
    found = Point.objects.filter(round__in=results_for(person).order_by().values("pk"))
    found = found.select_related(
        "round__jobcentre", "round__edition__framework", "indicator__indicator", "case__case", "edition"
    )
    return found.order_by("round_id", "indicator__position", "pk")


def points_of(round_: Round) -> QuerySet[Point]:
    """The points of a round, in the order of its indicators."""
    found = Point.objects.filter(round=round_).select_related(
        "round__jobcentre", "round__edition__framework", "indicator__indicator", "case__case", "edition"
    )
    return found.order_by("indicator__position", "pk")


def divided(findings: Findings) -> list[IndicatorFinding]:
    """The indicators worth a talk, those first on which it is surest that people do not agree."""
    found = [one for one in findings.indicators if one.verdict in WORTH_A_TALK]
    return sorted(found, key=lambda one: (one.verdict is not Verdict.DIVIDED, one.measure.estimate or 0.0, one.key))


def most_divided(finding: IndicatorFinding) -> Sequence[CaseSpread]:
    """The cases that divide on an indicator, those that do most first; none on which all agreed."""
    found = [one for one in finding.cases if one.apart]
    return sorted(found, key=lambda one: (-(one.apart or 0.0), one.case))


def talked_through(row: RoundCase) -> bool:
    """Whether a case may be talked through, and its key told: not where every round uses it again."""
    return row.case.form != Form.ANCHOR


def mixed_up(finding: IndicatorFinding) -> tuple[int, int] | None:
    """The two levels that are mixed up most; None where the pairs are not shown or everybody agreed."""
    if finding.pairs is None:
        return None
    pairs = [
        (finding.pairs[low][high], low, high)
        for low in range(len(finding.levels))
        for high in range(low + 1, len(finding.levels))
    ]
    most, low, high = max(pairs, key=lambda one: (one[0], -one[1], -one[2]), default=(0, 0, 0))
    return (finding.levels[low], finding.levels[high]) if most else None


def concepts_of(round_: Round) -> QuerySet[Concept]:
    """The concepts of the edition that was rated by."""
    return Concept.objects.filter(edition=round_.edition_id).order_by("position", "pk")
