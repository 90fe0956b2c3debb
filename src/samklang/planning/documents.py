"""A problem document while it is being put together: what is missing or wrong in it, and how its parts are changed.

A document may be incomplete here; `core.planner.problem.from_document` says when it is a problem. Everything is pure:
documents come in and new ones go out.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from samklang.core.calendar import public_holidays
from samklang.core.planner import problem as problems
from samklang.core.planner.problem import Fault, Problem, ProblemFaults, Wish
from samklang.core.words import Sentence, say

_USUAL = tuple(level.wish for level in problems.DEFAULT_WISHES)
Document: TypeAlias = dict[str, Any]
Item: TypeAlias = dict[str, Any]


def empty(title: str, programme: str, first_day: date, last_day: date) -> Document:
    """A programme with nothing in it but its frame."""
    lists = ("teams", "people", "modules", "trainers", "rooms", "groups", "absences", "duties", "closed_days")
    return {
        **{name: [] for name in lists},
        "title": title,
        "first_day": first_day.isoformat(),
        "last_day": last_day.isoformat(),
        "avoided": [],
        "cohorts": {
            "minimum": 1, "maximum": 10, "size_minimum": 6, "size_maximum": 16, "composition": "mixed",
            "team_cap": None,
        },
        "funding": {"own_budget_ore": None, "grants": []},
        "wishes": [{"wish": wish.value, "give_percent": 0.0} for wish in _USUAL],
        "everyone_must_be_trained": False,
        "programme": programme,
        "schema": problems.SCHEMA,
    }  # fmt: skip


def with_register(document: Mapping[str, Any], register: Mapping[str, Sequence[Item]]) -> Document:
    """The document with staff, leave, cover and closed days as the register has them now.

    Who is to be trained and what has been done is the programme's own, and is kept for those who are still there.
    Groups of the programme's own are kept where the register has none of their name.
    """
    before = {person["id"]: person for person in document.get("people", ())}
    people = [{**person, **_own(before.get(person["id"]))} for person in register["people"]]
    known, teams = {person["id"] for person in people}, {team["id"] for team in register["teams"]}
    caps = {team["id"]: team.get("cohort_cap") for team in document.get("teams", ())}
    named = {group["name"] for group in register["groups"]}
    own = [group for group in document.get("groups", ()) if group["name"] not in named]
    changed = {
        **document,
        "teams": [{**team, "cohort_cap": caps.get(team["id"])} for team in register["teams"]],
        "people": [_pointing_at(person, known) for person in people],
        "absences": list(register["absences"]),
        "closed_days": list(register["closed_days"]),
        "groups": [*register["groups"], *(group for group in own if group.get("team") in {None, *teams})],
        "duties": [duty for duty in document.get("duties", ()) if duty["person"] in known],
    }
    return with_holidays(changed)


def with_done(document: Mapping[str, Any], done: Mapping[str, Collection[str]]) -> Document:
    """The document with modules done before, besides those it says already. done: ids by the person's."""
    modules = [one["id"] for one in document.get("modules", ())]
    people = []
    for one in document.get("people", ()):
        known = {*one.get("done_modules", ()), *done.get(one["id"], ())}
        people.append({**one, "done_modules": [module for module in modules if module in known]})
    return {**document, "people": people}


def with_draw(document: Mapping[str, Any], waves: Mapping[str, int], *, as_rule: bool) -> Document:
    """The document with the numbers drawn, and with their order as a rule, or else as the wish after the first.

    waves: numbers from 1 by the person's id; whoever is not among them is in no draw.
    """
    people = [
        {
            **{name: value for name, value in one.items() if name != "wave"},
            **({"wave": waves[one["id"]]} if one["id"] in waves else {}),
        }
        for one in document.get("people", ())
    ]
    wishes = list(document.get("wishes", ()))
    if not as_rule and all(one["wish"] != Wish.ORDER for one in wishes):
        wishes.insert(1, {"wish": Wish.ORDER.value, "give_percent": 0.0})
    return {**document, "people": people, "wishes": wishes, "keep_drawn_order": as_rule}


