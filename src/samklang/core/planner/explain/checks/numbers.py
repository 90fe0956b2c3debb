"""Do the people fit into the cohorts there may be?"""

from collections import Counter
from collections.abc import Iterator

from samklang.core.planner.explain.checks.finding import ANY_COHORT, Finding
from samklang.core.planner.explain.rules import Kind
from samklang.core.planner.explain.view import View
from samklang.core.planner.problem import Team
from samklang.core.words import say, say_n


def too_few_for_a_cohort(view: View) -> Iterator[Finding]:
    """Fewer people than the smallest allowed number of the smallest cohorts."""
    rules = view.problem.cohorts
    if rules.minimum > 1 and rules.minimum * rules.size_minimum > view.eligible:
        yield Finding(
            say_n(
                "{cohorts} cohorts of at least {size} take {needed} people, and only {count} person is to be trained.",
                "{cohorts} cohorts of at least {size} take {needed} people, and only {count} people are to be trained.",
                view.eligible,
                cohorts=rules.minimum,
                size=rules.size_minimum,
                needed=rules.minimum * rules.size_minimum,
            ),
            frozenset({Kind.COHORT_MIN, Kind.SIZE_MIN}),
        )
    elif view.some_cohort and rules.size_minimum > view.eligible:
        yield Finding(
            say_n(
                "A cohort takes at least {size} people, and only {count} person is to be trained.",
                "A cohort takes at least {size} people, and only {count} people are to be trained.",
                view.eligible,
                size=rules.size_minimum,
            ),
            ANY_COHORT | {Kind.SIZE_MIN},
        )


def too_few_seats(view: View) -> Iterator[Finding]:
    """Even full cohorts do not hold those who must be trained."""
    rules = view.problem.cohorts
    seats = rules.maximum * rules.size_maximum
    if len(view.must_ids) > seats:
        yield Finding(
            say(
                "{people} people must be trained, but {cohorts} cohorts of {size} hold {seats}: {short} too few.",
                people=len(view.must_ids),
                cohorts=rules.maximum,
                size=rules.size_maximum,
                seats=seats,
                short=len(view.must_ids) - seats,
            ),
            frozenset({Kind.EVERYONE, Kind.COHORT_MAX, Kind.SIZE_MAX}),
        )


def team_too_large_for_a_cohort(view: View) -> Iterator[Finding]:
    """Whole teams are to stay together, and a team is larger than the largest cohort."""
    rules = view.problem.cohorts
    if rules.composition != "whole_teams":
        return
    for team, people in _teams(view):
        if len(people) > rules.size_maximum:
            yield Finding(
                say(
                    "{team} has {people} people to be trained, all in one cohort, but a cohort holds at most {size}.",
                    team=team.name,
                    people=len(people),
                    size=rules.size_maximum,
                ),
                frozenset({Kind.EVERYONE, Kind.WHOLE_TEAMS, Kind.SIZE_MAX}),
                people,
            )


def too_few_of_a_team_in_each_cohort(view: View) -> Iterator[Finding]:
    """The most of a team in each cohort, times the cohorts, is less than the team."""
    rules = view.problem.cohorts
    if rules.composition == "whole_teams":
        return
    for team, people in _teams(view):
        cap = team.cohort_cap or rules.team_cap
        if cap is not None and cap * rules.maximum < len(people):
            yield Finding(
                say_n(
                    "{team} has {people} people to be trained, but with at most {cap} of them in each cohort"
                    " {count} cohort takes {taken}.",
                    "{team} has {people} people to be trained, but with at most {cap} of them in each cohort"
                    " {count} cohorts take {taken}.",
                    rules.maximum,
                    team=team.name,
                    people=len(people),
                    cap=cap,
                    taken=cap * rules.maximum,
                ),
                frozenset({Kind.EVERYONE, Kind.TEAM_CAP, Kind.COHORT_MAX}),
                people,
            )


def _teams(view: View) -> Iterator[tuple[Team, tuple[str, ...]]]:
    """Each team with those of it who must be trained."""
    must = set(view.must_ids)
    count = Counter(person.team for person in view.problem.people if person.id in must)
    for team in view.problem.teams:
        if count[team.id]:
            yield team, tuple(one.id for one in view.problem.people if one.team == team.id and one.id in must)


def too_many_or_too_few_for_the_cohorts(view: View) -> Iterator[Finding]:
    """No allowed number of cohorts holds exactly everybody, each within its sizes."""
    rules, people = view.problem.cohorts, len(view.must_ids)
    if not people or not view.all_must or people > rules.maximum * rules.size_maximum:
        return
    numbers = range(max(1, rules.minimum), rules.maximum + 1)
    if any(number * rules.size_minimum <= people <= number * rules.size_maximum for number in numbers):
        return
    yield Finding(
        say(
            "{people} people cannot be divided into {fewest} to {most} cohorts of {low} to {high}.",
            people=people,
            fewest=rules.minimum,
            most=rules.maximum,
            low=rules.size_minimum,
            high=rules.size_maximum,
        ),
        frozenset({Kind.EVERYONE, Kind.COHORT_MIN, Kind.COHORT_MAX, Kind.SIZE_MIN, Kind.SIZE_MAX}),
    )
