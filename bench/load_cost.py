"""What each page costs the server by itself: its own work, its queries and its size, beside a plain page of the rows.

    python bench/load_cost.py USERS RUNS         in the database of the settings; a JSON object by page, on the way out

The work is this process's own (`time.process_time`): it is the same on a busy machine. What PostgreSQL does is in
another process and not in it.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from samklang.config.start import start

start()

# ruff: noqa: E402 - the site must have started before any model is there
from django.db import connection
from django.template import Context, Template
from django.test import Client

from samklang.access.models import Person
from samklang.people.models import Engagement

PAGES: tuple[tuple[str, str, str, str], ...] = (
    ("start", "counsellor", "/", ""),
    ("start, leader", "leader", "/", ""),
    ("start, programme lead", "lead", "/", ""),
    ("start, consultant", "consultant", "/", ""),
    ("my courses", "counsellor", "/courses/own/", ""),
    ("a task", "counsellor", "/courses/own/tasks/{one}/", "tasks"),
    ("self-review form", "counsellor", "/conversations/reviews/new/", ""),
    ("self-reviews", "counsellor", "/conversations/reviews/", ""),
    ("practice", "counsellor", "/practice/", ""),
    ("conversations", "counsellor", "/conversations/", ""),
    ("own skills", "counsellor", "/method/skills/own/", ""),
    ("evidence in short", "counsellor", "/evidence/", ""),
    ("evidence in short, leader", "leader", "/evidence/", ""),
    ("search", "leader", "/search/?q=jensen", ""),
    ("staff list", "leader", "/people/employees/", ""),
    ("staff list, searched", "lead", "/people/employees/?q=jensen", ""),
    ("employee", "leader", "/people/employees/{one}/", "employees"),
    ("team", "leader", "/people/teams/{one}/", "teams"),
    ("leave calendar", "leader", "/people/leave-calendar/", ""),
    ("skills of staff", "leader", "/method/staff/", ""),
    ("companies", "consultant", "/companies/", ""),
    ("company", "consultant", "/companies/{one}/", "companies"),
    ("contact form", "consultant", "/companies/{one}/contact-log/", "companies"),
    ("portfolio", "consultant", "/companies/portfolio/", ""),
    ("next steps", "consultant", "/companies/steps/", ""),
    ("enquiries", "consultant", "/companies/enquiries/", ""),
    ("courses", "lead", "/courses/", ""),
    ("course", "lead", "/courses/{one}/", "courses"),
    ("session", "lead", "/courses/sessions/{one}/", "sessions"),
    ("attendance", "trainer", "/courses/sessions/{one}/attendance/", "sessions"),
    ("course plans", "lead", "/planning/", ""),
    ("calibration", "lead", "/calibration/", ""),
    ("ladders", "lead", "/evidence/ladders/", ""),
)
"""Each page: what it is called, who asks for it, its address, and which of their things stands in it."""
_PLAIN = "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
_OK = 200


def main() -> None:
    """Each page, asked for so many times by somebody of its kind."""
    users, runs = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), int(sys.argv[2])
    wanted = sys.argv[3:]
    clients = {kind: _somebody(users["people"], kind) for kind in {kind for _, kind, _, _ in PAGES}}
    found = {}
    for name, kind, url, needs in PAGES:
        if wanted and name not in wanted:
            continue
        client, facts = clients[kind]
        things = facts.get(needs) or [0]
        if not needs or things[0]:
            found[name] = _cost(client, url.format(one=things[len(things) // 2]), runs)
    found["(a plain page of 50 staff)"] = _plain(runs)
    print(json.dumps(found))


def _somebody(people: list[dict[str, Any]], kind: str) -> tuple[Client, dict[str, Any]]:
    facts = [one for one in people if one["kind"] == kind][-1]
    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(email=facts["email"]))
    return client, facts


def _cost(client: Client, url: str, runs: int) -> dict[str, float]:
    answer = client.get(url)
    if answer.status_code != _OK:
        raise SystemExit(f"{url} answered {answer.status_code}")
    asked: list[str] = []

    def counted(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        client.get(url)
    own = [_worked(lambda: client.get(url)) for _ in range(runs)]
    return {"own_ms": median(own), "queries": len(asked), "alike": _alike(asked), "kb": len(answer.content) / 1000}


def _alike(asked: list[str]) -> int:
    """How often the query that is asked most often is asked."""
    return max((asked.count(one) for one in set(asked)), default=0)


def _plain(runs: int) -> dict[str, float]:
    template = Template(_PLAIN)

    def page() -> None:
        found = Engagement.objects.select_related("employee__person", "team").order_by("pk")[:50]
        rows = [(one.employee.person.name, one.employee.number, one.team.name, one.role) for one in found]
        template.render(Context({"rows": rows}))

    page()
    return {"own_ms": median(_worked(page) for _ in range(runs)), "queries": 1, "alike": 1, "kb": 4}


def _worked(work: Callable[[], object]) -> float:
    """Milliseconds of this process's own work."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    main()
