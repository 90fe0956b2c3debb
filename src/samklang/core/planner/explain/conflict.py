"""Why no plan is possible: a few of the user's own rules that collide, each of them needed for it, and the ways out."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from samklang.core.planner.explain.checks import Finding, findings
from samklang.core.planner.explain.checks.finding import listed
from samklang.core.planner.explain.exact import Answer, Limits
from samklang.core.planner.explain.oracle import Oracle
from samklang.core.planner.explain.rules import Kind, Rule, rules_of
from samklang.core.planner.explain.shrink import confirmed, shrunk
from samklang.core.planner.explain.told import told
from samklang.core.planner.explain.trial import Trial, fewest_untrained, trains_everyone
from samklang.core.planner.explain.view import View, eligible_ids
from samklang.core.planner.explain.ways import Attempt, WayOut, ways_out
from samklang.core.planner.grid import belongs
from samklang.core.planner.problem import Problem
from samklang.core.words import Sentence, say, say_n

FINDING_SHARE = 0.75
"""The share of the time for finding the conflict; the ways out get what is left."""
SEARCH_SHARE = 0.7
"""The share of the time for finding a plan that trains everyone, where nothing says at once that there is none."""
LOCAL = 40
"""People in a team or group of its own, up to which it is asked about alone."""


@dataclass(frozen=True)
class Conflict:
    """Rules that cannot all be met.

    minimal:  proved that the rules told collide, and that without any one of them the others can be met.
    why:      the conflict in one sentence.
    ways_out: changes with which a plan was found, the smallest first.
    """

    rules: tuple[Sentence, ...]
    minimal: bool
    why: Sentence
    ways_out: tuple[WayOut, ...]


@dataclass(frozen=True)
class Collision:
    """The rules of a conflict before they are put into words. people: ids of those it is about; empty: everybody."""

    rules: tuple[Rule, ...]
    minimal: bool
    why: Sentence | None
    people: tuple[str, ...] = ()


def explain_impossible(
    problem: Problem,
    *,
    time_limit_s: float = 60.0,
    seed: int = 0,
    threads: int = 2,
    on_progress: Callable[[Sentence], None] | None = None,
    everyone: bool | None = None,
) -> Conflict | None:
    """The rules that collide and the ways out; None where a plan exists.

    time_limit_s: seconds for everything, more than 0. The conflict comes first, the ways out get the rest.
    everyone:     whether a plan must train everyone eligible; None: as problem.everyone_must_be_trained says.
    on_progress:  told what is being done.
    returns:      a conflict without rules, not minimal, where the time was too short to tell.
    """
    tell = on_progress or (lambda _: None)
    asked = problem if everyone is None else replace(problem, everyone_must_be_trained=everyone)
    limits = Limits(time.perf_counter() + time_limit_s, threads, seed)
    tell(say("Counting seats, dates, rooms and people …"))
    search = Inquiry(asked, limits.within(time_limit_s * FINDING_SHARE), tell)
    collision = search.collision()
    if collision is None:
        return None
    tell(say("Trying ways out …"))
    attempt = Attempt(asked, limits, search.trial, tell)
    ways = ways_out(attempt, collision.rules or tuple(rule for rule in search.rules if rule.kind is Kind.EVERYONE))
    return Conflict(
        rules=tuple(told(asked, rule, collision.people) for rule in collision.rules),
        minimal=collision.minimal,
        why=collision.why or _together(len(collision.rules)),
        ways_out=ways,
    )


def _together(count: int) -> Sentence:
    if not count:
        return say("No plan is possible, whatever rules are relaxed.")
    return say_n(
        "{count} rule cannot be met by any plan.",
        "These {count} rules cannot all be met: each plan that keeps all but one of them breaks that one.",
        count,
    )


class Inquiry:
    """Looks for the conflict of one problem: by counting, by asking about each team alone, by searching for a plan."""

    def __init__(
        self,
        problem: Problem,
        limits: Limits,
        tell: Callable[[Sentence], None] = lambda _: None,
        rules: Collection[Rule] | None = None,
    ) -> None:
        """`rules`: those that may be blamed; None: all of the problem's."""
        self.problem, self.limits, self.tell = problem, limits, tell
        every = rules_of(problem, everyone=problem.everyone_must_be_trained)
        self.rules = tuple(rule for rule in every if rules is None or rule in rules)
        self.oracle = Oracle(problem, self.rules, limits)
        self.trial: Trial | None = None

    def collision(self) -> Collision | None:
        """The conflict, or None where there is a plan."""
        finding = next(findings(View(self.problem)), None)
        if finding is not None:
            return self._from(finding)
        answer = self.oracle.ask(self.rules)
        if answer is Answer.UNKNOWN:
            answer = self._searched()
        if answer is Answer.POSSIBLE:
            return None
        people = next(self._colliding_people(), None)
        if people is None and answer is Answer.UNKNOWN:
            return self._not_found_out()
        self.tell(say("Looking for the rules that collide …"))
        return self._shrunk(people)

    def _from(self, finding: Finding) -> Collision:
        """The few rules behind what counting has found."""
        self.tell(finding.why)
        kinds = [rule for rule in self.rules if rule.kind in finding.kinds]
        people = finding.people or None
        for rules, who in ((kinds, people), (self.rules, people), (kinds, None), (self.rules, None)):
            if self.oracle.disproved(rules, who):
                few = shrunk(rules, lambda kept, who=who: self.oracle.disproved(kept, who))  # type: ignore[misc]
                needed, proved = confirmed(self.oracle, few)
                return Collision(tuple(needed), proved, finding.why, who or ())
        raise AssertionError("What a check finds, it finds again.")

    def _searched(self) -> Answer:
        """Whether the planner's own search finds a plan, or proves that somebody is left out."""
        self.tell(say("Searching for a plan that keeps every rule …"))
        self.trial = fewest_untrained(self.problem, self.limits.within(self.limits.left() * SEARCH_SHARE))
        if trains_everyone(self.problem, self.trial):
            return Answer.POSSIBLE
        if self.trial is not None and self.trial.least > 0:
            return Answer.IMPOSSIBLE
        return Answer.UNKNOWN

    def _colliding_people(self) -> Iterator[tuple[str, ...]]:
        """Teams and groups for which alone there is no plan, those with somebody left untrained first."""
        if not self.problem.everyone_must_be_trained:
            return
        eligible = set(eligible_ids(self.problem))
        left = {person.id for person in self.trial.untrained} if self.trial is not None else set()
        for chosen in sorted(self._circles(), key=lambda ids: (-len(left & set(ids)), len(ids))):
            people = tuple(person for person in chosen if person in eligible)
            if 0 < len(people) <= LOCAL and self.oracle.ask(self.rules, people) is Answer.IMPOSSIBLE:
                yield people

    def _circles(self) -> Iterator[tuple[str, ...]]:
        for team in self.problem.teams:
            yield tuple(person.id for person in self.problem.people if person.team == team.id)
        for group in self.problem.groups:
            yield tuple(person.id for person in self.problem.people if belongs(group, person))

    def _shrunk(self, people: Sequence[str] | None) -> Collision:
        def collide(kept: Collection[Rule]) -> bool:
            return self.oracle.ask(kept, people) is Answer.IMPOSSIBLE

        if not collide(self.rules):
            return self._not_found_out()
        needed, proved = confirmed(self.oracle, shrunk(self.rules, collide))
        return Collision(tuple(needed), proved, None, tuple(people or ()))

    def _not_found_out(self) -> Collision:
        names = [person.name for person in self.trial.untrained] if self.trial is not None else []
        if self.trial is not None and self.trial.least > 0:
            why = say_n(
                "Any plan leaves {count} person or more untrained. There was no time to find out which rules collide;"
                " give more time, or take a way out.",
                "Any plan leaves {count} people or more untrained. There was no time to find out which rules collide;"
                " give more time, or take a way out.",
                self.trial.least,
            )
            return Collision((), False, why)
        why = (
            say(
                "There was no time to find out whether the rules can all be met. The best plan found leaves {names}"
                " untrained; give more time, or take a way out.",
                names=listed(names),
            )
            if names
            else say("There was no time to find out whether the rules can all be met. Give more time.")
        )
        return Collision((), False, why)
