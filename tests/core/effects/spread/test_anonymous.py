"""Nobody can be found in any answer: what must hold whatever the table."""

from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from inspect import getmembers, isfunction, signature
from random import Random

import pytest

from samklang.core.effects import spread as room
from samklang.core.effects.answers import Undefined
from samklang.core.effects.spread import Sums, own_point, spread, spread_change, told

SHARES, SCORES = "shares", "scores"


def rows_of(kind, staff, seed=1, names=None):
    """Each person's own number of values, 4 to 40, in two strata."""
    chance, rows = Random(seed), []
    for person in range(staff):
        name, own = (names or (lambda place: f"employee-{place}"))(person), chance.gauss(0, 0.8)
        for _ in range(chance.randint(4, 40)):
            value = chance.gauss(3 + own, 1) if kind == SCORES else float(chance.random() < 0.3 + 0.2 * (own > 0))
            rows.append((name, chance.choice("ab"), value))
    return rows


def leaves(found):
    if isinstance(found, dict):
        for key, one in found.items():
            yield key
            yield from leaves(one)
    elif isinstance(found, list | tuple):
        for one in found:
            yield from leaves(one)
    else:
        yield found


def plain(found):
    """All that an answer holds, numbers rounded to what sums in another order agree on."""
    return [float(f"{one:.6g}") + 0.0 if isinstance(one, float) else one for one in leaves(asdict(found))]


@pytest.mark.parametrize("kind", [SHARES, SCORES])
@pytest.mark.parametrize("staff", [4, 8, 12, 33])
def test_no_answer_holds_a_name(kind, staff):
    sums = Sums.of_rows(rows_of(kind, staff))
    found = spread(sums, draw_chance=True)
    change = spread_change(sums, sums, smallest_relevant=0.1)
    said = [str(one) for one in told(found, smallest_relevant=0.1)]
    for text in (repr(found), repr(change), repr(sums), *said):
        assert "employee" not in text
    assert all(isinstance(one, float | int | str | Enum | None) for one in leaves(asdict(found)) if one is not None)


@pytest.mark.parametrize("kind", [SHARES, SCORES])
@pytest.mark.parametrize("staff", [12, 33])
def test_other_names_and_another_order_of_rows_change_nothing(kind, staff):
    rows = rows_of(kind, staff)
    turned = [(f"x{1000 - int(name.split('-')[1])}", stratum, value) for name, stratum, value in rows]
    Random(2).shuffle(turned)
    one, two = (spread(Sums.of_rows(given)) for given in (rows, turned))
    assert plain(one.caterpillar) == plain(two.caterpillar)
    # What luck gives is drawn for each person in turn, so it may differ in its last digits; what was seen may not.
    assert [(point.n, round(point.value, 9), point.staff) for point in one.funnel.points] == [
        (point.n, round(point.value, 9), point.staff) for point in two.funnel.points
    ]
    assert one.tails.seen_low == pytest.approx(two.tails.seen_low)
    assert one.between.high == pytest.approx(two.between.high, rel=1e-6)


@pytest.mark.parametrize("kind", [SHARES, SCORES])
@pytest.mark.parametrize(("staff", "least"), [(10, 5), (19, 5), (20, 3), (50, 3)])
def test_every_point_stands_for_several_and_points_are_sorted_by_value(kind, staff, least):
    found = spread(Sums.of_rows(rows_of(kind, staff)))
    values = [point.value for point in found.caterpillar.points]
    assert values == sorted(values)
    assert min(point.staff for point in found.caterpillar.points) >= least
    assert min(point.staff for point in found.funnel.points) >= least
    assert sum(point.staff for point in found.caterpillar.points) == staff
    assert sum(point.staff for point in found.funnel.points) == staff
    assert [(one.n, one.value) for one in found.funnel.points] == sorted(
        (one.n, one.value) for one in found.funnel.points
    )
    together = {}
    for point in found.funnel.points:
        together[point.n] = together.get(point.n, 0) + point.staff
    assert min(together.values()) >= min(staff, 3 * least)
    assert found.tails.staff_in_each >= 5


@pytest.mark.parametrize("kind", [SHARES, SCORES])
def test_under_ten_staff_there_is_no_picture_and_under_five_no_figure(kind):
    nine, four = (spread(Sums.of_rows(rows_of(kind, staff))) for staff in (9, 4))
    assert nine.caterpillar.points == nine.funnel.points == nine.funnel.limits == ()
    assert nine.caterpillar.reason is nine.funnel.reason is Undefined.TOO_FEW_UNITS
    assert (nine.tails, nine.no_difference) == (None, None)
    assert nine.between.estimate is not None
    assert not nine.between.has_interval
    assert nine.between.reason is Undefined.TOO_FEW_CLUSTERS
    assert (four.between.estimate, four.mean.estimate, four.reason) == (None, None, Undefined.TOO_FEW_UNITS)


def test_one_to_four_outside_the_limits_are_not_counted_out():
    for seed in range(30):
        seen = spread(Sums.of_rows(rows_of(SHARES, 30, seed))).funnel.outside_seen
        assert seen is None or seen == 0 or seen >= 5


def test_who_has_an_odd_number_of_values_cannot_be_read_from_the_picture():
    rows = [(f"employee-{place}", "", float(again % 3 == 0)) for place in range(30) for again in range(30)]
    odd = [*rows, *(("employee-7", "", float(again % 3 == 0)) for again in range(900))]
    found = spread(Sums.of_rows(odd))
    assert 930 not in plain(found)
    assert max(point.n for point in found.funnel.points) < 930 / 3
    assert all("n" not in {one.name for one in fields(point)} for point in found.caterpillar.points)


def test_own_point_alone_takes_a_name():
    for name, function in getmembers(room, isfunction):
        takes = [key for key, one in signature(function).parameters.items() if one.annotation in (str, "str")]
        assert bool(takes) == (name == "own_point"), name
    assert all(is_dataclass(one) for one in (room.Spread, room.Caterpillar, room.Funnel))


def test_a_person_sees_only_their_own_point_from_fifty_values_and_a_reliability_of_seven_tenths_on():
    chance, rows = Random(5), []
    for place in range(20):
        own = chance.gauss(0, 1)
        rows += [(f"p{place}", "", chance.gauss(own, 1)) for _ in range(49 + (place > 0))]
    few, enough = (own_point(Sums.of_rows(rows), name) for name in ("p0", "p1"))
    assert (few.estimate, few.reason, few.n) == (None, Undefined.TOO_FEW_CASES, 49)
    assert enough.low < enough.estimate < enough.high
    assert (enough.n, enough.clusters, enough.reason) == (50, 20, None)
    alike = [(f"p{place}", "", chance.gauss(0, 1)) for place in range(20) for _ in range(60)]
    assert own_point(Sums.of_rows(alike), "p1").reason is Undefined.TOO_UNRELIABLE
    assert own_point(Sums.of_rows(rows), "nobody").reason is Undefined.NO_ROWS
    nine = [row for row in rows if row[0] in {f"p{place}" for place in range(1, 10)}]
    assert own_point(Sums.of_rows(nine), "p1").reason is Undefined.TOO_FEW_CLUSTERS
