"""What a closed round showed, reckoned once and kept."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.calibration import rules
from samklang.calibration.findings import to_document
from samklang.calibration.models import Result, Round
from samklang.calibration.queries.results import count_of_ratings, is_reckoned, rows_of
from samklang.calibration.reckoning import reckon
from samklang.ledger.commands import record

MOST_AT_ONCE = 10_000
"""Ratings up to which the result is there when closing answers, in a second or two; more are left to the worker."""


@transaction.atomic
def keep_result(round_: Round, now: datetime) -> Result | None:
    """Reckon what a round that is being closed shows, and keep it. None: it is large, and the worker does it."""
    if count_of_ratings(round_) > MOST_AT_ONCE:
        reckon_in_the_background.enqueue(round_.pk, round_.closings)
        return None
    return _keep(round_, now)


@task()
def reckon_in_the_background(round_pk: int, closings: int) -> None:
    """Reckon a large round, unless it has been opened again since."""
    round_ = Round.objects.filter(pk=round_pk, closings=closings, closed_at__isnull=False).first()
    if round_ is not None:
        _reckon_while_closed(round_, timezone.now())


def _reckon_while_closed(round_: Round, now: datetime) -> None:
    """Read and reckon without holding anything; then keep it, if the round is still closed as it was."""
    document = _document_of(round_)
    with transaction.atomic():
        again = Round.objects.select_for_update().filter(pk=round_.pk, closings=round_.closings).first()
        if again is not None and again.closed_at is not None:
            Result.objects.update_or_create(round=again, defaults={"document": document, "made_at": now})


@transaction.atomic
def reckon_again(*, by: Person | None, round_: Round, now: datetime) -> None:
    """Where a result has not come, ask for it once more. Raises NotAllowed."""
    round_ = Round.objects.select_for_update(of=("self",)).select_related("jobcentre").get(pk=round_.pk)
    require(rules.reckon_again(by, round_, is_reckoned(round_)))
    keep_result(round_, now)
    record("result-asked-for", by=by, subject=round_, place=round_.jobcentre)


def _keep(round_: Round, now: datetime) -> Result:
    kept, _ = Result.objects.update_or_create(round=round_, defaults={"document": _document_of(round_), "made_at": now})
    return kept


def _document_of(round_: Round) -> dict[str, object]:
    earlier = rows_of(round_.earlier) if round_.earlier is not None and round_.earlier.closed_at else None
    findings = reckon(rows_of(round_), earlier, smallest_relevant=round_.smallest_relevant)
    return to_document(findings)
