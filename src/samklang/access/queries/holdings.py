"""Everything that is held on one person, table by table, and whether anything still needs them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BinaryField, DateField, ForeignKey, JSONField, Model, Q, QuerySet

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.access.queries.declarations import Declaration, declared, outside
from samklang.core.words import Sentence, say

Row = Mapping[str, Any]
ITSELF = "what"
"""The name under which a row stands that somebody made: what it is called."""


@dataclass(frozen=True)
class Table:
    """One table's rows about a person. label: as the ledger names it. rows: value by field, as a person reads it."""

    label: str
    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    erased: Mapping[str, Erase]
    """What becomes of each personal field when the person is erased."""


def holdings_of(person: Person) -> Iterator[Table]:
    """Every table with something about the person, the person themselves first."""
    for declaration in reversed(tuple(declared())):
        fields = shown_fields(declaration)
        rows = [_row(one, fields) for one in declaration.about(person)]
        find = declaration.call("mentions")
        mentioned: list[Row] = list(find(person)) if find else []
        if rows or mentioned:
            names = dict.fromkeys([*(fields if rows else ()), *(name for row in mentioned for name in row)])
            yield Table(declaration.label, tuple(names), (*rows, *mentioned), declaration.personal)
    for table, model in outside():
        found = model._default_manager.filter(**{table.person: person.pk}).order_by("pk")
        rows = [_row(one, table.shown) for one in found]
        if rows:
            yield Table(table.label, table.shown, tuple(rows), dict.fromkeys(table.shown, Erase.ROW))


def shown_fields(declaration: Declaration) -> tuple[str, ...]:
    """What of a row is shown: all of it where it is about the person; what it is and its dates where they only made it.

    A document that somebody made holds other people too, so it is not theirs to take along.
    """
    fields = [one for one in declaration.model._meta.fields if not one.primary_key]
    fields = [one for one in fields if one.name not in declaration.secret and not isinstance(one, BinaryField)]
    if _is_about(declaration):
        return tuple(one.name for one in fields if one.name != declaration.person.split("__")[0])
    return (ITSELF, *(one.name for one in fields if isinstance(one, DateField)))


def _is_about(declaration: Declaration) -> bool:
    documents = {one.name for one in declaration.model._meta.fields if isinstance(one, JSONField | BinaryField)}
    return any(how != Erase.KEEP and name not in documents for name, how in declaration.personal.items())


def _row(instance: Model, fields: tuple[str, ...]) -> Row:
    return {name: str(instance) if name == ITSELF else _value(instance, name) for name in fields}


def _value(instance: Model, name: str) -> Any:
    """A value as a person reads it: the words of a choice, the name of what a row points to."""
    field = instance._meta.get_field(name)
    if isinstance(field, ForeignKey):
        other = getattr(instance, name)
        return None if other is None else str(other)
    if getattr(field, "choices", None):
        return str(getattr(instance, f"get_{name}_display")())
    return getattr(instance, name)


def needed_since(people: QuerySet[Person], day: date) -> QuerySet[Person]:
    """Those of the people whom some area needs on the day or later."""
    needed = Q(pk__in=[])
    for declaration in declared():
        find = declaration.call("needed")
        if find is not None:
            needed |= Q(pk__in=find(day))
    return people.filter(needed)


def why_needed(person: Person, day: date) -> Sentence | None:
    """Why an area still needs the person on the day or later; None where nothing does."""
    for declaration in declared():
        find = declaration.call("needed")
        if find is not None and Person.objects.filter(pk=person.pk, pk__in=find(day)).exists():
            because = declaration.needed_because or say("{name} is still needed.")
            return Sentence(because.message, {"name": person.name, **because.values})
    return None
