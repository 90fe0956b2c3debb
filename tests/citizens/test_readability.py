"""LIX against sentences counted by hand, and what Samklang ships against its limits."""

import pytest

from samklang.citizens.enums import Reading
from samklang.citizens.readability import LIMITS, lix
from samklang.citizens.sheet import direction_of, shipped


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Vi taler om job."], 4),  # 4 words, 1 sentence, none long
        (["Du vælger selv. Samtalen handler om arbejde!"], 7 / 2 + 100 * 3 / 7),  # Samtalen, handler, arbejde
        (["Tag med: dit CV", "Dine egne ord"], 7 / 3),  # a colon ends one, and so does each entry of a list
        (["Et job-opslag i dag 9.30?"], 5 + 100 * 1 / 5),  # a hyphen joins, a stop in a number ends nothing
        (["seks bogstaver: kortet"], 3 / 2 + 100 * 1 / 3),  # six letters are not long
    ],
)
def test_the_measure_is_as_counted_by_hand(texts, expected):
    assert lix(texts) == pytest.approx(expected)


@pytest.mark.parametrize("texts", [[], [""], ["–", "!?"]])
def test_without_words_there_is_no_measure(texts):
    assert lix(texts) is None


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("level", list(Reading))
def test_what_is_shipped_reads_as_easily_as_its_level_promises(level, language):
    assert lix(shipped(level, language).texts()) < LIMITS[level]


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("da", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("ku", "ltr"), ("ku-arab", "rtl"), ("ckb", "rtl"), ("az-latn", "ltr"),
     ("uk", "ltr"), ("ti", "ltr"), ("pa-arab", "rtl")],
)  # fmt: skip
def test_the_direction_follows_from_the_tag(tag, direction):
    assert direction_of(tag) == direction