def is_drawn(document: Mapping[str, Any]) -> bool:
    """Whether anybody has a number in a draw."""
    return any(one.get("wave") is not None for one in document.get("people", ()))


def with_holidays(document: Mapping[str, Any]) -> Document:
    """The document with the public holidays of its days among the closed days, where they are missing."""
    first, last = date.fromisoformat(document["first_day"]), date.fromisoformat(document["last_day"])
    known = {one["day"] for one in document.get("closed_days", ())}
    found = public_holidays(first, last).items()
    missing = [{"day": day.isoformat(), "reason": name} for day, name in found if day.isoformat() not in known]
    return {**document, "closed_days": sorted([*document.get("closed_days", ()), *missing], key=lambda one: one["day"])}


def without_ties(document: Mapping[str, Any], key: str, gone: Item) -> Document:
    """The document without what points to something that was taken out of it. key: "modules" where it matters."""
    if key != "modules":
        return dict(document)
    changed = dict(document)
    for part, name in (("trainers", "modules"), ("people", "done_modules")):
        changed[part] = [
            {**one, name: [module for module in one.get(name, ()) if module != gone["id"]]}
            for one in document.get(part, ())
        ]
    return changed


def _own(person: Item | None) -> Item:
    """What the programme itself says of a person."""
    if person is None:
        return {"to_train": True, "done_modules": []}
    own = {"to_train": person.get("to_train", True), "done_modules": list(person.get("done_modules", ()))}
    return own if person.get("wave") is None else {**own, "wave": person["wave"]}


def _pointing_at(person: Item, known: set[str]) -> Item:
    """The person without ties to people who are not in the document."""
    ties = {name: person.get(name) if person.get(name) in known else None for name in ("stands_in_for", "peer")}
    return {**person, **ties}


def problem_of(document: Mapping[str, Any]) -> Problem:
    """The problem. Raises ProblemFaults."""
    return problems.from_document(document)


