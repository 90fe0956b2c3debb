"""Schemes, applications, grants and reports as somebody sees them; of other jobcentres one sees none of them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Max, Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish, jobcentres_for
from samklang.access.queries.notices import jobcentres_around
from samklang.core.grants.document import terms_from
from samklang.core.grants.terms import Terms
from samklang.funding.enums import ApplicationState, ReportState
from samklang.funding.models import Application, Budget, Grant, Report, Scheme


def jobcentres_to_fund(person: Person) -> list[Place]:
    """Where the person applies and keeps books, by name."""
    return list(jobcentres_for(person, Right.RUN_GRANTS))


def schemes_for(person: Person) -> QuerySet[Scheme]:
    """Those of the jobcentres where the person sees grants, by name; the newest terms first."""
    found = Scheme.objects.filter(jobcentre__in=jobcentres_around(person, Right.SEE_GRANTS))
    return found.select_related("jobcentre__parent").order_by(danish("name"), "-first_day", "pk")


def schemes_open_on(person: Person, jobcentres: Iterable[Place], day: date) -> list[Scheme]:
    """Those of the jobcentres that an application can begin from on the day, by name, with their rounds."""
    holds = Q(last_day__isnull=True) | Q(last_day__gte=day)
    found = schemes_for(person).filter(holds, jobcentre__in=list(jobcentres), first_day__lte=day, retired_at=None)
    return list(found.prefetch_related("rounds"))


def applications_for(person: Person) -> QuerySet[Application]:
    """Those of the jobcentres where the person sees grants, the newest first; drafts put away are not among them.

    A draft is seen by those who write it: a funder reads what was sent.
    """
    writes = Q(jobcentre__in=jobcentres_around(person, Right.RUN_GRANTS))
    found = Application.objects.filter(jobcentre__in=jobcentres_around(person, Right.SEE_GRANTS), deleted_at=None)
    found = found.filter(~Q(state=ApplicationState.DRAFT) | writes)
    return found.select_related("jobcentre__parent", "scheme", "round", "programme").order_by("-created_at", "-pk")


def grants_for(person: Person) -> QuerySet[Grant]:
    """Those of the jobcentres where the person sees grants, running ones first, the newest first."""
    found = Grant.objects.filter(application__jobcentre__in=jobcentres_around(person, Right.SEE_GRANTS))
    found = found.select_related("application__jobcentre__parent", "application__scheme", "application__programme")
    return found.order_by(F("closed_at").asc(nulls_first=True), "-begins", "-pk")


def reports_for(person: Person) -> QuerySet[Report]:
    """The reports of the grants that the person sees."""
    found = Report.objects.filter(grant__in=grants_for(person).values("pk"))
    return found.select_related("grant__application__jobcentre__parent", "grant__application__scheme").order_by(
        "grant_id", "-number"
    )


def terms_of(holder: Scheme | Application | Grant) -> Terms:
    """What the funder demands, as it stands with a scheme, a sent application or a grant."""
    if isinstance(holder, Application) and not holder.terms:
        return terms_from(holder.scheme.terms)
    return terms_from(holder.terms)


def budget_in_force(application: Application) -> Budget | None:
    """The newest agreed one; before the funder has agreed to any, the newest."""
    found = Budget.objects.filter(application=application)
    return found.exclude(agreed_on=None).order_by("-number").first() or found.order_by("-number").first()


def lock_day(grant: Grant) -> date | None:
    """The last day that has been reported: nothing is entered on it or before. None: nothing has been sent."""
    sent = Report.objects.filter(grant=grant, state=ReportState.SENT)
    found: date | None = sent.aggregate(last=Max("last_day"))["last"]
    return found
