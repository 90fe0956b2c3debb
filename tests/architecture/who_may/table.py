"""The tables of who may open what, as they are written down beside this file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.architecture.who_may.routes import Route, by_key
from tests.architecture.who_may.world import World

HERE = Path(__file__).parent
PERSONS, SYSTEMS = HERE / "persons.txt", HERE / "systems.txt"
SIGN_IN = "sign-in"
"""Sent to the page where one signs in."""
FIRST_ASKED = ("lead", "head", "administrator", "colleague", "leader", "nobody")


@dataclass(frozen=True)
class Row:
    """What each gets who asks a route with a method.

    key:     the route's key; after an @ which thing it is asked about, where there is more than one.
    answers: the status by who asks.
    """

    key: str
    method: str
    answers: Mapping[str, str]

    @property
    def route(self) -> Route:
        """The route."""
        return by_key()[self.key.partition("@")[0]]

    @property
    def id(self) -> str:
        """As pytest names it."""
        return f"{self.method} {self.key}"

    def first_with(self, *statuses: str) -> str | None:
        """Somebody who gets one of the statuses."""
        return next((who for who in FIRST_ASKED if self.answers.get(who) in statuses), None)

    def line(self, answers: Mapping[str, str]) -> str:
        """As it stands in the table, with other answers."""
        told = list(answers.values())
        shown = told[:2] if tuple(answers) == ALIKE else told[:1] if tuple(answers) == SIGNED_IN else told
        return f"{self.key:<42} {self.method:<6} {' '.join(f'{one:<8}' for one in shown)}".rstrip()

    def holds_our_ids(self, world: World) -> bool:
        """Whether a number of something of ours stands in the address."""
        given = world.arguments(self.key, self.route)
        return any(isinstance(given[name], int) for name in self.route.parameters)


SIGNED_IN = ("lead", "elsewhere")
"""Whom a line with one status is asked of."""
ALIKE = ("nobody", "colleague", "elsewhere")
"""Whom a line with two is asked of."""


@cache
def rows(file: Path) -> tuple[Row, ...]:
    """Every row of a table. Its first line names who asks; lines that begin with # explain."""
    lines = [line.split() for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    (_, _, *cast), *told = [line for line in lines if line]
    return tuple(Row(key, method, _answers(cast, statuses)) for key, method, *statuses in told)


def _answers(cast: list[str], statuses: list[str]) -> dict[str, str]:
    if len(statuses) == 1:
        return dict.fromkeys(SIGNED_IN, statuses[0])
    if len(statuses) == 2:
        return dict(zip(ALIKE, (*statuses, statuses[1]), strict=True))
    return dict(zip(cast, statuses, strict=True))


@cache
def all_rows() -> tuple[Row, ...]:
    """The rows of both tables."""
    return rows(PERSONS) + rows(SYSTEMS)


@cache
def pages() -> tuple[Row, ...]:
    """The rows that open something to be read."""
    return tuple(row for row in rows(PERSONS) if row.method == "GET" and row.first_with("200"))
