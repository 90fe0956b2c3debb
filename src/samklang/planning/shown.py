"""How an item of each list of the rules is told in a line or two."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from samklang.core.calendar import Half
from samklang.core.planner.problem import HALF_DAY_NAMES
from samklang.core.words import Money, Sentence, Share, Value, say, say_n
from samklang.planning.documents import Document, Item, items
from samklang.planning.periods import period_line

Row = dict[str, Any]


def rows_of(key: str, document: Mapping[str, Any], language: str) -> list[Row]:
    """Each item of a list with its place from 1, its name and what there is to say of it."""
    path = ("funding", "grants") if key == "grants" else (_PATHS.get(key, key),)
    return [
        {"place": place, "name": _NAMES.get(key, _name)(one), "about": list(_TOLD[key](dict(document), one, language))}
        for place, one in enumerate(items(document, path), start=1)
    ]


_PATHS = {"cover": "groups", "closed-days": "closed_days"}


def _name(one: Item) -> Value:
    return str(one.get("name") or one.get("reason") or "")


def _day(one: Item) -> Value:
    return date.fromisoformat(one["day"])


_NAMES: dict[str, Callable[[Item], Value]] = {"closed-days": _day}


def _module(document: Document, one: Item, _: str) -> Iterator[Value]:
    halves = tuple(Half(half) for half in one.get("halves", ()))
    if one.get("length", 2) == 2:
        yield say("Whole day")
    else:
        yield say("Half a day, {halves}", halves=halves) if len(halves) == 1 else say("Half a day")
    if one != next(iter(document["modules"]), one):
        yield say("{least} to {most} days after the one before", least=one["gap_min_days"], most=one["gap_max_days"])
    if one.get("cost_per_cohort_ore"):
        yield say("{cost} for each cohort", cost=Money(one["cost_per_cohort_ore"]))
    if one.get("cost_per_person_ore"):
        yield say("{cost} for each person", cost=Money(one["cost_per_person_ore"]))


def _trainer(document: Document, one: Item, language: str) -> Iterator[Value]:
    names = {module["id"]: module["name"] for module in document["modules"]}
    taught = tuple(names[module] for module in one.get("modules", ()) if module in names)
    yield say("Teaches {modules}", modules=taught) if taught else say("Teaches nothing yet")
    if one.get("day_cost_ore"):
        yield say("{cost} a day", cost=Money(one["day_cost_ore"]))
    half_days = one.get("half_days", HALF_DAY_NAMES)
    if len(half_days) < len(HALF_DAY_NAMES):
        yield say_n("{count} half-day of the week", "{count} half-days of the week", len(half_days))
    yield from _busy(one, language)


def _busy(one: Item, language: str) -> Iterator[Sentence]:
    busy = tuple(period_line(period, language) for period in one.get("busy", ()))
    if busy:
        yield say("Not {when}", when=busy)


def _room(_: Document, one: Item, language: str) -> Iterator[Value]:
    yield say_n("{count} seat", "{count} seats", one["capacity"])
    if one.get("site"):
        yield str(one["site"])
    if one.get("half_day_cost_ore"):
        yield say("{cost} for half a day", cost=Money(one["half_day_cost_ore"]))
    yield from _busy(one, language)


def _grant(_: Document, one: Item, _language: str) -> Iterator[Value]:
    yield Money(one["amount_ore"])
    yield say(
        "from {first} to {last}", first=date.fromisoformat(one["first_day"]), last=date.fromisoformat(one["last_day"])
    )
    yield say("at most {share} of each cost", share=Share(one.get("share_percent", 100) / 100))


def _group(document: Document, one: Item, language: str) -> Iterator[Value]:
    yield say_n("At least {count} is left", "At least {count} are left", one["minimum"])
    teams = {team["id"]: team["name"] for team in document["teams"]}
    who = (teams.get(one.get("team") or "", ""), *(one.get(name) or "" for name in ("role", "skill", "site")))
    yield say("Who: {who}", who=tuple(filter(None, who)))
    for exception in one.get("exceptions", ()):
        yield say("{count} left: {when}", count=exception["count"], when=period_line(exception["period"], language))
    if one.get("temp_cap"):
        cost = Money(one.get("temp_cost_ore", 0))
        yield say_n("Up to {count} temp at {cost}", "Up to {count} temps at {cost} each", one["temp_cap"], cost=cost)


def _avoided(_: Document, one: Item, language: str) -> Iterator[Value]:
    yield period_line(one["period"], language)
    yield say("counts {weight}", weight=one.get("weight", 1))


def _closed(_: Document, one: Item, _language: str) -> Iterator[Value]:
    if one.get("reason"):
        yield str(one["reason"])


_TOLD: dict[str, Callable[[Document, Item, str], Iterator[Value]]] = {
    "modules": _module,
    "trainers": _trainer,
    "rooms": _room,
    "grants": _grant,
    "cover": _group,
    "avoided": _avoided,
    "closed-days": _closed,
}
