"""Companies are shared out: level first, then near; compared with trying everything."""

from itertools import product
from random import Random

from samklang.companies.sharing import Task, above_their_share, share_out, shares


def nearness(task: Task, chosen) -> int:
    return sum(task.nearness(company, person) for company, person in chosen.items())


def spread(task: Task, chosen) -> int:
    level = dict(task.loads)
    for company, person in chosen.items():
        level[person] += task.weights[company]
    return sum(one * one for one in level.values())


def every_way(task: Task):
    room = shares(task)
    for people in product(task.loads, repeat=len(task.weights)):
        if all(people.count(one) == most for one, most in room.items()):
            yield dict(zip(task.weights, people, strict=True))


def a_task(seed: int) -> Task:
    chance = Random(seed)
    companies = [f"c{one}" for one in range(chance.randint(0, 6))]
    people = [f"p{one}" for one in range(chance.randint(1, 3))]
    return Task(
        {one: chance.choice((1, 1, 2, 5)) for one in companies}, {one: chance.randint(0, 9) for one in people},
        {(one, who): chance.randint(0, 4) for one in companies for who in people if chance.random() < 0.6},
    )  # fmt: skip


def test_no_other_way_with_the_same_shares_is_nearer():
    for seed in range(150):
        task = a_task(seed)
        found = share_out(task)
        best = max(every_way(task), key=lambda way: nearness(task, way))
        assert nearness(task, found) == nearness(task, best), seed
        assert {one: list(found.values()).count(one) for one in task.loads} == shares(task), seed


def test_among_the_nearest_the_work_is_made_even_by_swaps():
    task = Task({"a": 5, "b": 5, "c": 1, "d": 1}, {"p": 0, "q": 0}, {})
    found = share_out(task)
    assert spread(task, found) == min(spread(task, way) for way in every_way(task)) == 72


def test_no_swap_of_two_that_keeps_the_nearness_would_make_the_work_more_even():
    for seed in range(60):
        task = a_task(seed)
        found = share_out(task)
        for one, other in product(found, repeat=2):
            swapped = {**found, one: found[other], other: found[one]}
            assert nearness(task, swapped) < nearness(task, found) or spread(task, swapped) >= spread(task, found)


def test_whoever_has_least_gets_most_and_all_end_level():
    task = Task(dict.fromkeys("abcdef", 2), {"busy": 8, "middle": 4, "free": 0}, {})
    assert shares(task) == {"busy": 0, "middle": 2, "free": 4}


def test_the_nearest_gets_no_more_than_the_share():
    near = {(company, "p"): 9 for company in "abcd"}
    found = share_out(Task(dict.fromkeys("abcd", 1), {"p": 0, "q": 0}, near))
    assert sorted(found.values()) == ["p", "p", "q", "q"]
    assert above_their_share(Task(dict.fromkeys("abcd", 1), {"p": 0, "q": 0}, near), ["p", "p", "p", "q"]) == {"p": 1}


def test_nobody_to_share_among_means_that_nothing_is_proposed():
    assert share_out(Task({"a": 1}, {}, {})) == {}
    assert share_out(Task({}, {"p": 1}, {})) == {}


def test_the_same_is_proposed_each_time():
    task = a_task(11)
    assert share_out(task) == share_out(task)


def test_three_hundred_companies_among_thirty_are_shared_out_while_one_waits():
    chance = Random(1)
    companies, people = range(300), range(1000, 1030)
    near = {(one, who): chance.randint(1, 8) for one in companies for who in people if chance.random() < 0.3}
    task = Task(dict.fromkeys(companies, 1), {who: chance.randint(0, 30) for who in people}, near)
    found = share_out(task)
    assert len(found) == 300
    assert not above_their_share(task, list(found.values()))
