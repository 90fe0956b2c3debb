"""The plan document as the checker reads it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from samklang.core.planner.check.facts import HEADINGS, WISHES
from samklang.core.planner.check.form import Form, Misfit
from samklang.core.planner.check.period import HALVES


@dataclass(frozen=True)
class Session:
    """One cohort's meeting in one module; `attended` is None while it is still to be held."""

    cohort: int
    module: str
    day: date
    half: str
    trainer: str
    room: str
    attended: tuple[str, ...] | None


@dataclass(frozen=True)
class Seat:
    """One person in one cohort."""

    person: str
    cohort: int


@dataclass(frozen=True)
class Temps:
    """Temps bought for a group in one half-day."""

    group: str
    day: date
    half: str
    count: int


@dataclass(frozen=True)
class Payment:
    """What one source pays of one date's cost under one heading."""

    day: date
    heading: str
    source: str
    amount_ore: int


@dataclass(frozen=True)
class Level:
    """What the plan says a wish came out at, and what it says is proved."""

    wish: str
    value: int
    bound: int | None


@dataclass(frozen=True)
class Planned:
    """Everything the plan document says that a rule depends on."""

    problem: str
    sessions: tuple[Session, ...]
    seats: tuple[Seat, ...]
    untrained: tuple[str, ...]
    temps: tuple[Temps, ...]
    payments: tuple[Payment, ...]
    levels: tuple[Level, ...]


def read_plan(document: Any, misfits: list[Misfit]) -> Planned | None:
    """The plan that a document holds. What does not fit goes to `misfits`; None where a whole part is amiss."""
    try:
        form = Form(document)
        form.choice("schema", ("samklang-plan/1",))
        return Planned(
            problem=form.text("problem"),
            sessions=form.many("sessions", _session, misfits),
            seats=form.many("seats", lambda one: Seat(one.text("person"), one.number("cohort", 1)), misfits),
            untrained=form.many("untrained", lambda one: one.text("person"), misfits),
            temps=form.many("temps", _temps, misfits),
            payments=form.many("payments", _payment, misfits),
            levels=form.many("levels", _level, misfits),
        )
    except Misfit as misfit:
        misfits.append(misfit)
        return None


def _session(form: Form) -> Session:
    return Session(
        cohort=form.number("cohort", 1),
        module=form.text("module"),
        day=form.day("date"),
        half=form.choice("half", HALVES),
        trainer=form.text("trainer"),
        room=form.text("room"),
        attended=form.texts_or_none("attended"),
    )


def _temps(form: Form) -> Temps:
    return Temps(form.text("group"), form.day("date"), form.choice("half", HALVES), form.number("count", 1))


def _payment(form: Form) -> Payment:
    return Payment(form.day("date"), form.choice("heading", HEADINGS), form.text("source"), form.number("amount_ore"))


def _level(form: Form) -> Level:
    return Level(form.choice("wish", WISHES), form.number("value", None), form.number_or_none("bound", None))
