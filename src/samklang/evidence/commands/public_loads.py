"""Public figures fetched from their source or read from a file: all of a table at once, or nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.workbook.personal import masked
from samklang.evidence.enums import How, Provider
from samklang.evidence.models import PublicLoad, PublicTable, PublicValue
from samklang.evidence.public import jobindsats, statbank
from samklang.evidence.public.catalogue import query_of, to_jobindsats, to_statbank
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public.reading import read
from samklang.evidence.public.series import Choice, Series
from samklang.evidence.queries.public_figures import loads_of, newest_of
from samklang.evidence.rules import public_figures as rules
from samklang.ledger.commands import record

KEPT = 5
"""So many loads of a table are kept, so that a wrong one can be taken back."""
EVERY = timedelta(days=6)
"""A table is asked for again when it was last read so long ago; the sources publish monthly."""
_log = logging.getLogger("samklang.evidence")
_LONGEST_NAME = 200


def choice_of(table: PublicTable, *, lenient: bool = False) -> Choice:
    """What is wanted of a table. Raises NoFigures where its settings cannot be understood."""
    query = query_of(table.query)
    return Choice(
        table.code or table.key, table.measure, table.unit_da, query.keeps, [str(one) for one in table.areas], lenient
    )  # fmt: skip


def look_into(*, table: PublicTable, name: str, content: bytes) -> tuple[Series, ...]:
    """What a file holds of the table; nothing is kept. Raises NoFigures."""
    return read(content, name, choice_of(table, lenient=True))


def load_file(
    *, by: Person | None, table: PublicTable, name: str, content: bytes, now: datetime, how: How = How.FILE
) -> PublicLoad:
    """Read a file and keep what it holds of the table. Raises NotAllowed, NoFigures."""
    require(rules.run_public_figures(by, table.municipality_id))
    return keep(by=by, table=table, series=look_into(table=table, name=name, content=content), how=how, name=name,
                now=now)  # fmt: skip


def fetch(*, by: Person | None, table: PublicTable, now: datetime) -> PublicLoad:
    """Ask the source and keep what it has today. Raises NotAllowed, NoFigures; what was loaded before is then kept."""
    require(rules.fetch_figures(by, table))
    query, choice = query_of(table.query), choice_of(table)
    if table.provider == Provider.JOBINDSATS:
        address, key = settings.JOBINDSATS_URL, settings.JOBINDSATS_TOKEN
        series = jobindsats.fetched(jobindsats.service(address, key), to_jobindsats(table.code, query), choice)
    else:
        address = settings.STATBANK_URL
        series = statbank.fetched(statbank.service(address), to_statbank(table.code, query), choice)
    return keep(by=by, table=table, series=series, how=How.API, name=address, now=now)


@transaction.atomic
def keep(
    *, by: Person | None, table: PublicTable, series: Sequence[Series], how: How, name: str, now: datetime
) -> PublicLoad:
    """In place of what was shown of the table, which is kept so that one can go back. Raises NotAllowed.

    Where the figures are the same as those shown, only the day on which they were read is new.
    """
    table = PublicTable.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=table.pk)
    require(rules.run_public_figures(by, table.municipality_id))
    require(rules.load_sample(by, how))
    newest = newest_of(table)
    if newest is not None and newest.how == how and _rows_of(newest) == _rows(series):
        newest.loaded_at = now
        newest.save(update_fields=["loaded_at"])
        return newest
    rows = _rows(series)
    load = PublicLoad.objects.create(
        table=table, how=how, name=_short(name), values=len(rows), loaded_by=by, loaded_at=now
    )
    PublicValue.objects.bulk_create(
        (PublicValue(load=load, area=area, period=key, first_day=first, last_day=last, value=value, suppressed=hidden)
         for area, key, first, last, value, hidden in sorted(rows, key=lambda row: (row[0], row[2]))),
        batch_size=500,
    )  # fmt: skip
    PublicLoad.objects.filter(pk__in=[one.pk for one in loads_of(table)[KEPT:]]).delete()
    record("public-figures-loaded", by=by, subject=load, place=table.municipality,
           details={"table": table.key, "how": how.value, "values": len(rows)})  # fmt: skip
    return load


_Row = tuple[str, str, date, date, float | None, bool]


def _rows(series: Sequence[Series]) -> set[_Row]:
    return {
        (one.area, its.period, its.first_day, its.last_day, None if its.value is None else float(its.value),
         its.suppressed)
        for one in series
        for its in one.points
    }  # fmt: skip


def _rows_of(load: PublicLoad) -> set[_Row]:
    return {
        (one.area, one.period, one.first_day, one.last_day, one.value, one.suppressed)
        for one in load.figures.all()
    }  # fmt: skip


def _short(name: str) -> str:
    last = name if "://" in name else name.replace("\\", "/").rpartition("/")[2]
    return masked("".join(sign for sign in last if sign.isprintable()))[-_LONGEST_NAME:]


@transaction.atomic
def take_back(*, by: Person | None, load: PublicLoad, now: datetime) -> PublicLoad:
    """What was loaded before is shown again. Raises NotAllowed."""
    load = _locked(load)
    require(rules.take_back(by, load, newest_of(load.table)))
    load.taken_back_at = now
    load.save(update_fields=["taken_back_at"])
    record("public-figures-taken-back", by=by, subject=load, place=load.table.municipality,
           details={"table": load.table.key})  # fmt: skip
    return load


@transaction.atomic
def bring_back(*, by: Person | None, load: PublicLoad) -> PublicLoad:
    """Show again what was taken back. Raises NotAllowed."""
    load = _locked(load)
    require(rules.bring_back(by, load))
    load.taken_back_at = None
    load.save(update_fields=["taken_back_at"])
    record("public-figures-brought-back", by=by, subject=load, place=load.table.municipality,
           details={"table": load.table.key})  # fmt: skip
    return load


def _locked(load: PublicLoad) -> PublicLoad:
    """The load as it is now; nothing else of its table is loaded or taken back until the transaction is over."""
    PublicTable.objects.select_for_update().get(pk=load.table_id)
    return PublicLoad.objects.select_for_update(of=("self",)).select_related("table__municipality").get(pk=load.pk)


def fetch_due(*, now: datetime, dry_run: bool = False) -> int:
    """At night: the tables that are switched on and were last read some days ago. How many were read, or would be.

    A source that cannot be reached or lets nobody in is not asked about its other tables that night. What fails is
    written in the log, and what was loaded before is kept.
    """
    away: set[str] = set()
    done = 0
    for table in _due(now):
        if dry_run:
            done += 1
            continue
        if table.provider in away:
            continue
        try:
            fetch(by=None, table=table, now=now)
        except NoFigures as fault:
            _log.warning("Public figures “%s” were not read: %s", table.key, fault.sentence)
            if fault.whole_service:
                away.add(table.provider)
        else:
            done += 1
    return done


def _due(now: datetime) -> Iterator[PublicTable]:
    asked = {Provider.JOBINDSATS: bool(settings.JOBINDSATS_URL and settings.JOBINDSATS_TOKEN),
             Provider.STATBANK: bool(settings.STATBANK_URL)}  # fmt: skip
    providers = [one for one, is_set in asked.items() if is_set]
    for table in PublicTable.objects.filter(on=True, provider__in=providers).exclude(code="").order_by("pk"):
        newest = newest_of(table)
        if newest is None or now - newest.loaded_at >= EVERY:
            yield table
