"""Fills a drawn jobcentre with people: names, roles, hours, skills, newcomers, leavers, temps and practice pairs."""

from dataclasses import replace
from random import Random

from samklang.core.chance import stream
from samklang.core.planner.problem import HALF_DAY_NAMES, Absence, Pattern, Period, Person
from samklang.demo.names import full_names
from samklang.demo.sketch import Change, Hours, House, LeaveCase, TeamSketch

_PAIRED_SHARE = 0.75
_ACROSS_TEAMS = 0.15
_ONE_MODULE_DONE = 3


def staff_of(house: House, seed: int, module_ids: tuple[str, ...]) -> tuple[tuple[Person, ...], tuple[Absence, ...]]:
    """The people of the house by staff number, and their long leaves.

    Everybody wanted on the programme; those the drawing calls trained have done every module.
    """
    people = _ordinary_people(house, seed, module_ids)
    cast: set[str] = set()
    absences = []
    for case in house.leaves:
        absences.append(_send_on_leave(people, case, cast))
    for change in house.changes:
        _come_or_go(people, change, cast)
    for special in house.special_hours:
        person = _next(people, special.team, special.trained, cast)
        people[person.id] = replace(person, patterns=special.patterns)
    _let_some_begin(people, cast, module_ids, stream(seed, "begun"))
    _give_skills(people, house, cast, stream(seed, "skills"))
    _pair(people, cast, module_ids, stream(seed, "peers"))
    return tuple(people.values()), tuple(absences)


def deck(chance: Random, parts: dict[int, int], size: int) -> list[int]:
    """The keys of `parts`, each as often as its share of the parts says, shuffled; `size` of them."""
    total = sum(parts.values())
    cards = [key for key, part in parts.items() for _ in range(round(part * size / total))]
    most = max(parts, key=lambda key: parts[key])
    cards += [most] * (size - len(cards))
    chance.shuffle(cards)
    return cards[:size]


def _ordinary_people(house: House, seed: int, module_ids: tuple[str, ...]) -> dict[str, Person]:
    size = sum(team.size for team in house.teams)
    names = iter(full_names(stream(seed, "names", house.name), size))
    chance = stream(seed, "hours")
    hours = iter(deck(chance, {index: one.share for index, one in enumerate(house.hours)}, size))
    numbers = [str(house.first_number + index) for index in range(size)]
    stream(seed, "numbers").shuffle(numbers)
    number = iter(numbers)
    people = []
    for team in house.teams:
        chance = stream(seed, "team", team.id)
        roles = deck(chance, {index: role.parts for index, role in enumerate(team.roles)}, team.size)
        for place in range(team.size):
            trained = place < team.trained
            person = _person(team, next(number), next(names), house.hours[next(hours)])
            role = team.roles[roles[place]]
            people.append(
                replace(
                    person,
                    role=role.name,
                    conversations_per_half_day=role.conversations,
                    done_modules=module_ids if trained else (),
                )
            )
    return {person.id: person for person in sorted(people, key=lambda person: person.id)}


def _person(team: TeamSketch, number: str, name: str, hours: Hours) -> Person:
    off = () if team.full_time else hours.off
    worked = tuple(half for half in HALF_DAY_NAMES if half not in off)
    return Person(id=number, name=name, team=team.id, site=team.site, patterns=(Pattern(worked),))


def _next(people: dict[str, Person], team: str, trained: bool, cast: set[str]) -> Person:
    """The first of the team, trained or not, who has no part of their own yet; from now on has one."""
    for person in people.values():
        if person.team == team and bool(person.done_modules) == trained and person.id not in cast:
            cast.add(person.id)
            return person
    raise ValueError(f"Team {team} is too small for the parts it is given.")


def _send_on_leave(people: dict[str, Person], case: LeaveCase, cast: set[str]) -> Absence:
    person = _next(people, case.team, case.trained, cast)
    if case.temp_from is not None:
        temp = _next(people, case.team, case.temp_trained, cast)
        people[temp.id] = replace(
            temp, is_temp=True, stands_in_for=person.id, employed_from=case.temp_from, employed_to=case.temp_to
        )
    return Absence(person.id, Period(case.first_day, case.last_day, half=case.half), case.kind)


def _come_or_go(people: dict[str, Person], change: Change, cast: set[str]) -> None:
    person = _next(people, change.team, change.trained, cast)
    people[person.id] = replace(person, employed_from=change.comes, employed_to=change.goes)


def _let_some_begin(people: dict[str, Person], cast: set[str], module_ids: tuple[str, ...], chance: Random) -> None:
    """A few have the first module behind them and were then interrupted."""
    if not any(person.done_modules for person in people.values()):
        return
    free = [person for person in people.values() if not person.done_modules and person.id not in cast]
    for person in chance.sample(free, _ONE_MODULE_DONE):
        people[person.id] = replace(person, done_modules=module_ids[:1])


def _give_skills(people: dict[str, Person], house: House, cast: set[str], chance: Random) -> None:
    for speaker in house.speakers:
        able = [person for person in people.values() if person.team == speaker.team and person.id not in cast]
        for person in chance.sample(able, speaker.count):
            people[person.id] = replace(person, skills=(*person.skills, speaker.skill))


def _pair(people: dict[str, Person], cast: set[str], module_ids: tuple[str, ...], chance: Random) -> None:
    """Colleagues who practise together: mostly of one team, each naming the other."""
    waiting: dict[str, Person] = {}
    for person in chance.sample(list(people.values()), len(people)):
        if person.id in cast or person.done_modules == module_ids or chance.random() > _PAIRED_SHARE:
            continue
        place = "across" if chance.random() < _ACROSS_TEAMS else person.team
        other = waiting.pop(place, None)
        if other is None:
            waiting[place] = person
            continue
        people[person.id] = replace(person, peer=other.id)
        people[other.id] = replace(other, peer=person.id)
