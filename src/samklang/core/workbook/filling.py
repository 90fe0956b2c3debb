"""From a problem document to the rows of the sheets: the other way round of what the building does."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from samklang.core.calendar import public_holidays, weekday_of
from samklang.core.workbook.build.programme import CLOSED_BY_CHOICE
from samklang.core.workbook.kinds import ALL, HALF_DAYS
from samklang.core.workbook.sheets import HEADINGS, SETTINGS, USUAL_WISHES, WISHES

Filled: TypeAlias = dict[str, Any]
"""A row to be written: values by column key; a column left out is blank."""


def filled_sheets(document: Mapping[str, Any]) -> dict[str, list[Filled]]:
    """The rows of every sheet but the rules, by sheet key, such that reading them gives the document again."""
    names = {key: _names(document.get(key, ())) for key in ("teams", "modules", "trainers", "rooms")}
    people = {person["id"]: person["name"] for person in document.get("people", ())}
    staff, working_times = _staff(document, names)
    team_rows, group_rows, exceptions = _cover(document, names["teams"])
    return {
        "teams": team_rows,
        "staff": staff,
        "working_times": working_times,
        "absences": [_about_person(one, people, "kind") for one in document.get("absences", ())],
        "duties": [
            _about_person(one, people, "what", "movable", "conversations", "counts_as_cover")
            for one in document.get("duties", ())
        ],
        "groups": group_rows,
        "exceptions": exceptions,
        "modules": [_coded(one) for one in document.get("modules", ())],
        "trainers": [_trainer(one, names["modules"]) for one in document.get("trainers", ())],
        "rooms": [_coded(one) for one in document.get("rooms", ())],
        "taken": [
            {"name": names[kind][one["id"]], "kind": kind, **_period(busy)}
            for kind in ("trainers", "rooms")
            for one in document.get(kind, ())
            for busy in one.get("busy", ())
        ],
        "closed_days": [_plain(one) for one in document.get("closed_days", ())],
        "avoided": [
            {**_period(one["period"]), "reason": one.get("reason"), "weight": one.get("weight", 1)}
            for one in document.get("avoided", ())
        ],
        "grants": [_grant(one) for one in document.get("funding", {}).get("grants", ())],
        "wishes": _wishes(document),
    }


def filled_settings(document: Mapping[str, Any]) -> Filled:
    """The values of the rules sheet, by setting. Days to avoid all go to their own sheet, so the weights are 0."""
    cohorts = document.get("cohorts", {})
    values = {
        **{setting.key: setting.default for setting in SETTINGS},
        "title": document.get("title"),
        "programme": document.get("programme", "conversations"),
        "first_day": document.get("first_day"),
        "last_day": document.get("last_day"),
        "own_budget_ore": document.get("funding", {}).get("own_budget_ore"),
        "everyone_must_be_trained": document.get("everyone_must_be_trained", False),
        "keep_drawn_order": document.get("keep_drawn_order", False),
        "avoid_fridays": 0,
        "avoid_mondays": 0,
        "avoid_autumn_holiday": 0,
        **_closed_settings(document),
    }
    for key, name in (("cohorts_minimum", "minimum"), ("cohorts_maximum", "maximum")):
        values[key] = cohorts.get(name, values[key])
    for key in ("size_minimum", "size_maximum", "composition", "team_cap"):
        values[key] = cohorts.get(key, values[key])
    return values


def _closed_settings(document: Mapping[str, Any]) -> dict[str, bool]:
    """Yes where every such day of the programme is closed in the document, so that yes adds nothing to it."""
    closed = {str(one["day"]) for one in document.get("closed_days", ())}
    if not (document.get("first_day") and document.get("last_day")):
        return {}
    first, last = date.fromisoformat(str(document["first_day"])), date.fromisoformat(str(document["last_day"]))
    asked = {"closed_public_holidays": list(public_holidays(first, last))}
    for key, month, day, _ in CLOSED_BY_CHOICE:
        years = (date(year, month, day) for year in range(first.year, last.year + 1))
        asked[key] = [one for one in years if first <= one <= last and weekday_of(one)]
    return {key: all(one.isoformat() in closed for one in days) for key, days in asked.items()}


def _names(entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """For each code what other sheets write: the name where it can mean nothing else, else the code."""
    entries = list(entries)
    count = Counter(one["name"] for one in entries)
    codes = {one["id"] for one in entries}
    return {
        one["id"]: one["name"] if count[one["name"]] == 1 and one["name"] not in codes - {one["id"]} else one["id"]
        for one in entries
    }


def _plain(entry: Mapping[str, Any], *left_out: str) -> Filled:
    return {key: value for key, value in entry.items() if key not in left_out and value not in (None, "", [], ())}


def _coded(entry: Mapping[str, Any], *left_out: str) -> Filled:
    row = _plain(entry, *left_out, "busy")
    if row.get("id") == row.get("name"):
        del row["id"]
    if "halves" in entry:
        row["halves"] = entry["halves"]
    return row


def _period(period: Mapping[str, Any]) -> Filled:
    row = _plain(period)
    if not row.keys() & {"first_day", "last_day", "weekdays"}:
        row["weekdays"] = ()  # written as "every day", since a row without any limit is refused as forgotten
    return row


def _half_days(half_days: Sequence[str]) -> Filled:
    return dict.fromkeys(half_days, True) if half_days else {"works": ()}


def _staff(document: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]) -> tuple[list[Filled], list[Filled]]:
    rows: list[Filled] = []
    later: list[Filled] = []
    modules = list(names["modules"])
    for person in document.get("people", ()):
        row = _plain(person, "patterns", "done_modules", *(() if person.get("is_temp") else ("is_temp",)))
        row["team"] = names["teams"].get(person["team"], person["team"])
        done = list(person.get("done_modules", ()))
        if done:
            row["done_modules"] = ALL if done == modules else [names["modules"].get(one, one) for one in done]
        patterns = list(person.get("patterns", ()))
        if not patterns:
            row["works"] = ()
        elif patterns[0].get("half_days") and not (patterns[0].get("first_day") or patterns[0].get("last_day")):
            row.update(_half_days(patterns.pop(0)["half_days"]))
        for pattern in patterns:
            period = _plain(pattern, "half_days")
            later.append(
                {"person": person["id"], "person_name": person["name"], **period, **_half_days(pattern["half_days"])}
            )
        rows.append(row)
    return rows, later


def _about_person(entry: Mapping[str, Any], people: Mapping[str, str], *keys: str) -> Filled:
    row = {"person": entry["person"], "person_name": people[entry["person"]], **_period(entry["period"])}
    return row | {key: entry[key] for key in keys if key in entry}


def _cover(
    document: Mapping[str, Any], team_names: Mapping[str, str]
) -> tuple[list[Filled], list[Filled], list[Filled]]:
    """Team rows, group rows and exceptions. A group that is just a team, in the order of the teams, goes to its row."""
    teams = list(document.get("teams", ()))
    groups = list(document.get("groups", ()))
    rows = {team["id"]: _coded(team) for team in teams}
    order = {team["id"]: index for index, team in enumerate(teams)}
    names = {team["id"]: team["name"] for team in teams}
    group_names = _names(groups)
    last, split = -1, 0
    for group in groups:
        if not _is_team(group, names) or order[group["id"]] <= last:
            break
        last, split = order[group["id"]], split + 1
        rows[group["id"]] |= {"minimum": group["minimum"], **_plain(_temps(group))}
    others = [_coded(group, "exceptions") | {"minimum": group["minimum"]} for group in groups[split:]]
    for row in others:
        if "team" in row:
            row["team"] = team_names.get(row["team"], row["team"])
    exceptions = [
        {"group": group_names[group["id"]], **_period(one["period"]), "count": one["count"]}
        for group in groups
        for one in group.get("exceptions", ())
    ]
    return list(rows.values()), others, exceptions


def _is_team(group: Mapping[str, Any], names: Mapping[str, str]) -> bool:
    selectors = [group.get(key) for key in ("role", "skill", "site")]
    return group.get("team") == group["id"] and names.get(group["id"]) == group["name"] and not any(selectors)


def _temps(group: Mapping[str, Any]) -> Filled:
    return {key: group.get(key) for key in ("temp_cap", "temp_cost_ore") if group.get(key)}


def _trainer(trainer: Mapping[str, Any], modules: Mapping[str, str]) -> Filled:
    row = _coded(trainer, "modules", "half_days")
    taught = list(trainer["modules"])
    row["modules"] = ALL if taught == list(modules) and taught else [modules.get(one, one) for one in taught]
    half_days = trainer.get("half_days", HALF_DAYS)
    return row if tuple(half_days) == HALF_DAYS else row | _half_days(half_days)


def _grant(grant: Mapping[str, Any]) -> Filled:
    row = _coded(grant, "headings") | {
        "share_percent": grant.get("share_percent", 100.0),
        "amount_ore": grant["amount_ore"],
    }
    headings = list(grant.get("headings", HEADINGS))
    return row | {"headings": headings}


def _wishes(document: Mapping[str, Any]) -> list[Filled]:
    levels = document.get("wishes")
    if levels is None:
        levels = [{"wish": wish} for wish in USUAL_WISHES]
    rows = [
        {"order": number, "wish": str(level["wish"]), "give_percent": level.get("give_percent", 0.0)}
        for number, level in enumerate(levels, start=1)
    ]
    there = {row["wish"] for row in rows}
    return rows + [{"wish": wish} for wish in WISHES if wish not in there]
