"""The list of companies: searched, narrowed, sorted, and what stands in each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.companies.enums import TALKS, WAITING, OpeningState, StepState
from samklang.companies.models import Company, Enquiry, Entry, NextStep, Opening, Site
from samklang.companies.models.company import by_name
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.search import holding
from samklang.people.queries.search import holding as written_in

STILL_OPEN = (OpeningState.OPEN, OpeningState.FILLED, OpeningState.RUNNING)
"""An opening that somebody still has to do something about."""
SIZES: dict[str, Q] = {
    "1": Q(employees__lte=1),
    "2-9": Q(employees__gte=2, employees__lte=9),
    "10-49": Q(employees__gte=10, employees__lte=49),
    "50-249": Q(employees__gte=50, employees__lte=249),
    "250-": Q(employees__gte=250),
    "unknown": Q(employees=None),
}
"""By how many work there."""
STATES: dict[str, Q] = {
    "": Q(ceased_on=None),
    "protected": Q(ceased_on=None, protected=True),
    "ceased": Q(ceased_on__isnull=False),
    "all": Q(),
}
"""Those that work, unless something else is asked for."""
OWN, NOBODYS = "me", "none"
NEVER = "never"
_WAITING = [str(one) for one in WAITING]
_TALKS = [str(one) for one in TALKS]


@dataclass(frozen=True)
class AskedCompanies:
    """What somebody asks the list for; empty fields ask for nothing.

    place: a postcode's beginning or a town. owner: "me", "none" or a number. quiet: days without contact, or "never".
    """

    text: str = ""
    sector: str = ""
    place: str = ""
    owner: str = ""
    size: str = ""
    quiet: str = ""
    open: str = ""
    state: str = ""
    sort: str = "name"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for besides the order."""
        return self != AskedCompanies(sort=self.sort)


@dataclass(frozen=True)
class CompanyRow:
    """One company, when somebody last spoke with it, and what is open."""

    company: Company
    last_contact: datetime | None
    enquiries: int
    steps: int
    openings: int


SORTS: dict[str, Any] = {
    "name": by_name(),
    "town": danish("town"),
    "sector": F("sector"),
    "size": F("employees"),
    "owner": danish("owner__name"),
    "contact": F("last_contact"),
}
"""What the list can be sorted by; the name decides between equals."""


def company_list(person: Person, asked: AskedCompanies, now: datetime) -> QuerySet[Company]:
    """Those asked for, in the order asked for."""
    found = companies_for(person).filter(holding(asked.text), STATES.get(asked.state, Q()))
    found = found.filter(_place(asked.place), _owner(person, asked.owner), SIZES.get(asked.size, Q()))
    if asked.sector:
        found = found.filter(sector=asked.sector)
    found = _open(_quiet(found, asked.quiet, now), asked.open)
    column = asked.sort.removeprefix("-")
    if column == "contact":
        found = found.annotate(last_contact=Subquery(_talks().order_by("-at").values("at")[:1]))
    order = SORTS.get(column, SORTS["name"])
    if column not in SORTS or column == "name":
        return found.order_by(order.desc() if asked.sort.startswith("-") else order, "pk")
    first = order.desc(nulls_last=True) if asked.sort.startswith("-") else order.asc(nulls_last=True)
    return found.order_by(first, by_name(), "pk")


def company_rows(companies: Sequence[Company]) -> list[CompanyRow]:
    """The companies with what stands beside them, in the same order; four questions however many they are."""
    keys = [one.pk for one in companies]
    talks = Entry.objects.filter(company__in=keys, kind__in=_TALKS).order_by()
    last = dict(talks.values_list("company").annotate(at=Max("at")))
    enquiries = _counted(Enquiry.objects.filter(company__in=keys, state__in=_WAITING))
    steps = _counted(NextStep.objects.filter(company__in=keys, state=StepState.OPEN))
    openings = _counted(Opening.objects.filter(company__in=keys, state__in=STILL_OPEN))
    return [
        CompanyRow(
            one, last.get(one.pk), enquiries.get(one.pk, 0), steps.get(one.pk, 0), openings.get(one.pk, 0)
        )
        for one in companies
    ]  # fmt: skip


def owners_for(person: Person) -> QuerySet[Person]:
    """Whoever owns the contact with a company that the person sees; by name."""
    owned = companies_for(person).filter(owner=OuterRef("pk")).order_by()
    return Person.objects.filter(Exists(owned), municipality=person.municipality_id).order_by(danish("name"), "pk")


def last_contact_of(company: Company) -> Entry | None:
    """The last time that anybody was in touch with the company."""
    found = Entry.objects.filter(company=company, kind__in=_TALKS).select_related("by", "team", "contact")
    return found.order_by("-at", "-pk").first()


def _counted(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("company").annotate(count=Count("pk")))


def _talks() -> QuerySet[Entry]:
    return Entry.objects.filter(company=OuterRef("pk"), kind__in=_TALKS)


def _place(text: str) -> Q:
    """A postcode begins with it, or it stands in a town; of the company or of one of its sites."""
    if not text:
        return Q()
    place = Q(postcode__startswith=text) if text.isdecimal() else written_in(text, ("town",))
    return place | Q(Exists(Site.objects.filter(place, company=OuterRef("pk"), ceased_on=None)))


def _owner(person: Person, owner: str) -> Q:
    if owner == NOBODYS:
        return Q(owner=None)
    if owner == OWN:
        return Q(owner=person)
    return Q(owner=int(owner)) if owner else Q()


def _quiet(found: QuerySet[Company], quiet: str, now: datetime) -> QuerySet[Company]:
    """Those that nobody has been in touch with for so many days, or ever."""
    if quiet == NEVER:
        return found.filter(~Exists(_talks()))
    return found.filter(~Exists(_talks().filter(at__gte=now - timedelta(days=int(quiet))))) if quiet else found


def _open(found: QuerySet[Company], kind: str) -> QuerySet[Company]:
    own = {"company": OuterRef("pk")}
    wanted = {
        "enquiry": Enquiry.objects.filter(**own, state__in=_WAITING),
        "step": NextStep.objects.filter(**own, state=StepState.OPEN),
        "opening": Opening.objects.filter(**own, state__in=STILL_OPEN),
    }
    return found.filter(Exists(wanted[kind])) if kind in wanted else found
