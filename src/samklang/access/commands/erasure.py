"""A person is erased: what stays says nothing of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Field, JSONField, Model
from django.utils import timezone

from samklang.access import rules
from samklang.access.commands.redaction import Redaction, sweep
from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.access.queries.declarations import Declaration, declared, outside
from samklang.access.queries.holdings import why_needed
from samklang.access.refusals import require
from samklang.core.words import render, say
from samklang.ledger.commands import record


@dataclass
class Erased:
    """How many rows of each table were deleted, and emptied."""

    deleted: dict[str, int] = field(default_factory=dict)
    emptied: dict[str, int] = field(default_factory=dict)
    redacted: int = 0


def name_after_erasure(person: Person) -> str:
    """What stands in place of the name."""
    return render(say("Staff member {number}", number=str(person.pk)), "da")


@transaction.atomic
def erase(*, by: Person | None, person: Person, today: date, typed_name: str | None = None) -> Erased:
    """Erase a person from every table, as each declares it, and from every text that names them.

    The ledger keeps their number, which now means nobody. by: None is the night's retention; everybody else types the
    name. Raises NotAllowed.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    typed = typed_name if by is None else (typed_name or "")
    require(rules.erase(by, person, typed_name=typed, still_needed=why_needed(person, today)))
    redaction = Redaction.of(person, tuple(_addresses(person)), name_after_erasure(person))
    done = Erased()
    for declaration in declared():
        purge = declaration.call("purge")
        if purge is not None:
            done.redacted += int(purge(person=person, redact=redaction.value) or 0)
    _delete_of_libraries(person, done)
    for declaration in declared():
        _erase_rows(declaration, person, done)
    gone = {"is_active": False, "erased_at": timezone.now(), "password": make_password(None)}
    Person.objects.filter(pk=person.pk).update(**gone)
    done.redacted += sweep(redaction)
    record("person-erased", by=by, subject=person, about=person, place=person.municipality, details=_counted(done))
    return done


def _counted(done: Erased) -> dict[str, Any]:
    return {"deleted": done.deleted, "emptied": done.emptied, "redacted": done.redacted}


def _addresses(person: Person) -> Iterator[str]:
    if person.email:
        yield person.email
    rows = apps.get_model("account.emailaddress")._default_manager.filter(user=person.pk)
    yield from (str(one) for one in rows.values_list("email", flat=True) if one != person.email)


def _delete_of_libraries(person: Person, done: Erased) -> None:
    """Addresses, second factors, sign-ins from elsewhere; and the sessions, so that they are signed out."""
    sessions = apps.get_model("usersessions.usersession")._default_manager.filter(user=person.pk)
    keys = list(sessions.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    for table, model in outside():
        _delete(model._default_manager.filter(**{table.person: person.pk}), table.label, done)


def _erase_rows(declaration: Declaration, person: Person, done: Erased) -> None:
    rows = declaration.about(person)
    kinds = set(declaration.personal.values())
    if Erase.ROW in kinds:
        _delete(rows, declaration.label, done)
        return
    changing = {
        name: how
        for name, how in declaration.personal.items()
        if how in {Erase.BLANK, Erase.REPLACE} and not _is_document(declaration, name)
    }
    for row in rows if changing else ():
        for name, how in changing.items():
            setattr(row, name, _after(row, row._meta.get_field(name), how))
        row.save(update_fields=list(changing))
        done.emptied[declaration.label] = done.emptied.get(declaration.label, 0) + 1


def _is_document(declaration: Declaration, name: str) -> bool:
    """A document is not replaced as a whole: it holds others too, and is redacted."""
    return isinstance(declaration.model._meta.get_field(name), JSONField)


def _delete(rows: Any, label: str, done: Erased) -> None:
    count = rows.count()
    if count:
        rows.delete()
        done.deleted[label] = done.deleted.get(label, 0) + count


def _after(row: Model, declared_field: "Field[Any, Any]", how: Erase) -> Any:
    """What stands in a field afterwards: nothing, or a number in place of a name."""
    if how == Erase.REPLACE:
        text = name_after_erasure(row) if isinstance(row, Person) else f"slettet-{row.pk}"
        return text[: declared_field.max_length or None]
    return None if declared_field.null else declared_field.get_default()
