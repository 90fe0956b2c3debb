"""The programme's own settings, its closing days, the days to avoid, the money and the wishes of the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samklang.core.calendar import autumn_holiday, days, public_holidays, weekday_of
from samklang.core.words import say, say_n
from samklang.core.workbook.build.draft import Draft, iso
from samklang.core.workbook.headings import wordings
from samklang.core.workbook.issues import Misread, Place
from samklang.core.workbook.kinds import shown
from samklang.core.workbook.labels import Label, nearest
from samklang.core.workbook.sheets import HEADINGS, SETTINGS, USUAL_WISHES
from samklang.core.workbook.table import Row, Table, understood

LONGEST_CLOSURE_DAYS = 366
CLOSED_BY_CHOICE = (
    ("closed_constitution_day", 6, 5, Label("Grundlovsdag", "Constitution Day")),
    ("closed_24_december", 12, 24, Label("24. december", "24 December")),
    ("closed_31_december", 12, 31, Label("31. december", "31 December")),
)
_BY_LABEL = {fold: setting for setting in SETTINGS for fold in setting.folds}


@dataclass
class Settings:
    """The rules sheet as read: values by key, defaults filled in, and the cell of each one that is there."""

    values: dict[str, Any]
    places: dict[str, Place]

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day, where both are there, in order and at most some years apart."""
        first, last = self.values["first_day"], self.values["last_day"]
        if first is None or last is None or not first <= last <= first + timedelta(days=10 * 366):
            return None
        return first, last


def settings(draft: Draft) -> Settings:
    """Every setting, from the sheet or by its default."""
    table = draft.tables["rules"]
    found = Settings({one.key: one.default for one in SETTINGS}, {})
    misread: set[str] = set()
    for row in table.rows:
        setting = next((_BY_LABEL[fold] for fold in wordings(row.get("rule", "")) if fold in _BY_LABEL), None)
        if setting is None:
            _tell_unknown(draft, row, found)
        elif setting.key in found.places:
            draft.log.error(
                row.place,
                say(
                    "The rule “{rule}” stands twice; the other one is in {cell}.",
                    rule=shown(row.get("rule")),
                    cell=found.places[setting.key].cell,
                ),
                say("Delete one of the rows."),
            )
        else:
            found.places[setting.key] = row.place_of("value")
            _take(draft, row, setting.key, found, misread)
    _tell_missing(draft, table, found, misread)
    _tell_contradictions(draft, found)
    return found


def _take(draft: Draft, row: Row, key: str, found: Settings, misread: set[str]) -> None:
    setting = next(one for one in SETTINGS if one.key == key)
    if "value" in row.misread:
        misread.add(key)
    elif "value" in row.values:
        try:
            found.values[key], remark = understood(row.values["value"], setting)
        except Misread as problem:
            misread.add(key)
            draft.log.error(row.place_of("value"), problem.what, problem.instead)
        else:
            if remark:
                draft.log.remark(row.place_of("value"), remark)


def _tell_unknown(draft: Draft, row: Row, found: Settings) -> None:
    if "rule" not in row.values:
        return
    label = shown(row.values["rule"])
    absent = [word for one in SETTINGS if one.key not in found.places for word in (one.heading.da, one.heading.en)]
    near = nearest(label, absent, closeness=0.8)
    if near:
        draft.log.error(
            row.place_of("rule"),
            say("The rule “{rule}” is not known. Did you mean “{known}”?", rule=label, known=near[0]),
            say("Write “{known}”, or delete the row.", known=near[0]),
        )
    else:
        draft.log.note(row.place_of("rule"), say("The rule “{rule}” is not known and not used.", rule=label))


def _tell_missing(draft: Draft, table: Table, found: Settings, misread: set[str]) -> None:
    for setting in SETTINGS:
        if not setting.required or found.values[setting.key] is not None or setting.key in misread or not table.found:
            continue
        place = found.places.get(setting.key, Place(table.name, ""))
        draft.log.error(
            place,
            say("“{rule}” is not filled in.", rule=setting.heading.in_(table.language)),
            say(
                "Fill it in under “{column}” in the sheet “{sheet}”.",
                column=table.kind.by_key["value"].heading.in_(table.language),
                sheet=table.name,
            ),
        )


def _tell_contradictions(draft: Draft, found: Settings) -> None:
    values = found.values
    for low, high in (("cohorts_minimum", "cohorts_maximum"), ("size_minimum", "size_maximum")):
        if values[high] < values[low] and (place := found.places.get(high) or found.places.get(low)):
            draft.log.error(
                place,
                say("The most ({most}) are fewer than the fewest ({fewest}).", most=values[high], fewest=values[low]),
                say("Write the two the other way round, or correct one of them."),
            )
    first, last = values["first_day"], values["last_day"]
    if first and last and found.span is None and (place := found.places.get("last_day")):
        if last < first:
            what = say("The last day {last} comes before the first day {first}.", first=first, last=last)
        else:
            what = say("From {first} to {last} is more than a programme can span.", first=first, last=last)
        draft.log.error(place, what, say("Correct the year of one of them."))


