"""Which public tables a municipality follows, under which numbers, and beside whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.core.workbook.labels import tidy
from samklang.evidence.enums import TableStatus
from samklang.evidence.models import PublicTable
from samklang.evidence.public.catalogue import Shipped, query_of, shipped
from samklang.evidence.public.series import COUNTRY, area_key
from samklang.evidence.rules import public_figures as rules
from samklang.ledger.commands import record


@transaction.atomic
def follow_tables(*, by: Person | None, municipality: Place, neighbours: Sequence[str] = ()) -> int:
    """Take in the tables that come with Samklang and are not followed yet; how many. Raises NotAllowed.

    neighbours: areas to stand beside, as the sources call them: "Varde".
    """
    require(rules.choose_areas(by, municipality.pk, len(_named(neighbours))))
    Place.objects.select_for_update().get(pk=municipality.pk)
    known = set(PublicTable.objects.filter(municipality=municipality).values_list("key", flat=True))
    areas = _areas(municipality, neighbours)
    made = [
        _table(municipality, one, areas, position)
        for position, one in enumerate(shipped(), start=1)
        if one.key not in known
    ]
    PublicTable.objects.bulk_create(made)
    if made:
        record("public-tables-followed", by=by, subject=municipality, place=municipality, details={"tables": len(made)})
    return len(made)


def _table(municipality: Place, one: Shipped, areas: list[str], position: int) -> PublicTable:
    return PublicTable(
        municipality=municipality, provider=one.provider, key=one.key, code=one.code, measure=one.measure,
        query=one.query, title_da=one.title.da, title_en=one.title.en, unit_da=one.unit.da, unit_en=one.unit.en,
        caveat_da=one.caveat.da, caveat_en=one.caveat.en, areas=areas, address=one.address,
        on=bool(one.code), position=position,
    )  # fmt: skip


@transaction.atomic
def choose_areas(*, by: Person | None, municipality: Place, neighbours: Sequence[str]) -> None:
    """Whom every table is shown beside; the municipality itself and the whole country always are. Raises NotAllowed.

    What has been loaded is kept; figures of new neighbours come when the table is next fetched or loaded.
    """
    require(rules.choose_areas(by, municipality.pk, len(_named(neighbours))))
    PublicTable.objects.filter(municipality=municipality).update(areas=_areas(municipality, neighbours))
    record("public-areas-chosen", by=by, subject=municipality, place=municipality,
           details={"areas": len(_named(neighbours))})  # fmt: skip


@dataclass(frozen=True)
class TableSettings:
    """What can be corrected of a table. query: what else the source is told, as `query_of` takes it."""

    code: str
    measure: str
    query: dict[str, Any]
    address: str
    status: TableStatus
    on: bool


@transaction.atomic
def change_table(*, by: Person, table: PublicTable, to: TableSettings, today: date) -> PublicTable:
    """Correct a table's number, heading and what else the source is told. Raises NotAllowed, NoFigures."""
    table = PublicTable.objects.select_for_update().get(pk=table.pk)
    require(rules.run_public_figures(by, table.municipality_id))
    query_of(to.query)
    table.code, table.measure, table.query, table.address = to.code, to.measure, to.query, to.address
    if to.status != table.status:
        table.checked_on = today if to.status == TableStatus.CONFIRMED else None
    table.status, table.on = to.status, to.on
    table.save(update_fields=["code", "measure", "query", "address", "status", "on", "checked_on"])
    record("public-table-changed", by=by, subject=table, place=table.municipality, details={"code": table.code})
    return table


def _areas(municipality: Place, neighbours: Sequence[str]) -> list[str]:
    """The municipality's own first, then the neighbours, the whole country last; each once."""
    own = tidy(municipality.name).removesuffix(" Kommune")
    others = [one for one in _named(neighbours) if area_key(one) not in (area_key(own), area_key(COUNTRY))]
    return [own, *others, COUNTRY]


def _named(neighbours: Sequence[str]) -> list[str]:
    named: dict[str, str] = {}
    for one in neighbours:
        if tidy(one):
            named.setdefault(area_key(one), tidy(one)[:120])
    return list(named.values())
