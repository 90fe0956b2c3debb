"""Why this partner, why nobody, and whom one could choose instead."""

from dataclasses import replace

import pytest
from tests.factories.pairings import a_round, half_days

from samklang.core.planner.pairing import Pair, PairingProblem, Participant, check, could_be, pair

FIRST, SECOND = half_days(1)
ALL = frozenset({FIRST, SECOND})
ANNA = Participant("anna", "jobs", "here", is_focus=True, focus=frozenset({"i1", "i2", "i3"}), free=frozenset({FIRST}))
KIM = Participant("kim", "rights", "there", licences=frozenset({"i1", "i2"}), free=ALL, most_as_partner=1)
PROBLEM = PairingProblem(
    (ANNA, KIM), spare={("rights", FIRST): 2}, minutes={("there", "here"): 20}, earlier={("anna", "kim"): 3}
)


def test_a_pair_says_its_licences_its_history_its_way_and_its_counter() -> None:
    (one,) = pair(PROBLEM).pairs
    assert [str(why) for why in one.why] == [
        "Holds a licence for 2 of the 3 indicators wished for.",
        "The two were last a pair 3 rounds ago.",
        "The partner travels 20 minutes.",
        "The counter stays manned: 2 of the partner's team can be away then, and 1 will be.",
    ]
    wishes_nothing = replace(ANNA, focus=frozenset(), site="there")
    (other,) = pair(replace(PROBLEM, participants=(wishes_nothing, KIM), earlier={})).pairs
    assert [str(why) for why in other.why[:3]] == [
        "Holds a licence for 2 indicators.",
        "The two have not been a pair before.",
        "Both work at the same place.",
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"licences": frozenset()}, "No colleague holds a licence."),
        ({"most_as_partner": 0}, "No colleague with enough licences is a partner in this round."),
        (
            {"managers": frozenset({"anna"})},
            "The only partners with enough licences lead this person, or are led by them.",
        ),
        ({"free": frozenset({SECOND})}, "Nobody who could be the partner is free in the same half-day."),
        ({"team": "jobs"}, "No counter can spare anybody who could be the partner when both are free."),
        ({"site": "far off"}, "Everybody who could be the partner has more than 60 minutes to travel."),
    ],
)
def test_whoever_has_no_partner_is_told_the_first_reason_that_leaves_nobody(
    change: dict[str, object], why: str
) -> None:
    nobody = replace(KIM, id="nobody", licences=frozenset())
    kim = Participant(**{**vars(KIM), **change})
    problem = replace(PROBLEM, participants=(ANNA, kim, nobody))
    assert [(one.focus, str(one.why)) for one in pair(problem).unpaired] == [("anna", why)]
    first, *_ = could_be(problem, "anna")
    assert (first.half_days, first.refused_because is not None) == ((), True)


def test_whoever_finds_all_partners_taken_is_told_how_many_there_are() -> None:
    problem = replace(PROBLEM, participants=(ANNA, replace(ANNA, id="bo"), KIM))
    (left,) = pair(problem).unpaired
    assert str(left.why) == "The only possible partner is taken by others."
    two = replace(problem, participants=(*problem.participants, replace(ANNA, id="eva"), replace(KIM, id="per")))
    (left,) = pair(two).unpaired
    assert str(left.why) == "All 2 possible partners are taken by others."


def test_who_is_a_partner_whenever_somebody_could_come_is_told_so() -> None:
    """Only Kim can sit beside Anna, and only Per beside Kim; Kim holds what Anna wishes for, Per nothing Kim does."""
    kim = replace(KIM, is_focus=True, focus=frozenset({"i9"}), free=frozenset({FIRST}))
    per = replace(KIM, id="per", managers=frozenset({"anna"}))
    pairing = pair(replace(PROBLEM, participants=(ANNA, kim, per)))
    assert [(one.focus, one.partner) for one in pairing.pairs] == [("anna", "kim")]
    assert [(one.focus, str(one.why)) for one in pairing.unpaired] == [
        ("kim", "Is a partner for others whenever somebody could come.")
    ]


def test_who_could_be_the_partner_is_listed_best_first_with_reasons_for_the_others() -> None:
    people = (
        replace(ANNA, managers=frozenset({"boss"})),
        replace(ANNA, id="bo", managers=frozenset({"anna"}), licences=frozenset({"i1"}), most_as_partner=1),
        KIM,
        replace(KIM, id="all", licences=ANNA.focus),
        replace(KIM, id="boss"),
        replace(KIM, id="busy", free=frozenset({SECOND})),
        replace(KIM, id="far", site="far off"),
        replace(KIM, id="full", most_as_partner=0),
        replace(KIM, id="needed", team="jobs"),
        replace(KIM, id="new", licences=frozenset()),
        replace(KIM, id="slow", site="slow"),
    )
    problem = replace(PROBLEM, participants=people, minutes={("there", "here"): 20, ("slow", "here"): 61})
    found = could_be(problem, "anna")
    assert [(one.partner, one.half_days, str(one.refused_because)) for one in found] == [
        ("all", (FIRST,), "None"),
        ("kim", (FIRST,), "None"),
        ("far", (), "How long the way between the two places is, is not known."),
        ("slow", (), "Has 61 minutes to travel; the most is 60."),
        ("needed", (), "The counter cannot spare them when both are free."),
        ("busy", (), "The two are never free in the same half-day."),
        ("bo", (), "Is led by this person."),
        ("boss", (), "Leads this person."),
        ("full", (), "Is not a partner in this round."),
        ("new", (), "Holds no licence."),
    ]


def test_pairs_that_stand_are_counted_when_one_is_swapped_but_not_ones_own() -> None:
    bo, eva = replace(ANNA, id="bo", free=ALL), replace(ANNA, id="eva")
    people = (ANNA, bo, eva, KIM, replace(KIM, id="per", most_as_partner=2), replace(KIM, id="ulla"))
    problem = replace(PROBLEM, participants=people)
    beside = (Pair("anna", "ulla", FIRST), Pair("bo", "kim", FIRST), Pair("eva", "per", FIRST))
    assert {one.partner: str(one.refused_because) for one in could_be(problem, "anna", beside=beside[:2])} == {
        "per": "None",
        "ulla": "None",
        "kim": "Is already a partner for 1 person.",
        "bo": "Holds no licence.",
        "eva": "Holds no licence.",
    }
    assert {one.partner: str(one.refused_because) for one in could_be(problem, "anna", beside=beside)[:3]} == {
        "per": "One of the two is in another pair whenever both are free.",
        "kim": "Is already a partner for 1 person.",
        "ulla": "Others of the team are partners whenever both are free, and the counter can spare no more.",
    }


def test_who_could_be_and_the_checker_agree_on_every_swap() -> None:
    problem = a_round(20, 3, 4, tight=0.5)
    pairing = pair(problem)
    halves = half_days(3)
    for focus in (one.id for one in problem.participants if one.is_focus):
        others = tuple(one for one in pairing.pairs if one.focus != focus)
        for one in could_be(problem, focus, beside=pairing.pairs):
            allowed = tuple(half for half in halves if not check(problem, (*others, Pair(focus, one.partner, half))))
            assert one.half_days == allowed
            assert (one.refused_because is None) == bool(allowed)
