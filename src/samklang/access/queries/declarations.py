"""What every model declares of its fields: personal or plain, how erased, whom it is about; docs/dev/privacy.md.

Areas above declare, and nothing here imports them: what they can do besides is named by its dotted path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.core.words import Sentence

_OURS = "samklang."


@dataclass(frozen=True)
class Declaration:
    """One model's `class Privacy`.

    person:         the lookup to the person a row is about, "self" for the person's own row, "" where it is nobody's.
    secret:         fields that are never shown, not even to the person: scrambled passwords, keys.
    purge:          removes or redacts what no field declares, such as a person within a stored document.
    mentions:       finds the same, so that it can be shown to the person.
    needed:         finds the people whom the area still needs on a day or later, and may therefore not be erased.
    kept:           for each kind of retention what deletes it.
    """

    model: type[Model]
    personal: Mapping[str, Erase]
    plain: frozenset[str]
    person: str = ""
    secret: frozenset[str] = frozenset()
    purge: str = ""
    mentions: str = ""
    needed: str = ""
    needed_because: Sentence | None = None
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The model's name as the ledger writes it: people.leave."""
        return self.model._meta.label_lower

    def about(self, person: Person) -> QuerySet[Any]:
        """The rows that are about the person."""
        rows = self.model._default_manager.all()
        if not self.person:
            return rows.none()
        return rows.filter(**{"pk" if self.person == "self" else self.person: person.pk}).order_by("pk")

    def call(self, name: str) -> Callable[..., Any] | None:
        """What the declaration names by its dotted path; None where it names nothing."""
        path = str(getattr(self, name))
        return import_string(path) if path else None

    def executor(self, what: str) -> Callable[..., int]:
        """What deletes the rows of a kind of retention."""
        found: Callable[..., int] = import_string(self.kept[what])
        return found


@dataclass(frozen=True)
class Outside:
    """A table of a library that holds something about people: how to find whose a row is, and what is shown of it."""

    label: str
    person: str
    shown: tuple[str, ...]


OUTSIDE = (
    Outside("account.emailaddress", "user", ("email", "verified", "primary")),
    Outside("mfa.authenticator", "user", ("type", "created_at", "last_used_at")),
    Outside("usersessions.usersession", "user", ("created_at", "last_seen_at", "ip", "user_agent")),
    Outside("socialaccount.socialaccount", "user", ("provider", "uid", "last_login", "date_joined", "extra_data")),
)
"""The rows of libraries that are about a person: shown to them, and deleted with them."""

PASSING = {
    "django_tasks_database.dbtaskresult": ("args_kwargs", "return_value", "traceback"),
    "sessions.session": ("session_data",),
}
"""Tables of libraries in which a name may stand for a while, with the fields in which it may."""


def declared() -> Iterator[Declaration]:
    """Every model of ours that declares, areas above before those below, so that rows go before what they point to."""
    for model in reversed(apps.get_models()):
        privacy = getattr(model, "Privacy", None)
        if privacy is None or not model.__module__.startswith(_OURS):
            continue
        yield Declaration(
            model=model,
            personal=dict(privacy.personal),
            plain=frozenset(privacy.plain),
            **{name: getattr(privacy, name) for name in _OPTIONAL if hasattr(privacy, name)},
        )


_OPTIONAL = ("person", "secret", "purge", "mentions", "needed", "needed_because", "kept")


def outside() -> Iterator[tuple[Outside, type[Model]]]:
    """The tables of libraries that are about people."""
    for one in OUTSIDE:
        yield one, apps.get_model(one.label)
