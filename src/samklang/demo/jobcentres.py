"""The constructed jobcentres as planning problems. Same seed, same problem; no real people."""

from dataclasses import replace

from samklang.core.planner.problem import CoverGroup, Problem, Team
from samklang.demo import ringkobing_skjern as company_door
from samklang.demo import vejen as citizen_door
from samklang.demo.bookings import bookings_of
from samklang.demo.collision import collide
from samklang.demo.growth import grown, more_rooms, more_trainers
from samklang.demo.leave import holidays_of
from samklang.demo.sketch import House
from samklang.demo.staff import staff_of

SEED = 2027
RUNGS = (30, 100, 300, 600, 1200)
"""How many staff the instances of the ladder have."""


def vejen(seed: int = SEED) -> Problem:
    """Conversations with citizens: 100 staff, 80 of them to train from 9 August to 17 December 2027.

    Two of the 80 are on leave all autumn and cannot be trained by any plan; the others can, and just so.
    """
    return _citizen_door(citizen_door.HOUSE, seed, "Vejen: jobrettede samtaler, efteråret 2027")


def vejen_impossible(seed: int = SEED) -> Problem:
    """Vejen with a wish that cannot be had: everybody trained, while Team Rødding can spare nobody on Thursdays.

    Module 3 is taught on Thursdays only. The other teams ask for a little less than in `vejen`.
    """
    problem = vejen(seed)
    eased = tuple(replace(group, minimum=group.minimum - 1) if group.minimum > 6 else group for group in problem.groups)
    title = "Vejen: alle skal på kursus, efteråret 2027"
    return collide(replace(problem, title=title, groups=eased), team="ROD", module="M3")


def ringkobing_skjern(seed: int = SEED) -> Problem:
    """Meetings with companies: 30 job consultants, four modules from 1 February 2027."""
    house, modules = company_door.HOUSE, company_door.MODULES
    people, long_leaves = staff_of(house, seed, tuple(module.id for module in modules))
    return Problem(
        title="Ringkøbing-Skjern: mødet med virksomheden, foråret 2027",
        first_day=house.first_day,
        last_day=house.last_day,
        teams=_teams(house),
        people=people,
        modules=modules,
        trainers=company_door.TRAINERS,
        rooms=company_door.ROOMS,
        groups=(*_team_groups(house), company_door.PHONE_GROUP),
        absences=(*long_leaves, *holidays_of(house, people, seed, long_leaves)),
        duties=bookings_of(house, people, seed),
        closed_days=company_door.closed_days(),
        avoided=company_door.AVOIDED,
        cohorts=company_door.COHORTS,
        funding=company_door.FUNDING,
        programme="companies",
    )


def ladder(staff: int, seed: int = SEED) -> Problem:
    """One rung of the benchmark's ladder: Ringkøbing-Skjern at 30, Vejen at 100, above that houses grown from it.

    staff:  one of RUNGS.
    raises: ValueError for any other number.
    """
    if staff not in RUNGS:
        raise ValueError(f"The ladder has rungs of {', '.join(map(str, RUNGS))} staff, not {staff}.")
    if staff == 30:
        return ringkobing_skjern(seed)
    if staff == 100:
        return vejen(seed)
    return citizen_door_of(staff // 100, seed)


def citizen_door_of(times: int, seed: int = SEED) -> Problem:
    """Vejen so many times over: a hundred staff for each."""
    title = f"{100 * times} medarbejdere, efteråret 2027"
    return _citizen_door(grown(citizen_door.HOUSE, times), seed, title, times)


def ladder_impossible(staff: int, seed: int = SEED) -> Problem:
    """The same rung with the collision of `vejen_impossible`: a team can spare nobody on a module's only weekday."""
    if staff == 100:
        return vejen_impossible(seed)
    return collide(ladder(staff, seed), team="VID" if staff == 30 else "ROD", module="M3")


def _citizen_door(house: House, seed: int, title: str, times: int = 1) -> Problem:
    modules = citizen_door.MODULES
    people, long_leaves = staff_of(house, seed, tuple(module.id for module in modules))
    return Problem(
        title=title,
        first_day=house.first_day,
        last_day=house.last_day,
        teams=_teams(house),
        people=people,
        modules=modules,
        trainers=more_trainers(citizen_door.TRAINERS, times, seed),
        rooms=more_rooms(citizen_door.ROOMS, times),
        groups=(*_team_groups(house), *citizen_door.cross_groups(times)),
        absences=(*long_leaves, *holidays_of(house, people, seed, long_leaves)),
        duties=bookings_of(house, people, seed),
        closed_days=citizen_door.CLOSED_DAYS,
        avoided=citizen_door.AVOIDED,
        cohorts=citizen_door.cohorts(times),
        funding=citizen_door.funding(times),
    )


def _teams(house: House) -> tuple[Team, ...]:
    return tuple(Team(team.id, team.name, team.site, team.cohort_cap) for team in house.teams)


def _team_groups(house: House) -> tuple[CoverGroup, ...]:
    return tuple(CoverGroup(team.id, team.name, team.minimum, team=team.id) for team in house.teams)
