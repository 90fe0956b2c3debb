"""Statements from a store of learning (xAPI 1.0.3 and 2.0), read as training from before."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from samklang.core.calendar import COPENHAGEN
from samklang.core.words import Sentence, say
from samklang.core.workbook.labels import folded
from samklang.delivery.models import EarlierProof
from samklang.delivery.queries.earlier_file import MOST_TOLD, Found, ListedProofs
from samklang.people.models import Employee
from samklang.planning.models import Programme

_VERBS = frozenset(
    f"http://adlnet.gov/expapi/verbs/{one}" for one in ("completed", "passed", "attended")
) | {"https://w3id.org/xapi/dod-isd/verbs/completed"}  # fmt: skip


def looks_like_statements(content: bytes) -> bool:
    """Whether a file is JSON rather than a spreadsheet."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{"}


def read_statements(
    content: bytes, name: str, programme: Programme, modules: Sequence[tuple[str, str]], today: date
) -> ListedProofs:
    """Who completed, passed or attended what. A person is known by employee number (account) or by address (mbox).

    An activity counts as the module whose id or name it has as its name, or at the end of its address. Statements with
    other verbs, and those that say it failed, are passed over. Nothing where a statement is wrong.
    """
    del name
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return ListedProofs((), [say("The file is no JSON. Export the statements again from the store.")])
    if isinstance(given, dict):
        given = given.get("statements", [given])
    if not isinstance(given, list) or not given:
        return ListedProofs((), [say("There are no statements in the file. Export them again from the store.")])
    reader = _Reader(programme, modules, today)
    for number, one in enumerate(given, 1):
        reader.take(number, one)
    if not reader.found and not reader.faults and not reader.known:
        reader.faults.append(say("No statement says that somebody completed, passed or attended something."))
    return ListedProofs(() if reader.faults else reader.found, reader.faults[:MOST_TOLD], reader.known)


class _Reader:
    """Takes one statement after the other."""

    def __init__(self, programme: Programme, modules: Sequence[tuple[str, str]], today: date) -> None:
        self.found: list[Found] = []
        self.faults: list[Sentence] = []
        self.known = 0
        self._today = today
        self._modules = {folded(word): key for key, name in modules for word in (key, name)}
        staff = list(Employee.objects.filter(jobcentre=programme.jobcentre_id).select_related("person").order_by("pk"))
        self._people = {one.number.casefold(): one for one in staff}
        self._people |= {one.person.email.casefold(): one for one in staff if one.person.email}
        there = EarlierProof.objects.filter(programme=programme).values_list("person", "module").order_by("pk")
        self._there = set(there)

    def take(self, number: int, given: Any) -> None:
        """Keep the statement, pass it over, or say what is wrong with it."""
        if not isinstance(given, Mapping):
            self._wrong(number, say("it is no statement."))
            return
        result = _part(given, "result")
        if _part(given, "verb").get("id") not in _VERBS or False in (result.get("success"), result.get("completion")):
            return
        who, module, day = self._who(given), self._module(_part(given, "object")), self._day(given)
        for one in (who, module, day):
            if isinstance(one, Sentence):
                self._wrong(number, one)
        if isinstance(who, Sentence) or isinstance(module, Sentence) or isinstance(day, Sentence):
            return
        if (who.person_id, module) in self._there:
            self.known += 1
            return
        self._there.add((who.person_id, module))
        self.found.append(Found(who.person_id, who.name, module, day, _source(given)))

    def _wrong(self, number: int, what: Sentence) -> None:
        self.faults.append(say("Statement {number}: {what}", number=number, what=what))

    def _who(self, given: Mapping[str, Any]) -> Employee | Sentence:
        actor = _part(given, "actor")
        named = str(_part(actor, "account").get("name") or str(actor.get("mbox", "")).removeprefix("mailto:"))
        found = self._people.get(named.strip().casefold())
        return found or say("nobody at the jobcentre is known as “{text}”.", text=named[:60])

    def _module(self, activity: Mapping[str, Any]) -> str | Sentence:
        names = [str(one) for one in _part(_part(activity, "definition"), "name").values()]
        end = str(activity.get("id", "")).rstrip("/").rpartition("/")[2].rpartition(":")[2]
        for one in (*names, end):
            if folded(one) in self._modules:
                return self._modules[folded(one)]
        return say("the programme has no module “{text}”.", text=(names or [end])[0][:60])

    def _day(self, given: Mapping[str, Any]) -> date | Sentence:
        text = str(given.get("timestamp") or given.get("stored") or "")
        try:
            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        except ValueError:
            return say("“{text}” is no moment.", text=text[:40])
        day = moment.astimezone(COPENHAGEN).date() if moment.tzinfo else moment.date()
        return day if day <= self._today else say("{day} has not come yet.", day=day)


def _part(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = given.get(name)
    return found if isinstance(found, Mapping) else {}


def _source(given: Mapping[str, Any]) -> str:
    by = _part(given, "authority")
    named = str(by.get("name") or _part(by, "account").get("homePage") or _part(given, "context").get("platform") or "")
    return (named or "xAPI")[:300]
