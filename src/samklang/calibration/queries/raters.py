"""Who can be asked to rate, and who has been."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.calibration.models import Rater, Round
from samklang.people.models import Engagement, External


@dataclass(frozen=True)
class Group:
    """People who belong together: a team, or those from outside, of whom team is None."""

    team: Place | None
    people: Sequence[Person]


def people_to_ask(jobcentre: Place, day: date) -> list[Group]:
    """Everybody employed in the jobcentre's teams on the day, by team and name, and at last those from outside."""
    found = Engagement.objects.filter(employee__jobcentre=jobcentre).on(day).select_related("team", "employee__person")
    teams: dict[int, tuple[Place, list[Person]]] = {}
    for row in found.order_by(danish("team__name"), "team_id", danish("employee__person__name"), "pk"):
        teams.setdefault(row.team_id, (row.team, []))[1].append(row.employee.person)
    groups = [Group(team, people) for team, people in teams.values()]
    known = {person.pk for group in groups for person in group.people}
    outside = External.objects.filter(jobcentre=jobcentre).on(day).select_related("person")
    others = {one.person_id: one.person for one in outside.order_by(danish("person__name"), "pk")}
    extra = [person for pk, person in others.items() if pk not in known]
    return [*groups, *([Group(None, extra)] if extra else [])]


def people_of(groups: Iterable[Group]) -> dict[int, Person]:
    """Everybody in the groups, by number."""
    return {person.pk: person for group in groups for person in group.people}


def people_to_add(round_: Round, day: date) -> list[Group]:
    """Those who could be asked and are not part of the round, or not any more."""
    there = set(Rater.objects.filter(round=round_, left_at=None).values_list("person", flat=True))
    found = [
        Group(group.team, [one for one in group.people if one.pk not in there])
        for group in people_to_ask(round_.jobcentre, day)
    ]
    return [group for group in found if group.people]


def raters_in(round_: Round) -> QuerySet[Rater]:
    """The people of a round by name, those taken out last; nothing of what they have done."""
    found = Rater.objects.filter(round=round_, person__isnull=False).select_related("person")
    found = found.only("round", "person__name", "person__email", "left_at")
    return found.order_by(F("left_at").asc(nulls_first=True), danish("person__name"), "pk")
