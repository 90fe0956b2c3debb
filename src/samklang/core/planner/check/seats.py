"""The rules of seats and cohorts: who is seated, how often, how many together, and how cohorts are numbered."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from samklang.core.planner.check.case import Case
from samklang.core.planner.check.verdict import Violation
from samklang.core.words import say, say_n


def everyone_once(case: Case) -> Iterator[Violation]:
    """Each eligible person has one seat or is named as untrained, and nobody else is on either list."""
    seats = Counter(seat.person for seat in case.plan.seats)
    named = Counter(case.plan.untrained)
    for person in case.facts.people.values():
        who, times, listed = person.name, seats[person.id], named[person.id]
        if times > 1:
            cohorts = tuple(seat.cohort for seat in case.plan.seats if seat.person == person.id)
            text = say("{person} has more than one seat (cohorts {cohorts}); leave one.", person=who, cohorts=cohorts)
            yield Violation("seat-twice", text, (person.id,))
        if listed > 1:
            text = say("{person} is named more than once among the untrained; leave one.", person=who)
            yield Violation("untrained-twice", text, (person.id,))
        if not case.facts.eligible(person.id):
            if times:
                text = say("{person} has a seat but is not to be trained; take the seat away.", person=who)
                yield Violation("not-eligible", text, (person.id,))
            if listed:
                text = say("{person} is named as untrained but is not to be trained; take the name away.", person=who)
                yield Violation("not-eligible", text, (person.id,))
        elif times and listed:
            text = say("{person} has a seat and is named as untrained too; choose one.", person=who)
            yield Violation("seated-and-untrained", text, (person.id,))
        elif not times and not listed:
            text = say("{person} has no seat; give one, or name the reason why not.", person=who)
            yield Violation("seat-missing", text, (person.id,))


def nobody_left_out(case: Case) -> Iterator[Violation]:
    """Where everyone must be trained, nobody is without a seat."""
    if not case.facts.everyone_must_be_trained:
        return
    left = tuple(one for one in case.facts.people if case.facts.eligible(one) and one not in case.seat_of)
    if left:
        text = say("Everyone must be trained, and these have no seat: {people}.", people=case.names(left))
        yield Violation("everyone-trained", text, left)


def nothing_missed(case: Case) -> Iterator[Violation]:
    """Nobody is seated in a cohort that has already held, without them, a module they still need."""
    done = {person.id: set(person.done_modules) for person in case.facts.people.values()}
    held = [session for session in case.plan.sessions if session.attended is not None]
    for session in held:
        for person in session.attended or ():
            done.get(person, set()).add(session.module)
    for session in held:
        for person in case.seated.get(session.cohort, ()):
            module = case.facts.modules.get(session.module)
            if module is not None and case.facts.eligible(person) and session.module not in done[person]:
                text = say(
                    "{person} missed “{module}”, which cohort {cohort} has held; seat them where it is still to come.",
                    person=case.person_name(person),
                    module=module.name,
                    cohort=session.cohort,
                )
                yield Violation("module-missed", text, (person,))


def cohort_count(case: Case) -> Iterator[Violation]:
    """There are neither too few nor too many cohorts."""
    rule, count = case.facts.cohorts, len(case.cohorts)
    if not rule.minimum <= count <= rule.maximum:
        text = say_n(
            "The plan has {count} cohort; there must be from {minimum} to {maximum}.",
            "The plan has {count} cohorts; there must be from {minimum} to {maximum}.",
            count,
            minimum=rule.minimum,
            maximum=rule.maximum,
        )
        yield Violation("cohort-count", text)


def cohort_numbers(case: Case) -> Iterator[Violation]:
    """Cohorts are numbered from 1 without holes, and every seat is in one of them.

    The order is that of their first dates; once a session has been held, cohorts keep the numbers people know.
    """
    if case.cohorts != tuple(range(1, len(case.cohorts) + 1)):
        text = say("Cohorts must be numbered from 1 without holes; these are {numbers}.", numbers=case.cohorts)
        yield Violation("cohort-numbers", text)
    if not case.started_cohorts:
        yield from _in_order(case)
    for person, cohort in case.seat_of.items():
        if cohort not in case.cohorts:
            who = case.person_name(person)
            text = say("{person} is seated in cohort {cohort}, which has no sessions.", person=who, cohort=cohort)
            yield Violation("seat-cohort", text, (person,))


def _in_order(case: Case) -> Iterator[Violation]:
    firsts = [min(one.day for one in case.plan.sessions if one.cohort == cohort) for cohort in case.cohorts]
    for place in range(1, len(firsts)):
        if firsts[place] < firsts[place - 1]:
            text = say(
                "Cohort {later} starts {first}, before cohort {earlier}; number cohorts by their first date.",
                later=case.cohorts[place],
                first=firsts[place],
                earlier=case.cohorts[place - 1],
            )
            yield Violation("cohort-order", text)


def cohort_sizes(case: Case) -> Iterator[Violation]:
    """No cohort has too many people, and none that has not begun has too few; those that are finished are history."""
    rule = case.facts.cohorts
    for cohort in case.cohorts:
        size = len(case.seated[cohort])
        too_few = size < rule.size_minimum and cohort not in case.started_cohorts
        too_many = size > rule.size_maximum and cohort not in case.finished_cohorts
        if too_few or too_many:
            text = say_n(
                "Cohort {cohort} has {count} person; it must have from {minimum} to {maximum}.",
                "Cohort {cohort} has {count} people; it must have from {minimum} to {maximum}.",
                size,
                cohort=cohort,
                minimum=rule.size_minimum,
                maximum=rule.size_maximum,
            )
            yield Violation("cohort-size", text)


def team_caps(case: Case) -> Iterator[Violation]:
    """Where teams are mixed, no cohort that is not finished takes more of a team than its cap."""
    if case.facts.cohorts.whole_teams:
        return
    for cohort, people in case.seated.items():
        if cohort in case.finished_cohorts or cohort not in case.cohorts:
            continue
        for team, count in Counter(case.facts.people[person].team for person in people).items():
            own = case.facts.teams[team].cohort_cap
            cap = case.facts.cohorts.team_cap if own is None else own
            if cap is not None and count > cap:
                who = tuple(person for person in people if case.facts.people[person].team == team)
                text = say(
                    "Cohort {cohort} takes {count} from {team}; the most is {cap}.",
                    cohort=cohort,
                    count=count,
                    team=case.facts.teams[team].name,
                    cap=cap,
                )
                yield Violation("team-cap", text, who)


def whole_teams(case: Case) -> Iterator[Violation]:
    """Where teams go whole, everybody of a team who has a seat has it in the same cohort."""
    if not case.facts.cohorts.whole_teams:
        return
    cohorts: dict[str, set[int]] = defaultdict(set)
    for person, cohort in case.seat_of.items():
        cohorts[case.facts.people[person].team].add(cohort)
    for team, found in cohorts.items():
        if len(found) > 1:
            name, numbers = case.facts.teams[team].name, tuple(sorted(found))
            text = say("{team} must stay together and is split over cohorts {cohorts}.", team=name, cohorts=numbers)
            who = tuple(person for person in case.seat_of if case.facts.people[person].team == team)
            yield Violation("whole-team", text, who)
