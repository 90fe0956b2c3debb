"""Writing what stands beside the staff in a planning workbook: leave, cover and closing days; and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from samklang.access.models import Place
from samklang.ledger.many import Deed
from samklang.people.enums import LineKind, Source
from samklang.people.models import ClosedDay, CoverNeed, Employee, Leave
from samklang.people.queries.staff_import.stretches import ONE_DAY

Row = Mapping[str, Any]
_LEAVE = ("kind", "first_day", "last_day")


def day_of(text: str | None) -> date | None:
    """The date that is kept as text."""
    return date.fromisoformat(text) if text else None


def write_leave(row: Row, employee: Employee, import_pk: int) -> tuple[dict[str, Any], Deed]:
    """One leave, added or changed; what it left behind."""
    pk = row.get("pk")
    values = {"kind": row["kind"], "first_day": day_of(row["first_day"]), "last_day": day_of(row["last_day"])}
    if pk:
        Leave.objects.filter(pk=pk).update(**values)
    else:
        pk = Leave.objects.create(employee=employee, source=Source.IMPORT, **values).pk
    deed = "leave-changed" if row.get("pk") else "leave-added"
    return {"made": pk}, Deed(deed, Leave, pk, employee.person_id, employee.jobcentre_id, {"import": import_pk})


def write_need(row: Row, jobcentre: Place, teams: Mapping[str, int], import_pk: int) -> tuple[dict[str, Any], Deed]:
    """One need; the one it replaces ends the day before, or goes where it began on the same day."""
    first_day = date.fromisoformat(row["first_day"])
    done: dict[str, Any] = {}
    old = CoverNeed.objects.filter(pk=row["ends"]).first() if "ends" in row else None
    if old is not None:
        done["old"] = _need_kept(old)
        if old.first_day >= first_day:
            old.delete()
        else:
            old.last_day = first_day - ONE_DAY
            old.save(update_fields=["last_day"])
            done["old_ends"] = old.last_day.isoformat()
    team = row["team"]
    need = CoverNeed.objects.create(
        jobcentre=jobcentre, name=row["name"], team_id=teams[team] if team else None, role=row["role"],
        skill=row["skill"], site=row["site"], minimum=row["minimum"], half_days=row["half_days"],
        first_day=first_day, last_day=day_of(row["last_day"]),
    )  # fmt: skip
    done["made"] = _need_kept(need)
    return done, Deed("cover-need-added", CoverNeed, need.pk, None, need.team_id or jobcentre.pk, {"import": import_pk})


_NEED = ("id", "team_id", "name", "role", "skill", "site", "minimum", "half_days", "first_day", "last_day")


def _need_kept(need: CoverNeed) -> dict[str, Any]:
    found = {name: getattr(need, name) for name in _NEED}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def write_closed(row: Row, jobcentre: Place, import_pk: int) -> tuple[dict[str, Any], Deed]:
    """One closing day, added or with another reason."""
    closed, _ = ClosedDay.objects.update_or_create(
        jobcentre=jobcentre, day=day_of(row["day"]), defaults={"reason": row["reason"]}
    )
    return {"made": closed.pk}, Deed(
        "closed-day-added", ClosedDay, closed.pk, None, jobcentre.pk, {"import": import_pk}
    )


def differs(kind: str, row: Row, done: Row) -> bool:
    """Whether what the import left behind has been changed, or has gone, since."""
    if kind == LineKind.LEAVE:
        found = Leave.objects.filter(pk=done["made"]).values(*_LEAVE).first()
        left = {"kind": row["kind"], "first_day": day_of(row["first_day"]), "last_day": day_of(row["last_day"])}
        return bool(found != left)
    if kind == LineKind.CLOSED:
        return not ClosedDay.objects.filter(pk=done["made"], reason=row["reason"]).exists()
    need = CoverNeed.objects.filter(pk=done["made"]["id"]).first()
    if need is None or _need_kept(need) != dict(done["made"]):
        return True
    if "old_ends" not in done:
        return False
    old = CoverNeed.objects.filter(pk=done["old"]["id"]).first()
    return old is None or _need_kept(old) != {**done["old"], "last_day": done["old_ends"]}


def take_back(kind: str, row: Row, done: Row, jobcentre: Place) -> None:
    """As it was before the import."""
    if kind == LineKind.LEAVE:
        if "was" in row:
            was = row["was"]
            Leave.objects.filter(pk=done["made"]).update(
                kind=was["kind"], first_day=day_of(was["first_day"]), last_day=day_of(was["last_day"])
            )
        else:
            Leave.objects.filter(pk=done["made"]).delete()
    elif kind == LineKind.CLOSED:
        if "was" in row:
            ClosedDay.objects.filter(pk=done["made"]).update(reason=row["was"])
        else:
            ClosedDay.objects.filter(pk=done["made"]).delete()
    else:
        CoverNeed.objects.filter(pk=done["made"]["id"]).delete()
        if old := done.get("old"):
            days = {"first_day": day_of(old["first_day"]), "last_day": day_of(old["last_day"])}
            CoverNeed(jobcentre=jobcentre, **{**old, **days}).save()
