"""The drawing of Vejen: about 100 staff in ten teams at four sites, 20 trained, 80 to train in the autumn of 2027.

Everything here is constructed; only the towns and the calendar are real.
"""

from datetime import date

from samklang.core.calendar import Half, Weekday
from samklang.core.planner.problem import (
    HALF_DAY_NAMES,
    AvoidedPeriod,
    ClosedDay,
    Cohorts,
    CoverGroup,
    Funding,
    Grant,
    Heading,
    Minimum,
    Module,
    Pattern,
    Period,
    Room,
    Trainer,
)
from samklang.demo.sketch import Change, Hours, House, LeaveCase, Role, Speaker, SpecialHours, TeamSketch, Week

FIRST_DAY, LAST_DAY = date(2027, 8, 9), date(2027, 12, 17)
PHONE, RECEPTION, ARABIC, UKRAINIAN = "telefon", "modtagelse", "arabisk", "ukrainsk"

_CASE = Role("sagsbehandler", 5, 2)
_JOB = Role("jobkonsulent", 5, 2)
_COMPANY = Role("virksomhedskonsulent", 5, 1)
_SOCIAL = Role("socialrådgiver", 3, 2)
_OFFICE = Role("administrativ medarbejder", 2, 0)
_BENEFIT = Role("ydelsesmedarbejder", 5, 0)

