"""Pairing colleagues: the best there is by exhaustive search, approved by the checker, the same for the same seed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import floor

import pytest
from tests.factories.pairings import a_round, half_days

from samklang.core.planner.pairing import Aim, Pair, Pairing, PairingProblem, Participant, Terms, check, pair
from samklang.core.planner.pairing.possible import Possible
from samklang.core.planner.pairing.search import Limits, Search

FIRST, SECOND, THIRD = half_days(2)[:3]


def values(pairing: Pairing) -> tuple[int, ...]:
    """What the levels say, in order."""
    return tuple(level.value for level in pairing.levels)


def counted(problem: PairingProblem, pairs: tuple[Pair, ...]) -> tuple[int, ...]:
    """The aims of some pairs, counted from the problem."""
    people = {one.id: one for one in problem.participants}
    uncovered = repeated = travel = 0
    for one in pairs:
        focus, partner = people[one.focus], people[one.partner]
        if focus.focus:
            missing = Fraction(1000 * len(focus.focus - partner.licences), len(focus.focus))
            uncovered += floor(missing + Fraction(1, 2))
        ago = problem.earlier.get((focus.id, partner.id), 99)
        repeated += max(0, problem.terms.rounds_remembered + 1 - ago)
        travel += 0 if focus.site == partner.site else problem.minutes[partner.site, focus.site]
    times = Counter(one.partner for one in pairs).values()
    unpaired = sum(one.is_focus for one in problem.participants) - len(pairs)
    return unpaired, uncovered, repeated, travel, max(times, default=0), sum(count**2 for count in times)


def every_pairing(problem: PairingProblem) -> Iterator[tuple[Pair, ...]]:
    """Every set of pairs the checker approves; a set with a fault has a fault however it goes on."""
    focus = [one.id for one in problem.participants if one.is_focus]
    halves = sorted({half for one in problem.participants for half in one.free})
    single = {
        one: [
            found
            for other in problem.participants
            for half in halves
            if not check(problem, [found := Pair(one, other.id, half)])
        ]
        for one in focus
    }

    def onwards(at: int, begun: tuple[Pair, ...]) -> Iterator[tuple[Pair, ...]]:
        if at == len(focus):
            yield begun
            return
        yield from onwards(at + 1, begun)
        for one in single[focus[at]]:
            if not check(problem, (*begun, one)):
                yield from onwards(at + 1, (*begun, one))

    return onwards(0, ())


@pytest.mark.parametrize("seed", range(40))
def test_nothing_better_is_found_by_trying_everything(seed: int) -> None:
    problem = a_round(6 + seed % 2, 1 + seed % 2, seed, tight=0.2 + 0.1 * (seed % 3))
    pairing = pair(problem)
    assert values(pairing) == min(counted(problem, pairs) for pairs in every_pairing(problem))
    assert values(pairing) == counted(problem, pairing.pairs)
    assert [level.name for level in pairing.levels if not level.proved] == []
    assert check(problem, pairing.pairs) == ()


def test_where_the_half_days_bind_so_that_the_flow_is_out_of_reach_the_exact_model_finds_the_best() -> None:
    bound_by_time = []
    for seed in range(300):
        problem = a_round(7, 2, seed, tight=0.6)
        search = Search(Possible(problem), Limits(1, 60, lambda: False))
        search.run()
        if any(step.value < search.values[aim] for aim, step in search.relaxed.steps.items()):
            best = min(counted(problem, pairs) for pairs in every_pairing(problem))
            proved = all(level.proved for level in search.levels())
            bound_by_time.append(proved and tuple(search.values.values()) == best)
    assert len(bound_by_time) > 5
    assert all(bound_by_time)


@pytest.mark.parametrize("tight", [0.3, 0.7])
def test_a_hundred_people_in_ten_days_are_paired_and_every_level_is_proved(tight: float) -> None:
    problem = a_round(100, 10, 1, tight=tight)
    pairing = pair(problem, time_limit_s=60)
    everybody = sorted(one.id for one in problem.participants if one.is_focus)
    assert sorted([one.focus for one in (*pairing.pairs, *pairing.unpaired)]) == everybody
    assert [level.name for level in pairing.levels if not level.proved] == []
    assert values(pairing) == counted(problem, pairing.pairs)


def test_the_same_seed_gives_the_same_pairs_whatever_order_people_come_in() -> None:
    problem = a_round(30, 5, 2, tight=0.6)
    backwards = replace(problem, participants=problem.participants[::-1])
    assert pair(problem, seed=3, time_limit_s=60) == pair(backwards, seed=3, time_limit_s=60)
    assert values(pair(problem, seed=3)) == values(pair(problem, seed=4))


def test_whoever_stops_at_once_has_a_pairing_that_keeps_the_rules_and_bounds_that_are_true() -> None:
    problem = a_round(30, 10, 2, tight=0.7)
    stopped, whole = pair(problem, should_stop=lambda: True), pair(problem, time_limit_s=60)
    assert check(problem, stopped.pairs) == ()
    assert values(stopped) >= values(whole)
    assert stopped.levels[0].bound is not None
    assert stopped.levels[0].bound <= whole.levels[0].value


def test_nobody_to_pair_is_no_pair() -> None:
    pairing = pair(PairingProblem(()))
    assert (pairing.pairs, pairing.unpaired, values(pairing)) == ((), (), (0, 0, 0, 0, 0, 0))


def test_earlier_aims_are_never_given_up_for_later_ones() -> None:
    """Anna's best partner is far off, and was hers in the last round."""
    anna = Participant("anna", "a", "here", is_focus=True, focus=frozenset({"i1"}), free=frozenset({FIRST}))
    near = Participant("near", "b", "here", licences=frozenset({"i2"}), free=frozenset({FIRST}), most_as_partner=1)
    far = replace(near, id="far", site="there", licences=frozenset({"i1"}))
    problem = PairingProblem(
        (anna, near, far), spare={("b", FIRST): 1}, minutes={("there", "here"): 50}, earlier={("anna", "far"): 1}
    )
    assert [(one.focus, one.partner) for one in pair(problem).pairs] == [("anna", "far")]
    assert {level.name: level.value for level in pair(problem).levels} == {
        Aim.UNPAIRED: 0,
        Aim.UNCOVERED: 0,
        Aim.REPEATED: 4,
        Aim.TRAVEL: 50,
        Aim.MOST: 1,
        Aim.UNEVEN: 1,
    }
    wishes_nothing = replace(problem, participants=(replace(anna, focus=frozenset()), near, far))
    assert [one.partner for one in pair(wishes_nothing).pairs] == ["near"]


def test_partners_share_evenly_and_somebody_may_be_both_but_not_at_once() -> None:
    """Two who are partners for each other, and two more; each partner takes two where one would take four."""
    both = frozenset({FIRST, SECOND, THIRD})
    one = Participant("one", "a", "here", is_focus=True, licences=frozenset({"i"}), free=both, most_as_partner=4)
    people = (
        one,
        replace(one, id="two"),
        *(replace(one, id=name, licences=frozenset(), most_as_partner=0) for name in ("three", "four")),
    )
    problem = PairingProblem(people, spare={("a", half): 2 for half in both}, terms=Terms(min_licences=1))
    pairing = pair(problem)
    assert (len(pairing.pairs), values(pairing)[4:]) == (4, (2, 8))
