"""The books balance whatever is booked, a counter-entry leaves nothing, and an auditor's questions are asked first."""

import zipfile
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import strategies as st
from tests.core.grants.examples import (
    END,
    KR,
    START,
    STATE_POOL,
    WHOLLY_PAID,
    a_voucher,
    books,
    given,
    headings,
    ore,
    shares,
)
from tests.oracles.accounts import added, rows_in, rows_of

from samklang.core.grants import (
    ACCOUNT_WORDS,
    Account,
    Entry,
    GrantFrame,
    Heading,
    Lock,
    Severity,
    Standing,
    VoucherKind,
    balanced,
    builders,
    by_month,
    check_books,
    committed,
    counter_of,
    differences,
    heading_totals,
    own_hours_totals,
    received,
    trial_balance,
)

FRAMES = {"A": GrantFrame(STATE_POOL, START, END), "B": GrantFrame(WHOLLY_PAID, START, END)}
INVOICE = builders.cost("A", Heading.EXTERNAL, 80_000, 20_000)


def found_in(*vouchers, frames=FRAMES) -> dict[str, Severity]:
    """Keys and severities of what is found."""
    return {one.key: one.severity for one in check_books(vouchers, frames)}


def as_rows(vouchers) -> list[dict[str, str]]:
    """The postings as an auditor is handed them."""
    return [
        {"voucher": one.key, "date": one.on.isoformat(), "account": str(entry.account), "grant": entry.grant,
         "heading": str(entry.heading or ""), "ore": str(entry.ore)}
        for one in vouchers for entry in one.entries
    ]  # fmt: skip


@given(books())
def test_every_voucher_balances_and_so_do_the_books(vouchers):
    assert all(balanced(one.entries) for one in vouchers)
    assert sum(trial_balance(vouchers).values()) == 0


@given(books())
def test_counter_entries_leave_nothing(vouchers):
    undone = [replace(one, key=f"c{one.key}", entries=counter_of(one.entries)) for one in vouchers]
    assert set(trial_balance([*vouchers, *undone]).values()) <= {0}
    assert set(heading_totals([*vouchers, *undone]).values()) <= {0}


@given(books())
def test_another_adding_machine_comes_to_the_same(vouchers):
    again = added(as_rows(vouchers))
    assert again.accounts == {str(account): amount for account, amount in trial_balance(vouchers).items()}
    assert again.costs == {
        (grant, str(heading)): amount for grant in "AB" for heading, amount in heading_totals(vouchers, grant).items()
    }
    assert again.months == {f"{year}-{month:02}": amount for (year, month), amount in by_month(vouchers).items()}
    assert again.unbalanced == set()


@given(books(), st.data())
def test_the_other_machine_finds_the_same_imbalance(vouchers, data):
    wrong = data.draw(st.sampled_from([one for one in vouchers if one.entries] or [a_voucher(1, INVOICE)]))
    broken = replace(wrong, entries=(replace(wrong.entries[0], ore=wrong.entries[0].ore + 1), *wrong.entries[1:]))
    assert added(as_rows([broken])).unbalanced == {(broken.key, grant) for grant, _ in differences(broken.entries)}
    assert not balanced(broken.entries)


def test_the_other_machine_reads_files_alone_and_in_a_bundle(tmp_path):
    text = (
        "\ufeffvoucher;date;account;grant;heading;ore\nv1;2026-04-01;cost;A;wages;100\nv1;2026-04-01;payable;A;;-100\n"
    )
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as packed:
        packed.writestr("postings.csv", text)
    rows = rows_in((tmp_path / "bundle.zip").read_bytes(), "postings.csv")
    assert added(rows) == added(rows_of(text))
    assert added(rows).costs == {("A", "wages"): 100}
    with pytest.raises(ValueError, match="columns"):
        rows_of("a;b\n1;2\n")
    with pytest.raises(ValueError, match="whole øre"):
        added([{**rows[0], "ore": "0.5"}])