TEAMS = (
    TeamSketch("JOB", "Team Jobklar", "Vejen", 14, 3, 9, (_JOB, _CASE), "mon-am"),
    TeamSketch("DAG", "Team Dagpenge", "Vejen", 12, 2, 7, (_JOB, _CASE), "mon-am"),
    TeamSketch("SYG", "Team Sygedagpenge", "Vejen", 13, 3, 8, (_CASE, _SOCIAL), "wed-am"),
    TeamSketch("UNG", "Ungeenheden", "Brørup", 12, 2, 8, (_JOB, _SOCIAL), "tue-am"),
    TeamSketch("AKT", "Team Aktiv Indsats", "Holsted", 11, 2, 7, (_CASE, _SOCIAL, _JOB), "wed-am"),
    TeamSketch("VIR", "Virksomhedsservice", "Vejen", 11, 3, 7, (_COMPANY,), "fri-am"),
    TeamSketch("FLE", "Team Fleksjob", "Holsted", 9, 2, 5, (_CASE, _SOCIAL), "thu-am"),
    TeamSketch("INT", "Team Integration", "Brørup", 7, 1, 4, (_JOB, _CASE), "tue-am"),
    TeamSketch("ROD", "Team Rødding", "Rødding", 5, 0, 3, (_JOB, _CASE), "mon-pm", cohort_cap=2, full_time=True),
    TeamSketch("YDE", "Team Ydelse og Modtagelse", "Vejen", 6, 2, 3, (_BENEFIT, _OFFICE), "wed-pm"),
)
_SPEAKERS = (
    Speaker("JOB", PHONE, 5),
    Speaker("DAG", PHONE, 4),
    Speaker("SYG", PHONE, 4),
    Speaker("UNG", PHONE, 3),
    Speaker("AKT", PHONE, 3),
    Speaker("VIR", PHONE, 3),
    Speaker("FLE", PHONE, 2),
    Speaker("YDE", RECEPTION, 4),
    Speaker("DAG", RECEPTION, 2),
    Speaker("INT", ARABIC, 2),
    Speaker("UNG", ARABIC),
    Speaker("INT", UKRAINIAN, 2),
    Speaker("SYG", UKRAINIAN),
)
_NO_WEDNESDAY = tuple(half for half in HALF_DAY_NAMES if not half.startswith("wed"))
_NO_FRIDAY = tuple(half for half in HALF_DAY_NAMES if not half.startswith("fri"))
_LEAVES = (
    LeaveCase(
        "JOB", "maternity", date(2027, 6, 14), date(2028, 4, 30), temp_from=date(2027, 6, 1), temp_to=date(2028, 4, 30)
    ),
    LeaveCase("SYG", "maternity", date(2027, 10, 11), date(2028, 8, 13), trained=True, temp_from=date(2027, 9, 27)),
    LeaveCase(
        "UNG",
        "maternity",
        date(2026, 11, 16),
        date(2027, 9, 12),
        temp_from=date(2026, 11, 1),
        temp_trained=True,
        temp_to=date(2027, 9, 30),
    ),
    LeaveCase("VIR", "maternity", date(2027, 9, 27), date(2027, 10, 31)),
    LeaveCase("DAG", "sick", date(2027, 5, 24), None, temp_from=date(2027, 7, 1), temp_to=date(2027, 12, 31)),
    LeaveCase("AKT", "sick", date(2027, 7, 5), date(2027, 9, 5)),
    LeaveCase("FLE", "sick", date(2027, 8, 9), date(2027, 9, 19), half=Half.AFTERNOON),
)
_CHANGES = (
    Change("AKT", trained=True, goes=date(2027, 9, 30)),
    Change("JOB", trained=True, goes=date(2027, 10, 31)),
    Change("AKT", comes=date(2027, 9, 1)),
    Change("JOB", comes=date(2027, 9, 15)),
)
_SPECIAL_HOURS = (
    SpecialHours(
        "UNG", (Pattern(_NO_WEDNESDAY, last_day=date(2027, 9, 30)), Pattern(HALF_DAY_NAMES, date(2027, 10, 1)))
    ),
    SpecialHours("JOB", (Pattern(HALF_DAY_NAMES, last_day=date(2027, 10, 31)), Pattern(_NO_FRIDAY, date(2027, 11, 1)))),
    SpecialHours("FLE", (Pattern(("mon-am", "tue-am", "wed-am", "thu-am", "fri-am")),), trained=True),
)
_HOURS = (
    Hours(66),
    Hours(9, ("wed-am", "wed-pm")),
    Hours(9, ("fri-am", "fri-pm")),
    Hours(6, ("fri-pm",)),
    Hours(4, ("mon-am", "mon-pm")),
    Hours(3, ("wed-pm", "fri-pm")),
    Hours(3, ("tue-pm",)),
)
_WEEKS = (
    Week(date(2027, 8, 9), date(2027, 8, 13), 0.34),
    Week(date(2027, 8, 16), date(2027, 8, 20), 0.12),
    Week(date(2027, 9, 6), date(2027, 9, 10), 0.04),
    Week(date(2027, 9, 20), date(2027, 9, 24), 0.05),
    Week(date(2027, 10, 11), date(2027, 10, 15), 0.10),
    Week(date(2027, 10, 18), date(2027, 10, 22), 0.55),
    Week(date(2027, 11, 8), date(2027, 11, 12), 0.05),
    Week(date(2027, 12, 13), date(2027, 12, 17), 0.08),
)
HOUSE = House(
    name="Vejen",
    first_day=FIRST_DAY,
    last_day=LAST_DAY,
    teams=TEAMS,
    speakers=_SPEAKERS,
    leaves=_LEAVES,
    changes=_CHANGES,
    hours=_HOURS,
    special_hours=_SPECIAL_HOURS,
    weeks=_WEEKS,
    single_days=0.6,
    union_dates=(date(2027, 9, 14), date(2027, 12, 7)),
)
MODULES = (
    Module("M1", "Forberede og åbne samtalen", 2, cost_per_cohort_ore=200_000, cost_per_person_ore=36_000),
    Module("M2", "Inddragende samtaleteknik", 2, gap_min_days=7, gap_max_days=28, cost_per_person_ore=26_000),
    Module("M3", "Arbejdsmarkedsviden og job", 1, gap_min_days=7, gap_max_days=28, cost_per_person_ore=12_000),
    Module("M4", "Afslutte og følge op", 1, gap_min_days=7, gap_max_days=28, cost_per_person_ore=12_000),
)
TRAINERS = (
    Trainer(
        "T1",
        "Bodil Ravnsbjerg Lunde (ekstern)",
        ("M1", "M2", "M4"),
        ("mon-am", "mon-pm", "tue-am", "tue-pm", "wed-am", "wed-pm"),
        busy=(Period(date(2027, 9, 6), date(2027, 9, 10)), Period(date(2027, 10, 18), date(2027, 10, 22))),
        day_cost_ore=1_540_000,
        travel_cost_ore=85_000,
        max_days=18,
    ),
    Trainer(
        "T2",
        "Uffe Enemark Tækker (ekstern)",
        ("M1", "M2", "M3", "M4"),
        ("tue-am", "tue-pm", "wed-am", "wed-pm", "thu-am", "thu-pm", "fri-am", "fri-pm"),
        first_day=date(2027, 8, 23),
        busy=(Period(date(2027, 9, 27), date(2027, 10, 1)), Period(date(2027, 11, 15), date(2027, 11, 19))),
        day_cost_ore=1_460_000,
        travel_cost_ore=110_000,
        max_days=18,
    ),
)
ROOMS = (
    Room("R1", "Mødesalen, Vejen", 14, "Vejen", busy=(Period(weekdays=(Weekday.TUESDAY,), half=Half.AFTERNOON),)),
    Room("R2", "Salen, Rødding", 16, "Rødding", busy=(Period(weekdays=(Weekday.WEDNESDAY,)),)),
    Room(
        "R3", "Lokale 2, Brørup", 12, "Brørup", busy=(Period(date(2027, 9, 1), date(2027, 9, 30), half=Half.AFTERNOON),)
    ),
    Room("R4", "Lejet kursuslokale, Vejen", 20, "Vejen", half_day_cost_ore=180_000),
)
CLOSED_DAYS = (ClosedDay(date(2027, 9, 17), "Fælles personaledag"),)
AVOIDED = (
    AvoidedPeriod(Period(weekdays=(Weekday.FRIDAY,)), "Fredage", 1),
    AvoidedPeriod(Period(weekdays=(Weekday.MONDAY,), half=Half.MORNING), "Mandag formiddag er travl", 1),
    AvoidedPeriod(Period(date(2027, 10, 18), date(2027, 10, 22)), "Efterårsferien, uge 42", 3),
    AvoidedPeriod(Period(date(2027, 12, 13), date(2027, 12, 17)), "Ugen før jul", 2),
)


