"""What is said of the spread: by the whole interval only, with luck beside it, in both languages."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from samklang.core.effects.answers import Estimate, Undefined
from samklang.core.effects.spread import Kind, Standing, Sums, spread, spread_change, standing, told, told_change
from samklang.core.words import render


def shares(staff, each, low, high, seed=1):
    chance = np.random.default_rng(seed)
    yes = chance.binomial(each, chance.uniform(low, high, staff))
    return Sums.of_sums([(f"p{place}", "", each, one, one) for place, one in enumerate(yes)])


@pytest.mark.parametrize(
    ("low", "high", "how"),
    [
        (0.0, 0.04, Standing.LITTLE), (0.01, 0.04, Standing.LITTLE), (0.0, 0.2, Standing.CANNOT_TELL),
        (0.01, 0.2, Standing.DIFFERS), (0.05, 0.2, Standing.SOMETHING), (0.15, 0.2, Standing.MUCH),
        (None, None, Standing.CANNOT_TELL),
    ],
)  # fmt: skip
def test_only_the_interval_decides_how_much_it_means_whom_one_meets(low, high, how):
    for estimate in (0.0, 0.1, 0.3):
        assert standing(Estimate(estimate=estimate, low=low, high=high), 0.05, 0.15) is how


def test_what_matters_is_above_nothing_and_much_is_no_less():
    for smallest, much in ((0.0, 0.1), (0.2, 0.1)):
        with pytest.raises(ValueError, match="above 0"):
            standing(Estimate(estimate=0.1, low=0.0, high=0.2), smallest, much)


def test_a_share_is_said_in_points_with_luck_and_the_share_of_variance_after_it():
    found = spread(shares(100, 80, 0.05, 0.55))
    first, luck, share = (str(one) for one in told(found, smallest_relevant=0.05))
    points = f"{100 * found.swap.estimate:.1f}"
    assert first.startswith("Whom one meets means much here: the middle eight in ten of staff lie within " + points)
    assert "(95 % interval" in first
    assert first.endswith("and 5 percentage points was stated beforehand to matter.")
    assert luck.startswith("If all 100 were alike, luck alone would still give ")
    assert "among the 10 highest" in luck
    assert share.startswith("Of all that varies within the same kind of cases, ")


@pytest.mark.parametrize(
    ("sums", "smallest", "begins", "danish"),
    [
        (shares(300, 200, 0.3, 0.3), 0.1, "Whom one meets means little here: ", "Det betyder kun lidt her, hvem"),
        (shares(100, 80, 0.1, 0.4), 0.1, "Whom one meets means something here: ", "Det betyder noget her, hvem"),
        (shares(100, 80, 0.1, 0.4), 0.25, "Staff differ by more than luck gives, ", "Medarbejderne er mere"),
        (shares(15, 20, 0.3, 0.3), 0.05, "It cannot be told whether it means anything ", "Det kan ikke siges, om det"),
        (shares(8, 20, 0.1, 0.9), 0.05, "It cannot be told how much it means here whom one meets: it takes ten ",
         "Det kan ikke siges, hvor meget det betyder her, hvem man møder: der skal ti medarbejdere"),
    ],
)  # fmt: skip
def test_the_first_sentence_is_one_for_everybody_in_both_languages(sums, smallest, begins, danish):
    sentences = told(spread(sums), smallest_relevant=smallest)
    assert render(sentences[0], "en").startswith(begins)
    assert render(sentences[0], "da").startswith(danish)
    for one in sentences:
        assert "{" not in render(one, "da") + render(one, "en")
        assert render(one, "da") != render(one, "en")


def test_every_reason_for_no_figure_is_said():
    few = spread(shares(4, 20, 0.1, 0.9))
    for reason in Undefined:
        said = str(told(replace(few, swap=Estimate(reason=reason)), smallest_relevant=0.1)[0])
        assert said.startswith("It cannot be told how much it means here whom one meets: ")
        assert said.endswith(".")
    assert str(told(few, smallest_relevant=0.1)[0]).endswith("there are too few members of staff.")


def test_a_change_is_said_without_a_word_of_cause():
    chance = Random(1)

    def scores(between):
        return Sums.of_rows([
            (f"p{place}", "", chance.gauss(5 + own, 1))
            for place, own in enumerate(chance.gauss(0, between) for _ in range(60)) for _ in range(30)
        ])  # fmt: skip

    far, near = scores(1.0), scores(0.2)
    begins = {
        "Staff lie closer to each other than before: ": (far, near, 0.2),
        "Staff lie further from each other than before: ": (near, far, 0.2),
        "No change that matters is shown in the spread between staff: ": (far, far, 0.9),
        "It cannot be told whether staff lie closer to each other than before: ": (far, far, 0.01),
    }
    for begin, (before, after, smallest) in begins.items():
        said = str(told_change(spread_change(before, after, smallest_relevant=smallest), Kind.SCORES))
        assert said.startswith(begin)
        assert "because" not in said
        assert "95 % interval" in said
    few = spread_change(shares(8, 20, 0.1, 0.9), shares(8, 20, 0.1, 0.9), smallest_relevant=0.1)
    assert str(told_change(few, Kind.SHARES)).endswith("than before: it takes ten members of staff or more.")