def closed_days(draft: Draft, rules: Settings) -> list[dict[str, Any]]:
    """The closing days of the sheet, then the public holidays and other days that the rules close and it lacks."""
    table = draft.tables["closed_days"]
    found: list[dict[str, Any]] = []
    for row in table.rows:
        day = row.get("day")
        draft.in_order(row, "day", "last_day")
        if day is None:
            continue
        last = row.get("last_day") or day
        if (last - day).days > LONGEST_CLOSURE_DAYS:
            draft.log.error(
                row.place_of("last_day"), say("The place is closed for more than a year."), say("Correct the year.")
            )
            continue
        for one in days(day, last):
            if one == day or weekday_of(one):
                draft.mark(("closed_days", len(found)), row, day="day", reason="reason")
                found.append({"day": one.isoformat(), "reason": table.value(row, "reason")})
    there = {one["day"] for one in found}
    added = [(day, reason) for day, reason in _closed_by_rule(draft, rules) if day.isoformat() not in there]
    if added:
        place = next((rules.places[key] for key in rules.places if key.startswith("closed_")), Place(table.name, ""))
        draft.log.note(
            place,
            say_n(
                "One day was added to the closing days by the rules: {days}.",
                "{count} days were added to the closing days by the rules: {days}.",
                len(added),
                days=tuple(one[0] for one in added),
            ),
            say("If you are open on such a day, write no in the rules and list the closing days yourself."),
        )
    return found + [{"day": day.isoformat(), "reason": reason} for day, reason in added]


def _closed_by_rule(draft: Draft, rules: Settings) -> list[tuple[date, str]]:
    if rules.span is None:
        return []
    first, last = rules.span
    found: dict[date, str] = {}
    if rules.values["closed_public_holidays"]:
        found |= public_holidays(first, last, language=draft.language)
    for key, month, day, name in CLOSED_BY_CHOICE:
        for year in range(first.year, last.year + 1):
            one = date(year, month, day)
            if rules.values[key] and first <= one <= last and weekday_of(one):
                found.setdefault(one, name.in_(draft.language))
    return sorted(found.items())


def avoided(draft: Draft, rules: Settings) -> list[dict[str, Any]]:
    """The days to avoid by the rules' weights, then those of the sheet."""
    found = list(_avoided_by_rule(draft, rules))
    table = draft.tables["avoided"]
    for row in table.rows:
        path = ("avoided", len(found))
        draft.mark(path, row, reason="reason", weight="weight")
        found.append(
            {
                "period": draft.period((*path, "period"), row, table),
                "reason": table.value(row, "reason"),
                "weight": table.value(row, "weight"),
            }
        )
    return found


def _avoided_by_rule(draft: Draft, rules: Settings) -> Iterator[dict[str, Any]]:
    weekly = (("avoid_fridays", "fri", Label("Fredag", "Friday")), ("avoid_mondays", "mon", Label("Mandag", "Monday")))
    for key, weekday, name in weekly:
        if weight := rules.values[key]:
            period = {"first_day": None, "last_day": None, "weekdays": [weekday], "half": None}
            yield {"period": period, "reason": name.in_(draft.language), "weight": weight}
    weight = rules.values["avoid_autumn_holiday"]
    if not weight or rules.span is None:
        return
    first, last = rules.span
    for year in range(first.year, last.year + 1):
        monday, friday = autumn_holiday(year)
        if friday >= first and monday <= last:
            week: dict[str, Any] = {"first_day": iso(monday), "last_day": iso(friday), "weekdays": [], "half": None}
            yield {
                "period": week,
                "reason": Label("Efterårsferie", "Autumn holiday").in_(draft.language),
                "weight": weight,
            }


def grants(draft: Draft, coded: list[tuple[str, Row]]) -> list[dict[str, Any]]:
    """Every grant, in the order of the sheet."""
    table, found = draft.tables["grants"], []
    for index, (code, row) in enumerate(coded):
        names = ("id", "name", "amount_ore", "first_day", "last_day", "share_percent", "headings")
        draft.mark(("funding", "grants", index), row, **{name: name for name in names})
        draft.in_order(row, "first_day", "last_day")
        found.append(
            {
                "id": code,
                "name": row.get("name", code),
                "amount_ore": row.get("amount_ore", 0),
                "first_day": iso(row.get("first_day")),
                "last_day": iso(row.get("last_day")),
                "share_percent": table.value(row, "share_percent"),
                "headings": row.get("headings", list(HEADINGS)),
            }
        )
    return found


def wishes(draft: Draft) -> list[dict[str, Any]]:
    """The wishes with a number, by number; without the sheet or with no row in it, every wish in the usual order."""
    table = draft.tables["wishes"]
    if not table.rows:
        return [{"wish": wish, "give_percent": 0.0} for wish in USUAL_WISHES]
    numbers: dict[int, Row] = {}
    taken: dict[str, Row] = {}
    for row in table.rows:
        number, wish = row.get("order"), row.get("wish")
        if number is None or wish is None:
            continue
        for key, value, seen in (("order", number, numbers), ("wish", wish, taken)):
            if value in seen:
                draft.log.error(
                    row.place_of(key),
                    say("The same stands in {cell}.", cell=seen[value].place_of(key).cell),
                    say("Give each wish a number of its own, and each number one wish."),
                )
        numbers.setdefault(number, row)
        taken.setdefault(wish, row)
    ordered = [numbers[number] for number in sorted(numbers)]
    for index, row in enumerate(ordered):
        draft.mark(("wishes", index), row, wish="wish", give_percent="give_percent")
    return [{"wish": row.get("wish"), "give_percent": table.value(row, "give_percent")} for row in ordered]
