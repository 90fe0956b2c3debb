"""Trends of a group: people are counted, few are not shown, and nobody is found by subtracting."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.citizens_own import a_door, an_old_belief, an_old_review
from tests.factories.people import a_colleague_in, a_team, an_outsider, the_head_of, the_leader_of

from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.citizens.queries.trends import trends_of
from samklang.citizens.rules.trends import see_trends
from samklang.citizens.views.trend_parts import trends
from samklang.method.enums import Span
from samklang.method.periods import around, before
from samklang.method.shares import Estimate, Lack

pytestmark = pytest.mark.django_db


def quarter():
    """One that is over, since long enough."""
    return before(around(timezone.localdate(), Span.QUARTER), 2)


def day() -> date:
    return quarter().first_day.replace(day=10)


def said(place, key="said-back"):
    found = trends_of(place, timezone.localdate())
    trend = {one.key: one for one in (*found.reviews, found.belief, found.calibration)}[key]
    return dict(trend.quarters)[quarter()]


def people(team, count, *levels):
    """So many, each with a look back for every level plus one of their own."""
    made = [a_colleague_in(team) for _ in range(count)]
    for place, one in enumerate(made):
        for level in (*levels, 1 + place % 5):
            an_old_review(one, team, day(), **{"said-back": level})
    return made


def test_people_are_counted_and_not_rows():
    door = a_door()
    people(door.team, 5)
    busy = a_colleague_in(door.team)
    for _ in range(30):
        an_old_review(busy, door.team, day(), **{"said-back": 5})
    found = said(door.team)
    assert (round(found.value, 3), found.n) == (round((1 + 2 + 3 + 4 + 5 + 5) / 6, 3), 6)
    assert 1 <= found.low <= found.value <= found.high <= 5


def test_of_four_people_nothing_is_shown_however_much_they_wrote():
    door = a_door()
    people(door.team, 4, 3, 3, 3)
    assert said(door.team) is said(door.jobcentre) is Lack.TOO_FEW
    assert said(door.team, "knows-where") is Lack.NOTHING


def test_a_team_is_kept_back_where_the_rest_of_the_jobcentre_would_be_few():
    door = a_door()
    large, small = door.team, a_team(door.jobcentre)
    people(large, 6)
    people(small, 2)
    assert isinstance(said(door.jobcentre), Estimate)
    assert said(large) is said(small) is Lack.TOO_FEW
    people(small, 3)
    assert isinstance(said(large), Estimate)
    assert isinstance(said(small), Estimate)


def test_a_few_who_are_all_alike_are_not_shown_since_that_tells_of_each():
    door = a_door()
    for one in [a_colleague_in(door.team) for _ in range(5)]:
        an_old_review(one, door.team, day(), **{"said-back": 2})
    assert said(door.team) is Lack.TOO_FEW


def test_the_quarter_under_way_is_not_shown_and_nor_is_one_that_can_still_be_added_to():
    today = date(2026, 4, 14)
    door = a_door()
    shown = [one.key for one, _figure in trends_of(door.team, today).reviews[0].quarters]
    assert shown[-1] == "2025Q4"
    assert [one.key for one, _figure in trends_of(door.team, date(2026, 4, 15)).reviews[0].quarters][-1] == "2026Q1"


def test_belief_is_set_against_outcomes_by_people_with_at_least_three():
    door = a_door()
    half_a_year_before = before(quarter(), 2).first_day.replace(day=10)
    for place in range(5):
        one = a_colleague_in(door.team)
        for number in range(3 if place else 4):
            an_old_belief(one, door.team, half_a_year_before, 60 + place * 10, happened=number == 0)
    assert isinstance(said(door.team, "calibration"), Estimate)
    found = said(door.team, "calibration")
    expected = [0.6 - 1 / 4, *(0.6 + place / 10 - 1 / 3 for place in range(1, 5))]
    assert (found.value, found.n) == (pytest.approx(sum(expected) / 5), 5)
    few = a_colleague_in(door.team)
    for _ in range(2):
        an_old_belief(few, door.team, half_a_year_before, 0, happened=True)
    assert said(door.team, "calibration") == found


def test_without_the_notice_there_is_no_figure():
    door = a_door(Purpose.BELIEF)
    people(door.team, 6)
    found = trends_of(door.team, timezone.localdate())
    assert (found.reviews_off is not None, found.belief_off) == (True, None)
    assert said(door.team) is Lack.NOTHING


def test_only_those_who_answer_for_the_conversations_see_them(client, rf):
    door = a_door()
    people(door.team, 6)
    url = reverse("citizens:trends-file", args=[door.team.pk, "csv"])
    allowed = [the_head_of(door.jobcentre), the_leader_of(door.team), door.lead]
    others = [door.person, the_leader_of(a_team(door.jobcentre)), an_outsider()]
    for who, status in [*((one, 200) for one in allowed), *((one, 404) for one in others)]:
        client.force_login(who)
        assert client.get(url).status_code == status
        assert (see_trends(who, door.team) is None) == (status == 200)
        request = rf.get("/")
        request.user = who
        if status == 200:
            assert trends(request, door.team, timezone.localdate()).reviews
        else:
            with pytest.raises(NotAllowed):
                trends(request, door.team, timezone.localdate())
    assert client.get(reverse("citizens:trends-file", args=[door.jobcentre.parent_id, "csv"])).status_code == 404
