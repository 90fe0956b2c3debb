"""Takes a person's name and addresses out of texts and documents, and leaves other people's names as they are."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import BinaryField, CharField, JSONField, Model, Q, TextField
from django.db.models.functions import Cast

from samklang.access.models import Person
from samklang.access.queries.declarations import PASSING, declared

_NEVER = {"ledger.entry"}
"""Only ever added to, and holds numbers; a reason that names somebody is refused when it is written."""
_LARGEST_PART = 100_000_000
"""Bytes of a part of a workbook once unpacked; a larger one was refused when it was sent in."""
_OWN_NAMES = {("access.person", "name"), ("access.person", "email"), ("access.person", "password")}


@dataclass(frozen=True)
class Redaction:
    """One person's words and what stands for them afterwards."""

    words: tuple[str, ...]
    replacement: str
    longer: tuple[str, ...] = ()
    """Other people's names that hold this one's; they stay."""

    @classmethod
    def of(cls, person: Person, addresses: Iterable[str], replacement: str) -> "Redaction":
        """A name that somebody else has too cannot be told apart and is left where no field says whose it is."""
        others = Person.objects.exclude(pk=person.pk).filter(name__icontains=person.name, erased_at__isnull=True)
        names = [str(name) for name in others.values_list("name", flat=True)]
        shared = any(name.casefold() == person.name.casefold() for name in names)
        words = [*addresses, *([] if shared else [person.name])]
        return cls(tuple(one for one in words if len(one.strip()) > 2), replacement, tuple(names))

    def text(self, text: str) -> str:
        """The text without the person."""
        if not self.words:
            return text
        kept = "|".join(re.escape(one) for one in sorted(self.longer, key=len, reverse=True)) or r"(?!)"
        gone = "|".join(re.escape(one) for one in sorted(self.words, key=len, reverse=True))
        pattern = re.compile(rf"({kept})|(?<!\w)(?:{gone})(?!\w)", re.IGNORECASE)
        return pattern.sub(lambda found: found[1] or self.replacement, text)

    def value(self, value: Any) -> Any:
        """The same for everything within a document, keys included."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.value(key): self.value(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(one) for one in value]
        return value


def sweep(redaction: Redaction) -> int:
    """Redact every text of every table; the answer is how many rows changed."""
    changed = 0
    for declaration in declared():
        if declaration.label not in _NEVER:
            changed += _sweep_table(declaration.model, declaration.label, redaction)
            changed += _sweep_files(declaration.model, redaction)
    for label, names in PASSING.items():
        if label != "sessions.session":
            changed += _sweep_table(apps.get_model(label), label, redaction, names)
    return changed + _sweep_sessions(redaction)


def _sweep_table(model: type[Model], label: str, redaction: Redaction, names: tuple[str, ...] = ()) -> int:
    fields = [
        one
        for one in model._meta.fields
        if isinstance(one, CharField | TextField | JSONField)
        and not getattr(one, "choices", None)
        and (one.name in names or (not names and (label, one.name) not in _OWN_NAMES))
    ]
    changed = 0
    for field in fields:
        rows = model._default_manager.annotate(as_text=Cast(field.name, TextField())).filter(_holds(redaction))
        for row in rows:
            value = getattr(row, field.name)
            redacted = redaction.value(value)
            if redacted != value:
                model._default_manager.filter(pk=row.pk).update(**{field.name: redacted})
                changed += 1
    return changed


def _sweep_files(model: type[Model], redaction: Redaction) -> int:
    """A stored file that names the person is emptied; it cannot be told from one that does not without opening it."""
    changed = 0
    for field in (one for one in model._meta.fields if isinstance(one, BinaryField)):
        for pk, content in model._default_manager.exclude(**{field.name: None}).values_list("pk", field.name):
            if any(redaction.text(text) != text for text in texts_within(bytes(content))):
                model._default_manager.filter(pk=pk).update(**{field.name: None if field.null else b""})
                changed += 1
    return changed


def texts_within(content: bytes) -> Iterator[str]:
    """The texts of a stored file: of each part of a workbook, else of the file itself."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield content.decode("utf-8", errors="replace")
        yield content.decode("cp1252", errors="replace")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            if part.filename.endswith(".xml") and part.file_size <= _LARGEST_PART:
                yield html.unescape(archive.read(part).decode("utf-8", errors="replace"))


def _holds(redaction: Redaction) -> Q:
    """Rows to look at; a document may be stored with its letters written as numbers."""
    wanted = Q(pk__in=[])
    for word in redaction.words:
        wanted |= Q(as_text__icontains=word) | Q(as_text__icontains=json.dumps(word)[1:-1])
    return wanted


def _sweep_sessions(redaction: Redaction) -> int:
    """What a page meant to say next may still name the person."""
    changed = 0
    for session in Session.objects.iterator():
        store = SessionStore(session.session_key)
        before = store.decode(session.session_data)
        after = redaction.value(before)
        if after != before:
            Session.objects.filter(pk=session.pk).update(session_data=store.encode(after))
            changed += 1
    return changed
