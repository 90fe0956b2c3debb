"""Planning problems for tests: builders with sensible defaults, and small random ones that use every feature."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from samklang.core.calendar import Half, Weekday, weekday_of
from samklang.core.planner.problem import (
    DEFAULT_WISHES,
    HALF_DAY_NAMES,
    Absence,
    AvoidedPeriod,
    ClosedDay,
    Cohorts,
    CoverGroup,
    Duty,
    Funding,
    Grant,
    Heading,
    Minimum,
    Module,
    Pattern,
    Period,
    Person,
    Problem,
    Room,
    Team,
    Trainer,
    Wish,
    WishLevel,
)

MONDAY = date(2026, 9, 7)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=number) for number in range(1, 5))
FULL_TIME = (Pattern(HALF_DAY_NAMES),)
NAMES = ("Anne Holm", "Bo Kjær", "Camilla Ravn", "Dorte Øst", "Erik Ås", "Freja Lund", "Gorm Bæk", "Helle Juul")


def a_period(day: date, last_day: date | None = None, **changes: Any) -> Period:
    """One date, or the dates up to `last_day`."""
    return Period(first_day=day, last_day=last_day or day, **changes)


def a_team(id_: str = "roedding", **changes: Any) -> Team:
    """Team Rødding, or another under its id."""
    return Team(**{"id": id_, "name": f"Team {id_.replace('oe', 'ø').title()}", **changes})


def a_person(id_: str = "anne", **changes: Any) -> Person:
    """A full-time counsellor in Team Rødding, without peer, skills or earlier training."""
    name = id_.replace("-", " ").title()
    return Person(**{"id": id_, "name": name, "team": "roedding", "patterns": FULL_TIME, **changes})


def people(count: int, **changes: Any) -> tuple[Person, ...]:
    """Several of `a_person`, the same each time: Anne Holm, Bo Kjær, …"""
    return tuple(a_person(name.split()[0].lower(), name=name, **changes) for name in NAMES[:count])


def a_module(id_: str = "start", **changes: Any) -> Module:
    """A module of half a day, in either half, from 1 to 60 days after the one before."""
    return Module(**{"id": id_, "name": id_.title(), "length": 1, **changes})


def a_trainer(id_: str = "tove", **changes: Any) -> Trainer:
    """An external trainer for the module "start", always there, at 10,000 kr. a day."""
    default = {"id": id_, "name": id_.title(), "modules": ("start",), "day_cost_ore": 1_000_000}
    return Trainer(**{**default, **changes})


def a_room(id_: str = "salen", **changes: Any) -> Room:
    """A room for twelve, free of charge."""
    return Room(**{"id": id_, "name": id_.title(), "capacity": 12, **changes})


def a_group(id_: str = "roedding", **changes: Any) -> CoverGroup:
    """Everybody in Team Rødding, of whom one must be left, without temps."""
    default = {"id": id_, "name": f"Team {id_.replace('oe', 'ø').title()}", "minimum": 1}
    selectors = {"team", "role", "skill", "site"} & set(changes)
    return CoverGroup(**{**default, **({} if selectors else {"team": "roedding"}), **changes})


def a_grant(id_: str = "pulje", **changes: Any) -> Grant:
    """A grant of 100,000 kr. for every cost in full, from 1 August to the end of the year."""
    default = {"id": id_, "name": "Kompetencepuljen", "amount_ore": 10_000_000}
    return Grant(**{**default, "first_day": date(2026, 8, 1), "last_day": date(2026, 12, 31), **changes})


def a_problem(**changes: Any) -> Problem:
    """Four people of Team Rødding, one half-day module, one trainer and one room, in one week; cohorts of 1 to 6."""
    default: dict[str, Any] = {
        "title": "Den jobrettede samtale",
        "first_day": MONDAY,
        "last_day": FRIDAY,
        "teams": (a_team(),),
        "people": people(4),
        "modules": (a_module(),),
        "trainers": (a_trainer(),),
        "rooms": (a_room(),),
        "cohorts": Cohorts(minimum=1, maximum=2, size_minimum=1, size_maximum=6),
    }
    return Problem(**{**default, **changes})


def random_problem(rng: Random) -> Problem:
    """A problem that `tests.oracles.brute_force` can enumerate, often tight, sometimes impossible.

    At most 6 people, 2 cohorts, 2 modules, 6 dates, 2 trainers and 2 rooms; the same `rng` state gives the same one.
    """
    first_day = MONDAY + timedelta(days=rng.choice((0, 0, 1, 3)))
    dates = _working_days(first_day, rng.randint(3, 6))
    modules = tuple(_random_module(rng, number) for number in range(rng.choice((1, 2, 2))))
    teams = (a_team("roedding", cohort_cap=rng.choice((None, None, 1, 2))), a_team("brande"))[: rng.choice((1, 2, 2))]
    staff = _random_people(rng, teams, modules, dates)
    ids = [person.id for person in staff]
    return Problem(
        title="Lodtrækning",
        first_day=dates[0],
        last_day=dates[-1],
        teams=teams,
        people=staff,
        modules=modules,
        trainers=tuple(_random_trainer(rng, number, modules, dates) for number in range(rng.choice((1, 2)))),
        rooms=tuple(_random_room(rng, number, dates) for number in range(rng.choice((1, 2)))),
        groups=_random_groups(rng, teams, dates),
        absences=tuple(
            Absence(rng.choice(ids), _random_period(rng, dates), "holiday") for _ in range(rng.choice((0, 1, 2)))
        ),
        duties=tuple(_random_duty(rng, ids, dates) for _ in range(rng.choice((0, 1, 3)))),
        closed_days=(ClosedDay(rng.choice(dates)),) if rng.random() < 0.3 else (),
        avoided=tuple(_random_avoided(rng, dates) for _ in range(rng.choice((0, 1, 2)))),
        cohorts=_random_cohorts(rng),
        funding=_random_funding(rng, dates),
        wishes=_random_wishes(rng),
        everyone_must_be_trained=rng.random() < 0.1,
    )


def with_a_draw(problem: Problem, rng: Random, *, as_rule: bool) -> Problem:
    """The problem with numbers drawn for most of its people, and their order as a rule or as an early wish."""
    people = tuple(replace(person, wave=rng.choice((None, 1, 2, 3))) for person in problem.people)
    place = rng.choice((0, 1, 1, 1, 2))
    wishes = (*problem.wishes[:place], WishLevel(Wish.ORDER), *problem.wishes[place:])
    return replace(problem, people=people, wishes=problem.wishes if as_rule else wishes, keep_drawn_order=as_rule)


def _working_days(first_day: date, count: int) -> list[date]:
    later = (first_day + timedelta(days=number) for number in range(2 * count + 4))
    return [day for day in later if weekday_of(day)][:count]


def _random_period(rng: Random, dates: list[date]) -> Period:
    first, last = sorted(rng.choices(dates, k=2))
    half = rng.choice((None, None, Half.MORNING, Half.AFTERNOON))
    weekdays = rng.choice(((), (), (Weekday.MONDAY, Weekday.THURSDAY), (Weekday.FRIDAY,)))
    return Period(rng.choice((first, None)), rng.choice((last, first, first)), weekdays, half)


def _random_module(rng: Random, number: int) -> Module:
    least = rng.choice((1, 1, 2))
    return a_module(
        ("start", "videre")[number],
        length=rng.choice((1, 1, 2)),
        halves=rng.choice(((Half.MORNING,), (Half.AFTERNOON,), tuple(Half), tuple(Half))),
        gap_min_days=least,
        gap_max_days=least + rng.choice((0, 1, 3, 7)),
        cost_per_cohort_ore=rng.choice((0, 12_345)),
        cost_per_person_ore=rng.choice((0, 0, 3_333)),
    )


def _random_people(
    rng: Random, teams: tuple[Team, ...], modules: tuple[Module, ...], dates: list[date]
) -> tuple[Person, ...]:
    names = NAMES[: rng.randint(3, 6)]
    ids = [name.split()[0].lower() for name in names]
    return tuple(
        a_person(
            id_,
            name=name,
            team=rng.choice(teams).id,
            role=rng.choice(("", "job", "job", "phone")),
            site=rng.choice(("", "Vejen", "Brørup")),
            skills=rng.choice(((), (), ("polish",), ("phone", "polish"))),
            patterns=_random_patterns(rng, dates),
            employed_from=rng.choice((None, None, None, dates[1])),
            employed_to=rng.choice((None, None, None, None, dates[-2])),
            is_temp=rng.random() < 0.1,
            to_train=rng.random() < 0.85,
            done_modules=rng.choice(((), (), (), (), (modules[0].id,), tuple(module.id for module in modules))),
            conversations_per_half_day=rng.choice((0, 1, 2, 4)),
            peer=rng.choice((None, None, *(other for other in ids if other != id_))),
        )
        for id_, name in zip(ids, names, strict=True)
    )


def _random_patterns(rng: Random, dates: list[date]) -> tuple[Pattern, ...]:
    if rng.random() < 0.6:
        return FULL_TIME
    part_time = Pattern(tuple(sorted(rng.sample(HALF_DAY_NAMES, 7), key=HALF_DAY_NAMES.index)))
    if rng.random() < 0.6:
        return (part_time,)
    return (*FULL_TIME, Pattern(part_time.half_days, first_day=rng.choice(dates)))


def _random_trainer(rng: Random, number: int, modules: tuple[Module, ...], dates: list[date]) -> Trainer:
    ids = tuple(module.id for module in modules)
    return a_trainer(
        ("tove", "uffe")[number],
        modules=rng.choice((ids, ids, ids, ids[:1])) if number == 0 else rng.choice((ids, ids[-1:])),
        half_days=rng.choice((HALF_DAY_NAMES, HALF_DAY_NAMES, HALF_DAY_NAMES[2:8])),
        first_day=rng.choice((None, None, dates[1])),
        busy=tuple(_random_period(rng, dates) for _ in range(rng.choice((0, 0, 0, 1)))),
        day_cost_ore=rng.choice((0, 700_001, 1_000_000)),
        travel_cost_ore=rng.choice((0, 50_000)),
        max_days=rng.choice((None, None, None, 2, 3, 4)),
    )


def _random_room(rng: Random, number: int, dates: list[date]) -> Room:
    return a_room(
        ("salen", "loftet")[number],
        capacity=rng.choice((2, 3, 4, 6)),
        site=rng.choice(("Vejen", "Brørup")),
        half_day_cost_ore=rng.choice((0, 0, 40_000)),
        busy=tuple(_random_period(rng, dates) for _ in range(rng.choice((0, 0, 0, 1)))),
    )


def _random_groups(rng: Random, teams: tuple[Team, ...], dates: list[date]) -> tuple[CoverGroup, ...]:
    selectors = [{"team": team.id} for team in teams]
    selectors += [{"skill": "polish"}, {"site": "Vejen"}, {"role": "job", "team": teams[0].id}]
    chosen = rng.sample(selectors, rng.choice((0, 1, 2, 2)))
    return tuple(
        a_group(
            f"gruppe-{number}",
            minimum=rng.choice((0, 1, 1, 2)),
            exceptions=tuple(
                Minimum(_random_period(rng, dates), rng.choice((0, 1, 3))) for _ in range(rng.choice((0, 0, 1, 2)))
            ),
            temp_cap=rng.choice((0, 0, 1, 2)),
            temp_cost_ore=rng.choice((0, 150_000)),
            **selector,
        )
        for number, selector in enumerate(chosen)
    )


def _random_duty(rng: Random, ids: list[str], dates: list[date]) -> Duty:
    movable = rng.random() < 0.5
    return Duty(
        rng.choice(ids),
        _random_period(rng, dates),
        what="statusmøde",
        movable=movable,
        conversations=rng.choice((0, 3, 5)) if movable else 0,
        counts_as_cover=not movable and rng.random() < 0.5,
    )


def _random_avoided(rng: Random, dates: list[date]) -> AvoidedPeriod:
    return AvoidedPeriod(_random_period(rng, dates), weight=rng.choice((1, 1, 5)))


def _random_cohorts(rng: Random) -> Cohorts:
    maximum, size_minimum = rng.choice((1, 2, 2)), rng.choice((1, 1, 2))
    return Cohorts(
        minimum=rng.choice((0, 1, maximum)),
        maximum=maximum,
        size_minimum=size_minimum,
        size_maximum=size_minimum + rng.choice((1, 2, 3)),
        composition=rng.choice(("mixed", "mixed", "whole_teams")),
        team_cap=rng.choice((None, None, 2)),
    )


def _random_funding(rng: Random, dates: list[date]) -> Funding:
    grants = tuple(
        a_grant(
            ("pulje", "fond")[number],
            amount_ore=rng.choice((300_000, 1_500_000, 9_000_000)),
            first_day=rng.choice((date(2026, 8, 1), dates[1])),
            last_day=rng.choice((date(2026, 12, 31), dates[-2])),
            share_percent=rng.choice((100.0, 80.0, 33.3)),
            headings=rng.choice((tuple(Heading), (Heading.TRAINER, Heading.MATERIALS))),
        )
        for number in range(rng.choice((0, 1, 2)))
    )
    return Funding(own_budget_ore=rng.choice((None, None, None, 400_000, 1_500_000, 3_000_000)), grants=grants)


def _random_wishes(rng: Random) -> tuple[WishLevel, ...]:
    wishes = [level.wish for level in DEFAULT_WISHES]
    if rng.random() < 0.6:
        rng.shuffle(wishes)
    return tuple(WishLevel(wish) for wish in wishes[: rng.choice((7, 7, 7, 4))])
