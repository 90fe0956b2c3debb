"""Outcomes by whom somebody met: loaded as sums under made-up names, reckoned once, taken away."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import require
from samklang.evidence.models import SpreadSum, SpreadTable
from samklang.evidence.rules import spread as rules
from samklang.evidence.rules.evidence import run_evidence
from samklang.evidence.spread_document import document_of
from samklang.evidence.spread_file import ReadSpread, by_code
from samklang.evidence.unit_codes import unit_code
from samklang.ledger.commands import record

PURPOSES = (Purpose.SPREAD, Purpose.OUTCOMES)
_ROWS_AT_ONCE = 500


class Given(NamedTuple):
    """What is said of a file before it is read."""

    title: str
    definition: str
    kind: str
    unit: str
    higher_is_better: bool
    smallest_relevant: float
    first_day: date
    last_day: date


@transaction.atomic
def load_spread(
    *, by: Person, jobcentre: Place, given: Given, found: ReadSpread, content: bytes, name: str, today: date,
    now: datetime,
) -> SpreadTable:  # fmt: skip
    """Keep the sums under scrambled numbers, and what they come to. The file is not kept. Raises NotAllowed.

    found: without faults.
    """
    measuring = [refusal_to_measure(jobcentre, one, today) for one in PURPOSES]
    require(rules.load_spread(by, jobcentre, given.last_day, today, measuring))
    codes = {number: unit_code(number, jobcentre.pk) for number, _stratum in found.sums}
    sums = by_code(found, codes)
    made = SpreadTable.objects.create(
        jobcentre=jobcentre, mix=found.mix, name=name[-200:], sha256=hashlib.sha256(content).hexdigest(),
        form=found.form, rows=found.rows, staff=found.staff, loaded_by=by, loaded_at=now,
        document=document_of(sums, given.smallest_relevant), **given._asdict(),
    )  # fmt: skip
    _keep(made, sums)
    record("spread-loaded", by=by, subject=made, place=jobcentre, details={"rows": found.rows, "staff": found.staff})
    return made


def _keep(table: SpreadTable, sums: Mapping[tuple[str, str], tuple[int, float, float]]) -> None:
    SpreadSum.objects.bulk_create(
        (
            SpreadSum(table=table, code=code, stratum=stratum, n=n, total=total, squares=squares)
            for (code, stratum), (n, total, squares) in sorted(sums.items())
        ),
        batch_size=_ROWS_AT_ONCE,
    )


@transaction.atomic
def remove_spread(*, by: Person, table: SpreadTable) -> None:
    """Take a file's sums away, for good. Raises NotAllowed."""
    found = SpreadTable.objects.select_for_update().select_related("jobcentre").get(pk=table.pk)
    require(run_evidence(by, found.jobcentre))
    record("spread-removed", by=by, subject=found, place=found.jobcentre)
    found.delete()
