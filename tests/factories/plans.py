"""A small jobcentre with a plan made by hand: three cohorts, twenty-five seats, one person without."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from samklang.core.calendar import Half, Weekday
from samklang.core.planner.check import check
from samklang.core.planner.plan import OWN, Level, Made, Payment, Plan, Seat, Session, TempUse, Untrained
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import (
    HALF_DAY_NAMES,
    Absence,
    AvoidedPeriod,
    ClosedDay,
    Cohorts,
    CoverGroup,
    Funding,
    Grant,
    Heading,
    Module,
    Pattern,
    Period,
    Person,
    Problem,
    Room,
    Team,
    Trainer,
    Wish,
    fingerprint,
)
from samklang.core.planner.problem import document as problem_document
from samklang.reports import plan_view
from samklang.reports.plan_view import PlanView

MADE_AT = datetime(2026, 6, 22, 9, 30, tzinfo=UTC)
FULL_TIME = (Pattern(HALF_DAY_NAMES),)
NO_MONDAYS = (Pattern(HALF_DAY_NAMES[2:]),)
NO_FRIDAYS = (Pattern(HALF_DAY_NAMES[:8]),)

STAFF = """
1001 Anne-Marie Østergaard      job  Jobkonsulent       1  phone
1002 Bent Nørgaard              job  Jobkonsulent       1
1003 Camilla Thygesen           job  Beskæftigelsesrådgiver 1  phone
1004 Dorthe Aagaard             job  Beskæftigelsesrådgiver 2
1005 Erik Ås                    job  Jobkonsulent       2  phone
1006 Fatima Al-Khatib           job  Beskæftigelsesrådgiver 2
1007 Gitte Bæk Kristoffersen    job  Jobkonsulent       3  phone
1008 Hanne Møller               job  Beskæftigelsesrådgiver 3
1009 Ib Sørensen                job  Jobkonsulent       3
1010 Jette Ravn                 job  Jobkonsulent       -  phone
2001 Karen Bligaard             syg  Sagsbehandler      1  phone
2002 Lars Ågård                 syg  Sagsbehandler      1
2003 Mette Sørensen             syg  Sagsbehandler      2  phone
2004 Niels Overby               syg  Sagsbehandler      2
2005 Oline Dam                  syg  Sagsbehandler      3
2006 Per Juul                   syg  Sagsbehandler      3  phone
2007 Rikke Lykke                syg  Sagsbehandler      3
3001 Mette Sørensen             ung  Ungerådgiver       1  phone
3002 Tove Zacho                 ung  Ungerådgiver       1
3003 Ulla Øvig                  ung  Ungerådgiver       2
3004 Viggo Aaby                 ung  Ungerådgiver       2  phone
3005 William Dahl Christoffersen-Lindegaard ung Ungerådgiver 3
3006 Yrsa Friis                 ung  Ungerådgiver       -  phone
4001 Zenia Holm                 vir  Virksomhedskonsulent 1
4002 Æmilie Kragh               vir  Virksomhedskonsulent 2
4003 Ørnulf Berg                vir  Virksomhedskonsulent 2  phone
4004 Åse Nymann                 vir  Virksomhedskonsulent 3
4005 Sofie Beck                 vir  Virksomhedskonsulent -  phone
"""
TEAM_NAMES = {"job": "Jobparate", "syg": "Sygedagpenge", "ung": "Ungeindsatsen", "vir": "Virksomhedsservice"}
ON_LEAVE, DONE_ALL, DONE_FIRST = "3006", ("1010", "4005"), "2006"
DATES = (
    (1, "aaben", date(2026, 9, 1), Half.MORNING, "holst", "kultur"),
    (1, "maal", date(2026, 9, 24), Half.MORNING, "holst", "kultur"),
    (1, "foelg", date(2026, 10, 21), Half.AFTERNOON, "lund", "raad"),
    (2, "aaben", date(2026, 9, 9), Half.MORNING, "holst", "kultur"),
    (2, "maal", date(2026, 10, 6), Half.MORNING, "holst", "kultur"),
    (2, "foelg", date(2026, 11, 5), Half.MORNING, "lund", "raad"),
    (3, "aaben", date(2026, 10, 27), Half.MORNING, "holst", "kultur"),
    (3, "maal", date(2026, 11, 18), Half.MORNING, "holst", "kultur"),
    (3, "foelg", date(2026, 12, 3), Half.MORNING, "lund", "raad"),
)
WHOLE_DAYS = ("aaben", "maal")
GRANT = Grant(
    id="pulje",
    name="Den centrale kompetencepulje",
    amount_ore=15_000_000,
    first_day=date(2026, 8, 1),
    last_day=date(2026, 11, 30),
    share_percent=80,
    headings=(Heading.TRAINER, Heading.TRAVEL, Heading.ROOM, Heading.MATERIALS),
)


def _rows() -> list[tuple[str, str, str, str, str, tuple[str, ...]]]:
    rows = []
    for line in STAFF.strip().splitlines():
        words = line.split()
        skills = (words.pop(),) if words[-1] == "phone" else ()
        cohort, role, team = words.pop(), words.pop(), words.pop()
        rows.append((words[0], " ".join(words[1:]), team, role, cohort, skills))
    return rows


def _person(id_: str, name: str, team: str, role: str, skills: tuple[str, ...]) -> Person:
    return Person(
        id=id_,
        name=name,
        team=team,
        role=role,
        site="Vejen",
        skills=skills,
        patterns={"1002": NO_MONDAYS, "2005": NO_FRIDAYS}.get(id_, FULL_TIME),
        done_modules={ON_LEAVE: (), DONE_FIRST: ("aaben",)}.get(
            id_, ("aaben", "maal", "foelg") if id_ in DONE_ALL else ()
        ),
        conversations_per_half_day=3,
        peer={"1001": "1002", "3003": "3005"}.get(id_),
    )


def a_problem() -> Problem:
    """Four teams, a phone rota, one grant of 80 % until the end of November, and a school holiday to avoid."""
    return Problem(
        title="Den jobrettede samtale 2026",
        first_day=date(2026, 8, 17),
        last_day=date(2026, 12, 23),
        teams=tuple(Team(id=id_, name=name) for id_, name in TEAM_NAMES.items()),
        people=tuple(_person(id_, name, team, role, skills) for id_, name, team, role, _, skills in _rows()),
        modules=(
            Module("aaben", "Åbning og fælles mål", gap_max_days=40, cost_per_person_ore=25_000),
            Module("maal", "Spørg ind, og find retningen", gap_min_days=14, gap_max_days=40),
            Module("foelg", "Aftaler og opfølgning", length=1, gap_min_days=14, gap_max_days=40),
        ),
        trainers=(
            Trainer("holst", "Karen Holst", ("aaben", "maal"), day_cost_ore=2_400_000, travel_cost_ore=123_450),
            Trainer("lund", "Bo Lund", ("foelg",), external=False),
        ),
        rooms=(
            Room("kultur", "Kulturhuset, sal 2", capacity=14, site="Vejen", half_day_cost_ore=150_000),
            Room("raad", "Rådssalen", capacity=20, site="Vejen"),
        ),
        groups=(
            CoverGroup("job", "Jobparate", 6, team="job"),
            CoverGroup("syg", "Sygedagpenge", 4, team="syg"),
            CoverGroup("ung", "Ungeindsatsen", 3, team="ung"),
            CoverGroup("vir", "Virksomhedsservice", 4, team="vir", temp_cap=1, temp_cost_ore=180_000),
            CoverGroup("tlf", "Telefonen", 5, skill="phone"),
        ),
        absences=(Absence(ON_LEAVE, Period(), "maternity"),),
        closed_days=(ClosedDay(date(2026, 9, 18), "Personaledag"), ClosedDay(date(2026, 11, 13), "")),
        avoided=(
            AvoidedPeriod(Period(date(2026, 10, 12), date(2026, 10, 16)), "Efterårsferie"),
            AvoidedPeriod(Period(weekdays=(Weekday.FRIDAY,)), "Fredage"),
        ),
        cohorts=Cohorts(minimum=2, maximum=4, size_minimum=6, size_maximum=12, team_cap=3),
        funding=Funding(own_budget_ore=10_000_000, grants=(GRANT,)),
    )


def with_name(problem: Problem, id_: str, name: str) -> Problem:
    """The problem with one person called something else."""
    return replace(problem, people=tuple(replace(one, name=name) if one.id == id_ else one for one in problem.people))


def a_plan(problem: Problem | None = None, **changes: object) -> Plan:
    """The plan for `a_problem()`; with the problem given it carries that one's fingerprint. Changes replace fields."""
    problem = problem or a_problem()
    seats = tuple(Seat(id_, int(cohort)) for id_, _, _, _, cohort, _ in _rows() if cohort != "-")
    temps = tuple(
        TempUse("vir", day, half, 1)
        for cohort, module, day, start, _, _ in DATES
        if cohort == 2
        for half in (tuple(Half) if module in WHOLE_DAYS else (start,))
    )
    sessions = tuple(Session(*one) for one in DATES)
    plan = Plan(
        title=problem.title,
        problem=fingerprint(problem),
        sessions=sessions,
        seats=seats,
        untrained=(
            Untrained(
                ON_LEAVE,
                {
                    "da": "Er ikke på arbejde på nogen af de dage, hvor et hold kan mødes.",
                    "en": "Is not at work on any of the days on which a cohort can meet.",
                },
            ),
        ),
        temps=temps,
        payments=_payments(problem, seats, temps),
        made=Made(seed=1, seconds=12.5, by_work=False, method="made by hand"),
    )
    plan = replace(plan, **{key: value for key, value in changes.items() if key != "levels"})
    return replace(plan, levels=changes.get("levels", _levels(problem, plan)))


