"""The people of the document, from the sheets of staff and of working times."""

from dataclasses import dataclass, field
from typing import Any

from samklang.core.words import say, say_n
from samklang.core.workbook.build.draft import Draft, iso
from samklang.core.workbook.issues import Place
from samklang.core.workbook.kinds import ALL, HALF_DAYS
from samklang.core.workbook.registers import alike
from samklang.core.workbook.table import Row, Table

FULL_TIME_HOURS = 36.5
HOURS_IN_A_HALF_DAY = 3.7
_FIELDS = (
    "id", "name", "team", "role", "site", "skills", "employed_from", "employed_to", "is_temp", "stands_in_for",
    "to_train", "done_modules", "conversations_per_half_day", "peer",
    "wave",
)  # fmt: skip


def half_days_of(row: Row, draft: Draft) -> list[str] | None:
    """The half-days marked with x or written in words; None where neither is; an error where they disagree."""
    marked = [name for name in HALF_DAYS if row.get(name)]
    written: list[str] | None = row.get("works")
    if marked and written is not None and marked != written:
        draft.log.error(
            row.place_of("works"),
            say("The words for the working time do not fit the x marks in the same row."),
            say("Keep one of the two."),
        )
    return marked or written


def unclear_half_days(row: Row) -> bool:
    """Whether a cell about the half-days could not be understood, which is told already."""
    return bool(row.misread & {*HALF_DAYS, "works"})


@dataclass
class _People:
    draft: Draft
    table: Table
    periods: dict[str, list[tuple[Row, dict[str, Any]]]]
    roles: dict[str, str] = field(default_factory=dict)
    sites: dict[str, str] = field(default_factory=dict)
    skills: dict[str, str] = field(default_factory=dict)
    full_time: list[Place] = field(default_factory=list)

    def person(self, index: int, code: str, row: Row) -> dict[str, Any]:
        draft = self.draft
        draft.mark(("people", index), row, **{name: name for name in _FIELDS})
        draft.in_order(row, "employed_from", "employed_to")
        return {
            "id": code,
            "name": row.get("name", code),
            "team": draft.refer("teams", row, "team") or "",
            "patterns": self._patterns(index, code, row),
            "role": self._spelt(self.roles, row, "role"),
            "site": self._spelt(self.sites, row, "site"),
            "skills": [
                draft.spelling(self.skills, one, row.place_of("skills")) for one in self.table.value(row, "skills")
            ],
            "employed_from": iso(row.get("employed_from")),
            "employed_to": iso(row.get("employed_to")),
            "is_temp": self.table.value(row, "is_temp"),
            "stands_in_for": draft.refer("staff", row, "stands_in_for"),
            "to_train": self.table.value(row, "to_train"),
            "done_modules": modules_of(draft, row, "done_modules", self.table.value(row, "done_modules")),
            "conversations_per_half_day": self.table.value(row, "conversations_per_half_day"),
            "peer": draft.refer("staff", row, "peer"),
            **({} if row.get("wave") is None else {"wave": row.get("wave")}),
        }

    def _spelt(self, known: dict[str, str], row: Row, key: str) -> str:
        text = row.get(key)
        return self.draft.spelling(known, text, row.place_of(key)) if text else ""

    def _patterns(self, index: int, code: str, row: Row) -> list[dict[str, Any]]:
        half_days, hours = half_days_of(row, self.draft), row.get("hours")
        later = self.periods.get(code, [])
        marks_at = row.place_of(HALF_DAYS[0]) if HALF_DAYS[0] in row.places else row.place_of("works")
        self.draft.places["people", index, "patterns"] = marks_at
        if half_days is None and not later and not unclear_half_days(row):
            if hours is not None and hours >= FULL_TIME_HOURS:
                self.full_time.append(marks_at)
                half_days = list(HALF_DAYS)
            else:
                self._tell_no_half_days(row, marks_at)
        elif half_days and hours is not None and abs(len(half_days) * HOURS_IN_A_HALF_DAY - hours) > 8:
            self.draft.log.note(
                row.place_of("hours"),
                say("{hours} hours a week do not fit {count} half-days of work.", hours=hours, count=len(half_days)),
                say("The half-days count. Correct them if the hours are right."),
            )
        patterns = [{"half_days": half_days, "first_day": None, "last_day": None}] if half_days else []
        for one, pattern in later:
            self.draft.mark(
                ("people", index, "patterns", len(patterns)), one, first_day="first_day", last_day="last_day"
            )
            patterns.append(pattern)
        return patterns

    def _tell_no_half_days(self, row: Row, place: Place) -> None:
        self.draft.log.error(
            place,
            say("It is not said which half-days {name} works.", name=row.get("name", row.get("id", ""))),
            say("Put x under the half-days, or write “every day”, “Mon-Thu” or “none” under “Works” (“Arbejdstid”)."),
        )

    def tell_full_time(self) -> None:
        """One note about those who are taken to work every half-day because of their hours."""
        if self.full_time:
            message = say_n(
                "One person has full-time hours and no half-days marked, and counts as at work every half-day.",
                "{count} people have full-time hours and no half-days marked, and count as at work every half-day.",
                len(self.full_time),
            )
            self.draft.log.note(self.full_time[0], message)


