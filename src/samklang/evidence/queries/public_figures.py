"""Public figures of a person's municipality: which tables, what is shown of each, and what was loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.core.workbook.labels import folded
from samklang.evidence.models import PublicLoad, PublicTable, PublicValue
from samklang.evidence.public.periods import Period
from samklang.evidence.public.series import area_key


@dataclass(frozen=True)
class Shown:
    """A table with what is shown of it. load: None where nothing has been loaded.

    areas: in the order of the table's settings, the municipality's own first; those that were not loaded are left out.
    """

    table: PublicTable
    load: PublicLoad | None
    areas: Mapping[str, Mapping[Period, PublicValue]]

    @property
    def own(self) -> Mapping[Period, PublicValue]:
        """The municipality's own figures."""
        return next(iter(self.areas.values()), {})

    @property
    def periods(self) -> list[Period]:
        """Every period there is, oldest first."""
        return sorted({period for values in self.areas.values() for period in values})

    @property
    def newest(self) -> PublicValue | None:
        """The municipality's own newest figure that is one."""
        return next((self.own[one] for one in sorted(self.own, reverse=True) if self.own[one].value is not None), None)

    def a_year_before(self, value: PublicValue) -> PublicValue | None:
        """The own figure of the same time a year earlier, where there is one."""
        first = value.first_day
        return next(
            (one for period, one in self.own.items() if period.first_day == first.replace(year=first.year - 1, day=1)),
            None,
        )  # fmt: skip


def tables_for(person: Person) -> QuerySet[PublicTable]:
    """The tables that the person's municipality follows, in their order."""
    if not person.standing.may(Right.SEE_EVIDENCE):
        return PublicTable.objects.none()
    return PublicTable.objects.filter(municipality=person.municipality_id).order_by("position", "pk")


def shown_for(person: Person, text: str = "") -> list[Shown]:
    """Those of the tables that hold every word of the text, each with its figures: three questions however many."""
    words = [folded(one) for one in text.split()]
    tables = [one for one in tables_for(person) if all(word in _told(one) for word in words)]
    return shown_of(tables)


def _told(table: PublicTable) -> str:
    return folded(" ".join((table.title_da, table.title_en, table.caveat_da, table.caveat_en, table.code, table.key)))


def shown_of(tables: Sequence[PublicTable]) -> list[Shown]:
    """Each table with the load that is shown."""
    loads: dict[int, PublicLoad] = {}
    for load in loads_of(*tables).filter(taken_back_at=None):
        loads.setdefault(load.table_id, load)
    values: dict[int, list[PublicValue]] = defaultdict(list)
    for value in PublicValue.objects.filter(load__in=loads.values()).order_by("load_id", "area", "first_day", "pk"):
        values[value.load_id].append(value)
    return [_shown(one, loads.get(one.pk), values) for one in tables]


def _shown(table: PublicTable, load: PublicLoad | None, values: Mapping[int, Sequence[PublicValue]]) -> Shown:
    by_area: dict[str, dict[Period, PublicValue]] = defaultdict(dict)
    names: dict[str, str] = {}
    for value in values.get(load.pk, ()) if load else ():
        key = area_key(value.area)
        names.setdefault(key, value.area)
        by_area[key][Period(value.first_day, value.last_day)] = value
    order = [area_key(str(one)) for one in table.areas]
    keys = [*(one for one in order if one in by_area), *sorted(one for one in by_area if one not in order)]
    return Shown(table, load, {names[key]: by_area[key] for key in dict.fromkeys(keys)})


def loads_of(*tables: PublicTable) -> QuerySet[PublicLoad]:
    """What was loaded of the tables, newest first."""
    found = PublicLoad.objects.filter(table__in=[one.pk for one in tables]).select_related("loaded_by")
    return found.order_by("-loaded_at", "-pk")


def newest_of(table: PublicTable) -> PublicLoad | None:
    """What is shown of a table."""
    return loads_of(table).filter(taken_back_at=None).first()


def loads_for(person: Person) -> QuerySet[PublicLoad]:
    """What was loaded of the tables that the person sees."""
    return PublicLoad.objects.filter(table__in=tables_for(person)).select_related("table", "loaded_by")
