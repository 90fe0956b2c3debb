"""The independent check of a pairing: every hard rule, worked out anew from the problem; it knows no search."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from samklang.core.calendar import HalfDay
from samklang.core.planner.pairing.pairs import Pair
from samklang.core.planner.pairing.problem import PairingProblem, Participant
from samklang.core.words import Sentence, say, say_n


@dataclass(frozen=True)
class Fault:
    """One way in which pairs break a rule. `rule` is a stable code, `what` says it, `pairs` are those it concerns."""

    rule: str
    what: Sentence
    pairs: tuple[Pair, ...]

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


@dataclass(frozen=True)
class _Met:
    """One pair with its two people."""

    pair: Pair
    focus: Participant
    partner: Participant


def check(problem: PairingProblem, pairs: Iterable[Pair]) -> tuple[Fault, ...]:
    """Every rule the pairs break; none where they keep them all.

    Pairs made by hand are judged as those of the search are; whether they are good is not asked.
    """
    given = tuple(pairs)
    known = {one.id: one for one in problem.participants}
    met = [
        _Met(pair, known[pair.focus], known[pair.partner])
        for pair in given
        if pair.focus in known and pair.partner in known
    ]
    return (
        *_known_people(known, given),
        *(fault for one in met for rule in _OF_A_PAIR for fault in rule(problem, one)),
        *(fault for rule in _OF_ALL for fault in rule(problem, met)),
    )


def _known_people(known: dict[str, Participant], pairs: tuple[Pair, ...]) -> Iterator[Fault]:
    for pair in pairs:
        for who in dict.fromkeys((pair.focus, pair.partner)):
            if who not in known:
                yield Fault("unknown-person", say("“{person}” takes no part in this round.", person=who), (pair,))


# -- each pair by itself ------------------------------------------------------------------------------------------


def _is_focus(_: PairingProblem, met: _Met) -> Iterator[Fault]:
    if not met.focus.is_focus:
        text = say("{person} is not to be paired in this round.", person=met.focus.id)
        yield Fault("not-focus", text, (met.pair,))


def _two_people(_: PairingProblem, met: _Met) -> Iterator[Fault]:
    if met.focus.id == met.partner.id:
        text = say("{person} cannot be their own partner; choose a colleague.", person=met.focus.id)
        yield Fault("oneself", text, (met.pair,))


def _licensed(problem: PairingProblem, met: _Met) -> Iterator[Fault]:
    held, needed = len(met.partner.licences), problem.terms.min_licences
    if held < needed:
        text = say(
            "{person} holds {held} licences; a partner needs {needed}.", person=met.partner.id, held=held, needed=needed
        )
        yield Fault("licences", text, (met.pair,))


def _not_their_leader(_: PairingProblem, met: _Met) -> Iterator[Fault]:
    for leader, led in ((met.partner, met.focus), (met.focus, met.partner)):
        if leader.id in led.managers:
            text = say("{leader} leads {led}; the two cannot be a pair.", leader=leader.id, led=led.id)
            yield Fault("leads", text, (met.pair,))


def _both_free(_: PairingProblem, met: _Met) -> Iterator[Fault]:
    for rule, who in (("focus-not-free", met.focus), ("partner-not-free", met.partner)):
        if met.pair.half_day not in who.free:
            text = say("{person} is not free {when}.", person=who.id, when=met.pair.half_day)
            yield Fault(rule, text, (met.pair,))


def _near_enough(problem: PairingProblem, met: _Met) -> Iterator[Fault]:
    if met.partner.site == met.focus.site:
        return
    way = problem.minutes.get((met.partner.site, met.focus.site))
    if way is None:
        text = say("{partner} has no way to {focus} that is known.", partner=met.partner.id, focus=met.focus.id)
        yield Fault("no-way", text, (met.pair,))
    elif way > problem.most_minutes:
        text = say(
            "{partner} has {minutes} minutes to {focus}; the most is {most}.",
            partner=met.partner.id,
            minutes=way,
            focus=met.focus.id,
            most=problem.most_minutes,
        )
        yield Fault("too-far", text, (met.pair,))


# -- all pairs together -------------------------------------------------------------------------------------------


def _one_partner_each(_: PairingProblem, met: list[_Met]) -> Iterator[Fault]:
    of: dict[str, list[Pair]] = defaultdict(list)
    for one in met:
        of[one.focus.id].append(one.pair)
    for person, pairs in of.items():
        if len(pairs) > 1:
            yield Fault("paired-twice", say("{person} has more than one partner; leave one.", person=person), (*pairs,))


def _not_too_often(_: PairingProblem, met: list[_Met]) -> Iterator[Fault]:
    of: dict[str, list[_Met]] = defaultdict(list)
    for one in met:
        of[one.partner.id].append(one)
    for person, found in of.items():
        most = found[0].partner.most_as_partner
        if len(found) > most:
            text = say_n(
                "{person} is the partner {count} time; the most is {most}.",
                "{person} is the partner {count} times; the most is {most}.",
                len(found),
                person=person,
                most=most,
            )
            yield Fault("too-often", text, tuple(one.pair for one in found))


def _one_place_at_a_time(_: PairingProblem, met: list[_Met]) -> Iterator[Fault]:
    at: dict[tuple[str, HalfDay], list[Pair]] = defaultdict(list)
    for one in met:
        for person in {one.focus.id, one.partner.id}:
            at[person, one.pair.half_day].append(one.pair)
    for (person, when), pairs in sorted(at.items(), key=lambda item: item[0]):
        if len(pairs) > 1:
            text = say("{person} is in more than one pair {when}.", person=person, when=when)
            yield Fault("two-at-once", text, (*pairs,))


def _counter_manned(problem: PairingProblem, met: list[_Met]) -> Iterator[Fault]:
    """Each partner is away from their own counter once, however many pairs they are in by mistake."""
    away: dict[tuple[str, HalfDay], list[_Met]] = defaultdict(list)
    for one in met:
        away[one.partner.team, one.pair.half_day].append(one)
    for (team, when), found in away.items():
        people = len({one.partner.id for one in found})
        spare = problem.spare.get((team, when), 0)
        most = problem.terms.most_away
        if people > (spare if most is None else min(spare, most)):
            text = say_n(
                "{count} partner is away from {team} {when}; it can spare {spare}.",
                "{count} partners are away from {team} {when}; it can spare {spare}.",
                people,
                team=team,
                when=when,
                spare=spare if most is None else min(spare, most),
            )
            yield Fault("cover", text, tuple(one.pair for one in found))


_OF_A_PAIR: tuple[Callable[[PairingProblem, _Met], Iterator[Fault]], ...] = (
    _is_focus,
    _two_people,
    _licensed,
    _not_their_leader,
    _both_free,
    _near_enough,
)
_OF_ALL: tuple[Callable[[PairingProblem, list[_Met]], Iterator[Fault]], ...] = (
    _one_partner_each,
    _not_too_often,
    _one_place_at_a_time,
    _counter_manned,
)