def faults_of(document: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Everything that keeps the document from being a problem."""
    try:
        problem = problem_of(document)
    except ProblemFaults as found:
        return found.faults
    return tuple(_missing(problem))


def _missing(problem: Problem) -> Sequence[Fault]:
    """What the planner could take, but nobody can mean."""
    found = []
    if not problem.people:
        found.append(Fault(("people",), say("There are no staff yet. Take them from the register or a workbook.")))
    if not problem.trainers:
        found.append(Fault(("trainers",), say("There is no trainer yet.")))
    if not problem.rooms:
        found.append(Fault(("rooms",), say("There is no room yet.")))
    return found


def normal(document: Mapping[str, Any]) -> Document:
    """The document as it is written out again by the core, every default in place; as it is where it has faults."""
    try:
        return problems.document(problem_of(document))
    except ProblemFaults:
        return json.loads(json.dumps(document, default=str))  # type: ignore[no-any-return]


def without_reasons_for_leave(document: Mapping[str, Any]) -> Document:
    """The document saying that somebody is away and not why: plans are read by people who may not know it."""
    told = {"holiday", "other"}
    absences = [one if one.get("kind") in told else {**one, "kind": "other"} for one in document.get("absences", ())]
    return {**document, "absences": absences}


def fingerprint(document: Mapping[str, Any]) -> str:
    """SHA-256 as `core.planner.problem.fingerprint` has it, also of a document with faults, and of a plan's."""
    canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()


def day(text: str) -> date:
    """A date of a document."""
    return date.fromisoformat(text)


def first_day(document: Mapping[str, Any]) -> date:
    """The programme's first day."""
    return date.fromisoformat(document["first_day"])


def eligible(document: Mapping[str, Any]) -> int:
    """How many are to be trained: wanted, and with at least one module not done."""
    modules = {module["id"] for module in document.get("modules", ())}
    return sum(
        1
        for person in document.get("people", ())
        if person.get("to_train", True) and not (modules and modules <= set(person.get("done_modules", ())))
    )


def items(document: Mapping[str, Any], path: Sequence[str]) -> list[Item]:
    """A list of the document: ("modules",), ("funding", "grants")."""
    found: Any = document
    for name in path:
        found = found.get(name, {} if name != path[-1] else [])
    return list(found)


def with_items(document: Mapping[str, Any], path: Sequence[str], changed: Sequence[Item]) -> Document:
    """The document with a list replaced."""
    if len(path) == 1:
        return {**document, path[0]: list(changed)}
    first, *rest = path
    return {**document, first: with_items(document.get(first, {}), rest, changed)}


def new_id(name: str, taken: Sequence[str]) -> str:
    """An id for something new: its name, with a number where that is taken."""
    base = name.strip()[:190]
    number = 2
    chosen = base
    while chosen in taken:
        chosen, number = f"{base} {number}", number + 1
    return chosen


def standing_in(document: Mapping[str, Any], path: Sequence[str | int]) -> Sentence:
    """What the place of a fault is called: «Modules, “Opening”»."""
    names = _PART_NAMES
    name = names.get(str(path[0])) if path else None
    if name is None:
        return say("The programme")
    found: Any = document
    for step in path[:3]:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(found, Mapping) and found.get("name"):
            return say("{part}, “{name}”", part=name, name=str(found["name"]))
    return name


_PART_NAMES: dict[str, Sentence] = {
    "title": say("The frame"),
    "first_day": say("The frame"),
    "last_day": say("The frame"),
    "programme": say("The frame"),
    "modules": say("Modules"),
    "trainers": say("Trainers"),
    "rooms": say("Rooms"),
    "people": say("Staff"),
    "teams": say("Teams"),
    "groups": say("Minimum cover"),
    "absences": say("Absences"),
    "duties": say("Booked duties"),
    "closed_days": say("Closed days"),
    "avoided": say("Periods to avoid"),
    "cohorts": say("Cohorts"),
    "funding": say("Money"),
    "wishes": say("Order of wishes"),
}


def with_changes(document: Mapping[str, Any], register: Mapping[str, Sequence[Item]]) -> Document:
    """The document with what the register knows by now of the people in it: absences, and last days at work.

    Nobody is added and nobody's week is changed, so that a plan is changed for what has happened and nothing else.
    """
    now = {person["id"]: person for person in register["people"]}
    known = {person["id"] for person in document["people"]}
    people = [
        {**person, "employed_to": now[person["id"]]["employed_to"]} if person["id"] in now else _gone(document, person)
        for person in document["people"]
    ]
    own = [one for one in document["absences"] if one["person"] not in now]
    return {
        **document,
        "people": people,
        "absences": [*own, *(one for one in register["absences"] if one["person"] in known)],
    }


def with_newcomer(document: Mapping[str, Any], register: Mapping[str, Sequence[Item]], number: str) -> Document | None:
    """The document with one person more, who is to be trained, as the register has them; None where it has nobody.

    Nothing else is changed: a newcomer is taken into the rules of a plan that holds for the others.
    """
    found = next((person for person in register["people"] if person["id"] == number), None)
    known = {person["id"] for person in document["people"]}
    if found is None or number in known:
        return None
    teams = {team["id"] for team in document["teams"]}
    return {
        **document,
        "teams": [
            *document["teams"],
            *(one for one in register["teams"] if one["id"] == found["team"] and one["id"] not in teams),
        ],
        "people": [*document["people"], _pointing_at({**found, **_own(None)}, known)],
        "absences": [*document["absences"], *(one for one in register["absences"] if one["person"] == number)],
    }


def _gone(document: Mapping[str, Any], person: Item) -> Item:
    """Somebody the register does not know on any of the days: no longer to be trained."""
    return {**person, "to_train": False, "employed_to": document["first_day"]} if person.get("to_train") else person
