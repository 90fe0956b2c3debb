"""An entrance for companies, and some companies that use it."""

from datetime import UTC, datetime
from typing import Any

from tests.factories.people import a_jobcentre

from samklang.access.enums import PlaceKind
from samklang.access.models import Person, Place
from samklang.companies.enums import Sector
from samklang.companies.models import Company, CompanyContact, Entrance

NOW = datetime(2026, 9, 7, 8, tzinfo=UTC)
"""A Monday at ten in Denmark."""


def an_entrance(jobcentre: Place | None = None, **changes: Any) -> Entrance:
    """Open, with the ordinary week and a promise of 7.5 working hours."""
    jobcentre = jobcentre or a_jobcentre()
    assert jobcentre.kind == PlaceKind.JOBCENTRE
    given = {
        "slug": f"egtved-{jobcentre.pk}", "name": f"Virksomhedsservice {jobcentre.name}",
        "mail_address": f"virksomhed.{jobcentre.pk}@egtved.example", "phone": "76 00 00 00",
    }  # fmt: skip
    return Entrance.objects.create(municipality=jobcentre.parent, jobcentre=jobcentre, **{**given, **changes})


def a_company(municipality: Place, name: str = "Egtved Maskinfabrik ApS", **changes: Any) -> Company:
    """A machine works in the town, which nobody owns yet."""
    given = {
        "cvr": "", "sector": Sector.INDUSTRY, "industry": "Fremstilling af maskiner", "postcode": "6040",
        "town": "Egtved", "created_at": NOW, "found_by": name.lower(),
    }  # fmt: skip
    return Company.objects.create(municipality=municipality, name=name, **{**given, **changes})


def a_contact(company: Company, name: str = "Pia Lund", **changes: Any) -> CompanyContact:
    """Somebody one talks to there."""
    given = {"email": "pia@maskin.example", "phone": "20 00 00 01", "title": "Direktør", "created_at": NOW}
    return CompanyContact.objects.create(company=company, name=name, **{**given, **changes})


def owned_by(company: Company, person: Person) -> Company:
    """The company with an owner."""
    company.owner, company.owned_since = person, NOW.date()
    company.save(update_fields=["owner", "owned_since"])
    return company
