"""The spread between staff: which files there are, what they came to, and one's own point."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries.notices import jobcentres_around
from samklang.core.effects.answers import Estimate
from samklang.core.effects.spread import SpreadChange, Sums, own_point, spread_change
from samklang.core.effects.spread.sums import Kind as CoreKind
from samklang.core.effects.spread.told import told_change
from samklang.core.words import Sentence
from samklang.evidence.enums import Kind
from samklang.evidence.models import SpreadSum, SpreadTable
from samklang.evidence.spread_document import sums_of
from samklang.evidence.unit_codes import unit_codes
from samklang.people.models import Employee


class Compared(NamedTuple):
    """Two files of the same outcome, the earlier first."""

    earlier: SpreadTable
    change: SpreadChange
    told: Sentence


def tables_for(person: Person) -> QuerySet[SpreadTable]:
    """The files of the jobcentres whose evidence the person sees, or of a team of which; the newest period first."""
    found = SpreadTable.objects.filter(jobcentre__in=jobcentres_around(person, Right.SEE_EVIDENCE).order_by())
    return found.select_related("jobcentre", "loaded_by").order_by("-last_day", "-pk")


def matching(tables: QuerySet[SpreadTable], text: str) -> QuerySet[SpreadTable]:
    """Those that hold every word of the text."""
    for word in text.split():
        tables = tables.filter(Q(title__icontains=word) | Q(definition__icontains=word))
    return tables


def headline_of(jobcentre: Place) -> SpreadTable | None:
    """The newest file of the jobcentre: its first sentence is the headline."""
    return SpreadTable.objects.filter(jobcentre=jobcentre).order_by("-last_day", "-pk").first()


def earlier_than(table: SpreadTable) -> list[SpreadTable]:
    """What it can be compared with: the same kind and unit, of a time before it."""
    found = SpreadTable.objects.filter(
        jobcentre=table.jobcentre_id, kind=table.kind, unit=table.unit, last_day__lt=table.first_day
    )
    return list(found.order_by("-last_day", "-pk"))


def compared(earlier: SpreadTable, table: SpreadTable) -> Compared:
    """Whether staff have come closer to each other. It tells what followed, not what did it."""
    change = spread_change(_sums(earlier), _sums(table), smallest_relevant=_smallest_change(table))
    kind = CoreKind.SHARES if table.kind == Kind.SHARE else CoreKind.SCORES
    return Compared(earlier, change, told_change(change, kind))


def _smallest_change(table: SpreadTable) -> float:
    """What matters from the lowest tenth to the highest, as a standard deviation: they lie 2.56 of these apart."""
    return table.smallest_relevant / 2.56


def own(person: Person, table: SpreadTable) -> Estimate | None:
    """The person's own point, looked up by their own number and nobody else's; None where they are not in the file."""
    employee = Employee.objects.filter(person=person, jobcentre=table.jobcentre_id).first()
    if employee is None:
        return None
    codes = unit_codes(employee.number, table.jobcentre_id)
    code = SpreadSum.objects.filter(table=table, code__in=codes).values_list("code", flat=True).first()
    return own_point(_sums(table), code) if code is not None else None


def _sums(table: SpreadTable) -> Sums:
    rows = SpreadSum.objects.filter(table=table).values_list("code", "stratum", "n", "total", "squares").order_by("pk")
    return sums_of({(code, stratum): (n, total, squares) for code, stratum, n, total, squares in rows})


def told_in(table: SpreadTable, language: str) -> Sequence[str]:
    """What the file came to, in sentences, the first for everybody."""
    found: list[dict[str, Any]] = table.document.get("told", [])
    return [one.get(language) or one.get("da", "") for one in found]
