"""The problem document as the checker reads it, and what is wrong with it where it cannot be read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from samklang.core.planner.check.form import Form, Misfit, one_of
from samklang.core.planner.check.period import HALVES, WEEKDAYS, WEEKLY, Period
from samklang.core.words import say

HEADINGS = ("trainer", "travel", "room", "materials", "temp")
WISHES = ("untrained", "cost", "continuity", "pairs", "spread", "finish", "avoid", "order")


@dataclass(frozen=True)
class Pattern:
    """The half-days of an ordinary week, each such as "mon-am", while it is in force."""

    half_days: tuple[str, ...]
    span: Period


@dataclass(frozen=True)
class Person:
    """A member of staff."""

    id: str
    name: str
    team: str
    role: str
    site: str
    skills: tuple[str, ...]
    employed: Period
    patterns: tuple[Pattern, ...]
    to_train: bool
    done_modules: tuple[str, ...]
    conversations: int
    peer: str | None
    wave: int | None


@dataclass(frozen=True)
class Team:
    """A team and its own cap for one cohort."""

    id: str
    name: str
    cohort_cap: int | None


@dataclass(frozen=True)
class Booked:
    """An absence or a duty of one person."""

    person: str
    period: Period
    movable: bool = False
    conversations: int = 0
    counts_as_cover: bool = False


@dataclass(frozen=True)
class Minimum:
    """A minimum that replaces the group's own in a period."""

    period: Period
    count: int


@dataclass(frozen=True)
class Group:
    """A group whose counter has to be manned."""

    id: str
    name: str
    minimum: int
    team: str | None
    role: str | None
    skill: str | None
    site: str | None
    exceptions: tuple[Minimum, ...]
    temp_cap: int
    temp_cost_ore: int

    def has(self, person: Person) -> bool:
        """Whether the person is a member: matches every one of team, role, skill and site that is given."""
        return (
            self.team in {None, person.team}
            and self.role in {None, person.role}
            and self.site in {None, person.site}
            and (self.skill is None or self.skill in person.skills)
        )


@dataclass(frozen=True)
class Module:
    """One part of the programme."""

    id: str
    name: str
    length: int
    halves: tuple[str, ...]
    gap_min_days: int
    gap_max_days: int
    cost_per_cohort_ore: int
    cost_per_person_ore: int


@dataclass(frozen=True)
class Trainer:
    """Who teaches."""

    id: str
    name: str
    modules: tuple[str, ...]
    half_days: tuple[str, ...]
    span: Period
    busy: tuple[Period, ...]
    day_cost_ore: int
    travel_cost_ore: int
    max_days: int | None


@dataclass(frozen=True)
class Room:
    """Where sessions are held."""

    id: str
    name: str
    capacity: int
    site: str
    half_day_cost_ore: int
    busy: tuple[Period, ...]


@dataclass(frozen=True)
class Avoided:
    """Half-days one would rather be without sessions."""

    period: Period
    weight: int


@dataclass(frozen=True)
class Cohorts:
    """How many cohorts, how large, and who together."""

    minimum: int
    maximum: int
    size_minimum: int
    size_maximum: int
    whole_teams: bool
    team_cap: int | None