def cohorts(times: int = 1) -> Cohorts:
    """Five to eight cohorts of 8 to 16 people, at most 3 of a team in each."""
    return Cohorts(5 * times, 8 * times, size_minimum=8, size_maximum=16, team_cap=3)


def funding(times: int = 1) -> Funding:
    """The state pool, which pays 80 % of everything but temps, and the municipality's own money."""
    covered = (Heading.TRAINER, Heading.TRAVEL, Heading.ROOM, Heading.MATERIALS)
    pool = Grant(
        "PULJE", "Regional uddannelsespulje", 40_000_000 * times, date(2027, 8, 1), date(2027, 12, 31), 80.0, covered
    )
    return Funding(own_budget_ore=10_000_000 * times, grants=(pool,))


def cross_groups(times: int = 1) -> tuple[CoverGroup, ...]:
    """What the whole house leans on: the telephone, the reception and two languages."""
    return (
        CoverGroup("TLF", "Telefonen", 9 * times, skill=PHONE, temp_cap=times, temp_cost_ore=120_000),
        CoverGroup(
            "MOD",
            "Modtagelsen i Vejen",
            2 * times,
            skill=RECEPTION,
            exceptions=(Minimum(Period(weekdays=(Weekday.THURSDAY,), half=Half.AFTERNOON), 3 * times),),
            temp_cap=times,
            temp_cost_ore=120_000,
        ),
        CoverGroup("ARA", "Arabisktalende", times, skill=ARABIC),
        CoverGroup("UKR", "Ukrainsktalende", times, skill=UKRAINIAN),
    )
