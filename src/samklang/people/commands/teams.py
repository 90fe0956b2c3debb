"""Teams: added, renamed, closed."""

from datetime import date

from django.db import transaction

from samklang.access import commands as access
from samklang.access.enums import PlaceKind
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people import rules
from samklang.people.queries.teams import staying_after


def add_team(*, by: Person | None, jobcentre: Place, name: str) -> Place:
    """A new team. Raises NotAllowed; IntegrityError where the name is taken, which the form asks for first."""
    return access.add_place(by=by, kind=PlaceKind.TEAM, name=name, parent=jobcentre)


@transaction.atomic
def rename_team(*, by: Person | None, team: Place, name: str) -> Place:
    """Another name, also for what has been. Raises NotAllowed."""
    team = Place.objects.select_for_update().get(pk=team.pk)
    require(rules.edit_team(by, team))
    team.name = name.strip()
    team.save(update_fields=["name"])
    record("team-renamed", by=by, subject=team, place=team)
    return team


@transaction.atomic
def close_team(*, by: Person | None, team: Place, last_day: date) -> Place:
    """The last day of the team. Its history stays. Raises NotAllowed while somebody would be left in it."""
    team = Place.objects.select_for_update().get(pk=team.pk)
    require(rules.close_team(by, team, last_day, staying=staying_after(team, last_day)))
    team.last_day = last_day
    team.save(update_fields=["last_day"])
    record("team-closed", by=by, subject=team, place=team)
    return team


@transaction.atomic
def reopen_team(*, by: Person | None, team: Place) -> Place:
    """The team goes on. Raises NotAllowed."""
    team = Place.objects.select_for_update().get(pk=team.pk)
    require(rules.edit_team(by, team))
    team.last_day = None
    team.save(update_fields=["last_day"])
    record("team-reopened", by=by, subject=team, place=team)
    return team
