"""Rounds of peer sparring, made from a seed."""

from datetime import date, timedelta
from random import Random

from samklang.core.calendar import HALVES, HalfDay
from samklang.core.planner.pairing import PairingProblem, Participant, Terms

MONDAY = date(2027, 3, 1)
TEAM_SIZE = 8


def half_days(days: int) -> tuple[HalfDay, ...]:
    """Both halves of so many working days from Monday 1 March 2027."""
    dates = (MONDAY + timedelta(days=day + 2 * (day // 5)) for day in range(days))
    return tuple(HalfDay(one, half) for one in dates for half in HALVES)


def a_round(people: int, days: int, seed: int, *, tight: float = 0.5) -> PairingProblem:
    """A round of so many people in teams at a few sites.

    tight: the share of half-days in which nobody is free, and of those in which a counter can spare nobody.
    """
    chance, halves = Random(f"round {people} {days} {seed}"), half_days(days)
    teams = [f"team {number}" for number in range(1, 2 + people // TEAM_SIZE)]
    sites = {team: f"site {1 + at % 3}" for at, team in enumerate(teams)}
    members = tuple(_member(number, chance, teams, halves, tight) for number in range(people))
    names = sorted(set(sites.values()))
    earlier = {(chance.choice(members).id, chance.choice(members).id): chance.randint(1, 5) for _ in range(2 * people)}
    return PairingProblem(
        participants=tuple(_at(one, sites) for one in members),
        spare={
            (team, half): chance.choice((0, 1, 1, 2))
            for team in teams
            for half in halves
            if chance.random() > tight / 2
        },
        minutes={(one, other): 20 + 15 * abs(int(one[-1]) - int(other[-1])) for one in names for other in names},
        most_minutes=chance.choice((35, 60)),
        earlier={pair: ago for pair, ago in earlier.items() if pair[0] != pair[1]},
        terms=Terms(min_licences=chance.choice((1, 1, 2)), most_away=chance.choice((None, 1))),
    )


def _member(number: int, chance: Random, teams: list[str], halves: tuple[HalfDay, ...], tight: float) -> Participant:
    at = number % len(teams)
    leader = f"p{at:03}"
    indicators = [f"i{one}" for one in range(1, 7)]
    return Participant(
        id=f"p{number:03}",
        team=teams[at],
        site="",
        managers=frozenset({leader} - {f"p{number:03}"}),
        is_focus=chance.random() < 0.8,
        licences=frozenset(one for one in indicators if chance.random() < 0.5) if number % 3 == 0 else frozenset(),
        focus=frozenset(chance.sample(indicators, chance.randint(0, 3))),
        free=frozenset(half for half in halves if chance.random() > tight),
        most_as_partner=chance.randint(1, 5) if number % 3 == 0 else chance.choice((0, 2)),
    )


def _at(member: Participant, sites: dict[str, str]) -> Participant:
    return Participant(**{**vars(member), "site": sites[member.team]})
