"""What a rater says of a case, and that they are done.

The ledger has no line of these: it would tell its readers who has rated what while the round is open. When a rating
was saved stands in the rating itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samklang.access.enums import Purpose
from samklang.access.models import Person
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import require
from samklang.calibration import rules
from samklang.calibration.commands.round import locked
from samklang.calibration.models import LineMark, Rater, Rating, RoundCase, RoundIndicator
from samklang.calibration.queries.ratings import Judgement
from samklang.method.enums import Scale


@dataclass(frozen=True)
class Moment:
    """When something is said: the day by which notices are in force, and the moment that is written down."""

    today: date
    now: datetime


@transaction.atomic
def rate_case(
    *, by: Person | None, rater: Rater, case: RoundCase, judgements: Mapping[RoundIndicator, Judgement], at: Moment
) -> Rater:
    """Keep what the rater says of indicators of a case, in place of what they said of these before.

    judgements: of indicators of the rater's round; others are left as they are.
    raises:     NotAllowed.
    """
    rater = _locked(rater)
    require(
        rules.rate(by, rater)
        or rules.notice_in_force(refusal_to_measure(rater.round.jobcentre, Purpose.CALIBRATION, at.today))
    )
    for indicator, said in judgements.items():
        _require_fits(indicator, said)
    keep_judgements(rater, case, judgements, at.now)
    return rater


def _require_fits(row: RoundIndicator, said: Judgement) -> None:
    if said.level is not None:
        choices = [one.level for one in row.indicator.anchors.all()]
        require(rules.level_fits(Scale(row.indicator.scale), said.level, choices))


def keep_judgements(
    rater: Rater, case: RoundCase, judgements: Mapping[RoundIndicator, Judgement], now: datetime
) -> None:
    """Write them; five questions to the database, however many they are."""
    about = list(judgements)
    unsaid = [one for one, said in judgements.items() if not said.answered]
    if unsaid:
        Rating.objects.filter(rater=rater, case=case, indicator__in=unsaid).delete()
    rows = [
        Rating(rater=rater, case=case, indicator=one, level=said.level, saved_at=now)
        for one, said in judgements.items()
        if said.answered
    ]
    Rating.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["rater", "case", "indicator"], update_fields=["level", "saved_at"]
    )
    LineMark.objects.filter(rater=rater, case=case, indicator__in=about).delete()
    LineMark.objects.bulk_create(
        LineMark(rater=rater, case=case, indicator=one, line=line)
        for one, said in judgements.items()
        for line in sorted(said.lines)
    )


@transaction.atomic
def finish_rating(*, by: Person | None, rater: Rater, now: datetime) -> Rater:
    """The rater is done; it can be taken back while the round is open. Raises NotAllowed."""
    rater = _locked(rater)
    require(rules.finish_rating(by, rater, Rating.objects.filter(rater=rater).count()))
    if rater.finished_at is None:
        rater.finished_at = now
        rater.save(update_fields=["finished_at"])
    return rater


@transaction.atomic
def resume_rating(*, by: Person | None, rater: Rater) -> Rater:
    """The rater is not done after all. Raises NotAllowed."""
    rater = _locked(rater)
    require(rules.take_part(by, rater))
    rater.finished_at = None
    rater.save(update_fields=["finished_at"])
    return rater


def _locked(rater: Rater) -> Rater:
    """The rater and, before them, their round: nobody answers while it is being closed."""
    round_ = locked(rater.round_id)
    rater = Rater.objects.select_for_update().get(pk=rater.pk)
    rater.round = round_
    return rater
