"""What the register knows goes into a planning problem as it is, for the days asked about."""

from datetime import date

import pytest
from tests.factories.people import a_jobcentre, a_team, an_employee, the_head_of, the_lead_of

from samklang.access.enums import PlaceKind
from samklang.access.models import Place
from samklang.access.refusals import NotAllowed
from samklang.core.planner.problem import from_document
from samklang.people.commands import (
    Terms,
    add_closed_day,
    add_cover_need,
    add_leave,
    change_engagement,
    end_employment,
)
from samklang.people.enums import LeaveKind
from samklang.people.queries.planning_source import register_as_document

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2027, 8, 2), date(2027, 12, 17)


def a_planned(place: Place) -> dict[str, list[dict[str, object]]]:
    return register_as_document(the_lead_of(place), place, FIRST, LAST)


def as_problem(parts):
    """The parts within a problem that has the least of everything else. Raises ProblemFaults."""
    return from_document(
        {
            "title": "Prøve", "first_day": FIRST, "last_day": LAST, "modules": [{"id": "M", "name": "Modul"}],
            "trainers": [], "rooms": [], **parts,
        }
    )  # fmt: skip


def test_an_empty_jobcentre_gives_empty_parts():
    assert a_planned(a_jobcentre()) == {"teams": [], "people": [], "absences": [], "groups": [], "closed_days": []}


def test_a_person_who_is_there_all_the_time_has_open_ends():
    team = a_team(name="Team Øst")
    an_employee(
        team, name="Åse Berg", number="17", role="rådgiver", site="Hus B", skills=["telefon"], half_days="1111111100",
        conversations_per_half_day=3,
    )  # fmt: skip
    assert a_planned(team.parent)["people"] == [
        {
            "id": "17", "name": "Åse Berg", "team": "Team Øst", "role": "rådgiver", "site": "Hus B",
            "skills": ["telefon"], "employed_from": None, "employed_to": None, "is_temp": False, "stands_in_for": None,
            "conversations_per_half_day": 3, "peer": None,
            "patterns": [{"half_days": ["mon-am", "mon-pm", "tue-am", "tue-pm", "wed-am", "wed-pm", "thu-am",
                                        "thu-pm"], "first_day": None, "last_day": None}],
        }
    ]  # fmt: skip


def test_a_change_of_week_and_team_within_the_days_gives_two_patterns_and_the_first_team():
    team = a_team(name="Team Øst")
    employee = an_employee(team)
    west = a_team(team.parent, name="Team Vest")
    change_engagement(
        by=None, employee=employee, terms=Terms(team=west, half_days="1100000000"), first_day=date(2027, 10, 1)
    )
    end_employment(by=None, employee=employee, last_day=date(2027, 11, 30))
    (person,) = a_planned(team.parent)["people"]
    assert (person["team"], person["employed_from"], person["employed_to"]) == ("Team Øst", None, "2027-11-30")
    assert [(one["first_day"], one["last_day"], len(one["half_days"])) for one in person["patterns"]] == [
        (None, "2027-09-30", 10),
        ("2027-10-01", "2027-11-30", 2),
    ]


def test_whoever_has_left_or_comes_later_is_not_in_the_plan_and_nobody_points_to_them():
    team = a_team()
    gone = an_employee(team, last_day=date(2027, 7, 30))
    an_employee(team, first_day=date(2028, 1, 3))
    stays = an_employee(team, is_temp=True, stands_in_for=gone)
    stays.peer = gone
    stays.save()
    parts = a_planned(team.parent)
    assert [(one["id"], one["stands_in_for"], one["peer"]) for one in parts["people"]] == [(stays.number, None, None)]
    as_problem(parts)


def test_leave_that_touches_the_days_is_an_absence_and_why_stays_in_the_register():
    team = a_team()
    employee = an_employee(team, number="5")
    add_leave(by=None, employee=employee, kind=LeaveKind.MATERNITY, first_day=date(2027, 6, 1))
    add_leave(
        by=None, employee=employee, kind=LeaveKind.HOLIDAY, first_day=date(2027, 10, 18), last_day=date(2027, 10, 22)
    )
    add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=date(2027, 1, 4), last_day=date(2027, 1, 8))
    weekly = {"weekdays": [], "half": None}
    assert a_planned(team.parent)["absences"] == [
        {"person": "5", "period": {"first_day": None, "last_day": None, **weekly}, "kind": "other"},
        {"person": "5", "period": {"first_day": "2027-10-18", "last_day": "2027-10-22", **weekly}, "kind": "other"},
    ]


