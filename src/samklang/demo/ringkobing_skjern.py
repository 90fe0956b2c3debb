"""The drawing of Ringkøbing-Skjern: 30 job consultants in three teams, four whole-day modules from 1 February 2027.

Everything here is constructed; only the towns and the calendar are real.
"""

from datetime import date, timedelta

from samklang.core.calendar import Half, Weekday, public_holidays
from samklang.core.planner.problem import (
    AvoidedPeriod,
    ClosedDay,
    Cohorts,
    CoverGroup,
    Funding,
    Grant,
    Module,
    Period,
    Room,
    Trainer,
)
from samklang.demo.sketch import Change, Hours, House, LeaveCase, Role, Speaker, TeamSketch, Week

FIRST_DAY, LAST_DAY = date(2027, 2, 1), date(2027, 6, 25)
ENTRANCE = "virksomhedstelefon"

_JOB = Role("jobkonsulent", 3, 1)
_COMPANY = Role("virksomhedskonsulent", 2, 2)
TEAMS = (
    TeamSketch("RIN", "Team Ringkøbing", "Ringkøbing", 12, 0, 6, (_JOB, _COMPANY), "mon-am"),
    TeamSketch("SKJ", "Team Skjern", "Skjern", 10, 0, 5, (_JOB, _COMPANY), "mon-am"),
    TeamSketch("VID", "Team Videbæk og Tarm", "Videbæk", 8, 0, 4, (_JOB, _COMPANY), "fri-am"),
)
_LEAVES = (
    LeaveCase(
        "SKJ", "maternity", date(2026, 6, 1), date(2027, 2, 28), temp_from=date(2026, 6, 1), temp_to=date(2027, 8, 31)
    ),
    LeaveCase("RIN", "maternity", date(2027, 5, 3), date(2028, 2, 29)),
    LeaveCase("VID", "sick", date(2027, 1, 11), date(2027, 2, 21)),
)
_HOURS = (
    Hours(66),
    Hours(12, ("wed-am", "wed-pm")),
    Hours(13, ("fri-am", "fri-pm")),
    Hours(5, ("mon-am", "mon-pm")),
    Hours(4, ("fri-pm",)),
)
HOUSE = House(
    name="Ringkøbing-Skjern",
    first_day=FIRST_DAY,
    last_day=LAST_DAY,
    teams=TEAMS,
    speakers=(Speaker("RIN", ENTRANCE, 6), Speaker("SKJ", ENTRANCE, 5), Speaker("VID", ENTRANCE, 4)),
    leaves=_LEAVES,
    changes=(Change("RIN", comes=date(2027, 2, 15)),),
    hours=_HOURS,
    weeks=(
        Week(date(2027, 2, 8), date(2027, 2, 12), 0.10),
        Week(date(2027, 2, 15), date(2027, 2, 19), 0.45),
        Week(date(2027, 3, 22), date(2027, 3, 24), 0.40),
        Week(date(2027, 4, 12), date(2027, 4, 16), 0.07),
        Week(date(2027, 5, 10), date(2027, 5, 14), 0.10),
        Week(date(2027, 6, 21), date(2027, 6, 25), 0.15),
    ),
    single_days=0.6,
    union_dates=(date(2027, 3, 9), date(2027, 6, 8)),
    booked_what="Virksomhedsbesøg",
    once_what="Møde med virksomhed",
    phone_skill=ENTRANCE,
    first_number=2001,
)
MODULES = (
    Module("M1", "Forberede mødet", 2, cost_per_cohort_ore=1_500_000, cost_per_person_ore=475_000),
    Module("M2", "Gennemføre mødet", 2, (Half.MORNING, Half.AFTERNOON), 14, 35, 1_500_000, 475_000),
    Module("M3", "Forretningsforståelse og salgsteknik", 2, (Half.MORNING, Half.AFTERNOON), 14, 35, 1_500_000, 525_000),
    Module("M4", "Forhandling", 2, (Half.MORNING, Half.AFTERNOON), 14, 35, 1_500_000, 525_000),
)
TRAINERS = (
    Trainer(
        "T1",
        "Hildegard Skytte Præstegaard (ekstern konsulent)",
        ("M1", "M2", "M3", "M4"),
        ("tue-am", "tue-pm", "wed-am", "wed-pm", "thu-am", "thu-pm"),
        busy=(Period(date(2027, 2, 15), date(2027, 2, 19)), Period(date(2027, 4, 19), date(2027, 4, 23))),
        day_cost_ore=2_800_000,
        travel_cost_ore=320_000,
        max_days=12,
    ),
)
ROOMS = (
    Room("R1", "Mødelokale 1, Ringkøbing", 14, "Ringkøbing", busy=(Period(weekdays=(Weekday.TUESDAY,)),)),
    Room("R2", "Mødesalen, Skjern", 15, "Skjern", busy=(Period(weekdays=(Weekday.THURSDAY,), half=Half.AFTERNOON),)),
    Room("R3", "Lejet lokale, Hvide Sande", 16, "Hvide Sande", half_day_cost_ore=240_000),
)
AVOIDED = (
    AvoidedPeriod(Period(weekdays=(Weekday.FRIDAY,)), "Fredage", 1),
    AvoidedPeriod(Period(date(2027, 2, 15), date(2027, 2, 19)), "Vinterferien, uge 7", 3),
    AvoidedPeriod(Period(date(2027, 3, 22), date(2027, 3, 24)), "Dagene før påske", 2),
)
COHORTS = Cohorts(minimum=2, maximum=3, size_minimum=8, size_maximum=15, team_cap=6)
FUNDING = Funding(
    own_budget_ore=15_000_000,
    grants=(Grant("PULJE", "Statslig virksomhedspulje", 100_000_000, date(2026, 12, 1), date(2027, 12, 31)),),
)
PHONE_GROUP = CoverGroup(
    "TLF", "Virksomhedstelefonen (én indgang)", 6, skill=ENTRANCE, temp_cap=1, temp_cost_ore=140_000
)


def closed_days() -> tuple[ClosedDay, ...]:
    """Public holidays, and the Friday after Ascension Day, on which the house is closed."""
    found = public_holidays(FIRST_DAY, LAST_DAY)
    ascension = next(day for day, name in found.items() if "himmelfart" in name.lower())
    bridge = ascension + timedelta(days=1)
    return tuple(
        ClosedDay(day, reason) for day, reason in sorted({**found, bridge: "Lukket efter Kristi himmelfart"}.items())
    )
