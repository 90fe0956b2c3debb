"""What the page of a company shows besides its timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from samklang.access.models import Person
from samklang.companies.enums import WAITING, MeetingState, StepState
from samklang.companies.models import Company, CompanyContact, Enquiry, Meeting, NextStep, Opening, Site
from samklang.companies.queries.companies import companies_for, entrance_of
from samklang.companies.queries.company_list import STILL_OPEN
from samklang.companies.queries.routing import staff_of, until_when
from samklang.companies.routing import stand_in
from samklang.core.words import Sentence


@dataclass(frozen=True)
class OpenThings:
    """What somebody still has to do something about."""

    enquiries: Sequence[Enquiry]
    steps: Sequence[NextStep]
    meetings: Sequence[Meeting]
    openings: Sequence[Opening]

    def __bool__(self) -> bool:
        return bool(self.enquiries or self.steps or self.meetings or self.openings)


@dataclass(frozen=True)
class Ownership:
    """Who has the contact on a day. away: that the owner is away, and until when; deputy: who answers meanwhile."""

    owner: Person | None
    away: Sentence | None = None
    deputy: Person | None = None


def open_things(company: Company) -> OpenThings:
    """The company's open enquiries, steps, meetings and openings, what is due first first."""
    enquiries = Enquiry.objects.filter(company=company, state__in=[str(one) for one in WAITING])
    steps = NextStep.objects.filter(company=company, state=StepState.OPEN)
    meetings = Meeting.objects.filter(company=company, state=MeetingState.PLANNED)
    openings = Opening.objects.filter(company=company, state__in=STILL_OPEN)
    return OpenThings(
        list(enquiries.select_related("owner", "team").order_by("due_at", "pk")),
        list(steps.select_related("owner").order_by("due", "pk")),
        list(meetings.select_related("holder").order_by("begins", "pk")),
        list(openings.select_related("owner").order_by(F("follow_up_on").asc(nulls_last=True), "pk")),
    )


def ownership(company: Company, day: date) -> Ownership:
    """The owner, and who stands in where they are away: as an enquiry that came on the day would be routed."""
    if company.owner is None:
        return Ownership(None)
    staff = staff_of(company.municipality, day, [company.owner_id])
    owner = staff.of(company.owner_id)
    if owner is None or not owner.away:
        return Ownership(company.owner)
    entrance = entrance_of(company.municipality_id)
    chosen = stand_in(owner, staff.colleagues, entrance.fallback_team_id if entrance is not None else None)
    deputy = Person.objects.filter(pk=chosen.person).first() if chosen.person is not None else None
    return Ownership(company.owner, until_when(company.owner, day), deputy)


def sites_of(company: Company) -> QuerySet[Site]:
    """Where it works, places that have closed last."""
    return company.sites.order_by(F("ceased_on").asc(nulls_first=True), "pk")


def contacts_of(company: Company) -> QuerySet[CompanyContact]:
    """Whom one talks to, those who have left last."""
    return company.contacts.select_related("site").order_by(F("left_on").asc(nulls_first=True), "name", "pk")


def sites_for(person: Person) -> QuerySet[Site]:
    """The sites of the companies that the person sees."""
    found = Site.objects.filter(company__in=companies_for(person).order_by().values("pk"))
    return found.select_related("company__municipality").order_by("pk")


def contacts_for(person: Person) -> QuerySet[CompanyContact]:
    """The contacts at the companies that the person sees."""
    found = CompanyContact.objects.filter(company__in=companies_for(person).order_by().values("pk"))
    return found.select_related("company__municipality", "site").order_by("pk")
