"""Who goes where when: sessions, cohorts and each person's dates."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from samklang.core.alphabet import place_of
from samklang.core.planner.plan import Plan, Session
from samklang.core.planner.problem import Problem
from samklang.reports.plan_view.model import CohortView, ModuleView, PersonName, PersonView, SessionView


def names_of(problem: Problem) -> dict[str, PersonName]:
    """How each person is written, by id, in the alphabet's order."""
    teams = {team.id: team.name for team in problem.teams}
    same = Counter(person.name for person in problem.people)
    names = {
        person.id: PersonName(
            id=person.id,
            plain=person.name,
            name=person.name if same[person.name] == 1 else f"{person.name} ({person.id})",
            team=teams[person.team],
        )
        for person in problem.people
    }
    return dict(sorted(names.items(), key=lambda one: (place_of(one[1].name), one[0])))


def modules_of(problem: Problem) -> tuple[ModuleView, ...]:
    """The programme's modules in order."""
    return tuple(
        ModuleView(module.id, number, module.name, module.length == 2)
        for number, module in enumerate(problem.modules, start=1)
    )


def sessions_of(problem: Problem, plan: Plan, names: Mapping[str, PersonName]) -> tuple[SessionView, ...]:
    """Every session by date, half-day and cohort."""
    done = _done(problem, plan)
    in_cohort = defaultdict(list)
    for seat in plan.seats:
        in_cohort[seat.cohort].append(seat.person)
    trainers = {trainer.id: trainer.name for trainer in problem.trainers}
    rooms = {room.id: room for room in problem.rooms}
    modules = {module.id: module for module in modules_of(problem)}

    def view(session: Session) -> SessionView:
        planned = [person for person in in_cohort[session.cohort] if session.module not in done[person]]
        there = set(planned if session.attended is None else session.attended)
        return SessionView(
            cohort=session.cohort,
            module=modules[session.module],
            date=session.date,
            half=session.half,
            trainer=trainers[session.trainer],
            room=rooms[session.room].name,
            site=rooms[session.room].site,
            attendees=tuple(name for name in names.values() if name.id in there),
            held=session.attended is not None,
        )

    views = (view(session) for session in plan.sessions)
    return tuple(sorted(views, key=lambda one: (one.date, one.half, one.cohort, one.module.number)))


def _done(problem: Problem, plan: Plan) -> dict[str, set[str]]:
    """The modules that each person has done already, earlier or in a session of this plan that has been held."""
    done = {person.id: set(person.done_modules) for person in problem.people}
    for session in plan.sessions:
        for person in session.attended or ():
            done[person].add(session.module)
    return done


def cohorts_of(
    plan: Plan, sessions: tuple[SessionView, ...], names: Mapping[str, PersonName]
) -> tuple[CohortView, ...]:
    """Every cohort in order."""
    members = defaultdict(set)
    for seat in plan.seats:
        members[seat.cohort].add(seat.person)
    return tuple(
        _cohort(
            number,
            tuple(session for session in sessions if session.cohort == number),
            tuple(name for name in names.values() if name.id in members[number]),
        )
        for number in plan.cohort_numbers()
    )


def _cohort(number: int, sessions: tuple[SessionView, ...], members: tuple[PersonName, ...]) -> CohortView:
    teams = Counter(member.team for member in members)
    return CohortView(number, sessions, members, tuple(sorted(teams.items(), key=lambda one: place_of(one[0]))))


def people_of(
    problem: Problem, plan: Plan, sessions: tuple[SessionView, ...], names: Mapping[str, PersonName]
) -> tuple[PersonView, ...]:
    """Everybody with a seat or with a reason for none, in the alphabet's order."""
    people = {person.id: person for person in problem.people}
    modules = modules_of(problem)
    seats = {seat.person: seat.cohort for seat in plan.seats}
    reasons = {one.person: one.reason for one in plan.untrained}
    going = defaultdict(list)
    for session in sessions:
        for name in session.attendees:
            going[name.id].append(session)
    return tuple(
        PersonView(
            who=name,
            role=people[id_].role,
            site=people[id_].site,
            cohort=seats.get(id_),
            sessions=tuple(going[id_]),
            done_before=tuple(module for module in modules if module.id in people[id_].done_modules),
            reason=reasons.get(id_),
        )
        for id_, name in names.items()
        if id_ in seats or id_ in reasons
    )
