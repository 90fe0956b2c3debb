"""What citizens answered, in groups: only when the quarter is over, only of enough, and nobody by subtraction."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.access import the_works_council_reader_of
from tests.factories.citizens_feedback import TODAY, a_full_team, some_answers, the_notice_of_answers
from tests.factories.people import a_colleague_in, a_jobcentre, an_outsider, the_lead_of, the_leader_of

from samklang.citizens.enums import DoorKind, SameWay
from samklang.citizens.metrics import INVOLVED, SAME
from samklang.citizens.queries.figures import counted
from samklang.method.periods import quarter
from samklang.method.shares import Lack
from samklang.method.suppression import SMALLEST_GROUP, Count, may_be_shown, shown

pytestmark = pytest.mark.django_db
FIGURES = "/conversations/figures/"
Q2 = quarter("2026Q2")


@pytest.fixture(autouse=True)
def _the_day(monkeypatch):
    monkeypatch.setattr("samklang.citizens.views.figures.today", lambda: TODAY)


@pytest.fixture
def jobcentre():
    found = a_jobcentre()
    the_notice_of_answers(found)
    return found


def of_quarter(jobcentre, key=INVOLVED):
    return next(one for one in counted(jobcentre, TODAY) if one.metric.key == key).quarters[Q2]


def test_the_share_of_fours_and_fives_and_of_those_met_alike_with_their_numbers(jobcentre):
    team = a_full_team(jobcentre, "Team Havn")
    some_answers(team, [5, 4, 4, 3, 1], same=SameWay.YES)
    some_answers(team, [2] * 5, same=SameWay.PARTLY)
    some_answers(team, [5] * 10, same=SameWay.FIRST)
    some_answers(team, [5] * 10, same="")
    involved, same = of_quarter(jobcentre), of_quarter(jobcentre, SAME)
    assert (involved.whole.reach, involved.whole.estimate.n) == (23, 30)
    assert (same.whole.reach, same.whole.estimate.n, same.whole.estimate.value) == (5, 10, 0.5)
    assert involved.teams[team.pk].reach == 23


def test_of_few_or_few_that_all_say_the_same_nothing_is_told(jobcentre):
    team = a_full_team(jobcentre, "Team Havn")
    assert of_quarter(jobcentre).whole.estimate is Lack.NOTHING
    some_answers(team, [5, 4, 1, 1])
    assert of_quarter(jobcentre).whole.estimate is Lack.TOO_FEW
    some_answers(team, [1])
    assert of_quarter(jobcentre).whole.reach == 2
    assert of_quarter(jobcentre, SAME).whole.estimate is Lack.TOO_FEW


def test_a_small_team_is_not_found_by_subtracting_the_others(jobcentre):
    large, other = a_full_team(jobcentre, "Team A"), a_full_team(jobcentre, "Team B")
    few = a_full_team(jobcentre, "Team C", people=2)
    for team in (large, other, few):
        some_answers(team, [5, 5, 5, 1, 1, 1])
    found = of_quarter(jobcentre)
    assert found.whole.reach == 9
    assert found.teams[few.pk].estimate is Lack.TOO_FEW
    assert sum(one.reach is not None for one in found.teams.values()) == 1


def test_links_and_codes_are_told_apart_only_where_both_can_be(jobcentre):
    team = a_full_team(jobcentre, "Team Havn")
    some_answers(team, [5, 5, 1, 1, 1])
    some_answers(team, [5, 1, 1, 1], kind=DoorKind.POSTER)
    assert not of_quarter(jobcentre).kinds
    some_answers(team, [5], kind=DoorKind.POSTER)
    assert {kind: one.reach for kind, one in of_quarter(jobcentre).kinds.items()} == {"link": 2, "poster": 2}


counts = st.builds(lambda judged, part: Count(round(judged * part), judged), st.integers(0, 25), st.floats(0, 1))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.integers(1, 6), counts, max_size=6), st.dictionaries(st.integers(1, 6), st.integers(0, 9)))
def test_nothing_that_is_shown_or_left_over_is_small(groups, people):
    found = shown(groups, people)
    if found.whole is None:
        assert not any(found.groups.values())
        return
    for key, one in found.groups.items():
        assert one is None or (may_be_shown(one) and people.get(key, 0) >= SMALLEST_GROUP)
    rest = [key for key, one in found.groups.items() if one is None and groups[key].judged]
    if rest:
        assert may_be_shown(Count(sum(groups[key].reach for key in rest), sum(groups[key].judged for key in rest)))
        assert (
            not found.whole
            or sum(people.get(key, 0) for key in rest) >= SMALLEST_GROUP
            or not any(found.groups.values())
        )


def test_the_page_and_the_file_say_the_share_its_interval_and_its_number(client, jobcentre):
    team, other = a_full_team(jobcentre, "Team Havn"), a_full_team(jobcentre, "Team Land")
    for one in (team, other):
        some_answers(one, [5, 4, 4, 1, 1, 1, 1, 1])
    some_answers(team, [5] * 9, quarter="2026Q3")
    client.force_login(the_lead_of(jobcentre))
    text = client.get(FIGURES).text.replace("\xa0", " ")
    assert "6 ud af 16. 95 %-interval" in text
    assert "Team Land" in text
    file = client.get(f"{FIGURES}file.csv").content.decode()
    assert "0,375" in file or "0.375" in file
    assert "Team Havn" in file
    assert "3. kvartal 2026" not in file
    assert client.get(f"{FIGURES}file.xlsx").status_code == 200
    assert client.get(f"{FIGURES}file.pdf").status_code == 404
    for garbage in ("?place=x", "?place=99999999999999999999", "?place=0"):
        assert client.get(FIGURES + garbage).status_code == 404
    assert client.get(f"{FIGURES}?quarter=garbage&metric=x").status_code == 200


def test_who_sees_it_and_which_teams(client, jobcentre):
    team, other = a_full_team(jobcentre, "Team Havn"), a_full_team(jobcentre, "Team Land")
    for one in (team, other):
        some_answers(one, [5, 4, 4, 1, 1, 1, 1, 1])
    client.force_login(the_leader_of(team))
    text = client.get(FIGURES).text
    assert "Team Havn" in text
    assert "Team Land" not in text
    client.force_login(the_works_council_reader_of(jobcentre))
    assert "Team Land" in client.get(FIGURES).text
    client.force_login(a_colleague_in(team))
    assert client.get(FIGURES).status_code == 403
    client.force_login(an_outsider())
    assert client.get(f"{FIGURES}?place={jobcentre.pk}").status_code == 404


def test_without_notice_no_figure_is_shown(client):
    jobcentre = a_jobcentre()
    some_answers(a_full_team(jobcentre, "Team Havn"), [5, 1, 1, 1, 1])
    client.force_login(the_lead_of(jobcentre))
    assert "1 ud af 5" not in client.get(FIGURES).text
    assert client.get(f"{FIGURES}file.csv").status_code == 403
