"""The figures of the door: counted as they are defined, with n and interval, and never of few."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from tests.factories.companies import NOW, an_entrance
from tests.factories.company_figures import (
    DUE,
    a_large_team,
    an_ended_one,
    some_companies,
    some_enquiries,
    some_meetings,
    some_warnings,
)
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_outsider,
    somebody_who_is,
    the_head_of,
    the_leader_of,
)

from samklang.access.enums import Role
from samklang.companies import metrics
from samklang.companies.enums import EnquiryState, MeetingState, OpeningKind, OpeningState, Result
from samklang.companies.forms.figures import FiguresFilter
from samklang.companies.models import Enquiry, Pause
from samklang.companies.queries.answer_hours import median_hours
from samklang.companies.queries.figures import Tally, counted
from samklang.method.enums import Span
from samklang.method.periods import around, between
from samklang.method.shares import Estimate, Lack

pytestmark = pytest.mark.django_db
URL = "/companies/figures/"
Q3 = around(DUE.date(), Span.QUARTER)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _the_day(monkeypatch):
    monkeypatch.setattr("samklang.companies.views.figures.today", lambda: TODAY)
    monkeypatch.setattr("samklang.companies.views.figures.now", lambda: NOW)


def the_figure(entrance, key: str, periods=(Q3,)):
    return next(one for one in counted(entrance.municipality, list(periods), NOW) if one.metric.key == key)


def whole(entrance, key: str):
    return the_figure(entrance, key).whole[Q3]


# -- what is counted ---------------------------------------------------------------------------------------------------


def test_the_answer_time_is_kept_where_the_first_answer_came_before_it_ran_out():
    entrance = an_entrance()
    some_enquiries(entrance, kept=7, of=9)
    some_enquiries(entrance, kept=0, of=1, answered_at=DUE)
    some_enquiries(entrance, kept=0, of=1, answered_at=None, state=EnquiryState.OWNED)
    some_enquiries(entrance, kept=0, of=1, answered_at=None, state=EnquiryState.CLOSED)
    found = whole(entrance, metrics.ANSWER_KEPT)
    assert found.tally == Tally(8, 12)
    assert found.estimate == Estimate(pytest.approx(8 / 12), pytest.approx(0.3906, abs=1e-4),
                                      pytest.approx(0.8619, abs=1e-4), 12)  # fmt: skip


def test_what_is_not_due_yet_is_paused_or_is_no_enquiry_is_not_counted():
    entrance = an_entrance()
    some_enquiries(entrance, kept=5, of=5)
    some_enquiries(entrance, kept=1, of=1, due_at=NOW + timedelta(hours=1))
    some_enquiries(entrance, kept=1, of=1, state=EnquiryState.JUNK)
    some_enquiries(entrance, kept=0, of=2, answered_at=None, state=EnquiryState.OWNED)
    waits, waited = Enquiry.objects.order_by("-pk")[:2]
    Pause.objects.create(enquiry=waits, begins=DUE, reason="Venter på dem")
    Pause.objects.create(enquiry=waited, begins=DUE - timedelta(hours=9), ends=DUE, reason="Ventede på dem")
    assert whole(entrance, metrics.ANSWER_KEPT).tally == Tally(5, 6)


def test_an_enquiry_lies_in_the_period_its_promise_ran_out_in_by_the_danish_clock():
    entrance = an_entrance()
    some_enquiries(entrance, kept=5, of=5, due_at=datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    some_enquiries(entrance, kept=0, of=6, due_at=datetime(2026, 6, 30, 21, 30, tzinfo=UTC))
    for span, keys in ((Span.QUARTER, ["2026Q2", "2026Q3"]), (Span.MONTH, ["2026-06", "2026-07"])):
        periods = list(between(span, date(2026, 6, 1), date(2026, 7, 31)))
        found = the_figure(entrance, metrics.ANSWER_KEPT, periods)
        assert {one.key: told.tally for one, told in found.whole.items()} == dict(
            zip(keys, [Tally(0, 6), Tally(5, 5)], strict=True)
        )
    year = around(DUE.date(), Span.YEAR)
    assert the_figure(entrance, metrics.ANSWER_KEPT, [year]).whole[year].tally == Tally(5, 11)


def test_the_median_time_is_in_working_hours_without_the_pauses():
    entrance = an_entrance()
    some_enquiries(entrance, kept=0, of=4, answered_at=DUE + timedelta(days=2))
    assert median_hours(entrance, Q3, None) is None
    # Received on a Tuesday at noon, due on the Wednesday at noon: 3.5 hours left of the one day, 2 of the other.
    some_enquiries(entrance, kept=5, of=5)
    assert median_hours(entrance, Q3, None) == 5.5
    for one in Enquiry.objects.order_by("-pk")[:5]:
        Pause.objects.create(enquiry=one, begins=DUE - timedelta(hours=3), ends=DUE - timedelta(hours=2), reason="x")
    assert median_hours(entrance, Q3, None) == 4.5
    assert median_hours(entrance, Q3, a_team(entrance.jobcentre)) is None


def test_meetings_with_a_next_step_are_counted_once_and_an_explicit_none_apart():
    entrance = an_entrance()
    company = some_companies(entrance.municipality, 1)[0]
    some_meetings(company, steps=4, none=2, of=7)
    some_meetings(company, steps=1, none=0, of=1, written_at=None)
    some_meetings(company, steps=1, none=0, of=1, state=MeetingState.PLANNED)
    assert whole(entrance, metrics.NEXT_STEP).tally == Tally(4, 7, 2)


def test_a_contact_is_spared_where_the_colleague_let_it_be():
    entrance = an_entrance()
    company = some_companies(entrance.municipality, 1)[0]
    some_warnings(company, spared=3, of=8)
    assert whole(entrance, metrics.SPARED).tally == Tally(3, 8)


def test_the_path_to_paid_hours_leaves_out_what_nobody_knows_and_shows_how_many():
    entrance = an_entrance()
    company = some_companies(entrance.municipality, 1)[0]
    for result in (Result.PAID, Result.PAID, Result.LONGER, Result.NOTHING, Result.NOTHING, Result.UNKNOWN):
        an_ended_one(company, result)
    an_ended_one(company, kind=OpeningKind.SUBSIDY)
    an_ended_one(company, kind=OpeningKind.FLEXI)
    an_ended_one(company, state=OpeningState.RUNNING, result="")
    an_ended_one(company, last_day=date(2026, 10, 1))
    assert whole(entrance, metrics.PAID).tally == Tally(3, 6, 1)


def test_a_company_that_cooperates_counts_once_and_only_while_it_runs():
    entrance = an_entrance()
    place = entrance.municipality
    one, two, job, soon, earlier, withdrawn, *_ = some_companies(place, 10)
    ceased = some_companies(place, 1, ceased_on=date(2026, 9, 1))[0]
    merged = some_companies(place, 1, merged_into=one)[0]
    new = some_companies(place, 1, created_at=datetime(2026, 10, 2, tzinfo=UTC))[0]
    an_ended_one(one)
    an_ended_one(one, kind=OpeningKind.FLEXI)
    running = {"state": OpeningState.RUNNING, "result": "", "first_day": date(2026, 1, 5)}
    an_ended_one(two, **running, last_day=None, kind=OpeningKind.HOURS)
    an_ended_one(job, **running, last_day=None, kind=OpeningKind.JOB)
    an_ended_one(soon, state=OpeningState.RUNNING, result="", first_day=date(2026, 10, 1), last_day=None)
    an_ended_one(earlier, first_day=date(2026, 4, 1), last_day=date(2026, 6, 30))
    an_ended_one(withdrawn, state=OpeningState.WITHDRAWN, result="")
    for gone in (ceased, merged, new):
        an_ended_one(gone)
    assert whole(entrance, metrics.COOPERATING).tally == Tally(2, 10)


def test_another_municipality_is_not_in_it():
    entrance, elsewhere = an_entrance(), an_entrance()
    company = some_companies(elsewhere.municipality, 5)[0]
    some_enquiries(elsewhere, kept=9, of=9)
    some_meetings(company, steps=5, none=0, of=5)
    some_warnings(company, spared=3, of=8)
    for _ in range(5):
        an_ended_one(company)
    assert {one.whole[Q3].estimate for one in counted(entrance.municipality, [Q3], NOW)} == {Lack.NOTHING}
    assert Lack.NOTHING not in {one.whole[Q3].estimate for one in counted(elsewhere.municipality, [Q3], NOW)}


# -- small groups ------------------------------------------------------------------------------------------------------


def test_of_four_nothing_is_shown_and_of_five_the_share():
    entrance = an_entrance()
    some_enquiries(entrance, kept=4, of=4)
    assert whole(entrance, metrics.ANSWER_KEPT) == (Lack.TOO_FEW, None)
    some_enquiries(entrance, kept=1, of=1)
    assert whole(entrance, metrics.ANSWER_KEPT).tally == Tally(5, 5)


def test_a_team_cannot_be_found_by_subtracting_the_others_from_the_whole():
    entrance = an_entrance()
    few, middle, many = (a_large_team(entrance.jobcentre) for _ in range(3))
    small = a_large_team(entrance.jobcentre, people=2)
    some_enquiries(entrance, kept=0, of=4, team=few)
    some_enquiries(entrance, kept=9, of=9, team=middle)
    some_enquiries(entrance, kept=20, of=30, team=many)
    found = the_figure(entrance, metrics.ANSWER_KEPT)
    assert {team for (_, team), told in found.teams.items() if told.tally} == {many.pk}
    some_enquiries(entrance, kept=2, of=50, team=small)
    some_enquiries(entrance, kept=3, of=6)
    found = the_figure(entrance, metrics.ANSWER_KEPT)
    assert {team for (_, team), told in found.teams.items() if told.tally} == {None, middle.pk, many.pk}
    assert found.whole[Q3].tally == Tally(34, 99)


# -- the page ----------------------------------------------------------------------------------------------------------


def a_full_house():
    """Something of every figure, of two teams, in two quarters."""
    entrance = an_entrance()
    teams = [a_large_team(entrance.jobcentre, name) for name in ("Team Have", "Team Vej")]
    companies = some_companies(entrance.municipality, 12)
    for team, company in zip(teams, companies, strict=False):
        some_enquiries(entrance, kept=7, of=9, team=team)
        some_enquiries(entrance, kept=4, of=8, team=team, due_at=DUE - timedelta(days=92))
        some_meetings(company, steps=4, none=2, of=7, team=team)
        some_warnings(company, spared=3, of=8, team=team)
        for result in (Result.PAID, Result.PAID, Result.LONGER, Result.NOTHING, Result.NOTHING, Result.UNKNOWN):
            an_ended_one(company, result, team=team)
    return entrance, teams


def test_who_may_see_the_figures_and_who_sees_teams(client):
    entrance, (team, other) = a_full_house()
    assert client.get(URL).status_code == 302
    for who, sees in (
        (the_leader_of(team), True), (the_head_of(entrance.jobcentre), True), (a_colleague_in(team), False),
    ):  # fmt: skip
        client.force_login(who)
        for url in (URL, f"{URL}print/", f"{URL}file.csv", f"{URL}?team={other.pk}"):
            response = client.get(url)
            assert response.status_code == 200
            assert (other.name in response.content.decode()) is sees
    client.force_login(somebody_who_is(Role.TRAINER, entrance.jobcentre))
    assert [client.get(url).status_code for url in (URL, f"{URL}print/", f"{URL}file.csv")] == [403] * 3
    client.force_login(an_outsider())
    assert "Team Have" not in client.get(f"{URL}?team={team.pk}").text


def test_each_figure_says_what_it_is_counted_on(client):
    entrance, _ = a_full_house()
    client.force_login(the_head_of(entrance.jobcentre))
    client.cookies["django_language"] = "en"
    text = client.get(URL).text
    for metric in metrics.SHARES.values():
        for said in (metric.label, metric.definition, metric.numerator, metric.denominator, metric.source):
            assert escape(str(said)) in text
    assert "14 of 18. 95 % interval: 55 % to 91 %." in text.replace("\xa0", " ")
    assert "Half of those answered had their answer within" in text
    assert f"{URL.rstrip('/')}/file.csv?metric=paid" in text


def test_an_empty_house_says_so(client):
    client.force_login(the_head_of(a_jobcentre()))
    client.cookies["django_language"] = "en"
    response = client.get(URL)
    assert response.text.count("there is nothing to count yet") == len(metrics.SHARES)
    assert client.get(f"{URL}print/").status_code == 200


def test_the_file_has_a_line_for_each_figure_period_and_place(client):
    entrance, _ = a_full_house()
    client.force_login(the_head_of(entrance.jobcentre))
    client.cookies["django_language"] = "en"
    lines = client.get(f"{URL}file.csv?metric=answer-kept&first=2026-07-01").content.decode().splitlines()
    assert lines[0].startswith("\ufeffKey figure;Where;Period;From;To;Share")
    assert [line.split(";")[5:10] for line in lines[1:]] == [
        ["0.778", "0.548", "0.91", "14", "18"], ["0.778", "0.453", "0.937", "7", "9"],
        ["0.778", "0.453", "0.937", "7", "9"],
    ]  # fmt: skip
    assert client.get(f"{URL}file.xlsx").content[:2] == b"PK"
    assert client.get(f"{URL}file.exe").status_code == 404


def test_the_question_may_be_anything_and_makes_sense_or_says_why(client):
    entrance, _ = a_full_house()
    client.force_login(the_head_of(entrance.jobcentre))
    client.cookies["django_language"] = "en"
    for query in ("span=week&team=x", "first=i+går", "last=0001-01-01", "last=9999-12-31", "team=99999999999999999999"):
        assert client.get(f"{URL}?{query}").status_code == 200
    assert "later than" in client.get(f"{URL}?first=2026-09-01&last=2026-08-01").text
    assert "more than 24" in client.get(f"{URL}?span=month&first=2020-01-01").text


def test_periods_are_chosen_whole_and_the_usual_ones_are_the_last_five_quarters():
    usual = FiguresFilter({}, today=TODAY, teams=[]).asked()
    assert [one.key for one in usual.periods] == ["2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"]
    months = FiguresFilter({"span": "month", "first": "2026-01-31", "last": "2026-02-01"}, today=TODAY, teams=[])
    assert [one.key for one in months.asked().periods] == ["2026-01", "2026-02"]


def test_more_rows_cost_no_more_questions(client):
    entrance, (team, _) = a_full_house()
    client.force_login(the_head_of(entrance.jobcentre))

    def questions() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(URL).status_code == 200
        return len(found)

    questions()
    first = questions()
    for _ in range(3):
        more = a_large_team(entrance.jobcentre)
        some_enquiries(entrance, kept=7, of=9, team=more)
        an_ended_one(some_companies(entrance.municipality, 3)[0], team=team)
    assert questions() == first
