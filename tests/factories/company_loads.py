"""Files of companies that were sent, looked through and loaded."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.factories.companies import NOW
from tests.factories.company_files import a_book

from samklang.access.models import Person
from samklang.companies.commands.loads import apply_load, begin_load
from samklang.companies.models import Load
from samklang.companies.queries.load_difference import Difference, difference_of

HEADINGS = ("CVR", "Navn", "Postnr", "Telefon", "Kontaktperson", "Mail", "Konsulent")


def a_load(by: Person, content: bytes, name: str = "cvr.json") -> Load:
    """A file that was sent and read, and not loaded yet."""
    return begin_load(by=by, municipality=by.municipality, name=name, content=content, now=NOW)


def a_done_load(by: Person, content: bytes, name: str = "cvr.json", now: datetime = NOW) -> Load:
    """A file whose companies are here."""
    return apply_load(by=by, load=a_load(by, content, name), digest=None, now=now)


def difference_now(load: Load) -> Difference:
    """What loading the file would change, with the choices that were made."""
    return difference_of(Load.objects.get(pk=load.pk), today=NOW.date())


def kinds_of(load: Load) -> list[tuple[int, str]]:
    """For each line of the file, its row and what would become of it."""
    return [(line.incoming.row, line.kind) for line in difference_now(load).lines]


def a_sheet(*rows: Sequence[Any]) -> bytes:
    """A spreadsheet with the columns of HEADINGS; rows may be shorter."""
    return a_book([HEADINGS, *rows])
