"""Whether the method is shared is told by the newest round that enough have rated in."""

from datetime import date

import pytest
from tests.factories.calibration import a_closed_round

from samklang.access.models import Place
from samklang.calibration.models import Round
from samklang.committee.claims import both
from samklang.committee.queries.shared import is_method_shared
from samklang.committee.window import Window

pytestmark = pytest.mark.django_db
WINDOW = Window(date(2026, 1, 1), date(2030, 6, 30), date(2030, 6, 30))


def told(jobcentre: Place) -> tuple[str, list[str], list[str]]:
    claim, offers = is_method_shared(jobcentre, WINDOW)
    return both(claim.answer)["en"], [both(one.source)["en"] for one in claim.figures], [one.key for one in offers]


def here(round_: Round) -> Place:
    return Place.objects.get(pk=round_.jobcentre_id)


def test_a_later_round_of_too_few_does_not_hide_an_earlier_one_of_enough():
    first = a_closed_round(raters=6)
    a_closed_round(here(first), raters=3, later=True, edition=first.edition)
    _, sources, offers = told(here(first))
    assert {f"“{first.title}”" in one and "6 colleagues" in one for one in sources} == {True}
    assert "first-round" not in offers


def test_where_too_few_rated_in_every_round_that_is_said_and_no_first_round_is_asked_for():
    few = a_closed_round(raters=3)
    assert told(here(few)) == ("Too few have rated for a figure to be shown.", [], [])


def test_indicators_of_which_it_cannot_be_told_are_spoken_of_only_where_there_are_some():
    agreed = a_closed_round(level=lambda at: 1 + at.case % 5, raters=6)
    answer, _, _ = told(here(agreed))
    assert answer.endswith("they agree on 2 of 2 indicators and are divided on 0.")
