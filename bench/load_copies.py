"""Copies the rows of one jobcentre in the database, table by table: a statement a table and copy, and no model."""

from collections.abc import Iterator

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from samklang.access.models import Person, Place
from samklang.core.chance import stream
from samklang.demo.names import full_names
from samklang.ledger.models import Entry

STEP = 1_000_000
"""So far the numbers of the rows of one copy lie from those of the next."""
_LEFT_OUT = {"auth", "contenttypes", "sessions", "django_tasks_db", "django_tasks_database", "ledger", "usersessions"}
_ROOM = 80
"""A text of so many signs has room for the number of the copy in front."""
_HASH = 64


def copied() -> list[type[models.Model]]:
    """The models whose rows are a jobcentre's."""
    found = apps.get_models(include_auto_created=True)
    return [one for one in found if one._meta.app_label not in _LEFT_OUT and not one._meta.proxy]


def copy_all(copies: int, seed: int) -> None:
    """So many jobcentres where there is one: with the places and the ledger, and everybody under another name."""
    kept = [one for one in copied() if one is not Place and one._base_manager.exists()]
    ends = {one: _last(one) for one in kept}
    places, entries = list(Place.objects.order_by("pk")), list(Entry.objects.order_by("number"))
    with transaction.atomic():
        _suspend()
        for number in range(1, copies):
            _copy_places(places, number)
            for one in kept:
                _copy(one, number, ends[one])
        _rename(seed)
        _chain(entries, copies)
        _resume([Place, *kept])


def _last(model: type[models.Model]) -> int | None:
    """The number of its last row; None where rows have no numbers."""
    if not isinstance(model._meta.pk, models.AutoField):
        return None
    found: int = model._base_manager.aggregate(last=models.Max("pk"))["last"]
    return found


def _suspend() -> None:
    """Rows refer to rows that are copied after them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL DEFERRED" if connection.vendor == "postgresql" else "PRAGMA defer_foreign_keys=ON"
        )


def _resume(kept: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept):
            cursor.execute(statement)


def _copy_places(places: list[Place], number: int) -> None:
    by = number * STEP
    Place.objects.bulk_create(
        Place(
            pk=one.pk + by, parent_id=one.parent_id and one.parent_id + by, kind=one.kind, first_day=one.first_day,
            last_day=one.last_day, name=one.name if one.kind == "team" else f"{one.name} {number + 1}",
            path="/" + "".join(f"{pk + by}/" for pk in one.numbers()),
        )
        for one in places
    )  # fmt: skip


def _copy(model: type[models.Model], number: int, last: int | None) -> None:
    """Every row of the first jobcentre once more. last: the number of its last row, where rows have numbers."""
    quote, fields = connection.ops.quote_name, model._meta.concrete_fields
    columns = ", ".join(quote(str(one.column)) for one in fields)
    values = ", ".join(_value(model, one, number) for one in fields)
    known = next(one for one in fields if (one.is_relation if last is None else one.primary_key))
    most = STEP - 1 if last is None else last
    table = quote(model._meta.db_table)
    of_first = f"{quote(str(known.column))} <= {most}"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {of_first}")  # noqa: S608 - our own


def _value(model: type[models.Model], field: models.Field, number: int) -> str:  # type: ignore[type-arg]
    """What stands in the copy of a column: numbers moved on, what must be unique told apart, all else as it is."""
    column = connection.ops.quote_name(str(field.column))
    if field.is_relation:
        return column if field.related_model in _not_copied() else f"{column} + {number * STEP}"
    if isinstance(field, models.UUIDField):
        return _other_uuid(column, number) if field.unique else column
    if isinstance(field, models.AutoField):
        return f"{column} + {number * STEP}"
    if isinstance(field, models.CharField) and (field.unique or field.name in _alone(model)):
        return _other_text(column, field.max_length or 0, number)
    return column


def _not_copied() -> set[type[models.Model]]:
    return set(apps.get_models(include_auto_created=True)) - set(copied())


def _alone(model: type[models.Model]) -> Iterator[str]:
    """Columns that must be unique by themselves on some condition."""
    for one in model._meta.constraints:
        if isinstance(one, models.UniqueConstraint) and len(one.fields) == 1:
            yield one.fields[0]


def _other_text(column: str, room: int, number: int) -> str:
    if room >= _ROOM:
        return f"'k{number}.' || {column}"
    if room == _HASH:
        return f"'{number:08x}' || substr({column}, 9)"
    numbered = f"id + {number * STEP}"
    hexed = f"to_hex({numbered})" if connection.vendor == "postgresql" else f"printf('%x', {numbered})"
    return f"substr({column}, 1, 2) || {hexed}"


def _other_uuid(column: str, number: int) -> str:
    if connection.vendor == "postgresql":
        return f"('{number:08x}' || substr({column}::text, 9))::uuid"
    return f"'{number:08x}' || substr({column}, 9)"


_NAMES_AT_ONCE = 1000


def _rename(seed: int) -> None:
    """A name for everybody but those of the first jobcentre; in a country two can be called the same."""
    numbers = list(Person.objects.filter(pk__gt=STEP).order_by("pk").values_list("pk", flat=True))
    chance = stream(seed, "load")
    blocks = (len(numbers[at : at + _NAMES_AT_ONCE]) for at in range(0, len(numbers), _NAMES_AT_ONCE))
    names = [name for block in blocks for name in full_names(chance, block)]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE access_person SET name = %s WHERE id = %s", list(zip(names, numbers, strict=True)))


def _chain(entries: list[Entry], copies: int) -> None:
    """What was done in each, hashed on from the one before."""
    last, before = entries[-1].number, entries[-1].hash
    for number in range(1, copies):
        chained = []
        for entry in entries:
            last += 1
            one = _moved(entry, number * STEP, last, before)
            before = one.hash
            chained.append(one)
        Entry.objects.bulk_create(chained, batch_size=500)


def _moved(entry: Entry, by: int, number: int, before: str) -> Entry:
    one = Entry(
        number=number, at=entry.at, kind=entry.kind, deed=entry.deed, subject_type=entry.subject_type,
        subject_id=str(int(entry.subject_id) + by) if entry.subject_id.isdecimal() else entry.subject_id,
        actor_id=entry.actor_id and entry.actor_id + by, about_id=entry.about_id and entry.about_id + by,
        place_id=entry.place_id and entry.place_id + by, reason=entry.reason, origin=entry.origin,
        details=entry.details, previous_hash=before,
    )  # fmt: skip
    one.hash = one.proper_hash()
    return one
