"""The sheets of a workbook put together to one document, with the cell that each part of it stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.issues import Log, Place
from samklang.core.workbook.table import Row, Table

Path = tuple[str | int, ...]
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "phases": ("name",),
    "competences": ("name", "description"),
    "indicators": ("name", "looks_for", "unit"),
    "concepts": ("term", "definition", "example", "counter_example"),
    "profiles": ("name", "description"),
}
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "phases": (),
    "competences": ("esco",),
    "indicators": ("competence", "phase", "scale", "esco"),
    "concepts": ("esco",),
    "profiles": (),
}


@dataclass
class Built:
    """A document as it stands in the sheets, and where."""

    source: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)

    def place_of(self, path: Path) -> Place:
        """The cell of what the path leads to, or the nearest around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.places[()]


def build(tables: Mapping[str, Table], log: Log) -> Built:
    """The document. What points to nothing is told in the log."""
    built = Built()
    built.places[()] = Place(tables["frame"].name, "")
    for row in tables["frame"].rows[:1]:
        built.source["key"] = row.get("key", "")
        built.places["key",] = row.place_of("key")
        for name in ("name", "description"):
            _put_pair(built, built.source, (), row, name)
    for row in tables["frame"].rows[1:]:
        log.error(row.place, say("One workbook holds one framework."), say("Delete this row, or send it by itself."))
    for part, texts in _TEXTS.items():
        built.source[part] = [_row(built, part, place, row, texts) for place, row in enumerate(tables[part].rows)]
    _levels(built, tables["levels"], log)
    _demands(built, tables["demands"], log)
    return built


def _row(built: Built, part: str, number: int, row: Row, texts: Iterable[str]) -> dict[str, Any]:
    here: Path = (part, number)
    found: dict[str, Any] = {"key": row.get("key", "")}
    built.places[here] = built.places[*here, "key"] = built.places[part, found["key"]] = row.place_of("key")
    for name in _OTHERS[part]:
        if row.get(name) is not None:
            found[name] = row.get(name)
            built.places[*here, name] = row.place_of(name)
    for name in texts:
        _put_pair(built, found, here, row, name)
    return found


def _put_pair(built: Built, found: dict[str, Any], here: Path, row: Row, name: str) -> None:
    found[name] = {language: row.get(f"{name}_{language}", "") for language in ("da", "en")}
    for language in ("da", "en"):
        built.places[*here, name, language] = row.place_of(f"{name}_{language}")


def _levels(built: Built, table: Table, log: Log) -> None:
    for row in table.rows:
        place = _pointed_to(built, "indicators", "indicator", row, log)
        if place is None:
            continue
        anchors = built.source["indicators"][place].setdefault("anchors", [])
        here: Path = ("indicators", place, "anchors", len(anchors))
        anchors.append({"level": row.get("level"), "da": row.get("text_da", ""), "en": row.get("text_en", "")})
        built.places[here] = built.places[*here, "level"] = row.place_of("level")
        for language in ("da", "en"):
            built.places[*here, language] = row.place_of(f"text_{language}")


def _demands(built: Built, table: Table, log: Log) -> None:
    for row in table.rows:
        place, key = _pointed_to(built, "profiles", "profile", row, log), row.get("indicator")
        if place is None or key is None:
            continue
        demands = built.source["profiles"][place].setdefault("demands", {})
        if key in demands:
            log.error(
                row.place_of("indicator"),
                say("This profile demands “{key}” twice.", key=key),
                say("Keep one of the rows."),
            )
        demands[key] = row.get("level")
        built.places["profiles", place, "demands", key] = row.place_of("indicator")


def _pointed_to(built: Built, part: str, column: str, row: Row, log: Log) -> int | None:
    """Which row of the other sheet is meant; None, and an error, where there is none."""
    key = row.get(column)
    if key is None:
        return None
    found = next((place for place, one in enumerate(built.source[part]) if one["key"] == key), None)
    if found is None:
        log.error(
            row.place_of(column),
            say("There is no row with the key “{key}” in the sheet it belongs to.", key=key),
            say("Write a key that stands there, or add the row there."),
        )
    return found
