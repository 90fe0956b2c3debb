"""What a file says of each person, put against what the register knows of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from samklang.core.words import say, say_n
from samklang.core.workbook.build.draft import Draft
from samklang.core.workbook.build.people import FULL_TIME_HOURS, half_days_of
from samklang.core.workbook.issues import Log, Place
from samklang.core.workbook.labels import folded
from samklang.core.workbook.registers import Register
from samklang.core.workbook.table import Row
from samklang.people.enums import LineKind
from samklang.people.models.engagement import HALF_DAYS
from samklang.people.queries.staff_import.emails import Emails
from samklang.people.queries.staff_import.lines import Change
from samklang.people.queries.staff_import.snapshot import Known, Snapshot, hours_kept
from samklang.people.queries.staff_import.stretches import (
    Stretch,
    Stretches,
    at,
    begun_on,
    changed_from,
    ended_on,
    next_after,
    unbroken,
)

WeekChange = tuple[date, str]
_KEPT_TERMS = ("team", "role", "site", "weekly_hours", "half_days", "skills", "manager", "conversations_per_half_day")
_PLAIN_TERMS = ("role", "site", "conversations_per_half_day")


def as_marks(half_days: list[str] | tuple[str, ...]) -> str:
    """The half-days as the register keeps them: a 1 or a 0 for each of the ten."""
    return "".join("1" if name in half_days else "0" for name in HALF_DAYS)


@dataclass
class PeopleReader:
    """Goes through the rows of the staff sheet once; what is wrong goes to the log, what differs comes back."""

    snapshot: Snapshot
    log: Log
    first_day: date
    teams: Mapping[str, str]
    """For each folded team name that the register does not know, the name of the team it is."""
    people: Register
    emails: Emails
    weeks: Mapping[str, list[WeekChange]]
    draft: Draft
    without_week: list[Place] = field(default_factory=list)

    def change(self, row: Row) -> Change | None:
        """What the row changes; None where everything is as it was. A row with something wrong gives a change, which is
        left out later, since the log says which rows are wrong."""
        number = str(row.get("id", ""))
        known = self.snapshot.known.get(number)
        said, person = self._terms(row, known), self._person(row, number)
        self.draft.in_order(row, "employed_from", "employed_to")
        if known is None:
            return self._new(row, number, said, person)
        return self._known(row, known, said, person)

    def _person(self, row: Row, number: str) -> dict[str, Any]:
        """Name, address and practice colleague, where the row says them."""
        name = row.get("name") or " ".join(filter(None, (row.get("first_name"), row.get("surname"))))
        if len(name) > 120:
            self.log.error(
                row.place_of("first_name"), say("The name is longer than 120 characters."), say("Shorten it.")
            )
        known = self.snapshot.known.get(number)
        if name.count(",") == 1 and not (known and known.name == name):
            last, _, first = name.partition(",")
            name = f"{first.strip()} {last.strip()}".strip()
        found = {"name": name, "email": row.get("email"), "peer": self._refer(row, "peer")}
        if found["email"]:
            self.emails.check(row, number, name, found["email"])
        if found["peer"] == number:
            self.log.error(row.place_of("peer"), say("Nobody practises with themselves."), _another())
        return {key: value for key, value in found.items() if value}

    def _terms(self, row: Row, known: Known | None) -> dict[str, Any]:
        said: dict[str, Any] = {key: row.values[key] for key in _PLAIN_TERMS if key in row.values}
        if "team" in row.values:
            said["team"] = self._team(row.values["team"])
        hours = next((row.values[key] for key in ("hours", "share", "degree") if key in row.values), None)
        if hours is not None:
            said["weekly_hours"] = hours_kept(hours)
        if "skills" in row.values:
            said["skills"] = tuple(row.values["skills"])
        half_days = half_days_of(row, self.draft)
        if half_days is not None:
            said["half_days"] = as_marks(half_days)
        elif row.get("id") in self.weeks:
            said["half_days"] = "0" * len(HALF_DAYS)
        self._add_stand_in(row, said, known)
        manager = self._manager(row)
        if manager:
            said["manager"] = manager
        return said

    def _manager(self, row: Row) -> str | None:
        """The leader's number. A personnel system also names leaders who are not among the staff here."""
        text = row.get("manager")
        if text is None or not self.people.entries:
            return None
        if self.people.knows(text):
            return self._refer(row, "manager")
        self.log.note(
            row.place_of("manager"),
            say(
                "The leader “{found}” is not known here as one person, so the row is read without a leader.", found=text
            ),
            say("Write the employee number in the file, or choose the leader on the person's page."),
        )
        return None

    def _add_stand_in(self, row: Row, said: dict[str, Any], known: Known | None) -> None:
        for_whom = self._refer(row, "stands_in_for")
        if "is_temp" in row.values:
            said["is_temp"] = bool(row.values["is_temp"])
        if said.get("is_temp") is False and known is not None:
            said["stands_in_for"] = None  # whoever is no temp any longer stands in for nobody
        if for_whom is None:
            return
        if said.get("is_temp") is False:
            self.log.error(
                row.place_of("stands_in_for"),
                say("Only a temp stands in for somebody. Mark the person as a temp first."),
                say("Write yes under “Temp” (“Vikar”), or leave the cell blank."),
            )
        if for_whom == row.get("id"):
            self.log.error(row.place_of("stands_in_for"), say("Nobody stands in for themselves."), _another())
        said["is_temp"], said["stands_in_for"] = True, for_whom

    def _team(self, text: str) -> str:
        return self.snapshot.team_named(text) or self.teams.get(folded(text), text)

    def _refer(self, row: Row, key: str) -> str | None:
        """The number of whoever a cell points to."""
        return self.draft.refer("staff", row, key) if key in row.values else None

    def _new(self, row: Row, number: str, said: dict[str, Any], person: dict[str, Any]) -> Change | None:
        for key, there in (("name", "name" in person), ("team", "team" in said)):
            if not there and not row.misread & {key, "first_name", "surname"}:
                self.log.error(
                    row.place_of(key),
                    say("{number} is not in the register, and the row has no name.", number=number)
                    if key == "name"
                    else say("{number} is not in the register, and the row has no team.", number=number),
                    say("Fill it in, or correct the employee number."),
                )
        begins, ends = row.get("employed_from") or self.first_day, row.get("employed_to")
        if ends is not None and ends < self.first_day:
            self.log.note(
                row.place_of("employed_to"),
                say("{name} had left by then, and is not imported.", name=person.get("name", number)),
            )
            return None
        if "half_days" not in said:
            self._tell_no_week(row, said)
        self._tell_namesake(row, number, person.get("name", ""))
        first = Stretch(begins, None, **{"team": "", **said})
        rows = ended_on(self._with_weeks((first,), number, max(begins, self.first_day)), ends)
        rows = rows or (replace(first, last_day=max(ends or begins, begins)),)
        fields = self._as_new(rows[0], person)
        return Change(LineKind.NEW, row.place, person.get("name", number), number, fields, person=person, after=rows)

    def _as_new(self, row: Stretch, person: Mapping[str, Any]) -> list[list[Any]]:
        shown = self._shown(row, person).items()
        return [[key, None, value] for key, value in shown if value not in (None, "", [], False, 0)]

    def _tell_no_week(self, row: Row, said: Mapping[str, Any]) -> None:
        hours = said.get("weekly_hours")
        if hours is None or float(hours) < FULL_TIME_HOURS:
            self.without_week.append(row.place)

    def _tell_namesake(self, row: Row, number: str, name: str) -> None:
        other = self._namesakes.get(folded(name))
        if other is not None and other != number:
            self.log.note(
                row.place_of("name"),
                say("{name} is already in the register with the number {number}.", name=name, number=other),
                say("If they are the same person, correct the number in the file before you import."),
            )

    @cached_property
    def _namesakes(self) -> dict[str, str]:
        return {folded(one.name): number for number, one in self.snapshot.known.items() if at(one.rows, self.first_day)}

    def _known(self, row: Row, known: Known, said: dict[str, Any], person: dict[str, Any]) -> Change | None:
        begins, ends = row.get("employed_from"), row.get("employed_to")
        day, rows = max(self.first_day, begins or self.first_day), known.rows
        if ends is not None and ends < day:
            return self._changed(row, known, ended_on(rows, ends) or rows, person, LineKind.ENDED)
        current = at(rows, day) or next_after(rows, day)
        if current is None:
            return self._back(row, known, said, person, day)
        if begins is not None:
            rows = self._begun(row, rows, current, begins)
        current = at(rows, day) or next_after(rows, day) or current
        day = max(day, current.first_day)
        after = self._with_weeks(changed_from(rows, day, said), known.number, day)
        if ends is not None:
            after = ended_on(after, ends)
        return self._changed(row, known, after, person, LineKind.CHANGED)

    def _begun(self, row: Row, rows: Stretches, current: Stretch, begins: date) -> Stretches:
        """The employment that the current row belongs to, beginning when the file says."""
        if unbroken(rows, current)[0].first_day == begins:
            return rows
        found = begun_on(rows, current, begins)
        if found is None:
            self.log.error(
                row.place_of("employed_from"),
                say("The register has changes or another employment that do not fit a first day of {day}.", day=begins),
                say("Correct the first day on the person's page, or leave the cell blank."),
            )
        return found or rows

    def _back(self, row: Row, known: Known, said: dict[str, Any], person: dict[str, Any], day: date) -> Change | None:
        """Somebody who had left comes again on the day, on the terms they left on where the file says no others."""
        if not known.rows and "team" not in said:
            return self._new(row, known.number, said, person)
        terms = {name: getattr(known.rows[-1], name) for name in _KEPT_TERMS} if known.rows else {}
        fresh = Stretch(day, None, **{**terms, **said})
        after = self._with_weeks((*known.rows, fresh), known.number, day)
        if row.get("employed_to") is not None:
            after = ended_on(after, row.get("employed_to"))
        return self._changed(row, known, after, person, LineKind.NEW)

    def _with_weeks(self, rows: Stretches, number: str, day: date) -> Stretches:
        for begins, half_days in self.weeks.get(number, ()):
            moment = max(begins, day)
            if at(rows, moment):
                rows = changed_from(rows, moment, {"half_days": half_days})
        return rows

    def _changed(
        self, row: Row, known: Known, after: Stretches, person: dict[str, Any], kind: LineKind
    ) -> Change | None:
        changed = {key: value for key, value in person.items() if getattr(known, key) != value}
        if "email" in changed and known.signs_in:
            self.emails.refuse_change(row, known)
        if after == known.rows and not changed:
            return None
        fields = [[key, self._name(key, getattr(known, key)), self._name(key, value)] for key, value in changed.items()]
        fresh = next((one for one in after if at(known.rows, one.first_day) is None), None)
        new = kind == LineKind.NEW and fresh is not None
        fields += self._as_new(fresh, {}) if new and fresh else self._differing(known.rows, after)
        return Change(
            kind if after != known.rows else LineKind.CHANGED, row.place, person.get("name", known.name), known.number,
            fields, known=known, person=changed, before=known.rows, after=after,
        )  # fmt: skip

    def _differing(self, before: Stretches, after: Stretches) -> list[list[Any]]:
        """Field by field what was and what is to be on the first day on which they differ; then how the days differ."""
        moments = sorted({self.first_day, *(one.first_day for one in (*before, *after))})
        both = ((day, at(before, day), at(after, day)) for day in moments)
        differing = [
            (day, fields) for day, old, new in both if old and new and (fields := self._terms_differing(old, new))
        ]
        found = list(differing[0][1]) if differing else []
        for key, of in (("employed_from", _first), ("employed_to", _last)):
            if of(before) != of(after):
                found.append([key, of(before), of(after)])
        if later := [day.isoformat() for day, fields in differing[1:] if fields != differing[0][1]]:
            found.append(["later", None, later])
        return found

    def _terms_differing(self, old: Stretch, new: Stretch) -> list[list[Any]]:
        was, is_ = self._terms_shown(old), self._terms_shown(new)
        return [[key, was[key], is_[key]] for key in was if was[key] != is_[key]]

    def _shown(self, row: Stretch, person: Mapping[str, Any]) -> dict[str, Any]:
        own = {key: self._name(key, value) for key, value in person.items()}
        days = {"employed_from": row.first_day.isoformat(), "employed_to": row.last_day and row.last_day.isoformat()}
        return {**own, **self._terms_shown(row), **days}

    def _terms_shown(self, row: Stretch) -> dict[str, Any]:
        return {
            "team": self.snapshot.names.get(row.team, row.team),
            "role": row.role,
            "site": row.site,
            "skills": list(row.skills),
            "hours": row.weekly_hours,
            "works": row.half_days,
            "is_temp": row.is_temp,
            "stands_in_for": self._name("stands_in_for", row.stands_in_for),
            "conversations_per_half_day": row.conversations_per_half_day,
            "manager": self._name("manager", row.manager),
        }

    def _name(self, key: str, value: Any) -> Any:
        """A person's number with the name, where the field points to a person."""
        if key not in ("manager", "stands_in_for", "peer") or not value:
            return value
        return self.snapshot.names.get(value) or f"{self.people.name(value)} ({value})"

    def tell_without_week(self) -> None:
        """One note about newcomers whose half-days nobody has said."""
        if self.without_week:
            message = say_n(
                "One new person has no half-days stated, and counts as at work every half-day.",
                "{count} new people have no half-days stated, and count as at work every half-day.",
                len(self.without_week),
            )
            self.log.note(
                self.without_week[0], message, say("Correct the working time on their page if it is otherwise.")
            )


def _another() -> Any:
    return say("Write somebody else, or leave the cell blank.")


def _first(rows: Stretches) -> str | None:
    return rows[0].first_day.isoformat() if rows else None


def _last(rows: Stretches) -> str | None:
    return rows[-1].last_day.isoformat() if rows and rows[-1].last_day else None
