"""The ladder: each rung is counted by itself, quarters that are over are read once, and nothing few is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.citizens_feedback import a_full_team, some_answers, the_notice_of_answers
from tests.factories.learning import the_learning_course, the_notice_of_knowledge
from tests.factories.people import a_colleague_in, a_jobcentre, an_outsider, the_lead_of, the_leader_of
from tests.pages import CheckedClient

from samklang.access.refusals import NotAllowed
from samklang.core.metric import Rung
from samklang.delivery.models import EarlierProof, KnowledgeCheck
from samklang.evidence.commands.ladder import read_quarters, set_baseline
from samklang.evidence.models import Baseline, RungReading
from samklang.evidence.queries.ladder import Moved, ladder_of
from samklang.evidence.queries.rungs import figures_of
from samklang.ledger.models import Entry
from samklang.method.enums import Span
from samklang.method.periods import Period
from samklang.method.shares import Estimate, Lack
from samklang.people.models import Employee

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 10, 9, tzinfo=UTC)
TODAY = NOW.date()
Q3, Q4 = (Period(Span.QUARTER, date(2026, month, 1)) for month in (7, 10))


@pytest.fixture
def course():
    jobcentre = a_jobcentre()
    the_notice_of_answers(jobcentre)
    the_notice_of_knowledge(jobcentre)
    return the_learning_course(jobcentre)


def trained_before(course, people: int, *, trained: int, day: date = date(2026, 9, 1)) -> list[Employee]:
    """Colleagues with the first module from before, so many of them with every module."""
    team = a_full_team(course.programme.jobcentre, "Team Havn", people)
    found = list(Employee.objects.filter(engagements__team=team).select_related("person").order_by("pk"))
    for place, one in enumerate(found):
        for module in course.modules[: None if place < trained else 1]:
            EarlierProof.objects.create(
                programme=course.programme, person=one.person, module=module["id"], day=day, source="Andet kursus",
                confirmed_at=NOW,
            )  # fmt: skip
    return found


def rung(course, which: Rung, period: Period = Q3) -> Estimate | Lack:
    return next(one.found for one in figures_of(course, period, TODAY) if one.rung is which)


def test_attended_counts_those_who_are_still_here_of_those_who_were_to_be_trained(course):
    people = trained_before(course, 10, trained=6)
    found = rung(course, Rung.ATTENDED)
    assert isinstance(found, Estimate)
    assert (found.n, round(found.value * found.n)) == (14, 6)
    people[0].engagements.update(last_day=date(2026, 9, 15))
    gone = rung(course, Rung.ATTENDED)
    assert isinstance(gone, Estimate)
    assert (gone.n, round(gone.value * gone.n)) == (13, 5)


def test_knowing_is_of_those_who_tried_and_off_without_a_notice(course):
    people = trained_before(course, 8, trained=0)
    for place, one in enumerate(people):
        KnowledgeCheck.objects.create(
            course=course, person=one.person, seed=1, pass_mark=70, asked=10, right=8, passed=place < 5,
            begun_at=NOW - timedelta(days=150), finished_at=NOW - timedelta(days=150),
        )  # fmt: skip
    found = rung(course, Rung.KNOWS)
    assert isinstance(found, Estimate)
    assert (found.n, round(found.value * found.n)) == (8, 5)
    assert rung(course, Rung.KNOWS, Period(Span.QUARTER, date(2026, 4, 1))) is Lack.NOTHING


def test_what_few_have_is_not_told(course):
    trained_before(course, 0, trained=0)
    assert rung(course, Rung.ATTENDED) is Lack.TOO_FEW
    assert {rung(course, one) for one in (Rung.SHOWS, Rung.DOES, Rung.FELT)} == {Lack.NOTHING}


def test_a_quarter_that_is_over_is_read_once_and_stays(course):
    team = a_full_team(course.programme.jobcentre, "Team Syd", 6)
    some_answers(team, [5, 5, 5, 5, 2, 1, 4, 4, 3, 3], quarter="2026Q3")
    count = read_quarters(today=TODAY, now=NOW)
    row = RungReading.objects.get(programme=course.programme, metric="involved", first_day=Q3.first_day)
    assert (count, row.value, row.n) == (RungReading.objects.count(), 0.6, 10)
    some_answers(team, [1] * 20, quarter="2026Q3")
    assert read_quarters(today=TODAY, now=NOW) == 0
    row.refresh_from_db()
    assert (row.value, row.n) == (0.6, 10)


def test_a_quarter_is_not_read_while_somebody_may_still_answer(course):
    read_quarters(today=date(2027, 1, 20), now=NOW)
    assert not RungReading.objects.filter(first_day=Q4.first_day).exists()
    read_quarters(today=date(2027, 2, 6), now=NOW)
    assert RungReading.objects.filter(first_day=Q4.first_day).exists()


def test_a_dry_run_reads_nothing(course):
    assert read_quarters(today=TODAY, now=NOW, dry_run=True) > 0
    assert not RungReading.objects.exists()


def test_a_rung_is_compared_with_the_quarter_before_the_baseline(course):
    team = a_full_team(course.programme.jobcentre, "Team Syd", 6)
    some_answers(team, [1] * 30 + [5] * 10, quarter="2026Q3")
    some_answers(team, [1] * 8 + [5] * 32, quarter="2026Q4")
    read_quarters(today=TODAY, now=NOW)
    assert {one.moved for one in ladder_of(course, TODAY)} == {Moved.NO_BASELINE}
    lead = the_lead_of(course.programme.jobcentre)
    set_baseline(by=lead, programme=course.programme, day=date(2026, 10, 1), today=TODAY, now=NOW)
    step = next(one for one in ladder_of(course, TODAY) if one.metric.key == "involved")
    assert (step.moved, step.period, step.baseline.first_day) == (Moved.HIGHER, Q4, Q3.first_day)
    assert step.difference.low > 0.3
    assert Entry.objects.filter(deed="baseline-set", actor_id=lead.pk).count() == 1


def test_who_may_set_the_baseline_and_to_which_day(course):
    jobcentre = course.programme.jobcentre
    given = {"programme": course.programme, "today": TODAY, "now": NOW}
    team = a_full_team(jobcentre, "Team Vest", 1)
    for person in (the_leader_of(team), a_colleague_in(team), an_outsider()):
        with pytest.raises(NotAllowed, match="programme lead and the head"):
            set_baseline(by=person, day=date(2026, 10, 1), **given)
    lead = the_lead_of(jobcentre)
    for day, reason in ((TODAY + timedelta(days=1), "a day that has been"), (date(2020, 1, 1), "last 3 years")):
        with pytest.raises(NotAllowed, match=reason):
            set_baseline(by=lead, day=day, **given)
    assert not Baseline.objects.exists()


def test_the_pages_of_the_ladder(course, monkeypatch):
    monkeypatch.setattr("samklang.evidence.views.ladder.today", lambda: TODAY)
    team = a_full_team(course.programme.jobcentre, "Team Syd", 6)
    some_answers(team, [1] * 30 + [5] * 10, quarter="2026Q4")
    read_quarters(today=TODAY, now=NOW)
    client = CheckedClient()
    client.force_login(the_lead_of(course.programme.jobcentre))
    listed, shown = client.get("/evidence/ladders/"), client.get(f"/evidence/ladders/{course.pk}/")
    assert course.programme.title in listed.content.decode()
    assert "25 %" in shown.content.decode()
    sent = client.post(f"/evidence/ladders/{course.pk}/baseline/", {"day": "2027-02-11", "note": ""})
    assert (sent.status_code, Baseline.objects.count()) == (422, 0)
    sent = client.post(f"/evidence/ladders/{course.pk}/baseline/", {"day": "2026-10-01", "note": "Første hold"})
    assert (sent.status_code, Baseline.objects.get().note) == (302, "Første hold")
    fetched = client.get(f"/evidence/ladders/{course.pk}/ladder.csv").content.decode()
    assert "25" in fetched
    client.force_login(an_outsider())
    assert client.get(f"/evidence/ladders/{course.pk}/").status_code == 404


def test_every_figure_of_a_rung_stands_in_the_catalogue_on_that_rung(course):
    assert {(one.rung, one.metric.rung) for one in ladder_of(course, TODAY)} == {
        (one, one) for one in Rung if one is not Rung.RESULT
    }
