"""Companies that are found by everything they are known as, with something on their timelines."""

from datetime import datetime, timedelta
from typing import Any

from tests.factories.companies import NOW, a_company

from samklang.access.models import Person, Place
from samklang.companies.commands.companies import renew_found_by
from samklang.companies.enums import Channel, EntryKind
from samklang.companies.models import Company, Entry


def a_known_company(municipality: Place, name: str = "Egtved Maskinfabrik ApS", **changes: Any) -> Company:
    """A company that is found as those are that come in through the commands."""
    company = a_company(municipality, name, **changes)
    renew_found_by([company])
    return company


def a_talk(company: Company, by: Person | None = None, *, at: datetime = NOW, **changes: Any) -> Entry:
    """Somebody has called the company."""
    given = {"kind": EntryKind.CONTACT, "channel": Channel.PHONE, "what": "Talte om efterårets opgaver", **changes}
    return Entry.objects.create(company=company, by=by, at=at, **given)


def some_talks(company: Company, count: int, *, first: datetime = NOW) -> list[Entry]:
    """So many calls, an hour apart, two of them in the same moment."""
    hours = [max(one - 1, 0) for one in range(count)]
    return [a_talk(company, at=first + timedelta(hours=hour), what=f"Samtale {one}") for one, hour in enumerate(hours)]
