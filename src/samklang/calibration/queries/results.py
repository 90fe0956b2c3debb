"""Results of closed rounds, as seen by somebody, and what they are reckoned from."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from django.db.models import Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries.notices import jobcentres_around
from samklang.calibration.findings import FORM, Findings, from_document
from samklang.calibration.models import CaseKey, CaseLine, Rater, Rating, Result, Round, RoundCase, RoundIndicator
from samklang.calibration.reckoning import CaseRow, IndicatorRow, RaterRow, Rows
from samklang.method.enums import Scale
from samklang.method.models import Anchor, Framework

_AT_A_TIME = 50_000


def results_for(person: Person) -> QuerySet[Round]:
    """The closed rounds whose result the person sees: where they see agreement, and where they rated; newest first."""
    seen = Q(jobcentre__in=jobcentres_around(person, Right.SEE_AGREEMENT))
    own = Q(pk__in=Rater.objects.filter(person=person, ratings__isnull=False).values("round"))
    found = Round.objects.filter(seen | own, closed_at__isnull=False, deleted_at=None)
    return found.select_related("jobcentre", "edition__framework", "earlier").order_by("-closed_at", "-pk")


def rounds_to_license(person: Person) -> QuerySet[Round]:
    """The closed rounds of the jobcentres where the person leads calibration; newest first."""
    found = Round.objects.filter(
        jobcentre__in=person.standing.places(Right.LEAD_CALIBRATION), closed_at__isnull=False, deleted_at=None
    )
    return found.select_related("jobcentre", "edition__framework", "earlier").order_by("-closed_at", "-pk")


def own_rater(person: Person, round_: Round) -> Rater | None:
    """The person's own place in the round, where they have rated in it."""
    found = Rater.objects.filter(round=round_, person=person, ratings__isnull=False)
    return found.order_by("pk").first()


def findings_of(round_: Round) -> Findings | None:
    """What the round showed; None while that is being reckoned."""
    kept = Result.objects.filter(round=round_).first()
    return None if kept is None or kept.document.get("form") != FORM else from_document(kept.document)


def is_reckoned(round_: Round) -> bool:
    """Whether there is a result."""
    return Result.objects.filter(round=round_).exists()


def round_indicators(round_: Round) -> QuerySet[RoundIndicator]:
    """The round's indicators at their places."""
    found = RoundIndicator.objects.filter(round=round_).select_related("indicator")
    return found.order_by("position", "pk")


def round_cases(round_: Round) -> Mapping[int, RoundCase]:
    """The round's cases at their places, by number."""
    found = RoundCase.objects.filter(round=round_).select_related("case").order_by("position", "pk")
    return {one.pk: one for one in found}


def course_of(framework: Framework, kind: str, until: datetime) -> list[tuple[Round, Findings]]:
    """The closed rounds of the framework with their findings until a moment, the oldest first."""
    found = Result.objects.filter(
        round__edition__framework=framework, round__kind=kind, round__closed_at__lte=until, round__deleted_at=None
    )
    kept = found.select_related("round").order_by("round__closed_at", "round_id")
    return [(one.round, from_document(one.document)) for one in kept if one.document.get("form") == FORM]


def next_round(round_: Round) -> Round | None:
    """The round that tests what was agreed after this one: the first closed afterwards on the same framework."""
    found = Round.objects.filter(
        edition__framework=round_.edition.framework_id, kind=round_.kind, opened_at__gt=round_.closed_at,
        closed_at__isnull=False, deleted_at=None,
    )  # fmt: skip
    return found.order_by("closed_at", "pk").first()


# -- what is reckoned from -------------------------------------------------------------------------------------------


def count_of_ratings(round_: Round) -> int:
    """How many ratings the round holds."""
    return Rating.objects.filter(rater__round=round_).count()


def rows_of(round_: Round) -> Rows:
    """The round and everything rated in it."""
    raters = list(Rater.objects.filter(round=round_).order_by("number", "pk"))
    cases = list(round_cases(round_).values())
    indicators = list(round_indicators(round_))
    places = [{one.pk: place for place, one in enumerate(rows)} for rows in (raters, cases, indicators)]
    found = Rating.objects.filter(rater__round=round_).order_by("pk")
    ratings = found.values_list("rater_id", "case_id", "indicator_id", "level").iterator(chunk_size=_AT_A_TIME)
    codes = [
        (places[0][rater], places[1][case], places[2][indicator], np.nan if level is None else level)
        for rater, case, indicator, level in ratings
    ]
    whole = np.array(codes, dtype=np.float64).reshape(-1, 4)
    keys, answers = _keys(cases), _answers(indicators)
    return Rows(
        raters=[RaterRow(one.number, one.machine_id is not None) for one in raters],
        cases=[CaseRow(one.pk, one.case.key, one.case.twin, keys.get(one.case_id, {})) for one in cases],
        indicators=[
            IndicatorRow(one.pk, one.indicator.key, Scale(one.indicator.scale), answers.get(one.indicator_id, ()))
            for one in indicators
        ],
        codes=whole[:, :3].T.astype(np.intp),
        levels=whole[:, 3],
    )


def _keys(cases: list[RoundCase]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    rows = CaseKey.objects.filter(case__in=[one.case_id for one in cases]).order_by("pk")
    for case, indicator, level in rows.values_list("case_id", "indicator_key", "level"):
        found.setdefault(case, {})[indicator] = level
    return found


def _answers(indicators: list[RoundIndicator]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    rows = Anchor.objects.filter(indicator__in=[one.indicator_id for one in indicators]).order_by("level")
    for indicator, level in rows.values_list("indicator_id", "level"):
        found[indicator] = (*found.get(indicator, ()), level)
    return found


# -- one's own ------------------------------------------------------------------------------------------------------


def own_levels(rater: Rater, cases: Sequence[RoundCase]) -> dict[tuple[int, int], int | None]:
    """What one rater said of some cases, by the numbers of the round's case and indicator."""
    found = Rating.objects.filter(rater=rater, case__in=cases).order_by("pk")
    return {(case, indicator): level for case, indicator, level in found.values_list("case", "indicator", "level")}


def reasons_of(cases: Sequence[RoundCase]) -> dict[tuple[int, str], CaseKey]:
    """The agreed levels of some cases with their reasons, by the case's number and the indicator's key."""
    found = CaseKey.objects.filter(case__in=[one.case_id for one in cases]).order_by("pk")
    return {(one.case_id, one.indicator_key): one for one in found}


def case_words(row: RoundCase) -> list[CaseLine]:
    """The lines of a case's dialogue, first to last."""
    return list(CaseLine.objects.filter(case=row.case_id).order_by("number", "pk"))


def anchors_of(row: RoundIndicator) -> list[Anchor]:
    """The words of the indicator's levels, lowest first."""
    return list(Anchor.objects.filter(indicator=row.indicator_id).order_by("level", "pk"))
