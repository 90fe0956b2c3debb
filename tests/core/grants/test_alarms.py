"""Somebody is told in time: late reports, too few trained, money to pay back, terms that nobody has verified."""

from dataclasses import replace
from datetime import date

import pytest
from tests.core.grants.examples import COMPETENCE_FUND, END, KR, START, STATE_POOL, WHOLLY_PAID

from samklang.core.grants import (
    TERM_WORDS,
    Heading,
    HeadingState,
    PersonAsk,
    Position,
    ReportKind,
    Severity,
    alarms,
    expected_by_now,
)
from samklang.core.words import LANGUAGES, render

SPENT = HeadingState(Heading.EXTERNAL, 500_000 * KR, 100_000 * KR, 0, planned_rest_ore=400_000 * KR)
CALM = Position(
    STATE_POOL, 400_000 * KR, START, END, date(2026, 5, 1), (SPENT,), received_ore=320_000 * KR,
    people_promised=80, people_trained=40,
)  # fmt: skip


def found_in(position: Position, **how) -> dict[str, Severity]:
    return {one.key: one.severity for one in alarms(position, **how)}


def test_where_all_is_well_nothing_is_said():
    assert alarms(CALM) == []


def test_a_report_is_spoken_of_in_time_and_then_overdue():
    assert found_in(replace(CALM, today=date(2026, 7, 1))) == {}  # 31 days before
    assert found_in(replace(CALM, today=date(2026, 7, 2))) == {"report-soon": Severity.WARN}
    assert found_in(replace(CALM, today=date(2026, 6, 1)), within_days=61) == {"report-soon": Severity.WARN}
    [today] = alarms(replace(CALM, today=date(2026, 8, 1), people_trained=80))
    assert str(today.says) == "Status report is due today."
    [late] = alarms(replace(CALM, today=date(2026, 8, 3), people_trained=80))
    assert (late.severity, late.where) == (Severity.STOP, "status:2026-08-01")
    assert render(late.says, "da") == "Statusrapport havde frist den 1. august 2026, for 2 dage siden. Send den nu."
    sent = frozenset({(ReportKind.STATUS, date(2026, 8, 1))})
    assert alarms(replace(CALM, today=date(2026, 8, 3), people_trained=80, reports_sent=sent)) == []


@pytest.mark.parametrize(("trained", "found"), [(21, {}), (20, {"people-behind": Severity.WARN})])
def test_training_that_lags_behind_what_was_promised_is_told(trained, found):
    assert expected_by_now(CALM) == 80 * 89 // 334 == 21
    assert found_in(replace(CALM, people_trained=trained)) == found


def test_the_plan_says_how_many_should_be_trained_by_now():
    assert found_in(replace(CALM, people_expected_by_now=41)) == {"people-behind": Severity.WARN}
    assert found_in(replace(CALM, people_expected_by_now=40)) == {}


def test_after_the_end_every_person_promised_and_not_trained_counts():
    over = replace(CALM, today=date(2027, 1, 2), people_trained=79, states=(replace(SPENT, actual_ore=500_000 * KR),))
    found = found_in(over)
    assert found["people-missing"] is Severity.STOP
    assert "people-missing" not in found_in(replace(over, people_trained=80))


def test_money_that_will_go_back_is_told_before_and_after():
    under = replace(CALM, states=(replace(SPENT, planned_rest_ore=200_000 * KR),))
    [ahead] = alarms(under)
    assert (ahead.key, ahead.severity) == ("payback-ahead", Severity.WARN)
    assert str(ahead.says) == "80,000 kr. of what is received will have to be paid back."
    assert found_in(replace(under, received_ore=0)) == {"unused": Severity.NOTE}
    after = found_in(replace(under, today=date(2027, 1, 2), people_trained=80))
    assert after["payback"] is Severity.WARN


def test_commitments_above_the_budget_are_told():
    over = replace(SPENT, committed_ore=400_001 * KR, planned_rest_ore=0)
    assert found_in(replace(CALM, states=(over,))) == {"over-budget": Severity.WARN, "cost-over": Severity.WARN}


def test_a_heading_on_its_way_past_the_free_limit_is_told():
    over = replace(SPENT, planned_rest_ore=451_000 * KR)
    assert found_in(replace(CALM, states=(over,))) == {"over-limit": Severity.WARN, "cost-over": Severity.WARN}


def test_blocked_headings_caps_and_documents_are_told():
    position = replace(
        CALM,
        award_ore=500_001 * KR,
        states=(
            replace(SPENT, budget_ore=626_000 * KR, planned_rest_ore=526_000 * KR),
            HeadingState(Heading.RENT, 5, 5, planned_rest_ore=0),
        ),
        without_document=("v2", "v1"),
    )
    found = alarms(position)
    assert {one.key: one.severity for one in found} == {
        "heading-blocked": Severity.STOP,
        "cap-per-project": Severity.STOP,
        "no-document": Severity.WARN,
    }
    assert found[-1].where == "v1, v2"
    assert str(found[-1].says) == "2 vouchers have no document."


def test_what_a_person_had_of_the_same_purse_is_told():
    asks = (PersonAsk("p", 30_000 * KR, START, ((date(2025, 12, 1), 1),)),)
    found = found_in(replace(CALM, terms=COMPETENCE_FUND, people=asks))
    assert found["cap-per-person"] is Severity.STOP


def test_an_auditor_is_thought_of_before_the_end():
    near = replace(CALM, today=date(2026, 11, 15), people_trained=80, states=(replace(SPENT, actual_ore=100_000 * KR),))
    sent = frozenset({(ReportKind.STATUS, date(2026, 8, 1))})
    assert found_in(replace(near, reports_sent=sent)) == {"auditor": Severity.NOTE}


def test_terms_that_nobody_has_verified_are_named_where_they_say_something():
    hearsay = replace(STATE_POOL, unknown=frozenset(TERM_WORDS))
    found = alarms(replace(CALM, terms=hearsay, today=date(2027, 6, 1)))
    assert {one.severity for one in found} == {Severity.NOTE, Severity.WARN, Severity.STOP}
    assert {one.key for one in found if one.severity is Severity.STOP} == {"people-missing"}
    named = {one.where for one in found if one.key == "term-unverified"}
    assert named == set(TERM_WORDS) - {
        "most_per_person_ore", "earliest_months_before_start", "latest_days_before_start",
    }  # fmt: skip
    assert all(render(one.says, language) for one in found for language in LANGUAGES)


def test_terms_that_say_nothing_are_not_asked_about():
    quiet = replace(WHOLLY_PAID, unknown=frozenset({"reports", "payouts", "audit_from_ore"}))
    assert found_in(replace(CALM, terms=quiet, award_ore=500_000 * KR)) == {}
