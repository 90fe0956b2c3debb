"""Purses, budgets and books that the tests of grants share. All constructed; amounts are those of two programmes."""

from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import given as given_any
from hypothesis import strategies as st

from samklang.core.grants import (
    CountedFrom,
    Entry,
    Heading,
    Line,
    Payout,
    PayoutWhen,
    ReportDue,
    ReportKind,
    Standing,
    Terms,
    VatRule,
    Voucher,
    VoucherKind,
    builders,
)


def given(*strategies):
    """As Hypothesis has it, without a clock: a busy machine is no fault of the sums."""
    how = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    return lambda test: how(given_any(*strategies)(test))


KR = 100
"""Øre in a krone."""
START, END = date(2026, 2, 1), date(2026, 12, 31)

ALL_PAID = dict.fromkeys(Heading, Standing.ELIGIBLE)
STATE_POOL = Terms(
    headings={**ALL_PAID, Heading.RENT: Standing.BLOCKED, Heading.EQUIPMENT: Standing.BLOCKED},
    most_per_project_ore=500_000 * KR,
    funder_share_bp=8000,
    free_reallocation_bp=1000,
    audit_from_ore=100_000 * KR,
    retention_years=5,
    own_hours_count=True,
    vat=VatRule.NEVER,
    reports=(
        ReportDue(ReportKind.STATUS, 6, 0, CountedFrom.GRANT_START),
        ReportDue(ReportKind.FINAL, 3, 0, CountedFrom.GRANT_END),
        ReportDue(ReportKind.ACCOUNTS, 0, 60, CountedFrom.YEAR_END),
    ),
    payouts=(Payout(8000), Payout(2000, PayoutWhen.AFTER_FINAL)),
)
WHOLLY_PAID = Terms(headings=ALL_PAID, vat=VatRule.NEVER)
COMPETENCE_FUND = Terms(
    headings={Heading.EXTERNAL: Standing.ELIGIBLE, Heading.MATERIALS: Standing.ELIGIBLE},
    most_per_person_ore=30_000 * KR,
    funder_share_bp=8000,
    earliest_months_before_start=9,
    latest_days_before_start=1,
)
MASTER_LEVEL = Terms(headings=ALL_PAID, most_per_person_ore=50_000 * KR, funder_share_bp=8000)


def a_line(key: str = "a", heading: Heading = Heading.EXTERNAL, kroner: str = "1000", **more) -> Line:
    """A line of one unit at a price."""
    price = int(Decimal(kroner) * KR)
    return Line(**{"key": key, "heading": heading, "year": 2026, "text": "Trainer, two days", "unit": "day",
                   "quantity": Decimal(1), "unit_price_ore": price, **more})  # fmt: skip


def a_voucher(number: int, entries: tuple[Entry, ...], kind: VoucherKind = VoucherKind.COST, **more) -> Voucher:
    """A voucher with a document, dated in the spring."""
    return Voucher(**{"number": number, "key": f"v{number}", "on": date(2026, 4, 1), "entries": entries, "kind": kind,
                      "documents": 1, **more})  # fmt: skip


ore = st.integers(0, 10**9)
shares = st.integers(0, 10_000)
weights = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10_000), min_size=1).filter(
    lambda w: any(w.values())
)
headings = st.sampled_from(list(Heading))
terms = st.builds(Terms, funder_share_bp=shares, net_grant=st.booleans(), headings=st.just(ALL_PAID))


@st.composite
def books(draw: st.DrawFn) -> list[Voucher]:
    """Vouchers of every kind over two grants, some of them credited in part, some undone."""
    found: list[Voucher] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        grant, heading = draw(st.sampled_from("AB")), draw(headings)
        amount, vat = draw(ore), draw(st.integers(0, 10**6))
        entries, kind = draw(
            st.sampled_from(
                [
                    (builders.cost(grant, heading, amount, vat, draw(shares)), VoucherKind.COST),
                    (
                        builders.cost_over({("A", heading): amount, ("B", heading): vat + 1}, vat, draw(shares)),
                        VoucherKind.COST,
                    ),
                    (builders.own_hours_booked(grant, heading, amount), VoucherKind.OWN_HOURS),
                    (builders.commitment(grant, heading, amount), VoucherKind.COMMITMENT),
                    (builders.instalment_received(grant, amount), VoucherKind.INSTALMENT),
                    (builders.paid_back(grant, vat), VoucherKind.PAYBACK),
                ]
            )
        )
        found.append(
            a_voucher(number, entries, kind, on=date(2026, draw(st.integers(2, 12)), draw(st.integers(1, 28))))
        )
    return found