@given(headings, ore, ore, shares)
def test_vat_is_a_cost_as_far_as_it_is_borne(heading, net, vat, borne):
    found = trial_balance([a_voucher(1, builders.cost("A", heading, net, min(net, vat), borne))])
    cost, back = found.get(Account.COST, 0), found.get(Account.VAT_RECEIVABLE, 0)
    assert cost + back == -found.get(Account.PAYABLE, 0) == net + min(net, vat)
    assert net <= cost


def test_vat_that_is_borne_is_a_cost_and_nothing_is_got_back():
    assert builders.cost("A", Heading.EXTERNAL, 80_000, 20_000, 10_000) == (
        Entry(Account.COST, "A", Heading.EXTERNAL, 100_000),
        Entry(Account.PAYABLE, "A", None, -100_000),
    )


@given(
    st.dictionaries(st.tuples(st.sampled_from("ABC"), headings), ore, min_size=1),
    st.integers(0, 10**6), shares, st.lists(ore, max_size=3),
)  # fmt: skip
def test_credit_notes_take_back_a_cost_from_exactly_who_bore_it(parts, vat, borne, notes):
    entries = builders.cost_over(parts, vat if any(parts.values()) else 0, borne)
    gross = -sum(one.ore for one in entries if one.account is Account.PAYABLE)
    taken: tuple[Entry, ...] = ()
    for wanted in notes:
        note = builders.credit_note(entries, min(wanted, gross), taken)
        assert balanced(note)
        assert sum(one.ore for one in note if one.account is Account.PAYABLE) == min(wanted, gross)
        gross -= min(wanted, gross)
        taken += note
    taken += builders.credit_note(entries, None, taken)
    assert set(trial_balance([a_voucher(1, entries), a_voucher(2, taken)]).values()) <= {0}


@pytest.mark.parametrize(
    ("amount", "already"),
    [
        (100_001, ()),
        (-1, ()),
        (1, builders.credit_note(INVOICE)),
        (1, builders.credit_note(builders.cost("B", Heading.RENT, 5))),
    ],
)
def test_a_credit_note_takes_no_more_than_was_booked(amount, already):
    with pytest.raises(ValueError, match="A credit note"):
        builders.credit_note(INVOICE, amount, already)


@pytest.mark.parametrize("build", [builders.own_hours_booked, builders.commitment, builders.released])
def test_amounts_below_nothing_are_undone_and_not_booked(build):
    with pytest.raises(ValueError, match="counter-entry"):
        build("A", Heading.WAGES, -1)
    with pytest.raises(ValueError, match="credit note"):
        builders.cost("A", Heading.WAGES, -1)


def test_a_project_from_first_instalment_to_payback():
    story = [
        builders.instalment_received("A", 400_000 * KR),
        builders.commitment("A", Heading.EXTERNAL, 370_000 * KR),
        builders.cost("A", Heading.EXTERNAL, 370_000 * KR, 92_500 * KR),
        builders.released("A", Heading.EXTERNAL, 370_000 * KR),
        builders.paid("A", 462_500 * KR),
        builders.own_hours_booked("A", Heading.WAGES, 80_000 * KR),
        builders.paid_back("A", 40_000 * KR),
    ]
    kinds = {0: VoucherKind.INSTALMENT, 6: VoucherKind.PAYBACK}
    vouchers = [a_voucher(place + 1, one, kinds.get(place, VoucherKind.COST)) for place, one in enumerate(story)]
    left = {account: amount for account, amount in trial_balance(vouchers).items() if amount}
    assert left == {
        Account.COST: 450_000 * KR,
        Account.BANK: -102_500 * KR,
        Account.CO_FUNDING: -80_000 * KR,
        Account.GRANT_RECEIVABLE: -360_000 * KR,
        Account.VAT_RECEIVABLE: 92_500 * KR,
    }
    assert own_hours_totals(vouchers, "A") == {Heading.WAGES: 80_000 * KR}
    assert received(vouchers, "A") == 360_000 * KR
    assert received(vouchers, "B") == 0
    assert set(committed(vouchers).values()) == {0}


