"""The team a directory means by a name, made where there is none."""

from __future__ import annotations

from scim2_models import UniquenessException

from samklang.access import commands as access
from samklang.access.enums import PlaceKind
from samklang.access.models import Place
from samklang.api.scim.groups import teams_in
from samklang.api.scim.messages import Unacceptable
from samklang.api.scim.reach import Reach
from samklang.core.words import say
from samklang.people.commands import teams


def teams_named(reach: Reach, name: str) -> list[Place]:
    """The open teams of that name, whatever its capitals."""
    return [team for team in teams_in(reach) if team.name.casefold() == name.casefold()]


def team_called(reach: Reach, name: str, jobcentre: Place | None) -> Place:
    """The team of that name; a new one where there is none. jobcentre: where the person is employed, if they are.

    raises: Unacceptable where several jobcentres have such a team, or might get it.
    """
    found = teams_named(reach, name)
    near = [team for team in found if jobcentre is not None and team.parent_id == jobcentre.pk]
    if len(near or found) == 1:
        return (near or found)[0]
    if found:
        raise Unacceptable(say("Several jobcentres have a team called {name}. Use a token for each.", name=name))
    return new_team(reach, name, jobcentre)


def new_team(reach: Reach, name: str, jobcentre: Place | None = None) -> Place:
    """A team of that name; one that was closed is opened again. Raises Unacceptable, NotAllowed."""
    parent = jobcentre or _only_jobcentre(reach)
    closed = [one for one in parent.children.filter(kind=PlaceKind.TEAM) if one.name.casefold() == name.casefold()]
    if closed:
        return teams.reopen_team(by=reach.person, team=closed[0])
    team = access.add_place(by=reach.person, kind=PlaceKind.TEAM, name=name, parent=parent)
    reach.bearer.look_again()
    return team


def _only_jobcentre(reach: Reach) -> Place:
    if reach.place.kind == PlaceKind.JOBCENTRE:
        return reach.place
    found = list(reach.place.children.filter(kind=PlaceKind.JOBCENTRE).order_by("pk")[:2])
    if len(found) != 1:
        raise Unacceptable(
            say("A new team belongs to one jobcentre, and the token holds for several. Use a token for each jobcentre.")
        )
    return found[0]


def require_free_name(reach: Reach, name: str, besides: Place | None = None) -> None:
    """Raises Unacceptable where another open team has the name."""
    if any(team != besides for team in teams_named(reach, name)):
        raise Unacceptable(say("There is a team called {name} already.", name=name), UniquenessException)
