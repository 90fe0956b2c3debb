"""A round of pairs as the planner's problem, of what the house knows: weeks, leave, calendars, licences, cover."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeAlias

from django.db.models import Q

from samklang.access.enums import RIGHTS, Right
from samklang.access.models import Person, Place, RoleGrant
from samklang.calibration.models import Licence
from samklang.calibration.queries.licences import in_force
from samklang.core.calendar import COPENHAGEN, HALVES, Half, HalfDay, days, public_holidays
from samklang.core.planner.pairing import Pair, PairingProblem, Participant, Terms, check
from samklang.delivery.enums import SessionState
from samklang.delivery.models import Participation, Session
from samklang.people.models import HALF_DAYS, ClosedDay, Engagement, Leave
from samklang.people.queries.cover import monday_of
from samklang.people.queries.team_cover import team_cover
from samklang.practice.enums import PairingState, SparringState
from samklang.practice.models import PairingMember, PairingRound, ProposedPair, Sparring
from samklang.practice.rules.sparring import times_of

UNKNOWN_MINUTES = 30
"""Minutes between two places of work: the house does not know the way, so this is what is reckoned with."""
_LEADING = tuple(role for role, rights in RIGHTS.items() if Right.ASSESS_STAFF in rights)
_NOON = 12
Halves: TypeAlias = dict[int, set[HalfDay]]
"""Half-days by the number of the person."""


@dataclass(frozen=True)
class Told:
    """The problem, in which everybody goes by their name, and who they are."""

    problem: PairingProblem
    people: Mapping[str, Person]
    names: Mapping[int, str]
    """What the problem calls somebody, by their number."""

    def pair(self, one: ProposedPair) -> Pair:
        """A proposed pair as the planner has it; both are in the round."""
        half_day = HalfDay(one.day, Half(one.half))
        return Pair(self.names[one.focus_person_id], self.names[one.partner_id], half_day)

    def knows(self, one: ProposedPair) -> bool:
        """Whether both are still in the round."""
        return {one.focus_person_id, one.partner_id} <= set(self.names)

    def pairs(self, rows: Iterable[ProposedPair]) -> list[Pair]:
        """Those of which both are still in the round."""
        return [self.pair(one) for one in rows if self.knows(one)]


def problem_of(round_: PairingRound, now: datetime, *, wishes: bool = True) -> Told:
    """What is to be paired. wishes: whether what people would like to work on is in it; the lead never sees that."""
    found = PairingMember.objects.filter(round=round_, person__erased_at=None).select_related("person")
    members = list(found.order_by("pk"))
    window = (round_.first_day, round_.last_day)
    rows = _engagements(round_.jobcentre, window)
    open_ = _open_half_days(round_.jobcentre, window, now)
    at_work = _at_work(rows, open_, window)
    busy, away = _calendars(at_work, window)
    names = _names(members, rows)
    licences = _licences(round_)
    leaders = _leaders(rows, window)
    participants = []
    for one in members:
        own = rows.get(one.person_id, [])
        participants.append(
            Participant(
                id=names[one.person_id], team=own[0].team.name if own else "", site=own[0].site if own else "",
                managers=frozenset(names[who] for who in leaders.get(one.person_id, ()) if who in names),
                is_focus=one.is_focus, licences=frozenset(licences.get(one.person_id, ())),
                focus=frozenset(one.focus) if wishes else frozenset(),
                free=frozenset(at_work.get(one.person_id, set()) - busy.get(one.person_id, set())),
                most_as_partner=one.most_as_partner,
            )
        )  # fmt: skip
    problem = PairingProblem(
        tuple(participants), _spare(_There(rows, open_, at_work, away), window), _minutes(participants),
        round_.most_minutes, _earlier(round_, names), Terms(min_licences=round_.min_licences),
    )  # fmt: skip
    return Told(problem, {names[one.person_id]: one.person for one in members}, names)


def beside(problem: PairingProblem, standing: Iterable[Pair]) -> PairingProblem:
    """What is left to be paired where some pairs stand."""
    taken: dict[str, set[HalfDay]] = {}
    times, away, paired = Counter[str](), Counter[tuple[str, HalfDay]](), set()
    teams = {one.id: one.team for one in problem.participants}
    for one in standing:
        paired.add(one.focus)
        times[one.partner] += 1
        away[teams[one.partner], one.half_day] += 1
        for who in (one.focus, one.partner):
            taken.setdefault(who, set()).add(one.half_day)
    participants = (
        replace(
            one, is_focus=one.is_focus and one.id not in paired, free=one.free - taken.get(one.id, set()),
            most_as_partner=max(0, one.most_as_partner - times[one.id]),
        )
        for one in problem.participants
    )  # fmt: skip
    spare = {key: max(0, many - away[key]) for key, many in problem.spare.items()}
    return replace(problem, participants=tuple(participants), spare=spare)


def sound(problem: PairingProblem, pairs: Sequence[Pair]) -> list[Pair]:
    """Those of the pairs that break no rule by what is known today."""
    at_fault = {pair for fault in check(problem, pairs) for pair in fault.pairs}
    return [one for one in pairs if one not in at_fault]


# -- who, and when they are there -------------------------------------------------------------------------------------


def _engagements(jobcentre: Place, window: tuple[date, date]) -> dict[int, list[Engagement]]:
    """How everybody at the jobcentre works in the days, by their number; the earliest first."""
    found = Engagement.objects.filter(employee__jobcentre=jobcentre).between(*window)
    rows: dict[int, list[Engagement]] = {}
    for row in found.select_related("team", "employee", "manager").order_by("first_day", "pk"):
        rows.setdefault(row.employee.person_id, []).append(row)
    return rows


def _names(members: Sequence[PairingMember], rows: Mapping[int, list[Engagement]]) -> dict[int, str]:
    """Names, with a number where two have the same."""
    many = Counter(one.person.name for one in members)
    found = {}
    for one in members:
        own = rows.get(one.person_id)
        number = own[0].employee.number if own else str(one.person_id)
        found[one.person_id] = one.person.name if many[one.person.name] == 1 else f"{one.person.name} ({number})"
    return found


def _open_half_days(jobcentre: Place, window: tuple[date, date], now: datetime) -> list[HalfDay]:
    """Those of the days to come on which the jobcentre is open."""
    own = ClosedDay.objects.filter(jobcentre=jobcentre, day__range=window).values_list("day", flat=True)
    closed = {*own, *public_holidays(*window)}
    working = (one for one in days(*window) if one.weekday() < len(HALF_DAYS) // 2 and one not in closed)
    return [HalfDay(day, half) for day in working for half in HALVES if times_of(day, half)[0] > now]


def _at_work(rows: Mapping[int, list[Engagement]], open_: Sequence[HalfDay], window: tuple[date, date]) -> Halves:
    gone: dict[int, list[tuple[date, date | None]]] = {}
    leave = Leave.objects.between(*window).order_by("pk").values_list("employee__person", "first_day", "last_day")
    for person, first, last in leave:
        gone.setdefault(person, []).append((first, last))
    return {
        person: {
            half for row in own for half in open_
            if _holds(row.first_day, row.last_day, half.date) and row.half_days[_place(half)] == "1"
            and not any(_holds(first, last, half.date) for first, last in gone.get(person, ()))
        }
        for person, own in rows.items()
    }  # fmt: skip


def _holds(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or day <= last)


def _place(half: HalfDay) -> int:
    return half.date.weekday() * len(HALVES) + HALVES.index(half.half)


def _calendars(at_work: Halves, window: tuple[date, date]) -> tuple[Halves, Halves]:
    """When somebody is taken already by a session of a course or a sparring; and when that takes them from the counter.

    Whoever is in focus in a sparring is at their own work.
    """
    first, last = (datetime.combine(day, datetime.min.time(), COPENHAGEN) for day in window)
    within = {"begins__lt": last + timedelta(days=1), "ends__gt": first}
    in_session = {f"session__{name}": value for name, value in within.items()}
    taught = Session.objects.filter(state=SessionState.PLANNED, trainer__isnull=False, **within)
    taking = Participation.objects.filter(session__state=SessionState.PLANNED, **in_session)
    spar = Sparring.objects.filter(state=SparringState.PLANNED, **within)
    leaving = [
        *taught.order_by("pk").values_list("trainer", "begins", "ends"),
        *taking.order_by("pk").values_list("person", "session__begins", "session__ends"),
        *spar.filter(partner__isnull=False).order_by("pk").values_list("partner", "begins", "ends"),
    ]
    staying = spar.order_by("pk").values_list("focus_person", "begins", "ends")
    away: Halves = {}
    for person, begins, ends in leaving:
        away.setdefault(person, set()).update(_touched(begins, ends))
    busy = {person: set(halves) for person, halves in away.items()}
    for person, begins, ends in staying:
        busy.setdefault(person, set()).update(_touched(begins, ends))
    return busy, {person: halves & at_work.get(person, set()) for person, halves in away.items()}


def _touched(begins: datetime, ends: datetime) -> list[HalfDay]:
    """The half-days, parted by noon, in which some of the time lies."""
    begins, ends = begins.astimezone(COPENHAGEN), ends.astimezone(COPENHAGEN)
    found = []
    for day in days(begins.date(), ends.date()):
        noon = datetime.combine(day, datetime.min.time(), COPENHAGEN).replace(hour=_NOON)
        if begins < noon and ends > noon.replace(hour=0):
            found.append(HalfDay(day, Half.MORNING))
        if ends > noon:
            found.append(HalfDay(day, Half.AFTERNOON))
    return found


# -- what else the rules look at --------------------------------------------------------------------------------------


def _licences(round_: PairingRound) -> dict[int, set[str]]:
    """Indicators by the holder's number: licences that hold from the round's first day to its last."""
    held = in_force(Licence.objects.filter(framework=round_.framework_id, person__isnull=False), round_.first_day)
    found: dict[int, set[str]] = {}
    for person, key in in_force(held, round_.last_day).order_by("pk").values_list("person", "indicator_key"):
        found.setdefault(person, set()).add(key)
    return found


def holders(round_: PairingRound) -> dict[int, int]:
    """For how many indicators somebody holds a licence in the round, by their number."""
    return {person: len(keys) for person, keys in _licences(round_).items()}


def _leaders(rows: Mapping[int, list[Engagement]], window: tuple[date, date]) -> dict[int, set[int]]:
    """Who leads whom at any time in the days, by number: managers, and those who judge the staff of a team."""
    grants: dict[int, set[int]] = {}
    leading = RoleGrant.objects.filter(role__in=_LEADING, first_day__lte=window[1])
    leading = leading.filter(Q(last_day__isnull=True) | Q(last_day__gte=window[0]))
    for place, person in leading.order_by("pk").values_list("place", "person"):
        grants.setdefault(place, set()).add(person)
    found = {}
    for person, own in rows.items():
        managers = {row.manager.person_id for row in own if row.manager is not None}
        of_teams = {who for row in own for place in row.team.numbers() for who in grants.get(place, ())}
        found[person] = (managers | of_teams) - {person}
    return found


class _There(NamedTuple):
    """Who is there and who is away: by the number of the person, in the half-days on which it is open."""

    rows: Mapping[int, list[Engagement]]
    open_: Sequence[HalfDay]
    at_work: Halves
    away: Halves


def _spare(there: _There, window: tuple[date, date]) -> dict[tuple[str, HalfDay], int]:
    """How many of a team can be away: what its tightest cover group leaves, less those whom a calendar takes already.

    A team for which nothing is needed can spare whoever is there.
    """
    teams = {row.team_id: row.team for own in there.rows.values() for row in own}
    members: dict[int, list[int]] = {}
    for person, own in there.rows.items():
        members.setdefault(own[0].team_id, []).append(person)
    weeks = ((window[1] - monday_of(window[0])).days // 7) + 1
    found = {}
    for pk, team in sorted(teams.items()):
        slack: dict[HalfDay, int] = {}
        for when, left in _cells(team, window[0], weeks):
            slack[when] = min(left, slack.get(when, left))
        for half in there.open_:
            here = [one for one in members.get(pk, ()) if half in there.at_work.get(one, ())]
            gone = sum(1 for one in here if half in there.away.get(one, ()))
            found[team.name, half] = max(0, min(slack.get(half, len(here)), len(here)) - gone)
    return found


def _cells(team: Place, day: date, weeks: int) -> list[tuple[HalfDay, int]]:
    cover = team_cover(team, day, weeks, "da")
    cells = (cell for group in cover.groups for week in group.weeks for cell in week.cells)
    return [(cell.when, cell.slack) for cell in cells if cell.slack is not None]


def _minutes(participants: Iterable[Participant]) -> dict[tuple[str, str], int]:
    sites = sorted({one.site for one in participants})
    return {(one, other): UNKNOWN_MINUTES for one in sites for other in sites if one != other}


def _earlier(round_: PairingRound, names: Mapping[int, str]) -> dict[tuple[str, str], int]:
    """How many rounds ago two sat together; what they agreed on themselves counts in the round it lies nearest to."""
    others = PairingRound.objects.filter(jobcentre=round_.jobcentre_id, state=PairingState.PUBLISHED)
    others = others.filter(first_day__lt=round_.first_day).exclude(pk=round_.pk)
    begun = list(others.order_by("first_day").values_list("first_day", flat=True))
    rows = Sparring.objects.filter(jobcentre=round_.jobcentre_id, begins__date__lt=round_.first_day)
    rows = rows.exclude(state=SparringState.CANCELLED).order_by("begins", "pk")
    found = {}
    for focus, partner, begins in rows.values_list("focus_person", "partner", "begins"):
        if focus in names and partner in names:
            day = begins.astimezone(COPENHAGEN).date()
            found[names[focus], names[partner]] = 1 + sum(1 for one in begun if one > day)
    return found
