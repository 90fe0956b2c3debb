"""Teams and cover groups of the document."""

from collections.abc import Iterable
from typing import Any

from samklang.core.words import Sentence, say
from samklang.core.workbook.build.draft import Draft, Path
from samklang.core.workbook.labels import folded, nearest
from samklang.core.workbook.registers import Register
from samklang.core.workbook.table import Row

_SELECTORS = ("team", "role", "skill", "site")


def teams(draft: Draft, coded: list[tuple[str, Row]]) -> list[dict[str, Any]]:
    """Every team, in the order of the sheet."""
    found = []
    for index, (code, row) in enumerate(coded):
        draft.mark(("teams", index), row, id="id", name="name", site="site", cohort_cap="cohort_cap")
        found.append(
            {
                "id": code,
                "name": row.get("name", code),
                "site": row.get("site", ""),
                "cohort_cap": row.get("cohort_cap"),
            }
        )
    return found


def groups(draft: Draft, team_rows: list[tuple[str, Row]], people: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The teams with a minimum as cover groups, then the groups of the cover sheet, with their exceptions."""
    found: list[dict[str, Any]] = []
    for code, row in team_rows:
        if "minimum" in row.values:
            _place_group(draft, ("groups", len(found)), row)
            draft.places["groups", len(found), "team"] = row.place_of("name")
            group = _group(draft, "teams", code, row)
            found.append({**group, "name": row.get("name", code), "team": code})
        else:
            _tell_temps_without_minimum(draft, row)
    taken = {group["id"] for group in found}
    for code, row in draft.coded(draft.tables["groups"], "groups"):
        if code in taken:
            draft.log.error(
                row.place_of("name"),
                say("“{found}” is also the name of a team with a minimum of its own.", found=code),
                say("Give the row another name or code."),
            )
        _place_group(draft, ("groups", len(found)), row)
        found.append({**_group(draft, "groups", code, row), **_selectors(draft, row, people)})
    _add_exceptions(draft, found)
    return found


def _place_group(draft: Draft, path: Path, row: Row) -> None:
    draft.mark(path, row, id="id", name="name", minimum="minimum", temp_cap="temp_cap", temp_cost_ore="temp_cost_ore",
               **{key: key for key in _SELECTORS})  # fmt: skip


def _group(draft: Draft, sheet: str, code: str, row: Row) -> dict[str, Any]:
    table = draft.tables[sheet]
    return {
        "id": code,
        "name": row.get("name", code),
        "minimum": row.get("minimum", 0),
        **dict.fromkeys(_SELECTORS),
        "exceptions": [],
        "temp_cap": table.value(row, "temp_cap"),
        "temp_cost_ore": table.value(row, "temp_cost_ore"),
    }


def _tell_temps_without_minimum(draft: Draft, row: Row) -> None:
    if "temp_cap" in row.values and "minimum" not in row.misread:
        draft.log.note(
            row.place_of("temp_cap"),
            say("The team has temps but no minimum, so there is nothing for the temps to fill."),
            say("Write the minimum as well if the team has one."),
        )


def _selectors(draft: Draft, row: Row, people: list[dict[str, Any]]) -> dict[str, str | None]:
    if not any(key in row.values or key in row.misread for key in _SELECTORS):
        draft.log.error(
            row.place,
            say("The row does not say who counts."),
            say("Fill in a team, a role, a skill or a site."),
        )
    return {
        "team": draft.refer("teams", row, "team"),
        "role": _known(draft, row, "role", (person["role"] for person in people)),
        "skill": _known(draft, row, "skill", (skill for person in people for skill in person["skills"])),
        "site": _known(draft, row, "site", (person["site"] for person in people)),
    }


def _known(draft: Draft, row: Row, key: str, used: Iterable[str]) -> str | None:
    """The word as the staff sheet spells it; one that nobody there has is an error if it is like one, else a note."""
    text: str | None = row.get(key)
    if text is None:
        return None
    words = {folded(word): word for word in used if word}
    if folded(text) in words:
        return draft.spelling(words, text, row.place_of(key))
    unknown = say("Nobody in the staff sheet has “{found}”.", found=text)
    near = nearest(text, words.values(), closeness=0.75)
    if near:
        draft.log.error(row.place_of(key), unknown, _did_you_mean(near[0]))
    else:
        draft.log.note(row.place_of(key), unknown, say("Until somebody has, the row asks for nothing."))
    return text


def _did_you_mean(name: str) -> Sentence:
    return say("Did you mean “{name}”? Write it as it stands there.", name=name)


def _add_exceptions(draft: Draft, found: list[dict[str, Any]]) -> None:
    table = draft.tables["exceptions"]
    names = " / ".join(dict.fromkeys((draft.tables["teams"].name, draft.tables["groups"].name)))
    draft.registers["all groups"] = Register.of(names, ((group["id"], group["name"]) for group in found))
    by_id = {group["id"]: (index, group) for index, group in enumerate(found)}
    for row in table.rows:
        code = draft.refer("all groups", row, "group")
        if code is None:
            if "group" in row.values and not found:
                draft.log.error(
                    row.place, say("There is no cover group to make an exception from."), say("Delete the row.")
                )
            draft.period(("exceptions",), row, table)
            continue
        index, group = by_id[code]
        path: Path = ("groups", index, "exceptions", len(group["exceptions"]))
        draft.mark(path, row, count="count")
        group["exceptions"].append(
            {"period": draft.period((*path, "period"), row, table), "count": row.get("count", 0)}
        )