def _payments(problem: Problem, seats: tuple[Seat, ...], temps: tuple[TempUse, ...]) -> tuple[Payment, ...]:
    costs: dict[tuple[date, Heading], int] = defaultdict(int)
    sizes = Counter(seat.cohort for seat in seats)
    done_first = {seat.cohort for seat in seats if seat.person == DONE_FIRST}
    for cohort, module, day, _, trainer, _ in DATES:
        if trainer == "holst":
            costs[day, Heading.TRAINER] += problem.trainers[0].day_cost_ore
            costs[day, Heading.TRAVEL] += problem.trainers[0].travel_cost_ore
            costs[day, Heading.ROOM] += 2 * problem.rooms[0].half_day_cost_ore
        if module == "aaben":
            costs[day, Heading.MATERIALS] += 25_000 * (sizes[cohort] - (cohort in done_first))
    for temp in temps:
        costs[temp.date, Heading.TEMP] += 180_000
    left, payments = GRANT.amount_ore, []
    for (day, heading), cost in sorted(costs.items()):
        paid = min(left, cost * 80 // 100) if day <= GRANT.last_day and heading in GRANT.headings else 0
        left -= paid
        payments += [Payment(day, heading, GRANT.id, paid), Payment(day, heading, OWN, cost - paid)]
    return tuple(one for one in payments if one.amount_ore)


def _levels(problem: Problem, plan: Plan) -> tuple[Level, ...]:
    """The checker's own recount, with bounds of every kind: proved, a little below, none."""
    counted = check(problem_document(problem), plan_document(plan)).levels
    bounds = {
        Wish.UNTRAINED: counted["untrained"],
        Wish.COST: int(counted["cost"] * 0.968),
        Wish.FINISH: max(0, counted["finish"] - 8),
        Wish.AVOID: 0,
    }
    return tuple(Level(wish, counted[wish], bounds.get(wish)) for wish in Wish if wish is not Wish.ORDER)


@cache
def a_view() -> PlanView:
    """What the documents are made from."""
    return view_of(a_problem(), a_plan())


def view_of(problem: Problem, plan: Plan) -> PlanView:
    """The view of a plan that the checker approves."""
    verdict = check(problem_document(problem), plan_document(plan))
    assert verdict.approved, [str(one) for one in verdict.violations]
    return plan_view.build(problem, plan, verdict, made_at=MADE_AT)
