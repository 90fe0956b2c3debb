"""The counter: each group has as many left as it needs, temps included. Each rule broken alone."""

from dataclasses import replace

import pytest
from tests.factories.problems import FRIDAY, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, a_group, a_period, people
from tests.factories.small_plan import SESSIONS, rules_broken, the_plan, the_problem, verdict_on

from samklang.core.calendar import Half
from samklang.core.planner.check import CoverPoint, cover_table
from samklang.core.planner.plan import TempUse
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import Absence, ClosedDay, Duty, Minimum, Pattern
from samklang.core.planner.problem import document as problem_document

MORNING = Half.MORNING
ONE_TEMP_EACH = tuple(TempUse("roedding", one.date, one.half, 1) for one in SESSIONS)


def staff(**changes: dict[str, object]):
    """The four of the small plan, each with the changes named for them."""
    return tuple(replace(one, **changes.get(one.id, {})) for one in people(4))


def test_no_group_falls_below_its_minimum():
    problem = the_problem(groups=(a_group(minimum=3),))
    verdict = verdict_on(problem, the_plan(problem))
    assert {one.rule for one in verdict.violations} == {"cover"}
    first = verdict.violations[0]
    assert str(first.what) == "Team Rødding needs 3 at the counter on 7 September 2026 in the morning and has 2."
    assert (first.people, first.sessions) == (("anne", "bo"), ((1, "start"),))


def test_a_group_smaller_than_its_minimum_needs_only_those_who_would_be_there():
    problem = the_problem(
        groups=(a_group(minimum=3, skill="polish"),),
        people=staff(anne={"skills": ("polish",)}, camilla={"patterns": (Pattern(("tue-am", "thu-am")),)}),
    )
    assert rules_broken(problem, the_plan(problem)) == {"cover"}
    two_absent = (Absence("anne", a_period(FRIDAY)), Absence("bo", a_period(FRIDAY)))
    problem = the_problem(groups=(a_group(minimum=2),), absences=two_absent)
    assert rules_broken(problem, the_plan(problem)) == set()


def test_temps_fill_up():
    problem = the_problem(groups=(a_group(minimum=3, temp_cap=1, temp_cost_ore=90_000),))
    assert rules_broken(problem, the_plan(problem, temps=ONE_TEMP_EACH)) == set()
    assert rules_broken(problem, the_plan(problem, temps=ONE_TEMP_EACH[1:])) == {"cover"}
    assert verdict_on(problem, the_plan(problem, temps=ONE_TEMP_EACH)).cost_ore == 4_040_000 + 4 * 90_000


def test_no_more_temps_are_bought_than_the_cap():
    problem = the_problem(groups=(a_group(minimum=3, temp_cap=1),))
    two = (replace(ONE_TEMP_EACH[0], count=2), *ONE_TEMP_EACH[1:])
    assert rules_broken(problem, the_plan(problem, temps=two)) == {"temp-cap"}
    twice_one = (ONE_TEMP_EACH[0], *ONE_TEMP_EACH)
    assert rules_broken(problem, the_plan(problem, temps=twice_one)) == {"temp-cap"}


@pytest.mark.parametrize("day", [FRIDAY, FRIDAY.replace(day=12), FRIDAY.replace(day=30)])
def test_no_temps_are_bought_when_the_counter_is_closed(day):
    problem = the_problem(groups=(a_group(temp_cap=1),), closed_days=(ClosedDay(FRIDAY),))
    plan = the_plan(problem, temps=(TempUse("roedding", day, MORNING, 1),))
    assert rules_broken(problem, plan) == {"temp-day"}


@pytest.mark.parametrize(
    ("exceptions", "broken"),
    [
        ((Minimum(a_period(MONDAY), 3),), {"cover"}),
        ((Minimum(a_period(MONDAY), 3), Minimum(a_period(MONDAY, half=MORNING), 2)), set()),
        ((Minimum(a_period(MONDAY, half=MORNING), 2), Minimum(a_period(MONDAY), 3)), {"cover"}),
        ((Minimum(a_period(MONDAY, half=Half.AFTERNOON), 3),), set()),
        ((Minimum(a_period(FRIDAY), 4),), set()),
    ],
)
def test_the_last_listed_exception_that_covers_a_half_day_is_its_minimum(exceptions, broken):
    problem = the_problem(groups=(a_group(minimum=1, exceptions=exceptions),))
    assert rules_broken(problem, the_plan(problem)) == broken


