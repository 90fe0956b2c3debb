"""Somebody who writes all the time and notes what was confirmed, and what must hold of it afterwards."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.faults.installations import Installation

WHOLE = """
SELECT p.email,
  (SELECT COUNT(*) FROM access_directory_entry d WHERE d.person_id = p.id),
  (SELECT COUNT(*) FROM access_role_grant g WHERE g.person_id = p.id),
  (SELECT COUNT(*) FROM people_employee e JOIN people_engagement n ON n.employee_id = e.id WHERE e.person_id = p.id),
  (SELECT COUNT(*) FROM ledger_entry l WHERE l.about_id = p.id) > 0
FROM access_person p WHERE p.email LIKE 'new%'
"""
"""Everything that one answer of the directory's interface stands for."""


class Writer:
    """Sends new staff one after the other; `confirmed` are those for whom the answer 201 came."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.sent = 0
        self.confirmed: list[str] = []
        self.answers: set[int] = set()
        self.last: tuple[int, dict[str, str], str] = (0, {}, "")
        self._ending = threading.Event()

    def write(self) -> int:
        """One more; the status of the answer."""
        self.sent += 1
        address = f"new{self.sent}@kommunen.example"
        self.last = self.installation.hire(address)
        status = self.last[0]
        self.answers.add(status)
        if status == 201:
            self.confirmed.append(address)
        return status

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """All the time, in a thread of its own."""
        self._ending.clear()
        thread = threading.Thread(target=self._go_on)
        thread.start()
        try:
            yield
        finally:
            self._ending.set()
            thread.join()

    def _go_on(self) -> None:
        while not self._ending.wait(0.005):
            self.write()


def nothing_is_lost(installation: Installation, writer: Writer) -> None:
    """Whoever was confirmed is there; whoever is there is there with all that belongs to them; the ledger is whole."""
    found = {row[0]: tuple(map(int, row[1:])) for row in installation.rows(WHOLE)}
    assert set(writer.confirmed) - set(found) == set()
    assert set(found.values()) <= {(1, 1, 1, 1)}
    the_ledger_is_whole(installation)


def the_ledger_is_whole(installation: Installation) -> None:
    """By the command that everybody has."""
    answer: subprocess.CompletedProcess[str] = installation.run("ledger", "verify")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    if not installation.url:
        assert installation.rows("PRAGMA integrity_check") == [("ok",)]