def test_an_instalment_that_is_undone_was_not_received():
    entries = builders.instalment_received("A", 500)
    undone = a_voucher(2, counter_of(entries), VoucherKind.COUNTER, counter_of="v1")
    assert received([a_voucher(1, entries, VoucherKind.INSTALMENT), undone]) == 0


def test_costs_are_added_by_heading_and_period():
    vouchers = [
        a_voucher(1, builders.cost("A", Heading.WAGES, 100), on=date(2026, 3, 31)),
        a_voucher(2, builders.cost("A", Heading.EXTERNAL, 50), on=date(2026, 4, 1)),
        a_voucher(3, builders.cost("B", Heading.WAGES, 7), on=date(2026, 4, 30)),
    ]
    april = {"first": date(2026, 4, 1), "last": date(2026, 4, 30)}
    assert heading_totals(vouchers) == {Heading.WAGES: 107, Heading.EXTERNAL: 50}
    assert heading_totals(vouchers, **april) == {Heading.EXTERNAL: 50, Heading.WAGES: 7}
    assert heading_totals(vouchers, "A", **april) == {Heading.EXTERNAL: 50}
    assert by_month(vouchers, "A") == {(2026, 3): 100, (2026, 4): 50}
    assert by_month(vouchers, heading=Heading.WAGES) == {(2026, 3): 100, (2026, 4): 7}


def test_ordinary_books_have_nothing_to_find():
    vouchers = [
        a_voucher(1, INVOICE, supplier="Kursus A/S"),
        a_voucher(2, counter_of(INVOICE), VoucherKind.COUNTER, counter_of="v1"),
    ]
    assert found_in(*vouchers) == {}
    assert set(ACCOUNT_WORDS) == set(Account)


COUNTER = a_voucher(2, counter_of(INVOICE), VoucherKind.COUNTER, counter_of="v1")
AGAIN = replace(COUNTER, number=3, key="v3")
LOCKED = {"A": GrantFrame(STATE_POOL, START, END, Lock(date(2026, 4, 1), 1))}
HEARSAY = {"A": GrantFrame(replace(STATE_POOL, unknown=frozenset({"headings"})), START, END)}
NOT_NAMED = {"A": GrantFrame(replace(STATE_POOL, headings={}), START, END)}
RENT = builders.cost("A", Heading.RENT, 100)


@pytest.mark.parametrize(
    ("vouchers", "frames", "key", "severity"),
    [
        ([a_voucher(1, INVOICE[:1])], FRAMES, "unbalanced", Severity.STOP),
        ([a_voucher(1, ())], FRAMES, "no-entries", Severity.STOP),
        ([a_voucher(1, INVOICE), a_voucher(1, INVOICE, key="w")], FRAMES, "number-double", Severity.STOP),
        ([a_voucher(1, INVOICE), a_voucher(3, INVOICE)], FRAMES, "number-gap", Severity.WARN),
        ([a_voucher(2, INVOICE)], FRAMES, "number-gap", Severity.WARN),
        ([a_voucher(0, INVOICE)], FRAMES, "number-below", Severity.STOP),
        ([a_voucher(1, INVOICE), a_voucher(2, INVOICE)], LOCKED, "locked", Severity.STOP),
        ([a_voucher(1, RENT)], FRAMES, "heading-blocked", Severity.STOP),
        ([a_voucher(1, RENT)], HEARSAY, "heading-blocked", Severity.NOTE),
        ([a_voucher(1, RENT)], NOT_NAMED, "heading-unknown", Severity.NOTE),
        ([a_voucher(1, INVOICE, documents=0)], FRAMES, "no-document", Severity.STOP),
        ([a_voucher(1, INVOICE, VoucherKind.CREDIT_NOTE, documents=0)], FRAMES, "no-document", Severity.STOP),
        ([a_voucher(1, INVOICE, on=date(2026, 1, 31))], FRAMES, "outside-period", Severity.WARN),
        ([a_voucher(1, INVOICE, on=date(2027, 1, 1))], FRAMES, "outside-period", Severity.WARN),
        ([a_voucher(1, INVOICE)], {}, "grant-unknown", Severity.STOP),
        (
            [a_voucher(1, (Entry(Account.COST, "A", None, 5), Entry(Account.BANK, "A", None, -5)))],
            FRAMES, "no-heading", Severity.STOP,
        ),
        (
            [a_voucher(1, INVOICE, supplier="Kursus A/S"), a_voucher(2, INVOICE, supplier=" kursus  a/s ")],
            FRAMES, "twice", Severity.WARN,
        ),
        ([a_voucher(1, INVOICE), replace(COUNTER, counter_of="x")], FRAMES, "counter-unknown", Severity.STOP),
        ([a_voucher(1, INVOICE), replace(COUNTER, entries=counter_of(RENT))], FRAMES, "counter-unlike", Severity.STOP),
        ([a_voucher(1, INVOICE), replace(COUNTER, on=date(2026, 3, 1))], FRAMES, "counter-before", Severity.WARN),
        ([a_voucher(1, INVOICE), COUNTER, AGAIN], FRAMES, "counter-double", Severity.STOP),
        (
            [a_voucher(1, INVOICE), COUNTER, a_voucher(3, INVOICE, VoucherKind.COUNTER, counter_of="v2")],
            FRAMES, "counter-of-counter", Severity.STOP,
        ),
    ],
)  # fmt: skip
def test_what_an_auditor_would_ask_is_found(vouchers, frames, key, severity):
    assert found_in(*vouchers, frames=frames) == {key: severity}


