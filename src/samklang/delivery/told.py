"""What a person's calendar is told of a session, as plain facts. Pure."""

from typing import Any

from samklang.delivery.models import Session

MATTERS = ("begins", "ends", "room", "site", "module", "trainer")
"""A change in one of these is told; a cohort's new number alone is not."""


def facts(session: Session, *, programme: str, contact: str) -> dict[str, Any]:
    """The fields of a letter about the session; times as ISO text with the offset."""
    return {
        "programme": programme,
        "module": session.title,
        "begins": session.begins.isoformat(),
        "ends": session.ends.isoformat(),
        "room": session.room,
        "site": session.site,
        "trainer": session.trainer_name,
        "cohort": session.cohort,
        "contact": contact,
    }


def differs(told: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether the calendar must be told again."""
    return any(told.get(name) != now.get(name) for name in MATTERS)
