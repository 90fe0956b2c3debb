"""Terms are data: they come back from a document as they were, and every fault of a document is told at once."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import strategies as st
from tests.core.grants.examples import COMPETENCE_FUND, END, KR, START, STATE_POOL, WHOLLY_PAID, given

from samklang.core.calendar import plus_months
from samklang.core.grants import (
    HEADING_WORDS,
    INCOME_WORDS,
    REPORT_WORDS,
    STANDING_WORDS,
    TERM_WORDS,
    CountedFrom,
    Heading,
    Income,
    Payout,
    PayoutWhen,
    ReportDue,
    ReportKind,
    Severity,
    Standing,
    Terms,
    TermsFaults,
    VatRule,
    keep_until,
    needs_auditor,
    payout_days,
    report_days,
    terms_from,
    to_document,
)
from samklang.core.words import LANGUAGES, render

maybe = st.none() | st.integers(0, 120)
any_terms = st.builds(
    Terms,
    headings=st.dictionaries(st.sampled_from(Heading), st.sampled_from(Standing)),
    most_per_project_ore=st.none() | st.integers(0, 10**15),
    most_per_person_ore=st.none() | st.integers(0, 10**15),
    person_window_months=st.integers(1, 120),
    funder_share_bp=st.integers(0, 10_000),
    net_grant=st.booleans(),
    free_reallocation_bp=st.none() | st.integers(0, 10_000),
    audit_from_ore=maybe,
    retention_years=st.none() | st.integers(0, 100),
    earliest_months_before_start=maybe,
    latest_days_before_start=maybe,
    own_hours_count=st.none() | st.booleans(),
    vat=st.sampled_from(VatRule),
    reports=st.lists(
        st.builds(
            ReportDue,
            st.sampled_from(ReportKind),
            st.integers(-120, 120),
            st.integers(-99, 99),
            st.sampled_from(CountedFrom),
        ),
        max_size=3,
    ).map(tuple),
    payouts=st.lists(
        st.builds(Payout, st.integers(0, 3000), st.sampled_from(PayoutWhen), st.integers(0, 120)), max_size=3
    ).map(tuple),
    unknown=st.frozensets(st.sampled_from(sorted(TERM_WORDS))),
)


@given(any_terms)
def test_terms_come_back_from_json_as_they_were(terms):
    assert terms_from(json.loads(json.dumps(to_document(terms)))) == terms


def test_what_a_document_leaves_out_keeps_its_default():
    assert terms_from({}) == Terms()
    assert terms_from({"funder_share_bp": 8000}) == Terms(funder_share_bp=8000)


def test_every_term_has_words_in_both_languages():
    assert set(TERM_WORDS) == {one.name for one in fields(Terms)} - {"unknown"}
    for words in (TERM_WORDS, HEADING_WORDS, INCOME_WORDS, STANDING_WORDS, REPORT_WORDS):
        assert all(render(one, "da") != render(one, "en") for one in words.values())
    assert set(HEADING_WORDS) == set(Heading)
    assert set(INCOME_WORDS) == set(Income)
    assert set(REPORT_WORDS) == set(ReportKind)


@pytest.mark.parametrize(
    ("document", "path", "says"),
    [
        ({"schema": "other/1"}, ("schema",), "“other/1” is not a form of terms known here."),
        ({"share": 1}, ("share",), "“share” is not a term known here."),
        ({"funder_share_bp": 10_001}, ("funder_share_bp",), "“10001” does not lie between 0 and 10,000."),
        ({"funder_share_bp": 80.0}, ("funder_share_bp",), "“80.0” is not a whole number."),
        ({"funder_share_bp": True}, ("funder_share_bp",), "“True” is not a whole number."),
        ({"most_per_project_ore": -1}, ("most_per_project_ore",), "does not lie between 0"),
        ({"person_window_months": 0}, ("person_window_months",), "does not lie between 1"),
        ({"net_grant": "yes"}, ("net_grant",), "“yes” is neither true nor false."),
        ({"net_grant": None}, ("net_grant",), "neither true nor false"),
        ({"vat": "sometimes"}, ("vat",), "“sometimes” is none of bears, never and unknown."),
        ({"headings": []}, ("headings",), "is not a list of headings."),
        ({"headings": {"wages": "yes"}}, ("headings", "wages"), "“yes” is none of eligible, blocked and unknown."),
        ({"headings": {"beer": "blocked"}}, ("headings", "beer"), "“beer” is none of wages"),
        ({"reports": {}}, ("reports",), "“{}” is not a list."),
        ({"reports": [{}]}, ("reports", 0), "needs “kind”"),
        ({"reports": [{"kind": "final", "when": 1}]}, ("reports", 0), "no other names than kind, offset_months"),
        ({"reports": [{"kind": "final", "offset_days": "9"}]}, ("reports", 0, "offset_days"), "not a whole number"),
        ({"payouts": [{"share_bp": 6000}, {"share_bp": 5000}]}, ("payouts",), "more than the award"),
        ({"unknown": "all"}, ("unknown",), "is not a list"),
        ({"unknown": ["unknown"]}, ("unknown",), "“unknown” is not a term known here."),
    ],
)
def test_what_is_wrong_with_a_document_is_said_where_it_stands(document, path, says):
    with pytest.raises(TermsFaults) as caught:
        terms_from(document)
    [fault] = caught.value.faults
    assert fault.path == path
    assert says in str(fault.what)
    assert all(render(fault.what, language) for language in LANGUAGES)


def test_all_faults_of_a_document_are_told_at_once():
    with pytest.raises(ValueError, match="not a whole number") as caught:
        terms_from({"funder_share_bp": "80", "vat": "?", "beer": 1})
    assert len(caught.value.faults) == 3


def test_a_list_is_no_document_of_terms():
    with pytest.raises(TermsFaults, match="names with values"):
        terms_from([])  # type: ignore[arg-type]


def test_a_heading_that_nobody_named_is_to_be_looked_up():
    assert Terms().standing(Heading.WAGES) is Standing.UNKNOWN
    assert Terms().pays(Heading.WAGES)


def test_a_rule_that_nobody_has_verified_weighs_no_more_than_a_note():
    hearsay = replace(STATE_POOL, unknown=frozenset({"headings", "most_per_project_ore"}))
    assert hearsay.weight("most_per_project_ore") is Severity.NOTE
    assert hearsay.weight("funder_share_bp") is Severity.STOP
    assert (hearsay.pays(Heading.RENT), STATE_POOL.pays(Heading.RENT)) == (True, False)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -12, "2025-01-15"),
        ("2026-12-01", 1, "2027-01-01"),
    ],
)
def test_months_on_and_back_end_within_the_month(day, months, then):
    assert plus_months(date.fromisoformat(day), months) == date.fromisoformat(then)


def test_reports_are_due_from_the_start_the_end_and_every_year_end():
    found = [(one.kind, one.due_on) for one in report_days(STATE_POOL, START, date(2027, 12, 31))]
    assert found == [
        (ReportKind.STATUS, date(2026, 8, 1)),
        (ReportKind.ACCOUNTS, date(2027, 3, 1)),
        (ReportKind.ACCOUNTS, date(2028, 2, 29)),
        (ReportKind.FINAL, date(2028, 3, 31)),
    ]
    with pytest.raises(ValueError, match="ends after"):
        report_days(STATE_POOL, END, START)


def test_instalments_add_up_to_the_award():
    thirds = Terms(payouts=(Payout(3333), Payout(3333, PayoutWhen.OFFSET, 6), Payout(3334, PayoutWhen.AFTER_FINAL)))
    found = payout_days(thirds, 100_001, START)
    assert sum(one.ore for one in found) == 100_001
    assert [one.on for one in found] == [START, date(2026, 8, 1), None]
    assert payout_days(WHOLLY_PAID, 100, START) == ()
    with pytest.raises(ValueError, match="more than the award"):
        payout_days(Terms(payouts=(Payout(6000), Payout(4001))), 1, START)


def test_four_fifths_come_on_account_and_a_fifth_after_the_final_report():
    assert [(one.ore, one.on) for one in payout_days(STATE_POOL, 500_000 * KR, START)] == [
        (400_000 * KR, START),
        (100_000 * KR, None),
    ]


def test_papers_are_kept_and_an_auditor_signs_where_the_terms_say_so():
    assert keep_until(STATE_POOL, END) == date(2031, 12, 31)
    assert keep_until(WHOLLY_PAID, END) is None
    assert [needs_auditor(STATE_POOL, kroner * KR) for kroner in (99_999, 100_000)] == [False, True]
    assert needs_auditor(WHOLLY_PAID, 10**12) is None
    assert needs_auditor(replace(STATE_POOL, unknown=frozenset({"audit_from_ore"})), 10**12) is None
    assert needs_auditor(COMPETENCE_FUND, 10**12) is None