def test_what_is_undone_is_not_asked_about_any_more():
    wrong = a_voucher(1, RENT, documents=0, supplier="Kursus A/S")
    undone = a_voucher(2, counter_of(RENT), VoucherKind.COUNTER, counter_of="v1")
    assert found_in(wrong, undone) == {}


def test_own_hours_rest_on_the_list_of_attendance_and_need_no_document():
    hours = builders.own_hours_booked("A", Heading.WAGES, 100)
    assert found_in(a_voucher(1, hours, VoucherKind.OWN_HOURS, documents=0)) == {}


def test_own_hours_that_are_taken_back_are_no_hours_any_more():
    hours = builders.own_hours_booked("A", Heading.WAGES, 100)
    kept = [a_voucher(1, hours, VoucherKind.OWN_HOURS), a_voucher(2, INVOICE)]
    undone = a_voucher(3, counter_of(hours), VoucherKind.COUNTER, counter_of="v1")
    assert own_hours_totals(kept) == own_hours_totals(kept, "A") == {Heading.WAGES: 100}
    assert own_hours_totals(kept, "B") == {}
    assert set(own_hours_totals([*kept, undone]).values()) == {0}


def test_a_voucher_before_the_lock_stays_and_a_later_day_is_open():
    vouchers = [a_voucher(1, INVOICE), a_voucher(2, INVOICE, on=date(2026, 4, 2))]
    assert found_in(*vouchers, frames=LOCKED) == {}


@given(books())
def test_what_is_found_does_not_depend_on_the_order_of_the_vouchers(vouchers):
    mixed = list(vouchers)
    Random(7).shuffle(mixed)
    assert check_books(mixed, FRAMES) == check_books(vouchers, FRAMES)


def test_a_missing_row_of_numbers_is_named():
    [gap] = check_books([a_voucher(1, INVOICE), a_voucher(5, INVOICE)], FRAMES)
    assert str(gap.says) == "Vouchers 2 to 4 are missing in the row of numbers."
    [gap] = check_books([a_voucher(1, INVOICE), a_voucher(3, INVOICE)], FRAMES)
    assert str(gap.says) == "Voucher 2 is missing in the row of numbers."


def test_headings_of_each_grant_are_held_against_its_own_terms():
    entries = builders.cost_over({("A", Heading.RENT): 100, ("B", Heading.RENT): 100})
    [found] = check_books([a_voucher(1, entries)], FRAMES)
    assert "which “A” does not pay" in str(found.says)
    assert STATE_POOL.standing(Heading.RENT) is Standing.BLOCKED
