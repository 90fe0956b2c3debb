"""A budget adds up to the øre, and what is wrong with it is said before it is sent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import strategies as st
from tests.core.grants.examples import (
    COMPETENCE_FUND,
    END,
    KR,
    MASTER_LEVEL,
    START,
    STATE_POOL,
    WHOLLY_PAID,
    a_line,
    given,
    headings,
    shares,
)

from samklang.core.grants import (
    Heading,
    Income,
    PersonAsk,
    Severity,
    Split,
    Standing,
    Terms,
    VatRule,
    check_budget,
    check_people,
    cost_ore,
    had_in_window,
    in_order,
    line_ore,
    share_of,
    split_lines,
    stops,
    totals,
)

VEJEN = (
    a_line("trainer", Heading.EXTERNAL, "18500", quantity=Decimal(20), text="Trainer for 100 staff, 20 days"),
    a_line("books", Heading.MATERIALS, "450", quantity=Decimal(100), text="Workbook", unit="copy"),
    a_line("measure", Heading.EVALUATION, "72500", text="Evaluation before and after"),
    a_line("audit", Heading.AUDIT, "12000", text="Auditor's statement"),
)
RINGKOBING = (
    a_line("trainer", Heading.EXTERNAL, "25000", quantity=Decimal(32), text="Trainer for 30 job consultants"),
    a_line("place", Heading.TRANSPORT, "5000", quantity=Decimal(30), text="Two-day residential course"),
    a_line("measure", Heading.EVALUATION, "50000", text="Evaluation"),
)


def found_in(terms: Terms, *lines, people=(), income=None) -> dict[str, Severity]:
    """Keys and severities of what is found."""
    return {one.key: one.severity for one in check_budget(terms, lines, people, START, END, income=income)}


def test_just_under_half_a_million_for_a_hundred_staff_mostly_from_the_state():
    found = totals(STATE_POOL, VEJEN)
    assert (found.cost_ore, found.funder_ore, found.own_ore) == (499_500 * KR, 399_600 * KR, 99_900 * KR)
    assert found.by_heading[Heading.EXTERNAL] == 370_000 * KR
    assert found_in(STATE_POOL, *VEJEN, income={Income.CO_FUNDING: 99_900 * KR}) == {}


def test_a_million_paid_in_full():
    found = totals(WHOLLY_PAID, RINGKOBING)
    assert (found.cost_ore, found.funder_ore, found.own_ore) == (1_000_000 * KR, 1_000_000 * KR, 0)
    assert found_in(WHOLLY_PAID, *RINGKOBING, income={}) == {}
    assert found_in(STATE_POOL, *RINGKOBING)["cap-per-project"] is Severity.STOP


@pytest.mark.parametrize(
    ("quantity", "price", "ore"),
    [("1.5", 333, 500), ("0.5", 1, 1), ("0.333", 100, 33), ("3", 12_345, 37_035), ("0", 9, 0)],
)
def test_a_line_is_quantity_times_price_half_up(quantity, price, ore):
    assert line_ore(a_line(quantity=Decimal(quantity), unit_price_ore=price)) == ore


@given(st.lists(st.tuples(headings, st.integers(0, 10**8)), max_size=8), shares)
def test_parts_of_lines_add_up_to_the_share_of_the_whole(parts, share):
    terms = replace(WHOLLY_PAID, funder_share_bp=share)
    lines = [a_line(str(key), heading, unit_price_ore=price) for key, (heading, price) in enumerate(parts)]
    found, split = totals(terms, lines), split_lines(terms, lines)
    assert found.funder_ore == share_of(found.cost_ore, share)
    assert found.funder_ore + found.own_ore == found.cost_ore == sum(found.by_heading.values())
    assert sum(found.funder_by_heading.values()) == sum(found.funder_by_year.values()) == found.funder_ore
    for line in lines:
        assert -20_000 < split[line.key].funder_ore * 10_000 - line_ore(line) * share < 10_000
        assert split[line.key].own_ore >= 0
    assert split_lines(terms, lines[::-1]) == split


def test_a_line_with_an_amount_of_its_own_keeps_it():
    split = split_lines(STATE_POOL, [a_line("a", funder_ore=20_000), a_line("b")])
    assert split == {"a": Split(20_000, 80_000), "b": Split(80_000, 20_000)}


def test_vat_counts_only_where_the_terms_say_so():
    line = a_line(vat_ore=25_000)
    assert [cost_ore(Terms(vat=rule), line) for rule in VatRule] == [125_000, 100_000, 100_000]
    assert found_in(replace(WHOLLY_PAID, vat=VatRule.UNKNOWN), line) == {"vat-unknown": Severity.NOTE}
    assert found_in(replace(WHOLLY_PAID, vat=VatRule.BEARS), a_line(vat_ore=25_002)) == {"vat-high": Severity.WARN}


def test_two_lines_with_one_key_are_refused():
    with pytest.raises(ValueError, match="key of its own"):
        split_lines(STATE_POOL, [a_line(), a_line()])


@pytest.mark.parametrize(
    ("line", "key", "severity"),
    [
        (a_line(heading=Heading.RENT), "heading-blocked", Severity.STOP),
        (a_line(heading=Heading.RENT, funder_ore=1), "heading-blocked", Severity.STOP),
        (a_line(heading=Heading.RENT, funder_ore=0), "heading-own", Severity.NOTE),
        (a_line(year=2027), "year-outside", Severity.STOP),
        (a_line(year=2025), "year-outside", Severity.STOP),
        (a_line(text="Overhead"), "vague", Severity.WARN),
        (a_line(text="Mad og diverse"), "vague", Severity.WARN),
        (a_line(text="Uforudsete udgifter"), "vague", Severity.WARN),
        (a_line(text="  "), "no-text", Severity.WARN),
        (a_line(quantity=Decimal(-1)), "negative", Severity.STOP),
        (a_line(funder_ore=-1), "negative", Severity.STOP),
        (a_line(funder_ore=80_000, own_ore=10_000), "parts", Severity.STOP),
        (a_line(funder_ore=80_001), "share", Severity.STOP),
        (a_line(quantity=Decimal(0)), "empty", Severity.STOP),
    ],
)
def test_what_is_wrong_with_a_line_is_found(line, key, severity):
    assert found_in(STATE_POOL, line) == {key: severity}


def test_an_ordinary_line_has_nothing_wrong_with_it():
    assert found_in(STATE_POOL, a_line(), a_line("b", text="Diversity in conversations")) == {}


def test_a_budget_without_lines_is_empty():
    assert found_in(STATE_POOL) == {"empty": Severity.STOP}


def test_a_heading_to_be_looked_up_is_noted_with_what_rests_on_it():
    [found] = check_budget(replace(WHOLLY_PAID, headings={}), [a_line()], [], START, END)
    assert (found.severity, found.where) == (Severity.NOTE, "external")
    assert str(found.says).startswith("Look up whether “External consultants and trainers” is paid; 1,000 kr.")


@pytest.mark.parametrize(("counts", "severity"), [(False, Severity.STOP), (None, Severity.NOTE), (True, None)])
def test_own_hours_are_co_funding_where_the_terms_allow_it(counts, severity):
    line = a_line(heading=Heading.WAGES, text="Own staff at the course", own_hours=True)
    found = found_in(replace(STATE_POOL, own_hours_count=counts), line)
    assert found == ({} if severity is None else {"own-hours": severity})


def test_the_income_side_comes_to_the_costs():
    assert found_in(STATE_POOL, a_line(), income={Income.CO_FUNDING: 20_000}) == {}
    assert found_in(STATE_POOL, a_line(), income={Income.CO_FUNDING: 19_999}) == {"income": Severity.STOP}
    assert found_in(STATE_POOL, a_line(), income={Income.VAT: -1, Income.CO_FUNDING: 20_001}) == {
        "negative": Severity.STOP
    }


def test_what_nobody_has_verified_never_stops_a_budget():
    hearsay = replace(
        STATE_POOL,
        most_per_person_ore=1,
        own_hours_count=False,
        unknown=frozenset(
            {"headings", "most_per_project_ore", "most_per_person_ore", "funder_share_bp", "own_hours_count", "vat"}
        ),
    )
    lines = [a_line(heading=Heading.RENT, kroner="900000", funder_ore=90_000_000), a_line("b", own_hours=True)]
    found = check_budget(hearsay, lines, [PersonAsk("p", 2, START)], START, END)
    assert {"heading-blocked", "cap-per-project", "cap-per-person", "share", "own-hours"} <= {one.key for one in found}
    assert {one.severity for one in found} == {Severity.NOTE}


@pytest.mark.parametrize(
    ("had_on", "counts"),
    [("2025-03-01", False), ("2025-03-02", True), ("2026-03-01", True), ("2027-02-28", True), ("2027-03-01", False)],
)
def test_what_a_person_had_counts_for_twelve_rolling_months(had_on, counts):
    ask = PersonAsk("p", 0, date(2026, 3, 1), ((date.fromisoformat(had_on), 500),))
    assert had_in_window(COMPETENCE_FUND, ask) == (500 if counts else 0)


def test_the_worst_months_count_and_not_two_that_lie_a_year_apart():
    ask = PersonAsk(
        "p", 0, date(2026, 3, 1), ((date(2025, 6, 1), 500), (date(2026, 8, 1), 400), (date(2026, 9, 1), 200))
    )
    assert had_in_window(COMPETENCE_FUND, ask) == 600


def test_thirty_thousand_a_person_and_fifty_thousand_at_master_level():
    asks = [PersonAsk("p", 30_000 * KR, START), PersonAsk("q", 30_001 * KR, START)]
    [found] = check_people(COMPETENCE_FUND, asks)
    assert (found.key, found.severity, found.where) == ("cap-per-person", Severity.STOP, "q")
    assert list(check_people(MASTER_LEVEL, asks)) == []


@pytest.mark.parametrize(("staff", "keys"), [(1, ["cap-per-person"]), (2, []), (None, []), (0, [])])
def test_more_than_all_of_them_can_get_is_found_without_anybody_named(staff, keys):
    line = a_line("course", Heading.EXTERNAL, "50000")
    found = check_budget(COMPETENCE_FUND, [line], [], START, END, staff=staff)
    assert [one.key for one in found] == keys


def test_what_is_left_for_a_person_is_said():
    ask = PersonAsk("p", 12_000 * KR, START, ((date(2025, 6, 1), 20_000 * KR), (date(2024, 6, 1), 25_000 * KR)))
    [found] = check_people(COMPETENCE_FUND, [ask])
    assert str(found.says) == (
        "One person can get 30,000 kr. within 12 months: 10,000 kr. is left, and 12,000 kr. is asked for."
    )


def test_several_asks_for_one_person_count_together():
    asks = [PersonAsk("p", 20_000 * KR, day) for day in (date(2026, 3, 1), date(2026, 9, 1), date(2027, 3, 1))]
    assert [one.key for one in check_people(COMPETENCE_FUND, asks)] == ["cap-per-person", "cap-per-person"]


def test_what_is_asked_for_people_together_is_held_against_the_budget():
    line = a_line("course", Heading.EXTERNAL, "25000", funder_ore=20_000 * KR)
    asks = [PersonAsk("p", 12_000 * KR, START), PersonAsk("q", 7_000 * KR, START)]
    [found] = check_budget(COMPETENCE_FUND, [line], asks, START, END, staff=1)
    assert (found.key, found.severity) == ("people-sum", Severity.WARN)
    assert str(found.says) == (
        "19,000 kr. is asked for 2 people together, and the budget asks for 20,000 kr. They must be alike."
    )
    asks[1] = PersonAsk("q", 8_000 * KR, START)
    assert check_budget(COMPETENCE_FUND, [line], asks, START, END, staff=1) == []


def test_one_who_is_written_does_not_make_room_for_the_others():
    line = a_line("course", Heading.EXTERNAL, "500000")
    found = check_budget(COMPETENCE_FUND, [line], [PersonAsk("p", 100 * KR, START)], START, END, staff=3)
    assert ("cap-per-person", Severity.STOP) in {(one.key, one.severity) for one in found}


def test_other_income_that_is_more_than_own_money_stops_the_budget():
    line = a_line("course", Heading.EXTERNAL, "25000", funder_ore=20_000 * KR)
    income = {Income.CO_FUNDING: -1_000 * KR, Income.OTHER_GRANTS: 6_000 * KR}
    [found] = check_budget(COMPETENCE_FUND, [line], [], START, END, income=income)
    assert (found.severity, found.where) == (Severity.STOP, Income.CO_FUNDING)
    assert "Other income is more than" in str(found.says)


def test_findings_come_heaviest_first_and_stops_can_be_asked_for():
    lines = [a_line("b", text="Overhead"), a_line("a", heading=Heading.RENT, funder_ore=0), a_line("c", year=2030)]
    found = check_budget(STATE_POOL, lines, [], START, END)
    assert [one.severity for one in found] == [Severity.STOP, Severity.WARN, Severity.NOTE]
    assert found == in_order(reversed(found))
    assert stops(found) == found[:1]
    assert str(found[0]).startswith("stop year-outside c: ")


def test_a_heading_blocked_by_hearsay_is_split_as_if_it_were_paid():
    hearsay = replace(STATE_POOL, headings={Heading.RENT: Standing.BLOCKED}, unknown=frozenset({"headings"}))
    assert split_lines(hearsay, [a_line(heading=Heading.RENT)])["a"].funder_ore == 80_000
