"""The pages of access and privacy, as far as a person may see them; they stand beside each of these pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from samklang.access.enums import Right, Role
from samklang.access.models import Person
from samklang.core.words import Sentence, say


@dataclass(frozen=True)
class Section:
    """One way to another page."""

    label: Sentence
    url: str
    current: bool


def _with(*rights: Right) -> Callable[[Person], bool]:
    return lambda person: any(person.standing.may(right) for right in rights)


def _everybody(_: Person) -> bool:
    return True


def _is_administrator(person: Person) -> bool:
    return Role.ADMINISTRATOR in person.standing.roles


_SECTIONS: tuple[tuple[str, Sentence, Callable[[Person], bool]], ...] = (
    ("roles", say("Roles"), _everybody),
    ("elevation", say("Opened records"), _with(Right.ELEVATE, Right.SEE_ELEVATIONS)),
    ("tokens", say("Tokens"), _with(Right.GIVE_TOKENS)),
    ("ledger", say("Ledger"), _with(Right.READ_LEDGER)),
    ("notices", say("Notices of measuring"), _with(Right.SEE_NOTICES)),
    ("what-we-hold", say("What we hold on you"), _everybody),
    ("corrections", say("Corrections"), _everybody),
    ("retention", say("How long data are kept"), _with(Right.EDIT_RETENTION)),
    ("erasures", say("Erase people"), _with(Right.ERASE)),
    ("papers", say("Papers"), _with(Right.SEE_NOTICES, Right.EDIT_RETENTION)),
    ("status", say("How the installation is doing"), _is_administrator),
)


def sections(request: HttpRequest, person: Person) -> list[Section]:
    """The pages the person may go to."""
    found = []
    for name, label, may in _SECTIONS:
        if may(person):
            url = reverse(name)
            here = request.path == url if name == "roles" else request.path.startswith(url)
            found.append(Section(label, url, here or (name == "roles" and request.path.startswith(f"{url}roles/"))))
    return found