@pytest.mark.parametrize(
    ("who", "minimum", "broken"),
    [
        ({"team": "roedding"}, 3, {"cover"}),
        ({"role": "job"}, 1, {"cover"}),
        ({"skill": "polish"}, 1, {"cover"}),
        ({"site": "Vejen"}, 1, {"cover"}),
        ({"site": "Vejen", "role": "job"}, 1, {"cover"}),
        ({"site": "Vejen", "role": "sagsbehandler"}, 1, set()),
        ({"site": "Brørup", "role": "job"}, 1, set()),
        ({"skill": "danish"}, 1, set()),
    ],
)
def test_a_groups_members_match_everything_it_names(who, minimum, broken):
    two_of_a_kind = {"role": "job", "skills": ("phone", "polish"), "site": "Vejen"}
    problem = the_problem(
        people=staff(anne=two_of_a_kind, bo=two_of_a_kind), groups=(a_group("gruppe", minimum=minimum, **who),)
    )
    assert rules_broken(problem, the_plan(problem)) == broken


@pytest.mark.parametrize(("counts", "broken"), [(True, set()), (False, {"cover"})])
def test_a_fixed_duty_counts_at_the_counter_only_where_it_says_so(counts, broken):
    rota = Duty("camilla", a_period(MONDAY), "telefonvagt", counts_as_cover=counts)
    problem = the_problem(groups=(a_group(minimum=2),), duties=(rota,))
    assert rules_broken(problem, the_plan(problem)) == broken


def test_whoever_is_in_a_meeting_is_not_at_the_counter_even_while_on_the_phone_rota():
    both = (Duty("camilla", a_period(MONDAY), counts_as_cover=True), Duty("camilla", a_period(MONDAY)))
    problem = the_problem(groups=(a_group(minimum=2),), duties=both)
    assert rules_broken(problem, the_plan(problem)) == {"cover"}


def test_a_movable_duty_takes_nobody_from_the_counter():
    problem = the_problem(groups=(a_group(minimum=2),), duties=(Duty("camilla", a_period(MONDAY), movable=True),))
    assert rules_broken(problem, the_plan(problem)) == set()


def test_cohorts_in_session_together_leave_the_counter_together():
    problem = the_problem(groups=(a_group(minimum=1),))
    assert rules_broken(problem, the_plan(problem)) == set()
    sessions = [
        replace(one, date=MONDAY, room="loftet", trainer="uffe") if one.date == TUESDAY else one for one in SESSIONS
    ]
    assert rules_broken(problem, the_plan(problem, sessions)) == {"cover"}


def test_the_verdict_holds_the_cover_of_every_half_day_with_somebody_away_or_nobody_to_spare():
    problem = the_problem(groups=(a_group(minimum=3, temp_cap=1),), absences=(Absence("dorte", a_period(FRIDAY)),))
    verdict = verdict_on(problem, the_plan(problem, temps=ONE_TEMP_EACH))
    away = [CoverPoint("roedding", one.date, "am", 4, 2, 1, 2, 3, 0) for one in SESSIONS]
    tight = [CoverPoint("roedding", FRIDAY, half, 3, 0, 0, 3, 3, 0) for half in ("am", "pm")]
    assert sorted(verdict.cover, key=lambda one: (one.date, one.half)) == sorted(
        [*away, *tight], key=lambda one: (one.date, one.half)
    )


def test_the_cover_table_holds_every_open_half_day_of_every_group():
    problem = the_problem(groups=(a_group(), a_group("polish", skill="polish")), closed_days=(ClosedDay(FRIDAY),))
    table = cover_table(problem_document(problem), plan_document(the_plan(problem)))
    days = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
    assert [(one.group, one.date, one.half) for one in table] == [
        (group, day, half) for group in ("roedding", "polish") for day in days for half in ("am", "pm")
    ]
    assert table[1] == CoverPoint("roedding", MONDAY, "pm", 4, 0, 0, 4, 1, 3)
    assert {(one.base, one.need, one.tight) for one in table if one.group == "polish"} == {(0, 0, False)}


def test_the_cover_table_is_empty_where_a_document_cannot_be_read():
    problem = the_problem()
    assert cover_table({}, plan_document(the_plan(problem))) == ()
    assert cover_table(problem_document(problem), {}) == ()
