"""Applications as they are looked for, and what one can begin from."""

from datetime import date, datetime

from django.db.models import QuerySet

from samklang.access.enums import RIGHTS, Right
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.queries import danish
from samklang.access.queries.notices import jobcentres_around
from samklang.core.grants.checks import check_budget
from samklang.core.grants.findings import Finding
from samklang.core.grants.rounds import check_application, next_round
from samklang.core.words import Sentence
from samklang.funding.enums import ApplicationState
from samklang.funding.models import Application, Scheme, SchemeRound
from samklang.funding.queries.grants import (
    applications_for,
    budget_in_force,
    jobcentres_to_fund,
    schemes_open_on,
    terms_of,
)
from samklang.funding.queries.people_asked import asks_of, people_together
from samklang.funding.queries.position import income_of, lines_of
from samklang.funding.rules.applications import lacks, round_of
from samklang.people.queries.search import holding
from samklang.planning.models import Programme
from samklang.planning.queries.programmes import programmes_for


def applications_found(person: Person, text: str, state: str) -> QuerySet[Application]:
    """Those the person sees whose title or words hold the text. state: one of `ApplicationState`, else every state."""
    found = applications_for(person).filter(holding(text, ("title", "purpose", "portal_number", "case_reference")))
    return found.filter(state=state) if state in ApplicationState.values else found


def schemes_to_apply_to(person: Person, day: date) -> list[Scheme]:
    """Where the person can begin an application on the day, by name."""
    return schemes_open_on(person, jobcentres_to_fund(person), day)


def round_to_apply_in(scheme: Scheme, at: datetime) -> SchemeRound | None:
    """The open one that closes first, else the one that opens first; None where none is open or to come."""
    rounds = {str(one.pk): one for one in scheme.rounds.all()}
    ahead = next_round([round_of(one) for one in rounds.values()], at)
    return rounds[ahead.key] if ahead is not None else None


def lacking_of(application: Application) -> list[tuple[str, Sentence]]:
    """What has not been said yet: the name of the field, and a sentence."""
    budget = budget_in_force(application)
    return lacks(
        application, criteria=application.criteria.count(), lines=budget.lines.count() if budget else 0,
        rounds=application.scheme.rounds.count(),
    )  # fmt: skip


def findings_of(application: Application, day: date) -> list[Finding]:
    """What the terms say to the budget, and to its being applied for on the day."""
    terms, lines = terms_of(application), lines_of(budget_in_force(application))
    if not lines or application.begins is None or application.ends is None:
        return []
    checked = check_budget(
        terms, lines, asks_of(application), application.begins, application.ends, staff=application.staff,
        income=income_of(application),
    )  # fmt: skip
    return [*people_together(checked), *check_application(terms, application.begins, day)]


def programmes_to_fund(person: Person) -> list[Programme]:
    """What an application of the person's can be about, and whose plans can be priced; the newest first."""
    return list(programmes_for(person).filter(jobcentre__in=jobcentres_to_fund(person)))


def people_who_run(jobcentre: Place, day: date) -> list[Person]:
    """Those who run grants at the jobcentre on the day, by name."""
    roles = [role for role, rights in RIGHTS.items() if Right.RUN_GRANTS in rights]
    held = RoleGrant.objects.in_force(day).filter(role__in=roles, place__in=jobcentre.numbers()).values("person")
    return list(Person.objects.filter(pk__in=held, erased_at=None).order_by(danish("name"), "pk"))


def away_for(person: Person, pk: int) -> Application | None:
    """A draft that was put away, where the person sees grants."""
    found = Application.objects.filter(pk=pk, jobcentre__in=jobcentres_around(person, Right.SEE_GRANTS))
    return found.exclude(deleted_at=None).select_related("jobcentre__parent", "scheme").first()
