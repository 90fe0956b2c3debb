"""Who meets companies, how much each has open and who is away; and who would get an enquiry."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.companies import routing
from samklang.companies.enums import WAITING
from samklang.companies.models import Assignment, Company, Enquiry, Entrance, RoutingRule
from samklang.companies.queries.companies import consultants
from samklang.companies.routing import Asked, Chosen, Colleague, Reason
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import Sentence, say, with_values
from samklang.people.models import Engagement, Leave


@dataclass
class Staff:
    """Everybody who may meet companies on a day, those who are away among them."""

    day: date
    colleagues: list[Colleague] = field(default_factory=list)

    def of(self, person: int | None) -> Colleague | None:
        """Somebody by their number."""
        return next((one for one in self.colleagues if one.person == person), None)

    def is_away(self, person: int | None) -> bool:
        """Whether somebody is on leave, or not among them at all."""
        found = self.of(person)
        return found is None or found.away


def staff_of(municipality: Place, day: date, also: Iterable[int | None] = ()) -> Staff:
    """Everybody who may meet companies on the day. also: people who count as away where they do not work here then."""
    people = list(consultants(municipality, day).values_list("pk", flat=True))
    wanted = [*people, *(one for one in also if one is not None and one not in people)]
    teams, temps = _engaged(wanted, day)
    away = set(Leave.objects.on(day).filter(employee__person__in=people).values_list("employee__person", flat=True))
    away |= set(wanted) - set(people)
    waiting = Enquiry.objects.filter(owner__in=people, state__in=WAITING).order_by()
    load = dict(waiting.values_list("owner").annotate(Count("pk")))
    return Staff(
        day, [Colleague(one, teams.get(one), load.get(one, 0), one in away, temps.get(one)) for one in wanted]
    )  # fmt: skip


def _engaged(people: list[int], day: date) -> tuple[dict[int, int], dict[int, int]]:
    """The team of each, now or last, and whom the temps among them stand in for."""
    teams: dict[int, int] = {}
    rows = Engagement.objects.filter(employee__person__in=people, first_day__lte=day)
    for person, team in rows.order_by("first_day", "pk").values_list("employee__person", "team"):
        teams[person] = team
    temps = Engagement.objects.on(day).filter(employee__person__in=people, stands_in_for__isnull=False)
    return teams, dict(temps.order_by("pk").values_list("employee__person", "stands_in_for__person"))


def rules_of(entrance: Entrance) -> QuerySet[RoutingRule]:
    """The rules in the order in which they are tried."""
    return entrance.rules.select_related("team", "person").order_by("position", "pk")


def chosen_for(entrance: Entrance, asked: Asked, company: Company | None, now: datetime) -> Chosen:
    """Who gets an enquiry that comes now."""
    rules = list(rules_of(entrance))
    owner = company.owner_id if company is not None else None
    staff = staff_of(entrance.municipality, day_of(now), (owner, *(one.person_id for one in rules)))
    known = [
        routing.Rule(one.pk, one.sector, one.postcodes, one.need, one.language, one.team_id, one.person_id)
        for one in rules
    ]  # fmt: skip
    return routing.choose(
        asked, owner=owner, rules=known, colleagues=staff.colleagues, fallback_team=entrance.fallback_team_id
    )


def day_of(now: datetime) -> date:
    """The date in Denmark."""
    return timezone.localdate(now, COPENHAGEN)


def assignments_of(enquiry: Enquiry) -> QuerySet[Assignment]:
    """Who has had it, newest first."""
    return enquiry.assignments.select_related("person", "instead_of", "by").order_by("-at", "-pk")


def why_of(assignment: Assignment, team: Place | None) -> Sentence:
    """Why they got it, as a sentence."""
    return reason_in_words(
        Reason(assignment.why), person=assignment.person, away=assignment.instead_of, team=team, by=assignment.by,
        day=day_of(assignment.at),
    )  # fmt: skip


def reason_in_words(
    why: Reason, *, person: Person | None, away: Person | None, team: Place | None, by: Person | None, day: date
) -> Sentence:
    """A reason with its names. day: the one on which whoever was away was so."""
    nobody = say("somebody who has been erased")
    return routing.words_of(
        why,
        {
            "name": person.name if person else nobody, "team": team.name if team else say("the team"),
            "away": away.name if away else nobody, "until": until_when(away, day), "by": by.name if by else "Samklang",
        },
    )  # fmt: skip


def until_when(person: Person | None, day: date) -> Sentence:
    """“is away until 12 October”: that they are away is everybody's to see, why is not."""
    leaves = Leave.objects.on(day).filter(employee__person=person)
    leave = leaves.order_by(F("last_day").desc(nulls_first=True)).first() if person is not None else None
    if leave is not None:
        return with_values(routing.AWAY_UNTIL, day=leave.last_day) if leave.last_day else routing.AWAY
    employed = Engagement.objects.filter(employee__person=person).filter(Q(last_day=None) | Q(last_day__gte=day))
    return routing.AWAY if person is None or employed.exists() else routing.GONE
