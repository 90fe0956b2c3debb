"""The problem and the plan held together: who is where in each half-day, and who goes to each session."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from samklang.core.planner.check.facts import Booked, Facts, Module
from samklang.core.planner.check.period import HALVES, HalfDay, Horizon
from samklang.core.planner.check.planned import Planned, Session
from samklang.core.planner.check.verdict import Violation
from samklang.core.words import Sentence, Value, say


@dataclass(frozen=True)
class Meeting:
    """A session of a known module, with its half-days and those who go to it (who were there, if it has been held)."""

    session: Session
    module: Module
    half_days: tuple[HalfDay, ...]
    attendees: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether the session is history."""
        return self.session.attended is not None

    @property
    def key(self) -> tuple[int, str]:
        """How a violation refers to it."""
        return self.session.cohort, self.module.id

    def name(self) -> Sentence:
        """The session in words."""
        return say("“{module}” of cohort {cohort}", module=self.module.name, cohort=self.session.cohort)

    def breaks(self, rule: str, what: Sentence, people: Iterable[str] = ()) -> Violation:
        """A violation by this session."""
        return Violation(rule, what, tuple(people), (self.key,))


class Case:
    """One problem and one plan for it. Everything is worked out once, when first asked for."""

    def __init__(self, facts: Facts, plan: Planned) -> None:
        self.facts = facts
        self.plan = plan
        self.horizon = Horizon(facts.first_day, facts.last_day, facts.closed_days)

    def person_name(self, person: str) -> str:
        """What the person is called."""
        return self.facts.people[person].name

    def names(self, people: Iterable[str]) -> tuple[Value, ...]:
        """What several people are called."""
        return tuple(self.facts.people[person].name for person in people)

    @cached_property
    def cohorts(self) -> tuple[int, ...]:
        """The numbers of the cohorts that have a session."""
        return tuple(sorted({session.cohort for session in self.plan.sessions}))

    @cached_property
    def seat_of(self) -> Mapping[str, int]:
        """The cohort of every known person who has a seat; the first seat counts."""
        found: dict[str, int] = {}
        for seat in self.plan.seats:
            if seat.person in self.facts.people:
                found.setdefault(seat.person, seat.cohort)
        return found

    @cached_property
    def seated(self) -> Mapping[int, tuple[str, ...]]:
        """Who is seated in each cohort."""
        found: dict[int, list[str]] = {cohort: [] for cohort in self.cohorts}
        for person, cohort in self.seat_of.items():
            found.setdefault(cohort, []).append(person)
        return {cohort: tuple(people) for cohort, people in found.items()}

    @cached_property
    def meetings(self) -> tuple[Meeting, ...]:
        """The sessions of known modules, in the order of the plan."""
        done = {person.id: set(person.done_modules) for person in self.facts.people.values()}
        for session in self.plan.sessions:
            for person in session.attended or ():
                if person in done:
                    done[person].add(session.module)
        found = []
        for session in self.plan.sessions:
            module = self.facts.modules.get(session.module)
            if module is None:
                continue
            if session.attended is None:
                seated = self.seated.get(session.cohort, ())
                attendees = tuple(person for person in seated if module.id not in done[person])
            else:
                attendees = tuple(person for person in dict.fromkeys(session.attended) if person in done)
            halves = (session.half,) if module.length == 1 else HALVES
            found.append(Meeting(session, module, tuple((session.day, half) for half in halves), attendees))
        return tuple(found)

    @cached_property
    def ahead(self) -> tuple[Meeting, ...]:
        """The sessions still to be held."""
        return tuple(meeting for meeting in self.meetings if not meeting.held)

    @cached_property
    def started_cohorts(self) -> frozenset[int]:
        """Cohorts of which a session has been held."""
        return frozenset(one.cohort for one in self.plan.sessions if one.attended is not None)

    @cached_property
    def finished_cohorts(self) -> frozenset[int]:
        """Cohorts whose every session has been held."""
        return frozenset(self.cohorts) - {one.cohort for one in self.plan.sessions if one.attended is None}

    @cached_property
    def present(self) -> Mapping[str, int]:
        """Each person's half-days at work, as bits of the horizon."""
        absent: dict[str, int] = defaultdict(int)
        for absence in self.facts.absences:
            absent[absence.person] |= self.horizon.in_period(absence.period)
        found = {}
        for person in self.facts.people.values():
            at_work = 0
            for pattern in person.patterns:
                span = self.horizon.in_period(pattern.span)
                at_work = at_work & ~span | self.horizon.in_a_week(pattern.half_days) & span
            employed = self.horizon.in_period(person.employed)
            found[person.id] = at_work & employed & self.horizon.open & ~absent[person.id]
        return found

    @cached_property
    def fixed(self) -> Mapping[str, int]:
        """Each person's half-days on a fixed duty."""
        return self._on_duty(duty for duty in self.facts.duties if not duty.movable)

    @cached_property
    def at_counter(self) -> Mapping[str, int]:
        """Each person's half-days that count as cover: at work, and on no fixed duty away from the counter."""
        away = self._on_duty(duty for duty in self.facts.duties if not duty.movable and not duty.counts_as_cover)
        return {who: at_work & ~away[who] for who, at_work in self.present.items()}

    def _on_duty(self, duties: Iterable[Booked]) -> dict[str, int]:
        found = dict.fromkeys(self.facts.people, 0)
        for duty in duties:
            found[duty.person] |= self.horizon.in_period(duty.period)
        return found
