"""The checker of pairs finds each broken rule, and nothing in pairs that keep them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.factories.pairings import half_days

from samklang.core.planner.pairing import Pair, PairingProblem, Participant, Terms, check

FIRST, SECOND = half_days(1)
ALL = frozenset({FIRST, SECOND})
ANNA = Participant("anna", "jobs", "here", is_focus=True, managers=frozenset({"lone"}), free=ALL)
BO = replace(ANNA, id="bo")
KIM = Participant("kim", "rights", "there", licences=frozenset({"i1", "i2"}), free=ALL, most_as_partner=2)
PER = replace(KIM, id="per")
LONE = replace(KIM, id="lone")
PROBLEM = PairingProblem(
    (ANNA, BO, KIM, PER, LONE),
    spare={("rights", FIRST): 2, ("rights", SECOND): 1},
    minutes={("there", "here"): 20},
    terms=Terms(min_licences=2),
)
SOUND = (Pair("anna", "kim", FIRST), Pair("bo", "per", FIRST))
Change = Callable[[PairingProblem], PairingProblem]


def with_changed(**changes: Participant) -> Change:
    """The problem with some participants changed, by id."""
    return lambda problem: replace(
        problem, participants=tuple(changes.get(one.id, one) for one in problem.participants)
    )


def as_it_is(problem: PairingProblem) -> PairingProblem:
    """The problem unchanged."""
    return problem


def test_pairs_that_keep_every_rule_have_no_fault() -> None:
    assert check(PROBLEM, SOUND) == ()
    assert check(PROBLEM, ()) == ()


@pytest.mark.parametrize(
    ("rule", "change", "pairs"),
    [
        ("unknown-person", as_it_is, (Pair("anna", "nobody", FIRST),)),
        ("not-focus", with_changed(anna=replace(ANNA, is_focus=False)), SOUND),
        ("oneself", with_changed(kim=replace(KIM, is_focus=True)), (Pair("kim", "kim", FIRST),)),
        ("licences", with_changed(kim=replace(KIM, licences=frozenset({"i1"}))), SOUND),
        ("leads", as_it_is, (Pair("anna", "lone", FIRST),)),
        ("leads", with_changed(kim=replace(KIM, managers=frozenset({"anna"}))), SOUND),
        ("focus-not-free", with_changed(anna=replace(ANNA, free=frozenset({SECOND}))), SOUND),
        ("partner-not-free", with_changed(kim=replace(KIM, free=frozenset({SECOND}))), SOUND),
        ("no-way", lambda problem: replace(problem, minutes={("here", "there"): 20}), SOUND[:1]),
        ("too-far", lambda problem: replace(problem, most_minutes=19), SOUND[:1]),
        ("paired-twice", as_it_is, (SOUND[0], Pair("anna", "per", SECOND))),
        ("too-often", with_changed(kim=replace(KIM, most_as_partner=0)), SOUND),
        ("too-often", with_changed(kim=replace(KIM, most_as_partner=1)), (SOUND[0], Pair("bo", "kim", SECOND))),
        ("two-at-once", as_it_is, (SOUND[0], Pair("bo", "kim", FIRST))),
        (
            "two-at-once",
            with_changed(kim=replace(KIM, is_focus=True)),
            (SOUND[0], Pair("kim", "per", FIRST)),
        ),
        ("cover", as_it_is, (Pair("anna", "kim", SECOND), Pair("bo", "per", SECOND))),
        ("cover", lambda problem: replace(problem, terms=Terms(min_licences=2, most_away=1)), SOUND),
        ("cover", lambda problem: replace(problem, spare={}), SOUND),
    ],
)
def test_each_broken_rule_is_found(rule: str, change: Change, pairs: tuple[Pair, ...]) -> None:
    faults = check(change(PROBLEM), pairs)
    assert {fault.rule for fault in faults} == {rule}
    assert all(fault.pairs and str(fault.what) for fault in faults)


def test_ids_must_differ_and_numbers_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="the id anna"):
        PairingProblem((ANNA, ANNA))
    with pytest.raises(ValueError, match="negative"):
        PairingProblem((ANNA,), most_minutes=-1)
    with pytest.raises(ValueError, match="at least one round back"):
        PairingProblem((ANNA,), earlier={("anna", "kim"): 0})
