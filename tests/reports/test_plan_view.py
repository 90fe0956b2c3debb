"""What the documents know about a plan."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from tests.factories.plans import DONE_FIRST, MADE_AT, ON_LEAVE, a_plan, a_problem, a_view, view_of, with_name

from samklang.core.calendar import Half
from samklang.core.planner.check import Verdict
from samklang.core.planner.plan import Level, Payment, Untrained
from samklang.core.planner.problem import AvoidedPeriod, ClosedDay, Funding, Heading, Minimum, Period, Wish
from samklang.core.words import render, written
from samklang.reports import plan_view
from samklang.reports.plan_view import stated


def said(view) -> str:
    return " ".join(render(one, "en") for one in view.summary)


def test_a_plan_that_the_checker_has_not_approved_is_not_shown():
    with pytest.raises(ValueError, match="approved"):
        plan_view.build(a_problem(), a_plan(), Verdict(approved=False), made_at=MADE_AT)


def test_the_summary_says_who_is_trained_what_it_costs_and_who_pays():
    assert said(a_view()) == (
        "25 of 26 are trained by 3 December 2026, in 3 cohorts. "
        "1 person has no seat; the reason is given below. "
        "Every counter keeps its minimum in every half-day, with 5 half-days of temps bought in. "
        "It is tightest at Ungeindsatsen on 1 September 2026 in the morning: 3 are left and 3 are needed. "
        "The plan costs 184,407 kr. in all. "
        "Of that, 140,325.60 kr. comes from Den centrale kompetencepulje and 44,081.40 kr. is own money. "
        "It is proved that no plan seats more people. "
        "Another plan could be at most 3.3 % cheaper."
    )


def test_the_summary_says_so_when_everything_is_proved():
    plan = a_plan()
    proved = replace(plan, levels=tuple(Level(one.wish, one.value, one.value) for one in plan.levels))
    assert said(view_of(a_problem(), proved)).endswith(
        "It is proved that no better plan exists, with your wishes in the order you gave them."
    )


def test_the_summary_of_a_plan_with_everyone_in_it_mentions_nobody_without_a_seat():
    problem = replace(
        a_problem(),
        people=tuple(replace(one, to_train=one.to_train and one.id != ON_LEAVE) for one in a_problem().people),
    )
    words = said(view_of(problem, a_plan(problem, untrained=())))
    assert words.startswith("All 25 who are to be trained are trained by 3 December 2026, in 3 cohorts. Every counter")


def test_a_plan_without_sessions_can_be_shown():
    problem = replace(a_problem(), cohorts=replace(a_problem().cohorts, minimum=0))
    everyone = tuple(
        Untrained(one.id, {"en": "There is no trainer."}) for one in problem.people if len(one.done_modules) < 3
    )
    empty = a_plan(problem, sessions=(), seats=(), temps=(), payments=(), untrained=everyone)
    view = view_of(problem, empty)
    assert said(view).startswith("Nobody has a seat in this plan, out of 26 to be trained. The plan costs nothing.")
    assert (view.months, view.cover.mondays, view.money.by_month, view.seated) == ((), (), (), ())


def test_own_money_alone_is_said_to_be_all_of_it():
    problem = replace(a_problem(), funding=Funding())
    plan = a_plan(problem)
    own = {}
    for one in plan.payments:
        own[one.date, one.heading] = replace(
            one,
            source="own",
            amount_ore=one.amount_ore
            + (own[one.date, one.heading].amount_ore if (one.date, one.heading) in own else 0),
        )
    view = view_of(problem, replace(plan, payments=tuple(own.values())))
    assert "The plan costs 184,407 kr. in all. All of it is own money." in said(view)
    assert [written(one.label, "en") for one in view.figures] == [
        "Have a seat",
        "Cohorts",
        "Last session",
        "Cost in all",
        "To spare at the tightest",
    ]


def test_a_single_grant_that_pays_everything_is_said_to_do_so():
    generous = replace(
        a_problem().funding.grants[0], share_percent=100, last_day=date(2026, 12, 31), headings=tuple(Heading)
    )
    problem = replace(a_problem(), funding=Funding(grants=(replace(generous, amount_ore=10**9),)))
    costs = Counter()
    for one in a_plan(problem).payments:
        costs[one.date, one.heading] += one.amount_ore
    paid = tuple(Payment(day, heading, generous.id, amount) for (day, heading), amount in costs.items())
    words = said(view_of(problem, a_plan(problem, payments=paid)))
    assert "The plan costs 184,407 kr. in all. All of it comes from Den centrale kompetencepulje. It is" in words


def test_people_stand_in_the_order_of_the_danish_alphabet_and_namesakes_are_told_apart():
    names = [person.who.name for person in a_view().people]
    assert names[:3] == ["Anne-Marie Østergaard", "Bent Nørgaard", "Camilla Thygesen"]
    assert names[-3:] == ["Æmilie Kragh", "Ørnulf Berg", "Åse Nymann"]
    assert "Mette Sørensen (2003)" in names
    assert "Mette Sørensen (3001)" in names


def test_a_person_goes_to_the_sessions_of_their_cohort_except_modules_done_earlier():
    person = next(one for one in a_view().people if one.who.id == DONE_FIRST)
    assert [session.date for session in person.sessions] == [date(2026, 11, 18), date(2026, 12, 3)]
    assert [module.name for module in person.done_before] == ["Åbning og fælles mål"]
    first = next(session for session in a_view().sessions if (session.cohort, session.module.number) == (3, 1))
    assert DONE_FIRST not in {one.id for one in first.attendees}


def test_a_held_session_shows_those_who_were_there_and_they_do_not_go_to_it_again():
    plan = a_plan()
    there = ("1001", "1002", "1003", "2001", "2002", "3001", "3002", "1004")
    held = replace(plan.sessions[0], attended=there)
    view = plan_view.build(
        a_problem(),
        replace(plan, sessions=(held, *plan.sessions[1:])),
        Verdict(approved=True),
        made_at=MADE_AT,
    )
    people = {person.who.id: person for person in view.people}
    assert {one.id for one in view.sessions[0].attendees} == set(there)
    assert [one.cohort for one in people["1004"].sessions] == [1, 2, 2]
    assert [one.module.number for one in people["4001"].sessions] == [2, 3]


def test_the_reason_for_no_seat_is_given_in_the_language_or_else_in_another():
    (person,) = a_view().untrained
    assert person.who.id == ON_LEAVE
    assert stated(person.reason, "da").startswith("Er ikke på arbejde")
    assert stated({"en": "No trainer."}, "da") == "No trainer."
    assert stated(None, "da") == ""


def test_the_tightest_half_days_are_those_with_least_to_spare_while_somebody_is_away():
    groups = {group.id: group for group in a_view().cover.groups}
    assert [(one.date, one.half, one.slack) for one in groups["syg"].tightest] == [
        (date(2026, 11, 18), Half.MORNING, 0),
        (date(2026, 11, 18), Half.AFTERNOON, 0),
        (date(2026, 12, 3), Half.MORNING, 0),
    ]
    assert groups["syg"].weeks[date(2026, 11, 16)].tightest
    assert not groups["syg"].weeks[date(2026, 8, 31)].tightest
    assert all(week.cell.away for week in groups["syg"].weeks.values())
    assert date(2026, 9, 14) not in groups["syg"].weeks


def test_a_half_day_that_is_tight_though_nobody_is_in_a_session_is_not_laid_to_the_plan():
    monday = date(2026, 8, 31)
    all_of_them = (Minimum(Period(monday, monday), 9),)
    groups = tuple(replace(one, exceptions=all_of_them) if one.id == "job" else one for one in a_problem().groups)
    problem = replace(a_problem(), groups=groups)
    group = next(one for one in view_of(problem, a_plan(problem)).cover.groups if one.id == "job")
    assert group.cells[monday, Half.MORNING].slack == 0
    assert (group.weeks[monday].cell.date, group.weeks[monday].cell.slack) == (date(2026, 9, 1), 1)
    assert {cell.slack for cell in group.tightest} == {1}


@pytest.mark.parametrize(
    ("room", "site", "place"),
    [("Sal 2", "Vejen", "Sal 2, Vejen"), ("Rådhuset i Vejen", "vejen", "Rådhuset i Vejen"), ("Sal 2", "", "Sal 2")],
)
def test_a_place_names_the_site_where_the_room_does_not(room, site, place):
    assert replace(a_view().sessions[0], room=room, site=site).place == place


def test_temps_count_among_those_who_man_the_counter():
    cell = next(group for group in a_view().cover.groups if group.id == "vir").cells[date(2026, 9, 9), Half.MORNING]
    assert (cell.away, cell.temps, cell.left, cell.manned, cell.need, cell.slack) == (2, 1, 3, 4, 4, 0)


def test_cover_is_shown_from_the_first_week_with_a_session_to_the_last():
    mondays = a_view().cover.mondays
    assert (mondays[0], mondays[-1], len(mondays)) == (date(2026, 8, 31), date(2026, 11, 30), 14)


def test_money_adds_up_in_every_direction():
    money = a_view().money
    assert sum(money.paid_ore) == money.total_ore == a_plan().cost_ore
    assert sum(row.total_ore for row in money.by_month) == money.total_ore
    assert sum(row.total_ore for row in money.by_heading) == money.total_ore
    assert sum(one.amount_ore for one in money.postings) == money.total_ore
    (grant,) = money.grants
    assert (grant.used_ore, grant.left_ore) == (14_032_560, 967_440)
    assert (money.own_ore, money.own_left_ore) == (4_408_140, 5_591_860)
    assert grant.share + money.own_share == pytest.approx(1)


def test_every_month_from_the_first_cost_to_the_last_has_a_row_even_when_it_costs_nothing():
    plan = a_plan()
    kept = tuple(one for one in plan.payments if one.date.month != 10)
    view = plan_view.build(a_problem(), replace(plan, payments=kept), Verdict(approved=True), made_at=MADE_AT)
    assert [(row.month, row.total_ore > 0) for row in view.money.by_month] == [
        (date(2026, 9, 1), True),
        (date(2026, 10, 1), False),
        (date(2026, 11, 1), True),
    ]


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Level(Wish.UNTRAINED, 0), "No better plan exists."),
        (Level(Wish.UNTRAINED, 2, 2), "No better plan exists."),
        (Level(Wish.CONTINUITY, 300, 200), "No plan gets below 200 conversations: at most 33.4 % lower is possible."),
        (Level(Wish.COST, 100_000, 97_000), "No plan costs less than 970 kr.: at most 3 % cheaper is possible."),
        (Level(Wish.COST, 100_000), "How much better a plan could be is not known."),
        (Level(Wish.FINISH, 108, 100), "A plan could finish on 25 November 2026 at the earliest."),
    ],
)
def test_how_much_better_a_plan_could_be_is_said_in_words_and_never_understated(level, words):
    view = plan_view.build(a_problem(), a_plan(levels=(level,)), Verdict(approved=True), made_at=MADE_AT)
    assert render(view.levels[0].verdict, "en") == words


def test_the_calendar_shows_closed_days_and_holidays_but_not_every_friday():
    days = {day.date: day for month in a_view().months for _, week in month.weeks for day in week if day}
    assert days[date(2026, 9, 18)].closed == "Personaledag"
    assert days[date(2026, 11, 13)].closed == ""
    assert days[date(2026, 10, 14)].avoided == ("Efterårsferie",)
    assert (days[date(2026, 9, 4)].closed, days[date(2026, 9, 4)].avoided) == (None, ())
    assert [session.cohort for session in days[date(2026, 10, 27)].sessions] == [3]
    assert not days[date(2026, 12, 24)].inside


def test_a_month_that_begins_on_a_weekend_begins_with_its_first_working_week():
    first_week = next(month for month in a_view().months if month.first_day == date(2026, 11, 1)).weeks[0]
    assert (first_week[0], [day.date.day for day in first_week[1]]) == (45, [2, 3, 4, 5, 6])


def test_reasons_that_meet_on_one_date_are_all_shown():
    problem = replace(
        a_problem(),
        closed_days=(ClosedDay(date(2026, 9, 18), "Personaledag"),),
        avoided=(
            AvoidedPeriod(Period(date(2026, 9, 14), date(2026, 9, 18)), "Budgetuge"),
            AvoidedPeriod(Period(date(2026, 9, 15), date(2026, 9, 15)), "Valg"),
        ),
    )
    days = {
        day.date: day
        for month in view_of(problem, a_plan(problem)).months
        for _, week in month.weeks
        for day in week
        if day
    }
    assert days[date(2026, 9, 15)].avoided == ("Budgetuge", "Valg")


def test_a_name_is_shown_without_number_as_long_as_nobody_shares_it():
    problem = with_name(a_problem(), "3001", "Mette Holm")
    names = [person.who.name for person in view_of(problem, a_plan(problem)).people]
    assert "Mette Sørensen" in names
    assert "Mette Holm" in names
