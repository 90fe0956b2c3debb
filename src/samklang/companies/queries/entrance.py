"""What the entrance can be set to: teams, jobcentres; and its rules in words."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from samklang.access.enums import PlaceKind
from samklang.access.models import Place
from samklang.access.queries import danish
from samklang.companies.models import Entrance, RoutingRule
from samklang.companies.queries.routing import rules_of, staff_of


def teams_of(municipality: Place, day: date) -> QuerySet[Place]:
    """The teams of the municipality that exist on the day; by name."""
    return _places(municipality, PlaceKind.TEAM, day)


def jobcentres_of(municipality: Place, day: date) -> QuerySet[Place]:
    """The jobcentres of the municipality; by name."""
    return _places(municipality, PlaceKind.JOBCENTRE, day)


def _places(municipality: Place, kind: PlaceKind, day: date) -> QuerySet[Place]:
    exists = Q(last_day=None) | Q(last_day__gte=day)
    found = Place.objects.filter(exists, kind=kind, path__startswith=municipality.path)
    return found.select_related("parent").order_by(danish("name"), "pk")


class RuleRow(NamedTuple):
    """A rule in the list. leads_nowhere: whoever it names does not meet companies any more, nor does its team."""

    rule: RoutingRule
    number: int
    leads_nowhere: bool


def rule_rows(entrance: Entrance, day: date) -> list[RuleRow]:
    """The rules in their order, and which of them lead to nobody."""
    rules = list(rules_of(entrance))
    staff = staff_of(entrance.municipality, day)
    people = {one.person for one in staff.colleagues}
    teams = {one.team for one in staff.colleagues}
    return [
        RuleRow(one, number, one.person_id not in people if one.person_id else one.team_id not in teams)
        for number, one in enumerate(rules, start=1)
    ]  # fmt: skip
