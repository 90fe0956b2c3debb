"""What companies answered is shown from five answers on, when the quarter is over, and never by subtraction."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.companies import a_company, an_entrance
from tests.factories.company_pulse import TODAY, an_asking_entrance, some_pulses, the_notice_of_the_pulse
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_employee,
    an_outsider,
    somebody_who_is,
    the_head_of,
    the_leader_of,
)

from samklang.access.commands import withdraw_notice
from samklang.access.enums import Role
from samklang.access.models import Place
from samklang.companies.models import PulseAnswer
from samklang.companies.queries.pulse import pulse_of, shown_from
from samklang.method.periods import quarter
from samklang.method.shares import Estimate, Lack

pytestmark = pytest.mark.django_db
URL = "/companies/pulse/"


@pytest.fixture(autouse=True)
def _the_day(monkeypatch):
    monkeypatch.setattr("samklang.companies.views.pulse.today", lambda: TODAY)


def a_team_of(entrance, people: int = 5, name: str = "") -> Place:
    team = a_team(entrance.jobcentre, name)
    for _ in range(people):
        an_employee(team)
    return team


def the_quarter(entrance, day: date = TODAY):
    return pulse_of(entrance, day).quarters[0]


def test_of_four_nothing_is_shown_and_of_five_the_mean_with_its_n_and_interval():
    entrance = an_asking_entrance()
    some_pulses(entrance, [10, 9, 3, 8], asked=8, words="Det gik fint")
    found = the_quarter(entrance)
    assert (found.all.mean, found.all.high, found.words) == (Lack.TOO_FEW, Lack.TOO_FEW, [])
    some_pulses(entrance, [10])
    found = the_quarter(entrance)
    assert found.all.mean == Estimate(8.0, pytest.approx(4.38, abs=0.01), 10, 5)
    assert (found.all.high.value, found.all.low.value) == (0.6, 0.2)
    assert (found.rate.value, found.rate.n) == (pytest.approx(5 / 9), 9)
    assert found.words == ["Det gik fint"] * 4


def test_a_quarter_waits_until_nobody_who_was_asked_in_it_can_answer_any_more():
    entrance = an_asking_entrance()
    some_pulses(entrance, [9] * 6, quarter="2026Q2", asked=8)
    first = shown_from(quarter("2026Q2"))
    assert first == date(2026, 7, 22)
    before = pulse_of(entrance, date(2026, 7, 21))
    assert before.quarters == []
    assert [(one.quarter.key, one.shown_from, one.asked, one.answered) for one in before.waiting] == [
        ("2026Q2", first, 8, 6)
    ]
    assert [one.quarter.key for one in pulse_of(entrance, first).quarters] == ["2026Q2"]


def test_a_team_with_four_answers_cannot_be_found_by_subtracting_the_others():
    entrance = an_asking_entrance()
    small, middle, large = (a_team_of(entrance) for _ in range(3))
    some_pulses(entrance, [1, 1, 1, 1], team=small)
    some_pulses(entrance, [9] * 6, team=middle)
    some_pulses(entrance, [8] * 9, team=large)
    found = the_quarter(entrance)
    assert found.all.mean.n == 19
    assert {team: one.mean for team, one in found.teams.items()} == {
        small.pk: Lack.TOO_FEW, middle.pk: Lack.TOO_FEW, large.pk: Estimate(8.0, 8.0, 8.0, 9),
    }  # fmt: skip


def test_a_team_of_two_people_is_kept_back_however_many_answer():
    entrance = an_asking_entrance()
    two, many, more = a_team_of(entrance, 2), a_team_of(entrance), a_team_of(entrance)
    for team, count in ((two, 20), (many, 6), (more, 9)):
        some_pulses(entrance, [9] * count, team=team)
    found = the_quarter(entrance)
    assert {team for team, one in found.teams.items() if isinstance(one.mean, Estimate)} == {more.pk}


def test_answers_are_held_against_the_promise_and_against_being_understood():
    entrance = an_asking_entrance()
    some_pulses(entrance, [9, 10, 9, 10, 8, 10], in_time=True, understood="yes")
    some_pulses(entrance, [4, 5, 6, 9, 3], in_time=False, understood="no")
    found = the_quarter(entrance)
    assert (found.in_time[True].mean.n, found.in_time[False].mean.value) == (6, pytest.approx(5.4))
    assert (found.understood["yes"].high.value, found.understood["no"].low.value) == (pytest.approx(5 / 6), 0.8)
    assert (found.sooner.value, found.sooner.n) == (pytest.approx(5 / 6 - 1 / 5), 5)


def test_with_four_late_answers_neither_they_nor_those_in_time_are_shown():
    entrance = an_asking_entrance()
    some_pulses(entrance, [9] * 6, in_time=True)
    some_pulses(entrance, [2] * 4, in_time=False)
    found = the_quarter(entrance)
    assert {one.mean for one in found.in_time.values()} == {Lack.TOO_FEW}
    assert found.sooner is Lack.TOO_FEW


def test_what_was_written_says_nothing_of_the_team_and_stands_in_no_order():
    entrance = an_asking_entrance()
    team = a_team_of(entrance)
    for number in range(9):
        some_pulses(entrance, [7], team=team, words=f"Linje {number}")
    found = the_quarter(entrance).words
    assert sorted(found) == [f"Linje {number}" for number in range(9)]
    assert found not in (sorted(found), sorted(found, reverse=True))


# -- the page ----------------------------------------------------------------------------------------------------------


def test_who_may_see_the_pulse(client):
    entrance = an_asking_entrance()
    team = a_team_of(entrance)
    some_pulses(entrance, [9] * 6, team=team)
    assert client.get(URL).status_code == 302
    for who, sees_team in (
        (the_leader_of(team), True), (the_head_of(entrance.jobcentre), True), (a_colleague_in(team), False),
    ):  # fmt: skip
        client.force_login(who)
        response = client.get(URL)
        assert response.status_code == 200
        assert (f'<th scope="row">{team.name}' in response.text) is sees_team
        assert (team.name in client.get(f"{URL}file.csv").content.decode()) is sees_team
    client.force_login(somebody_who_is(Role.TRAINER, entrance.jobcentre))
    assert (client.get(URL).status_code, client.get(f"{URL}file.csv").status_code) == (403, 403)


def test_another_municipality_sees_nothing_of_it(client):
    entrance = an_asking_entrance()
    some_pulses(entrance, [9] * 6, words="Hemmeligt for andre")
    outsider = an_outsider()
    other = an_asking_entrance(a_jobcentre(outsider.municipality, "Jobcenter Nord"))
    client.force_login(outsider)
    response = client.get(URL)
    assert other.municipality == outsider.municipality
    assert (response.status_code, "Hemmeligt" in response.text) == (200, False)


def test_the_page_says_why_there_is_nothing(client):
    jobcentre = a_jobcentre()
    client.force_login(the_head_of(jobcentre))
    assert client.get(URL).status_code == 200
    entrance = an_entrance(jobcentre, pulse_on=True)
    some_pulses(entrance, [9] * 6, words="Ord der ikke vises")
    assert "Ord der ikke" not in client.get(URL).text
    assert client.get(f"{URL}file.csv").status_code == 403
    notice = the_notice_of_the_pulse(jobcentre)
    assert "Ord der ikke" in client.get(URL).text
    assert client.get(f"{URL}?quarter=1066Q1").status_code == 200
    withdraw_notice(by=the_head_of(jobcentre), notice=notice, today=TODAY)
    assert "Ord der ikke" not in client.get(URL).text


def test_the_file_holds_no_words_and_is_of_a_kind_we_know(client):
    entrance = an_asking_entrance()
    some_pulses(entrance, [9] * 6, words="=HYPERLINK()")
    client.force_login(the_head_of(entrance.jobcentre))
    csv = client.get(f"{URL}file.csv").content.decode()
    assert ("9", "HYPERLINK" in csv) == ("9", False)
    assert client.get(f"{URL}file.xlsx").content[:2] == b"PK"
    assert client.get(f"{URL}file.exe").status_code == 404


def test_more_answers_cost_no_more_questions(client):
    entrance = an_asking_entrance()
    client.force_login(the_head_of(entrance.jobcentre))

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(URL).status_code == 200
        return len(found)

    some_pulses(entrance, [9] * 6, team=a_team_of(entrance), words="Tak")
    questions()
    first = questions()
    for key in ("2025Q4", "2026Q1"):
        for _ in range(3):
            a_company(entrance.municipality)
            some_pulses(entrance, [8, 2] * 9, team=a_team_of(entrance), quarter=key, words="Tak igen")
    assert questions() == first
    assert PulseAnswer.objects.count() == 6 + 2 * 3 * 18
