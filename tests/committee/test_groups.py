"""Nobody is found by taking teams from the whole, nor one page from another: pure, by many made-up jobcentres."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from samklang.committee.groups import Standing, counts_of, moved_between, teams_to_show
from samklang.method.suppression import SMALLEST_GROUP


def people(sizes: dict[int, tuple[int, int]]) -> dict[int, Standing]:
    """For each team how many, and how many of them are trained."""
    found = {}
    for team, (many, trained) in sizes.items():
        for at in range(many):
            found[team * 100 + at] = Standing(team, at < trained)
    return found


def test_a_team_of_four_is_not_shown_nor_the_one_that_would_lay_it_bare():
    seen = teams_to_show(people({1: (12, 6), 2: (4, 2), 3: (10, 4)}), [])
    assert (dict(seen.fresh).keys(), seen.whole) == ({1}, (12, 26))


def test_a_team_in_which_one_has_been_trained_since_stands_as_it_stood():
    before, after = people({1: (10, 5), 2: (12, 5)}), people({1: (10, 6), 2: (12, 5)})
    seen = teams_to_show(after, [(before, {1, 2})])
    assert (dict(seen.fresh), seen.kept) == ({}, {1, 2}), "team 2 would give team 1 away, by the whole"


def test_teams_in_which_five_have_been_trained_are_shown_as_they_stand():
    before, after = people({1: (10, 3), 2: (12, 2)}), people({1: (10, 8), 2: (12, 7)})
    seen = teams_to_show(after, [(before, {1, 2})])
    assert (dict(seen.fresh), seen.kept) == ({1: (8, 10), 2: (7, 12)}, frozenset())


def test_one_who_came_and_one_who_left_are_two_who_moved_though_the_numbers_are_the_same():
    before = people({1: (10, 5)})
    after = {**before, 900: Standing(1, True)}
    del after[100]
    assert counts_of(before) == counts_of(after)
    assert moved_between(before, after) == {1: {100, 900}}


def test_a_new_team_is_shown_when_nothing_of_it_has_been_seen():
    before, after = people({1: (10, 5)}), people({1: (10, 5), 2: (9, 4)})
    assert set(teams_to_show(after, [(before, {1})]).fresh) == {1, 2}


@st.composite
def two_days(draw):
    """A jobcentre on two days between which some came, some left, some were trained and some changed teams."""
    chance = Random(draw(st.integers(0, 10_000)))
    sizes = {team: (chance.randint(0, 16), 0) for team in range(1, draw(st.integers(1, 5)) + 1)}
    before = {one: Standing(held.team, chance.random() < 0.5) for one, held in people(sizes).items()}
    after = dict(before)
    for one in list(before):
        drawn = chance.random()
        if drawn < 0.05:
            del after[one]
        elif drawn < 0.2:
            after[one] = Standing(before[one].team, True)
        elif drawn < 0.25:
            after[one] = Standing(chance.choice(list(sizes)), before[one].trained)
    return before, after


@given(two_days())
def test_whatever_a_reader_takes_from_each_other_has_moved_by_nobody_or_by_five(days):
    before, after = days
    first = teams_to_show(before, [])
    second = teams_to_show(after, [(before, set(first.fresh))])
    both = first.fresh.keys() & second.fresh.keys()
    moved = moved_between(before, after)
    assert [len(moved[team]) for team in both if 0 < len(moved.get(team, ())) < SMALLEST_GROUP] == []
    rest = set().union(*(who for team, who in moved.items() if team not in both)) if moved else set()
    assert not both or len(rest) == 0 or len(rest) >= SMALLEST_GROUP
    assert second.kept & second.fresh.keys() == set()
