"""Every page read once by somebody who may: what kind of answer it is, and where files are sent from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client
from tests.architecture.who_may.table import pages
from tests.architecture.who_may.world import World


@dataclass
class Sending:
    """A form that a file can be sent with."""

    key: str
    who: str
    address: str
    file: str = ""
    """The name of the field for the file."""
    given: dict[str, str] = field(default_factory=dict)
    """What the rest of the form holds: as it is shown, and something chosen wherever there is a choice."""


@dataclass(frozen=True)
class Read:
    """One page as somebody has read it."""

    key: str
    who: str
    address: str
    kind: str
    sendings: tuple[Sending, ...]


class _Forms(HTMLParser):
    """The forms of a page that take a file."""

    def __init__(self, key: str, who: str, address: str) -> None:
        super().__init__()
        self.found: list[Sending] = []
        self._of = (key, who, address)
        self._form: Sending | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = {name: value or "" for name, value in attrs}
        key, who, address = self._of
        if tag == "form":
            self._form = Sending(key, who, urljoin(address, given.get("action") or address))
        elif self._form is not None:
            self._look_within(self._form, tag, given)

    def _look_within(self, form: Sending, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and kind == "file":
            form.file = name
        elif tag == "input" and kind in {"radio", "checkbox"}:
            self._choose(form, name, given.get("value", "on"))
        elif tag in {"input", "textarea"} and name:
            form.given[name] = given.get("value") or ("2027-09-01" if kind == "date" else "1")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and given.get("value"):
            form.given.setdefault(self._select, given["value"])

    @staticmethod
    def _choose(form: Sending, name: str, value: str) -> None:
        """The first there is, or what says that a file is sent."""
        if value == "file":
            form.given[name] = value
        form.given.setdefault(name, value)

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        if tag == "form" and self._form is not None:
            self.found += [self._form] if self._form.file else []
            self._form = None
        self._select = "" if tag == "select" else self._select


def read_every_page(world: World) -> Iterator[Read]:
    """Each page of the table of who may, as the first reads it who may."""
    client = Client(raise_request_exception=False)
    for row in pages():
        who, address = row.first_with("200") or "", world.address(row.key, row.route)
        answer = world.ask(who, "GET", address, client=client)
        forms = _Forms(row.key, who, address)
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if kind == "text/html" and not answer.streaming:
            forms.feed(answer.content.decode())
        yield Read(row.key, who, address, kind, tuple(forms.found))
