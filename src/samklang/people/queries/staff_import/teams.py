"""The teams a file names, and which of them the register does not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samklang.core.workbook.labels import folded, nearest
from samklang.people.queries.staff_import.opening import Contents
from samklang.people.queries.staff_import.snapshot import Snapshot

_CLOSE = 0.8


@dataclass(frozen=True)
class UnknownTeam:
    """A team that the register does not know: its name in the file, how many rows have it, and what it may be."""

    name: str
    rows: int
    likely: int
    """The number of the team that is spelt most like it; 0: none is."""


def team_codes(read: Contents) -> dict[str, str]:
    """For each code of the planning workbook's sheet of teams, folded, the team's name."""
    rows = read.beside["teams"].rows if "teams" in read.beside else ()
    return {folded(row.get("id")): row.get("name") for row in rows if row.get("id") and row.get("name")}


def unknown_teams(read: Contents, snapshot: Snapshot) -> list[UnknownTeam]:
    """The teams in the file that the register does not know, in the order they come."""
    codes = team_codes(read)
    counts: dict[str, tuple[str, int]] = {}
    for name, weight in _named(read):
        text = codes.get(folded(name), name)
        if snapshot.team_named(text) is None:
            first, count = counts.get(folded(text), (text, 0))
            counts[folded(text)] = (first, count + weight)
    own = {name: pk for name, pk in snapshot.teams.items() if not name.startswith("#")}
    return [UnknownTeam(name, count, _likely(name, own)) for name, count in counts.values()]


def _named(read: Contents) -> list[tuple[str, int]]:
    """Every name of a team in the file, with 1 where it is a person's."""
    found = [(row.get("team"), 1) for row in read.staff.rows]
    if "teams" in read.beside:
        found += [(row.get("name"), 0) for row in read.beside["teams"].rows if "minimum" in row.values]
    if "groups" in read.beside:
        found += [(row.get("team"), 0) for row in read.beside["groups"].rows]
    return [(name, weight) for name, weight in found if name]


def _likely(name: str, teams: Mapping[str, int]) -> int:
    near = nearest(name, teams, closeness=_CLOSE)
    return teams[near[0]] if near else 0


def chosen_teams(unknown: list[UnknownTeam], chosen: Mapping[str, int], snapshot: Snapshot) -> dict[str, str] | None:
    """For each folded unknown name the name of the team it is; None where somebody has still to say.

    chosen: by folded name, a team's number, or 0 for a new team of that name.
    """
    names = {pk: name for name, pk in snapshot.teams.items()}
    found: dict[str, str] = {}
    for team in unknown:
        pk = chosen.get(folded(team.name))
        if pk is None or (pk and pk not in names):
            return None
        found[folded(team.name)] = names[pk] if pk else team.name
    return found