def test_cover_becomes_groups_and_another_demand_in_some_weeks_an_exception():
    team = a_team(name="Team Øst")
    need = {"by": None, "jobcentre": team.parent, "name": "Team Øst", "team": team}
    add_cover_need(**need, minimum=4, first_day=date(2027, 1, 1))
    add_cover_need(**need, minimum=2, first_day=date(2027, 10, 18), last_day=date(2027, 10, 22), half_days="1111111110")
    days = {"first_day": "2027-10-18", "last_day": "2027-10-22"}
    assert a_planned(team.parent)["groups"] == [
        {
            "id": "Team Øst", "name": "Team Øst", "minimum": 4, "team": "Team Øst", "role": None, "skill": None,
            "site": None,
            "exceptions": [
                {"period": {**days, "weekdays": ["mon", "tue", "wed", "thu", "fri"], "half": "am"}, "count": 2},
                {"period": {**days, "weekdays": ["mon", "tue", "wed", "thu"], "half": "pm"}, "count": 2},
            ],
        }
    ]  # fmt: skip


def test_a_later_need_of_the_same_name_for_other_people_takes_over():
    jobcentre = a_jobcentre()
    add_cover_need(by=None, jobcentre=jobcentre, name="Telefon", skill="telefon", minimum=2, first_day=date(2027, 1, 1))
    add_cover_need(by=None, jobcentre=jobcentre, name="Telefon", role="vagt", minimum=1, first_day=date(2027, 11, 1))
    groups = a_planned(jobcentre)["groups"]
    assert [
        (one["id"], one["skill"], one["role"], one["minimum"], [extra["count"] for extra in one["exceptions"]])
        for one in groups
    ] == [("Telefon", "telefon", None, 2, [0]), ("Telefon (2)", None, "vagt", 0, [0, 1])]


def test_everything_together_is_a_problem_without_faults():
    team = a_team(name="Team Øst")
    closed = Place.objects.create(kind=PlaceKind.TEAM, name="Nedlagt", parent=team.parent, last_day=date(2027, 1, 31))
    employee = an_employee(team)
    add_leave(by=None, employee=employee, kind=LeaveKind.OTHER, first_day=FIRST, last_day=LAST)
    add_cover_need(by=None, jobcentre=team.parent, name="Telefon", skill="telefon", minimum=1, first_day=FIRST)
    add_closed_day(by=None, jobcentre=team.parent, day=date(2027, 12, 10), reason="Personaledag")
    add_closed_day(by=None, jobcentre=team.parent, day=date(2028, 1, 2))
    parts = a_planned(team.parent)
    assert closed.name not in {one["id"] for one in parts["teams"]}
    problem = as_problem(parts)
    assert [(one.day, one.reason) for one in problem.closed_days] == [(date(2027, 12, 10), "Personaledag")]


def test_public_holidays_are_closed_without_anybody_saying_so():
    jobcentre = a_jobcentre()
    add_closed_day(by=None, jobcentre=jobcentre, day=date(2027, 3, 24), reason="Personaledag")
    found = register_as_document(None, jobcentre, date(2027, 3, 22), date(2027, 3, 30))["closed_days"]
    assert [(one["day"], one["reason"]) for one in found] == [
        ("2027-03-24", "Personaledag"),
        ("2027-03-25", "Skærtorsdag"),
        ("2027-03-26", "Langfredag"),
        ("2027-03-29", "Anden påskedag"),
    ]


def test_only_whoever_makes_plans_takes_the_register(django_assert_num_queries):
    team = a_team()
    with pytest.raises(NotAllowed, match="make no course plans"):
        register_as_document(the_head_of(team.parent), team.parent, FIRST, LAST)


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_costs_the_same_queries_for_one_and_for_three(count, django_assert_num_queries):
    team = a_team()
    for _ in range(count):
        add_leave(by=None, employee=an_employee(team), kind=LeaveKind.OTHER, first_day=FIRST)
    with django_assert_num_queries(5):
        register_as_document(None, team.parent, FIRST, LAST)
