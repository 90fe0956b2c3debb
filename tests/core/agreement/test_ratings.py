"""The table of ratings keeps names in order, knows what is missing, and refuses what cannot be meant."""

from math import inf, nan

import numpy as np
import pytest

from samklang.core.agreement import DuplicateRating, Ratings, Table

ROWS = [
    ("Bo", "case 2", "contact", 3.0),
    ("Ane", "case 2", "contact", 4.0),
    ("Bo", "case 1", "clarity", 2.0),
    ("Ane", "case 1", "clarity", None),
    ("Ane", "case 1", "contact", 5.0),
]


def test_names_keep_the_order_in_which_they_first_appear():
    ratings = Ratings.of(ROWS)
    assert (ratings.raters, ratings.cases, ratings.items) == (
        ("Bo", "Ane"),
        ("case 2", "case 1"),
        ("contact", "clarity"),
    )


def test_an_items_table_has_a_row_for_each_rater_and_a_column_for_each_case():
    table = Ratings.of(ROWS).of_item("contact")
    assert (table.raters, table.cases) == (("Bo", "Ane"), ("case 2", "case 1"))
    np.testing.assert_array_equal(table.levels, [[3, nan], [4, 5]])


def test_pooled_items_keep_a_cases_columns_under_its_name():
    table = Ratings.of(ROWS).pooled()
    assert table.cases == ("case 2", "case 2", "case 1", "case 1")
    np.testing.assert_array_equal(table.levels, [[3, nan, nan, 2], [4, nan, 5, nan]])


def test_every_rating_given_twice_is_named_at_once():
    twice = [*ROWS, ("Bo", "case 2", "contact", 1.0), ("Ane", "case 1", "contact", 5.0)]
    with pytest.raises(DuplicateRating, match="Bo on case 2, contact; Ane on case 1, contact") as caught:
        Ratings.of(twice)
    assert caught.value.repeated == (("Bo", "case 2", "contact"), ("Ane", "case 1", "contact"))
    assert isinstance(caught.value, ValueError)


def test_a_missing_rating_beside_one_is_no_duplicate():
    assert Ratings.of([*ROWS, ("Ane", "case 1", "clarity", 1.0)]).of_item("clarity").levels[1, 1] == 1


def test_ratings_from_arrays_are_those_from_rows():
    codes = Ratings.from_codes(
        [0, 1, 0, 1, 1], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [3, 4, 2, nan, 5],
        raters=["Bo", "Ane"], cases=["case 2", "case 1"], items=["contact", "clarity"],
    )  # fmt: skip
    rows = Ratings.of(ROWS)
    for item in rows.items:
        np.testing.assert_array_equal(codes.of_item(item).levels, rows.of_item(item).levels)


@pytest.mark.parametrize(("change", "words"), [
    ({"rater": [0, 2]}, "must have a name"), ({"case": [-1, 0]}, "must have a name"), ({"level": [1]}, "as many"),
    ({"raters": ["Bo", "Bo"]}, "name of its own"), ({"level": [1, inf]}, "finite"),
])  # fmt: skip
def test_arrays_that_do_not_fit_are_refused_in_words(change, words):
    fits = {"rater": [0, 1], "case": [0, 0], "item": [0, 0], "level": [1, 2]}
    names = {"raters": ["Bo", "Ane"], "cases": ["case 1"], "items": ["contact"]}
    with pytest.raises(ValueError, match=words):
        Ratings.from_codes(**{**fits, **names, **change})


def test_some_raters_or_items_can_be_taken_out():
    ratings = Ratings.of(ROWS)
    assert ratings.without_rater("Bo").raters == ("Ane",)
    assert ratings.only_items(["clarity"]).items == ("clarity",)
    np.testing.assert_array_equal(ratings.without_rater("Bo").of_item("contact").levels, [[4, 5]])
    table = ratings.of_item("contact")
    assert table.without_rater("Bo").raters == ("Ane",)
    assert table.without_case("case 2").cases == ("case 1",)
    np.testing.assert_array_equal(table.row_of("Ane"), [4, 5])


@pytest.mark.parametrize(
    "ask", [lambda ratings: ratings.of_item("?"), lambda ratings: ratings.of_item("contact").row_of("?")]
)
def test_a_name_that_nothing_has_is_a_key_error(ask):
    with pytest.raises(KeyError):
        ask(Ratings.of(ROWS))


@pytest.mark.parametrize(("levels", "names", "words"), [
    ([1, 2], {}, "rows"), ([[1, inf]], {}, "finite"), ([[1], [2]], {"raters": ["Bo", "Bo"]}, "row of their own"),
    ([[1, 2]], {"cases": ["case 1"]}, "one name"),
])  # fmt: skip
def test_a_table_that_makes_no_sense_is_refused_in_words(levels, names, words):
    with pytest.raises(ValueError, match=words):
        Table.of(levels, **names)


def test_nothing_at_all_is_a_table_too():
    empty = Ratings.of([])
    assert (empty.raters, empty.pooled().levels.shape, empty.pooled().connected_part.levels.shape) == (
        (),
        (0, 0),
        (0, 0),
    )


def test_the_connected_part_is_the_largest_group_that_shares_cases():
    table = Table.of([[1, 2, nan, nan, 4], [nan, 3, 3, nan, nan], [nan, nan, 2, nan, nan], [nan, nan, nan, 1, nan]])
    part = table.connected_part
    assert (part.raters, part.cases) == ((0, 1, 2), (1, 2))
