"""The page is found, worded, issued, frozen, corrected and put away."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from tests.factories.committee import HALF_A_YEAR_AGO, NOW, TODAY, Town, a_town
from tests.factories.companies import an_entrance

from samklang.access.commands import withdraw_notice
from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.committee.claims import figures_in
from samklang.committee.commands import issues as commands
from samklang.committee.models import Issue
from samklang.committee.page_parts import asks_of, parts_of
from samklang.committee.queries.issues import earlier_than, is_as_issued, replacement_of
from samklang.companies.metrics import RECOMMEND
from samklang.ledger.models import Entry
from samklang.people.models import Engagement

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def figures(issue: Issue) -> dict:
    return figures_in(issue.document)


def test_the_page_answers_five_questions_from_what_is_there_with_n_period_source_and_key(town):
    town.answers("Team Havn", "2026Q4", much=20, little=10)
    town.answers("Team Mark", "2027Q1", much=2, little=1)
    draft = town.draft(today=TODAY + timedelta(days=10))
    assert [one["question"] for one in draft.document["claims"]] == ["trained", "shared", "answers", "cost", "jobs"]
    found = figures(draft)
    assert found["trained"]["said"]["en"] == "12 of 29"
    assert found["involved"]["n"] == {"da": "30", "en": "30"}
    assert found["involved"]["first_day"] == "2026-10-01"
    assert all(one["metric"] and one["source"]["da"] and one["first_day"] for one in found.values())
    told = draft.document["claims"][2]["told"]
    assert [one["en"] for one in told] == ["Quarters in which too few answered are left out."]


def test_a_team_of_three_is_shown_nowhere_on_the_page(town):
    draft = town.draft()
    small = f"trained:{town.teams['Team Lille'].pk}"
    assert small not in figures(draft)
    assert "Team Lille" not in json.dumps(draft.document)
    assert f"trained:{town.teams['Team Mark'].pk}" in figures(draft)


def test_where_too_few_work_the_page_says_so_and_no_price_tells_how_many_are_trained():
    town = Town({})
    Engagement.objects.filter(employee__number__in=["anne"]).update(last_day=date(2026, 1, 1))
    draft = town.draft()
    assert draft.document["claims"][0]["answer"]["en"].startswith("Too few work at")
    assert draft.document["claims"][0]["figures"] == []
    each = figures(draft)["cost-here"]
    assert (each["raw"], each["said"]["en"]) == (None, "too few to show")


def test_a_price_for_each_who_was_trained_is_not_told_where_few_of_them_have_left(town):
    gone = [one.pk for one in town.staff["Team Havn"][:2]]
    Engagement.objects.filter(employee__in=gone).update(last_day=date(2027, 1, 1))
    found = figures(town.draft())
    assert found["cost-each"]["raw"] is None
    assert found["still-here"]["raw"] is None
    assert found["cost-here"]["raw"] is not None


def test_between_two_pages_a_team_in_which_one_was_trained_stands_as_it_stood(town):
    first = town.issued(HALF_A_YEAR_AGO)
    town.train("Team Havn", 1, date(2027, 1, 10))
    key = f"trained:{town.teams['Team Havn'].pk}"
    later = town.draft()
    assert figures(later)["trained"]["raw"]["value"] == figures(first)["trained"]["raw"]["value"] + 1
    assert key not in figures(later) or figures(later)[key]["last_day"] == HALF_A_YEAR_AGO.isoformat()
    teams = [one for name, one in figures(later).items() if name.startswith("trained:")]
    assert {one["last_day"] for one in teams} == {HALF_A_YEAR_AGO.isoformat()}


def test_two_pages_never_differ_by_the_few_answers_of_one_quarter(town):
    town.answers("Team Havn", "2026Q3", much=20, little=10)
    town.answers("Team Havn", "2026Q4", much=3, little=1)
    short = figures(town.draft(date(2026, 9, 30), date(2026, 4, 1)))["involved"]
    long = figures(town.draft(date(2026, 12, 31), date(2026, 4, 1)))["involved"]
    assert (short["n"]["da"], long["n"]["da"]) == ("30", "30")


def test_the_next_page_is_held_against_the_one_before(town):
    first = town.issued(HALF_A_YEAR_AGO)
    town.train("Team Havn", 4, date(2027, 1, 10))
    town.train("Team Mark", 5, date(2027, 1, 10))
    later = town.draft()
    assert earlier_than(later) == first
    assert later.document["against"] == {"number": 1, "last_day": HALF_A_YEAR_AGO.isoformat()}
    assert figures(later)["trained"]["compared"]["en"] == "up from 12 of 29"
    assert figures(later)["involved"]["compared"] == {"da": "", "en": ""}


def test_what_is_issued_is_numbered_hashed_and_never_changed(town):
    draft = commands.word_issue(by=town.head, issue=town.draft(), values={"introduction_da": "Kære udvalg"})
    made = commands.issue_page(by=town.head, issue=draft, now=NOW)
    fresh = Issue.objects.select_related("jobcentre").get(pk=made.pk)
    assert (fresh.number, len(fresh.sha256), is_as_issued(fresh)) == (1, 64, True)
    town.train("Team Mark", 3, TODAY)
    assert Issue.objects.get(pk=made.pk).document == draft.document
    for again in (
        lambda: commands.word_issue(by=town.head, issue=fresh, values={"asks_da": "Penge"}),
        lambda: commands.renew_issue(by=town.head, issue=fresh, first_day=TODAY, last_day=TODAY, today=TODAY),
        lambda: commands.issue_page(by=town.head, issue=fresh, now=NOW),
        lambda: commands.put_away_issue(by=town.head, issue=fresh, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            again()
    assert town.issued().number == 2
    assert Entry.objects.filter(deed="committee-page-issued").count() == 2


def test_a_page_changed_past_the_house_is_found_out(town):
    made = town.issued()
    Issue.objects.filter(pk=made.pk).update(introduction_da="Alt går godt")
    assert not is_as_issued(Issue.objects.select_related("jobcentre").get(pk=made.pk))


def test_an_issue_without_number_or_hash_is_refused_by_the_database(town):
    made = town.draft()
    with pytest.raises(IntegrityError):
        Issue.objects.filter(pk=made.pk).update(state="issued")


def test_a_correction_is_a_new_page_that_says_which_it_takes_the_place_of(town):
    first = town.issued()
    draft = commands.correct_issue(by=town.head, issue=first, reason="Et forkert tal.", today=TODAY, now=NOW)
    assert replacement_of(first) is None, "a draft takes nothing's place"
    made = commands.issue_page(by=town.head, issue=draft, now=NOW)
    assert (made.number, made.replaces, replacement_of(first)) == (2, first, made)
    with pytest.raises(NotAllowed, match="taken its place"):
        commands.correct_issue(by=town.head, issue=first, reason="Igen", today=TODAY, now=NOW)
    later = town.draft(TODAY, by=town.head)
    assert earlier_than(later) is None, "neither the replaced one nor one of the same days"


def test_of_two_corrections_of_one_page_only_the_first_is_issued(town):
    first = town.issued()
    one, other = (
        commands.correct_issue(by=town.head, issue=first, reason=why, today=TODAY, now=NOW) for why in ("a", "b")
    )
    commands.issue_page(by=town.head, issue=one, now=NOW)
    with pytest.raises(NotAllowed, match="taken its place"):
        commands.issue_page(by=town.head, issue=other, now=NOW)


def test_a_draft_is_put_away_and_taken_back(town):
    draft = commands.put_away_issue(by=town.head, issue=town.draft(), now=NOW)
    with pytest.raises(NotAllowed, match="put away"):
        commands.issue_page(by=town.head, issue=draft, now=NOW)
    assert commands.restore_issue(by=town.head, issue=draft).put_away_at is None


def test_days_are_refused_with_a_sentence_and_nothing_is_made(town):
    day = timedelta(days=1)
    for first, last, why in [(TODAY, TODAY + day, "no later than today"), (TODAY, TODAY - day, "before the first"),
                             (TODAY - 900 * day, TODAY, "two years")]:  # fmt: skip
        with pytest.raises(NotAllowed, match=why):
            commands.make_issue(
                by=town.head, jobcentre=town.jobcentre, first_day=first, last_day=last, today=TODAY, now=NOW
            )
    assert not Issue.objects.exists()


def test_nobody_makes_a_page_who_only_reads_them(town):
    with pytest.raises(NotAllowed, match="head of service and the programme lead"):
        town.draft(by=town.reader())
    assert (Issue.objects.count(), Entry.objects.filter(deed__startswith="committee").count()) == (0, 0)


def test_only_what_the_findings_give_reason_for_can_be_asked_and_it_stands_in_both_languages(town):
    draft = town.draft()
    keys = [one["key"] for one in draft.document["offers"]]
    assert "ask-citizens" in keys
    worded = commands.word_issue(by=town.head, issue=draft, values={"asks": ["made-up", "ask-citizens"]})
    assert worded.asks == ["ask-citizens"]
    assert asks_of(worded, "da") != asks_of(worded, "en")
    assert len(parts_of(worded, "da")) == 5


def test_of_two_drafts_the_second_is_found_anew_once_the_first_is_issued(town):
    town.issued(HALF_A_YEAR_AGO)
    first = town.draft(TODAY - timedelta(days=1))
    town.train("Team Havn", 1, TODAY)
    second = town.draft()
    commands.issue_page(by=town.head, issue=first, now=NOW)
    with pytest.raises(NotAllowed, match="Find the figures anew first"):
        commands.issue_page(by=town.head, issue=second, now=NOW)
    assert Issue.objects.get(pk=second.pk).number is None
    anew = commands.renew_issue(
        by=town.head, issue=second, first_day=second.first_day, last_day=second.last_day, today=TODAY
    )
    assert anew.document["newest"] == 2
    assert commands.issue_page(by=town.head, issue=anew, now=NOW).number == 3


def test_what_citizens_said_is_not_told_nor_asked_for_once_the_notice_of_it_is_withdrawn(town):
    town.answers("Team Havn", "2026Q4", much=20, little=10)
    assert figures(town.draft())["involved"]["n"]["en"] == "30"
    withdraw_notice(by=town.head, notice=town.notice, today=TODAY)
    draft = town.draft()
    assert {"involved", "same-approach"} & figures(draft).keys() == set()
    assert [one["en"] for one in draft.document["claims"][2]["told"]] == [
        "Citizens are not asked, since no notice of it is in force."
    ]
    assert draft.document["claims"][2]["answer"]["en"] == "There is no figure to show."
    assert "ask-citizens" not in [one["key"] for one in draft.document["offers"]]
    assert "30" not in json.dumps(draft.document["claims"][2])


def test_what_companies_said_is_told_only_while_a_notice_of_it_is_in_force(town):
    an_entrance(town.jobcentre)
    told = town.draft().document["claims"][2]["told"]
    assert [one["en"] for one in told] == ["Companies are not asked, since no notice of it is in force."]
    town.announced(Purpose.COMPANY_PULSE)
    draft = town.draft()
    assert (RECOMMEND in figures(draft), draft.document["claims"][2]["told"]) == (True, [])