def people(draft: Draft, staff: list[tuple[str, Row]]) -> list[dict[str, Any]]:
    """Every person, in the order of the staff sheet, with their working times; the staff are registered already."""
    builder = _People(draft, draft.tables["staff"], _periods(draft))
    found = [builder.person(index, code, row) for index, (code, row) in enumerate(staff)]
    builder.tell_full_time()
    return found


def _periods(draft: Draft) -> dict[str, list[tuple[Row, dict[str, Any]]]]:
    periods: dict[str, list[tuple[Row, dict[str, Any]]]] = {}
    for row in draft.tables["working_times"].rows:
        code = person_of(draft, row)
        half_days = half_days_of(row, draft)
        draft.in_order(row, "first_day", "last_day")
        if half_days is None and not unclear_half_days(row):
            draft.log.error(
                row.place,
                say("The row does not say which half-days are worked in the period."),
                say("Put x under the half-days, or write “none” under “Works” (“Arbejdstid”)."),
            )
        pattern = {
            "half_days": half_days or [],
            "first_day": iso(row.get("first_day")),
            "last_day": iso(row.get("last_day")),
        }
        if code is not None:
            periods.setdefault(code, []).append((row, pattern))
    return periods


def person_of(draft: Draft, row: Row) -> str | None:
    """Whom a row is about, by number or by name; the number counts, and a name that cannot be theirs is an error."""
    number, name = row.get("person"), row.get("person_name")
    if number is None and name is None:
        if not row.misread & {"person", "person_name"}:
            draft.log.error(
                row.place, say("The row does not say whom it is about."), say("Write the employee number or the name.")
            )
        return None
    if number is None:
        return draft.refer("staff", row, "person_name")
    code = draft.refer("staff", row, "person")
    if code is None or name is None:
        return code
    real = draft.registers["staff"].name(code)
    if name != real and alike(name, real):
        draft.log.note(
            row.place_of("person_name"),
            say("“{found}” has the number {number}, and so was read as {real}.", found=name, number=code, real=real),
        )
    elif name != real:
        draft.log.error(
            row.place_of("person_name"),
            say(
                "The number {number} belongs to {real}, but the name here is “{found}”.",
                found=name,
                number=code,
                real=real,
            ),
            say("Correct the number or the name."),
        )
    return code


def modules_of(draft: Draft, row: Row, key: str, items: Any) -> list[str]:
    """The codes of the modules a cell lists; every one for "alle"."""
    if items == ALL:
        return [code for code, _ in draft.registers["modules"].entries]
    found = (draft.refer_to("modules", item, row.place_of(key)) for item in items)
    return list(dict.fromkeys(code for code in found if code is not None))
