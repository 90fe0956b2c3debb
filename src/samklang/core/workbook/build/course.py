"""Modules, trainers and rooms of the document, with the times they are taken."""

from typing import Any

from samklang.core.words import say
from samklang.core.workbook.build.draft import Draft, iso
from samklang.core.workbook.build.people import half_days_of, modules_of
from samklang.core.workbook.kinds import HALF_DAYS
from samklang.core.workbook.table import Row

_MODULE = ("length", "halves", "gap_min_days", "gap_max_days", "cost_per_cohort_ore", "cost_per_person_ore")
_TRAINER = ("external", "day_cost_ore", "travel_cost_ore", "max_days")
_ROOM = ("capacity", "site", "half_day_cost_ore")


def modules(draft: Draft, coded: list[tuple[str, Row]]) -> list[dict[str, Any]]:
    """Every module, in the order of the sheet, which is the order they are taken in."""
    table, found = draft.tables["modules"], []
    for index, (code, row) in enumerate(coded):
        draft.mark(("modules", index), row, id="id", name="name", **{name: name for name in _MODULE})
        module = {"id": code, "name": row.get("name", code), **{name: table.value(row, name) for name in _MODULE}}
        if module["gap_max_days"] < module["gap_min_days"]:
            draft.log.error(
                row.place_of("gap_max_days"),
                say(
                    "The most days after the module before ({most}) are fewer than the fewest ({fewest}).",
                    most=module["gap_max_days"],
                    fewest=module["gap_min_days"],
                ),
                say("Write the two the other way round, or fill in both."),
            )
        found.append(module)
    return found


def trainers(draft: Draft, coded: list[tuple[str, Row]]) -> list[dict[str, Any]]:
    """Every trainer, in the order of the sheet; one without marks can teach on every half-day."""
    table, found = draft.tables["trainers"], []
    for index, (code, row) in enumerate(coded):
        names = ("id", "name", "modules", "first_day", "last_day", *_TRAINER)
        draft.mark(("trainers", index), row, **{name: name for name in names})
        draft.places["trainers", index, "half_days"] = row.place_of(HALF_DAYS[0])
        draft.in_order(row, "first_day", "last_day")
        half_days = half_days_of(row, draft)
        found.append(
            {
                "id": code,
                "name": row.get("name", code),
                "modules": modules_of(draft, row, "modules", row.get("modules", ())),
                "half_days": list(HALF_DAYS) if half_days is None else half_days,
                "first_day": iso(row.get("first_day")),
                "last_day": iso(row.get("last_day")),
                "busy": [],
                **{name: table.value(row, name) for name in _TRAINER},
            }
        )
    return found


def rooms(draft: Draft, coded: list[tuple[str, Row]]) -> list[dict[str, Any]]:
    """Every room, in the order of the sheet."""
    table, found = draft.tables["rooms"], []
    for index, (code, row) in enumerate(coded):
        draft.mark(("rooms", index), row, id="id", name="name", **{name: name for name in _ROOM})
        values = {name: table.value(row, name) for name in _ROOM}
        found.append({"id": code, "name": row.get("name", code), **values, "busy": []})
    return found


def add_taken(draft: Draft, document: dict[str, list[dict[str, Any]]]) -> None:
    """The times trainers and rooms are taken, put into their `busy`; document holds "trainers" and "rooms"."""
    table = draft.tables["taken"]
    for row in table.rows:
        kind = row.get("kind") or _kind_of(draft, row)
        code = draft.refer(kind, row, "name") if kind else None
        spot = (
            next(((index, one) for index, one in enumerate(document[kind]) if one["id"] == code), None)
            if kind
            else None
        )
        path = (kind, spot[0], "busy", len(spot[1]["busy"])) if kind and spot else ("taken",)
        period = draft.period(path, row, table)
        if spot:
            spot[1]["busy"].append(period)


def _kind_of(draft: Draft, row: Row) -> str | None:
    """Whether a name is a trainer's or a room's where the row does not say; an error where it is both or neither."""
    name = row.get("name")
    if name is None or "kind" in row.misread:
        return None
    owners = [kind for kind in ("trainers", "rooms") if draft.registers[kind].knows(name)]
    if len(owners) == 1:
        return owners[0]
    if owners:
        what = say("“{found}” is both a trainer and a room.", found=name)
        instead = say("Write trainer or room in the column for it.")
    else:
        what = say(
            "“{found}” is neither in the sheet “{trainers}” nor in “{rooms}”.",
            found=name,
            trainers=draft.registers["trainers"].sheet,
            rooms=draft.registers["rooms"].sheet,
        )
        instead = say("Write the name as it stands there.")
    draft.log.error(row.place_of("name"), what, instead)
    return None
