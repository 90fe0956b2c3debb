"""The other sheets of a planning workbook: leave, cover and closing days, put against the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from samklang.core.calendar import days as days_between
from samklang.core.calendar import public_holidays, weekday_of
from samklang.core.words import say, say_n
from samklang.core.workbook.build.draft import Draft
from samklang.core.workbook.build.people import person_of
from samklang.core.workbook.issues import Place
from samklang.core.workbook.labels import folded
from samklang.core.workbook.table import Row, Table
from samklang.people.enums import LineKind
from samklang.people.models import ClosedDay, CoverNeed, Leave
from samklang.people.models.engagement import ALL_HALF_DAYS, HALF_DAYS
from samklang.people.queries.staff_import.lines import Change
from samklang.people.queries.staff_import.snapshot import Snapshot

_MOST_CLOSED_DAYS = 370
_MOST_AT_WORK = 9_999
_WORDS = ("role", "skill", "site")


@dataclass
class BesideReader:
    """Goes through the sheets beside the staff sheet."""

    snapshot: Snapshot
    draft: Draft
    first_day: date
    tables: Mapping[str, Table]
    teams: Mapping[str, str]
    partly: list[Place] = field(default_factory=list)

    def changes(self) -> Iterator[Change]:
        """Every row that the register does not have yet, or has otherwise."""
        yield from self._leaves()
        yield from self._needs()
        yield from self._closed()
        if self.partly:
            self.draft.log.note(
                self.partly[0],
                say_n(
                    "One absence is on some weekdays or half a day only, and is not imported.",
                    "{count} absences are on some weekdays or half a day only, and are not imported.",
                    len(self.partly),
                ),
                say("The register keeps whole days. Keep the absence in the planning workbook."),
            )

    def _leaves(self) -> Iterator[Change]:
        if "absences" not in self.tables:
            return
        there: dict[str, list[Leave]] = {}
        for leave in Leave.objects.filter(employee__jobcentre=self.snapshot.jobcentre).select_related("employee"):
            there.setdefault(leave.employee.number, []).append(leave)
        table = self.tables["absences"]
        for row in table.rows:
            number = person_of(self.draft, row)
            self.draft.in_order(row, "first_day", "last_day")
            if row.get("weekdays") or row.get("half"):
                self.partly.append(row.place)
            elif number is not None and not row.misread:
                yield from self._leave(row, number, table.value(row, "kind"), there.get(number, []))

    def _leave(self, row: Row, number: str, kind: str, there: list[Leave]) -> Iterator[Change]:
        first, last = row.get("first_day") or self.first_day, row.get("last_day")
        if any((one.first_day, one.last_day, one.kind) == (first, last, kind) for one in there):
            return
        same = next((one for one in there if (one.first_day, one.kind) == (first, kind)), None)
        values = {"kind": kind, "first_day": first.isoformat(), "last_day": last and last.isoformat()}
        old = {
            "kind": same.kind, "first_day": same.first_day.isoformat(),
            "last_day": same.last_day and same.last_day.isoformat(),
        } if same else dict.fromkeys(values)  # fmt: skip
        known = self.snapshot.known.get(number)
        fields = [[f"leave_{key}", old[key], value] for key, value in values.items() if old[key] != value]
        label = known.name if known else self.draft.registers["staff"].name(number)
        pk = {"pk": same.pk, "was": old} if same else {}
        yield Change(LineKind.LEAVE, row.place, label, number, fields, known=known, row={**values, **pk})

    def _needs(self) -> Iterator[Change]:
        there = list(CoverNeed.objects.filter(jobcentre=self.snapshot.jobcentre).select_related("team"))
        asked: dict[str, dict[str, Any]] = {}
        for key in ("teams", "groups"):
            for row in self.tables[key].rows if key in self.tables else ():
                name = str(row.get("name", ""))
                if key == "teams":
                    name = self._team(name) or name
                if name and "minimum" in row.values and not row.misread:
                    team = name if key == "teams" else self._team(row.get("team"))
                    group = {one: row.get(one) or "" for one in _WORDS if key == "groups"}
                    need = {
                        "name": name,
                        "team": team,
                        "minimum": row.get("minimum"),
                        "half_days": ALL_HALF_DAYS,
                        **group,
                    }
                    if self._can_be_kept(row, need):
                        asked[folded(name)] = need
                        yield from self._need(row, need, self.first_day, None, there)
        for row in self.tables["exceptions"].rows if "exceptions" in self.tables else ():
            base = asked.get(folded(self._team(row.get("group")) or row.get("group") or ""))
            if base is not None and "count" in row.values and not row.misread:
                need = {**base, "minimum": min(row.get("count"), _MOST_AT_WORK), "half_days": _marks(row)}
                yield from self._need(row, need, row.get("first_day") or self.first_day, row.get("last_day"), there)

    def _can_be_kept(self, row: Row, need: Mapping[str, Any]) -> bool:
        """Whether the need says who counts, in words there is room for, and a number there is room for."""
        if not (need["team"] or any(need.get(one) for one in _WORDS)):
            self.draft.log.error(
                row.place,
                say("The row does not say who counts."),
                say("Fill in a team, a role, a skill or a site."),
            )
            return False
        for key, longest in (("name", 120), *((one, 80) for one in _WORDS)):
            if len(need.get(key) or "") > longest:
                self.draft.log.error(
                    row.place_of(key),
                    say(
                        "The text has {count} characters; there is room for {longest}.",
                        count=len(need[key]),
                        longest=longest,
                    ),
                    say("Shorten it."),
                )
                return False
        if need["minimum"] > _MOST_AT_WORK:
            what = say("“{found}” is too large.", found=str(need["minimum"]))
            self.draft.log.error(
                row.place_of("minimum"),
                what,
                say("Write a number from {least} to {most}.", least=0, most=_MOST_AT_WORK),
            )
            return False
        return True

    def _need(
        self, row: Row, need: dict[str, Any], first: date, last: date | None, there: list[CoverNeed]
    ) -> Iterator[Change]:
        group = {"team": None, "role": "", "skill": "", "site": "", **need}
        same = [one for one in there if _as_asked(one) == {key: group[key] for key in _as_asked(one)}]
        if last is None:
            same = [one for one in same if one.first_day <= first and (one.last_day is None or one.last_day >= first)]
        else:
            same = [one for one in same if (one.first_day, one.last_day) == (first, last)]
        old = max(same, key=lambda one: one.first_day, default=None)
        if old is not None and old.minimum == group["minimum"] and (last is not None or old.last_day is None):
            return
        values = {**group, "first_day": first.isoformat(), "last_day": last and last.isoformat()}
        fields = [["minimum", old.minimum if old else None, group["minimum"]]]
        fields += [[key, None, values[key]] for key in ("first_day", "last_day") if values[key]]
        ends = {"ends": old.pk} if old is not None else {}
        yield Change(LineKind.COVER, row.place, group["name"], fields=fields, row={**values, **ends})

    def _team(self, text: str | None) -> str | None:
        if not text:
            return None
        return self.snapshot.team_named(text) or self.teams.get(folded(text))

    def _closed(self) -> Iterator[Change]:
        if "closed_days" not in self.tables:
            return
        there = dict(ClosedDay.objects.filter(jobcentre=self.snapshot.jobcentre).values_list("day", "reason"))
        for row in self.tables["closed_days"].rows:
            first = row.get("day")
            last = row.get("last_day") or first
            self.draft.in_order(row, "day", "last_day")
            if first is None or row.misread:
                continue
            open_ = public_holidays(first, last) if last >= first else {}
            for day in days_between(first, min(last, first + timedelta(days=_MOST_CLOSED_DAYS))):
                reason = str(row.get("reason") or "")[:120]
                if weekday_of(day) is None or day in open_ or there.get(day) == reason:
                    continue
                fields = [["reason", there.get(day), reason]]
                values = {"day": day.isoformat(), "reason": reason}
                known = {"was": there[day]} if day in there else {}
                yield Change(LineKind.CLOSED, row.place, day.isoformat(), fields=fields, row={**values, **known})
                there[day] = reason


def _marks(row: Row) -> str:
    """The half-days of a period's weekdays and half, as the register keeps them."""
    weekdays, half = row.get("weekdays") or [], row.get("half")
    return "".join(
        "1" if (not weekdays or name[:3] in weekdays) and half in (None, name[4:]) else "0" for name in HALF_DAYS
    )


def _as_asked(need: CoverNeed) -> dict[str, Any]:
    return {
        "name": need.name, "team": need.team.name if need.team else None, "role": need.role, "skill": need.skill,
        "site": need.site, "half_days": need.half_days,
    }  # fmt: skip
