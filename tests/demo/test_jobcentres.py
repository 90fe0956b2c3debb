"""The constructed jobcentres are what they are said to be, and the same for the same seed."""

from datetime import date

import pytest

from samklang.core.calendar import Weekday, autumn_holiday
from samklang.core.planner.problem import Absence, Person, Problem, document, faults_in, fingerprint, from_document
from samklang.demo.jobcentres import (
    RUNGS,
    SEED,
    ladder,
    ladder_impossible,
    ringkobing_skjern,
    vejen,
    vejen_impossible,
)

EVERY_JOBCENTRE = [vejen, ringkobing_skjern, vejen_impossible]


def eligible(problem: Problem) -> list[Person]:
    return [person for person in problem.people if person.to_train and len(person.done_modules) < len(problem.modules)]


def is_away_throughout(problem: Problem, absence: Absence) -> bool:
    first = absence.period.first_day or date.min
    last = absence.period.last_day or date.max
    return absence.period.half is None and first <= problem.first_day and problem.last_day <= last


@pytest.mark.parametrize("make", EVERY_JOBCENTRE)
@pytest.mark.parametrize("seed", [SEED, 1, 2])
def test_every_jobcentre_is_a_valid_document(make, seed):
    problem = make(seed)
    assert list(faults_in(problem)) == []
    assert from_document(document(problem)) == problem


@pytest.mark.parametrize("make", EVERY_JOBCENTRE)
def test_the_same_seed_gives_the_same_jobcentre_and_another_seed_another(make):
    assert fingerprint(make(7)) == fingerprint(make(7))
    assert fingerprint(make(7)) != fingerprint(make(8))


@pytest.mark.parametrize("seed", [SEED, 1, 2])
def test_vejen_has_100_staff_of_whom_20_have_done_everything_and_80_are_to_be_trained(seed):
    problem = vejen(seed)
    every_module = {module.id for module in problem.modules}
    done = [person for person in problem.people if set(person.done_modules) == every_module]
    assert (len(problem.people), len(done), len(eligible(problem))) == (100, 20, 80)
    assert (problem.first_day, problem.last_day) == (date(2027, 8, 9), date(2027, 12, 17))


def test_vejen_has_just_under_half_a_million_at_most_and_most_of_it_from_the_state():
    funding = vejen().funding
    (grant,) = funding.grants
    assert (grant.amount_ore, grant.share_percent, funding.own_budget_ore) == (40_000_000, 80.0, 10_000_000)
    assert (grant.first_day, grant.last_day) == (date(2027, 8, 1), date(2027, 12, 31))


def test_two_of_vejens_eighty_are_on_leave_all_autumn_and_nobody_else():
    problem = vejen()
    wanted = {person.id for person in eligible(problem)}
    away = [one for one in problem.absences if one.person in wanted and is_away_throughout(problem, one)]
    assert sorted(absence.kind for absence in away) == ["maternity", "sick"]


def test_about_half_of_vejen_is_on_holiday_in_week_42_and_courses_avoid_it():
    problem = vejen()
    monday, friday = autumn_holiday(2027)
    away = [one for one in problem.absences if (one.period.first_day, one.period.last_day) == (monday, friday)]
    assert 40 <= len(away) <= 65
    assert [avoided.weight for avoided in problem.avoided if avoided.period.first_day == monday] == [3]


@pytest.mark.parametrize("make", [vejen, ringkobing_skjern])
def test_maternity_leave_begins_and_ends_inside_the_programme(make):
    problem = make()
    periods = [absence.period for absence in problem.absences if absence.kind == "maternity"]
    assert any(period.first_day and period.first_day > problem.first_day for period in periods)
    assert any(period.last_day and period.last_day < problem.last_day for period in periods)


@pytest.mark.parametrize("make", [*EVERY_JOBCENTRE, lambda seed: ladder(300, seed)])
def test_every_temp_stands_in_for_somebody_of_the_team_who_is_on_leave(make):
    problem = make(SEED)
    people = {person.id: person for person in problem.people}
    long_leave = {one.person for one in problem.absences if one.kind in ("maternity", "sick")}
    temps = [person for person in problem.people if person.is_temp]
    assert temps
    for temp in temps:
        assert temp.stands_in_for in long_leave
        assert people[temp.stands_in_for].team == temp.team
        assert temp.employed_from is not None


