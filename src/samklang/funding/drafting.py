"""What an application can say from the start, out of the plan and the method. Everything can be changed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from samklang.core.words import written
from samklang.funding.given import CriterionGiven

_DRAFTS = Path(__file__).parent / "content" / "drafts.toml"


@dataclass(frozen=True)
class Known:
    """What plan and method tell; empty or None where they tell nothing."""

    staff: int = 0
    teams: tuple[str, ...] = ()
    method: str = ""
    competences: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    cohorts: int = 0
    sessions: int = 0
    first: date | None = None
    last: date | None = None


@cache
def _drafts() -> Mapping[str, Any]:
    return tomllib.loads(_DRAFTS.read_text(encoding="utf-8"))


def words_of(known: Known, language: str) -> dict[str, Any]:
    """Fields of the application that can be filled in, in the language; those nothing is known of are left out."""
    drafts = _drafts()
    said = {
        "staff": written(known.staff, language), "method": known.method, "teams": len(known.teams),
        "names": ", ".join(known.teams), "competences": len(known.competences), "modules": len(known.modules),
        "cohorts": known.cohorts, "sessions": known.sessions,
        "first": written(known.first, language) if known.first else "",
        "last": written(known.last, language) if known.last else "",
    }  # fmt: skip
    lists = {"method": known.competences, "activities": known.modules}
    asks: Mapping[str, bool] = {
        "purpose": bool(known.staff and known.method), "target_group": bool(known.staff and known.teams),
        "method": bool(known.method and known.competences), "activities": bool(known.modules),
        "time_plan": bool(known.cohorts and known.first), "theory": True, "evaluation": True,
    }  # fmt: skip
    found: dict[str, Any] = {
        name: drafts[name][language].format(**said, list=", ".join(lists.get(name, ())))
        for name, there in asks.items()
        if there
    }
    if known.staff:
        found["staff"] = known.staff
    return found


def criteria_of(known: Known, due_on: date | None, language: str) -> list[CriterionGiven]:
    """Success criteria to begin with."""
    return [
        CriterionGiven(
            one[f"indicator_{language}"], one["metric"], one[f"unit_{language}"], None, _target(one["target"], known),
            one[f"method_{language}"], due_on,
        )
        for one in _drafts()["criteria"]
    ]  # fmt: skip


def _target(said: str, known: Known) -> Decimal | None:
    if said == "staff":
        return Decimal(known.staff) if known.staff else None
    return Decimal(said) if said else None
