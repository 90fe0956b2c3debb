"""Addresses in a file: each is one person's, and whoever signs in with theirs keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samklang.core.words import Sentence, say
from samklang.core.workbook.issues import Log
from samklang.core.workbook.issues import Place as Cell
from samklang.core.workbook.registers import alike
from samklang.core.workbook.table import Row
from samklang.people.queries.staff_import.snapshot import Known, Snapshot


@dataclass
class Emails:
    """The addresses met so far, those of the register, and those of people who are not employed here.

    A change of address is a change of who can sign in, so a file never changes the address of somebody who has signed
    in or has another role than that of staff; and it takes no address that is somebody else's.
    """

    snapshot: Snapshot
    log: Log
    others: Mapping[str, Mapping[str, Any]]
    municipality: int
    given: Mapping[str, str]
    """For each number in the file, the address the file gives."""
    met: dict[str, Cell] = field(default_factory=dict)
    joined: dict[str, int] = field(default_factory=dict)
    """For each new number whose address belongs to somebody known who is not yet employed, that person's number."""

    def __post_init__(self) -> None:
        self._owners = {one.email.lower(): one for one in self.snapshot.known.values() if one.email}

    def check(self, row: Row, number: str, name: str, email: str) -> None:
        """Tell where the address cannot be this person's."""
        place = row.place_of("email")
        if email in self.met:
            self._tell(
                place,
                say("“{email}” stands twice; the other one is in {cell}.", email=email, cell=self.met[email].cell),
            )
            return
        self.met[email] = place
        owner = self._owners.get(email)
        if owner is not None and owner.number != number:
            if self.given.get(owner.number, email) == email or owner.signs_in:
                self._tell(place, say("“{email}” belongs to {name} in the register.", email=email, name=owner.name))
            return
        other = self.others.get(email)
        if other is None:
            return
        free = other["municipality_id"] == self.municipality and other["employee__pk"] is None
        if free and number not in self.snapshot.known and alike(name, other["name"]):
            self.joined[number] = other["pk"]
        else:
            self._tell(place, say("“{email}” belongs to somebody else whom Samklang knows.", email=email))

    def refuse_change(self, row: Row, known: Known) -> None:
        """Somebody who signs in keeps their address."""
        self.log.error(
            row.place_of("email"),
            say("{name} already signs in with another address, which a file does not change.", name=known.name),
            say("Leave the cell blank, and ask an administrator to change the address."),
        )

    def _tell(self, place: Cell, what: Sentence) -> None:
        self.log.error(place, what, say("Write the person's own address, or leave the cell blank."))