def test_about_a_third_of_vejen_works_part_time_and_wednesdays_and_fridays_are_the_usual_days_off():
    days_off = [
        day
        for person in vejen().people
        for day in Weekday
        if len(person.patterns) == 1 and not any(half.startswith(day) for half in person.patterns[0].half_days)
    ]
    part_time = [person for person in vejen().people if any(len(one.half_days) < 10 for one in person.patterns)]
    assert 25 <= len(part_time) <= 40
    assert days_off.count(Weekday.WEDNESDAY) >= 7
    assert days_off.count(Weekday.FRIDAY) >= 7
    assert Weekday.THURSDAY not in days_off


@pytest.mark.parametrize("make", EVERY_JOBCENTRE)
def test_practice_partners_name_each_other_and_are_both_to_be_trained(make):
    problem = make()
    people = {person.id: person for person in problem.people}
    wanted = {person.id for person in eligible(problem)}
    paired = [person for person in problem.people if person.peer]
    assert paired
    assert all(people[person.peer].peer == person.id and person.id in wanted for person in paired)


def test_names_are_different_within_a_jobcentre_and_can_be_written_in_windows_1252():
    for problem in (vejen(), ringkobing_skjern(), ladder(1200)):
        names = [person.name for person in problem.people]
        assert len(set(names)) == len(names)
        assert all(name.encode("cp1252") for name in names)
    assert any(letter in name for name in names for letter in "æøå")


def test_ringkobing_skjern_has_30_consultants_in_3_teams_for_4_whole_days_from_1_february():
    problem = ringkobing_skjern()
    assert (len(problem.people), len(eligible(problem)), len(problem.teams)) == (30, 30, 3)
    assert [module.length for module in problem.modules] == [2, 2, 2, 2]
    assert problem.first_day == date(2027, 2, 1)
    (grant,) = problem.funding.grants
    assert (grant.amount_ore, grant.first_day, grant.last_day) == (100_000_000, date(2026, 12, 1), date(2027, 12, 31))


def test_ringkobing_skjern_is_closed_on_the_public_holidays_of_the_spring():
    closed = {closed.day for closed in ringkobing_skjern().closed_days}
    easter = {date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 29)}
    ascension, whit_monday = {date(2027, 5, 6), date(2027, 5, 7)}, {date(2027, 5, 17)}
    assert closed == easter | ascension | whit_monday


def test_in_vejen_impossible_team_rodding_can_spare_nobody_on_the_only_weekday_of_module_3():
    problem = vejen_impossible()
    assert problem.everyone_must_be_trained
    assert {half for one in problem.trainers if "M3" in one.modules for half in one.half_days} == {"thu-am", "thu-pm"}
    (group,) = [group for group in problem.groups if group.id == "ROD"]
    members = [person for person in problem.people if person.team == "ROD"]
    at_work = [person for person in members if "thu-am" in person.patterns[-1].half_days]
    in_need = [person for person in at_work if "M3" not in person.done_modules]
    (thursdays,) = group.exceptions
    assert (len(members), len(at_work), thursdays.count) == (5, 4, 4)
    assert in_need
    assert thursdays.period.weekdays == (Weekday.THURSDAY,)


def test_in_vejen_impossible_nobody_wanted_is_away_throughout():
    problem = vejen_impossible()
    wanted = {person.id for person in eligible(problem)}
    assert not [one for one in problem.absences if one.person in wanted and is_away_throughout(problem, one)]


@pytest.mark.parametrize("staff", RUNGS)
def test_each_rung_of_the_ladder_has_its_number_of_staff_and_no_faults(staff):
    for problem in (ladder(staff), ladder_impossible(staff)):
        assert len(problem.people) == staff
        assert list(faults_in(problem)) == []


def test_the_ladder_has_no_other_rungs():
    with pytest.raises(ValueError, match="not 50"):
        ladder(50)