@dataclass(frozen=True)
class Grant:
    """Money from outside. `share_percent` is kept as written, so that no digit is lost."""

    id: str
    name: str
    amount_ore: int
    window: Period
    share_percent: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Everything the problem document says. Mappings are by id, in the order listed."""

    first_day: date
    last_day: date
    teams: Mapping[str, Team]
    people: Mapping[str, Person]
    modules: Mapping[str, Module]
    trainers: Mapping[str, Trainer]
    rooms: Mapping[str, Room]
    groups: Mapping[str, Group]
    absences: tuple[Booked, ...]
    duties: tuple[Booked, ...]
    closed_days: frozenset[date]
    avoided: tuple[Avoided, ...]
    cohorts: Cohorts
    own_budget_ore: int | None
    grants: Mapping[str, Grant]
    everyone_must_be_trained: bool
    keep_drawn_order: bool

    def eligible(self, person: str) -> bool:
        """Whether the person is to be trained and has a module left to do."""
        one = self.people[person]
        return one.to_train and not set(self.modules) <= set(one.done_modules)


def read_facts(document: Any) -> Facts:
    """The facts in a problem document. Raises Misfit at the first value that does not fit."""
    form = Form(document)
    form.choice("schema", ("samklang-problem/1",))
    funding = form.one("funding", _funding)
    facts = Facts(
        first_day=form.day("first_day"),
        last_day=form.day("last_day"),
        teams=_by_id("teams", form.many("teams", _team)),
        people=_by_id("people", form.many("people", _person)),
        modules=_by_id("modules", form.many("modules", _module)),
        trainers=_by_id("trainers", form.many("trainers", _trainer)),
        rooms=_by_id("rooms", form.many("rooms", _room)),
        groups=_by_id("groups", form.many("groups", _group)),
        absences=form.many("absences", lambda one: Booked(one.text("person"), one.one("period", read_period))),
        duties=form.many("duties", _duty),
        closed_days=frozenset(form.many("closed_days", lambda one: one.day("day"))),
        avoided=form.many("avoided", lambda one: Avoided(one.one("period", read_period), one.number("weight", 1))),
        cohorts=form.one("cohorts", _cohorts),
        own_budget_ore=funding[0],
        grants=_by_id("funding.grants", funding[1]),
        everyone_must_be_trained=form.yes("everyone_must_be_trained"),
        keep_drawn_order=form.has("keep_drawn_order") and form.yes("keep_drawn_order"),
    )
    for misfit in _loose_ends(facts):
        raise misfit
    return facts


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def _by_id(place: str, entries: Iterable[N]) -> dict[str, N]:
    found: dict[str, N] = {}
    for one in entries:
        if one.id in found:
            raise Misfit(place, say("“{id}” is used twice; give each its own.", id=one.id))
        found[one.id] = one
    return found


def _loose_ends(facts: Facts) -> Iterator[Misfit]:
    if facts.last_day < facts.first_day:
        first, last = facts.first_day, facts.last_day
        yield Misfit("last_day", say("The last day {last} comes before the first day {first}.", first=first, last=last))
    if (facts.last_day - facts.first_day).days > 3 * 366:
        yield Misfit("last_day", say("A programme can span three years at most."))
    pointers: list[tuple[str, Iterable[str], Mapping[str, Any]]] = [
        ("people", (person.team for person in facts.people.values()), facts.teams),
        ("absences", (absence.person for absence in facts.absences), facts.people),
        ("duties", (duty.person for duty in facts.duties), facts.people),
    ]
    for place, names, known in pointers:
        for name in names:
            if name not in known:
                yield Misfit(place, say("“{name}” is not in the list it points to.", name=name))


def read_period(form: Form) -> Period:
    """The period that an object holds."""
    return Period(
        form.day_or_none("first_day"),
        form.day_or_none("last_day"),
        _known(form, "weekdays", WEEKDAYS),
        form.choice_or_none("half", HALVES),
    )


def _known(form: Form, name: str, choices: Iterable[str]) -> tuple[str, ...]:
    found, known = form.texts(name), tuple(choices)
    for one in found:
        if one not in known:
            raise Misfit(
                name,
                say(
                    "“{found}” does not fit; {wanted} is needed.",
                    found=one,
                    wanted=one_of(known),
                ),
            )
    return found


def _span(form: Form, first: str = "first_day", last: str = "last_day") -> Period:
    return Period(form.day_or_none(first), form.day_or_none(last))


def _person(form: Form) -> Person:
    return Person(
        id=form.text("id"),
        name=form.text("name"),
        team=form.text("team"),
        role=form.text("role"),
        site=form.text("site"),
        skills=form.texts("skills"),
        employed=_span(form, "employed_from", "employed_to"),
        patterns=form.many("patterns", lambda one: Pattern(_known(one, "half_days", WEEKLY), _span(one))),
        to_train=form.yes("to_train"),
        done_modules=form.texts("done_modules"),
        conversations=form.number("conversations_per_half_day"),
        peer=form.text_or_none("peer"),
        wave=form.number_or_none("wave", 1) if form.has("wave") else None,
    )


def _team(form: Form) -> Team:
    return Team(form.text("id"), form.text("name"), form.number_or_none("cohort_cap", 1))


def _duty(form: Form) -> Booked:
    return Booked(
        person=form.text("person"),
        period=form.one("period", read_period),
        movable=form.yes("movable"),
        conversations=form.number("conversations"),
        counts_as_cover=form.yes("counts_as_cover"),
    )


def _group(form: Form) -> Group:
    return Group(
        id=form.text("id"),
        name=form.text("name"),
        minimum=form.number("minimum"),
        team=form.text_or_none("team"),
        role=form.text_or_none("role"),
        skill=form.text_or_none("skill"),
        site=form.text_or_none("site"),
        exceptions=form.many("exceptions", lambda one: Minimum(one.one("period", read_period), one.number("count"))),
        temp_cap=form.number("temp_cap"),
        temp_cost_ore=form.number("temp_cost_ore"),
    )


def _module(form: Form) -> Module:
    return Module(
        id=form.text("id"),
        name=form.text("name"),
        length=form.number("length", 1),
        halves=_known(form, "halves", HALVES),
        gap_min_days=form.number("gap_min_days", 1),
        gap_max_days=form.number("gap_max_days", 1),
        cost_per_cohort_ore=form.number("cost_per_cohort_ore"),
        cost_per_person_ore=form.number("cost_per_person_ore"),
    )


def _trainer(form: Form) -> Trainer:
    return Trainer(
        id=form.text("id"),
        name=form.text("name"),
        modules=form.texts("modules"),
        half_days=_known(form, "half_days", WEEKLY),
        span=_span(form),
        busy=form.many("busy", read_period),
        day_cost_ore=form.number("day_cost_ore"),
        travel_cost_ore=form.number("travel_cost_ore"),
        max_days=form.number_or_none("max_days"),
    )


def _room(form: Form) -> Room:
    return Room(
        id=form.text("id"),
        name=form.text("name"),
        capacity=form.number("capacity", 1),
        site=form.text("site"),
        half_day_cost_ore=form.number("half_day_cost_ore"),
        busy=form.many("busy", read_period),
    )


def _cohorts(form: Form) -> Cohorts:
    return Cohorts(
        minimum=form.number("minimum"),
        maximum=form.number("maximum", 1),
        size_minimum=form.number("size_minimum", 1),
        size_maximum=form.number("size_maximum", 1),
        whole_teams=form.choice("composition", ("mixed", "whole_teams")) == "whole_teams",
        team_cap=form.number_or_none("team_cap", 1),
    )


def _funding(form: Form) -> tuple[int | None, tuple[Grant, ...]]:
    return form.number_or_none("own_budget_ore"), form.many("grants", _grant)


def _grant(form: Form) -> Grant:
    return Grant(
        id=form.text("id"),
        name=form.text("name"),
        amount_ore=form.number("amount_ore"),
        window=Period(form.day("first_day"), form.day("last_day")),
        share_percent=form.percent("share_percent"),
        headings=_known(form, "headings", HEADINGS),
    )
