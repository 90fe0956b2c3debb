"""The books of grants: numbered without gaps, never changed, and reckoned by the core."""

from datetime import date, timedelta

import pytest
from tests.factories.funding import ENDS, NOW, Funded

from samklang.access.refusals import NotAllowed
from samklang.core.grants.terms import Heading
from samklang.funding.commands import reports, vouchers
from samklang.funding.commands.vouchers import Paper, Part
from samklang.funding.enums import ReportKind, VatTreatment, VoucherKind
from samklang.funding.models import Document, Grant, Posting, Voucher
from samklang.funding.queries.position import costs_of, standing_of
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 1)


@pytest.fixture
def funded():
    """Somebody who runs grants, at a jobcentre."""
    return Funded()


@pytest.fixture
def grant(funded):
    """400,000 kr. of which four fifths of each cost are paid."""
    return funded.granted()


def test_spending_40_000_less_lets_the_grant_fall_by_32_000(funded, grant):
    funded.cost(grant, 10_000_000)
    before = standing_of(grant, DAY).due_ore
    invoice = Voucher.objects.get()
    vouchers.enter_credit_note(by=funded.lead, voucher=invoice, day=DAY, ore=4_000_000, paper=Paper("Rabat"), now=NOW)
    assert before - standing_of(grant, DAY).due_ore == 3_200_000


def test_one_cost_is_shared_by_several_grants_and_every_voucher_adds_up_to_nought(funded, grant):
    other = funded.granted(20_000_000)
    parts = [Part(grant, Heading.EXTERNAL, 70_001), Part(other, Heading.EXTERNAL, 30_000), Part(None, Heading.RENT, 5)]
    made = funded.cost(grant, parts=parts, vat_ore=25_001, vat=VatTreatment.REFUNDED)
    assert sum(one.ore for one in made.postings.all()) == 0
    assert (standing_of(grant, DAY).spent_ore, standing_of(other, DAY).spent_ore) == (70_001, 30_000)
    assert made.gross_ore == 125_007


def test_vat_that_is_borne_is_a_cost_and_vat_that_is_refunded_is_not(funded, grant):
    funded.cost(grant, 100_000, vat_ore=25_000, vat=VatTreatment.BORNE)
    funded.cost(grant, 100_000, vat_ore=25_000, vat=VatTreatment.REFUNDED)
    assert standing_of(grant, DAY).spent_ore == 225_000


def test_a_voucher_is_taken_back_only_once_and_only_by_its_opposite(funded, grant):
    made = funded.cost(grant)
    back = vouchers.counter_voucher(by=funded.lead, voucher=made, day=DAY, why="Forkert", now=NOW)
    assert (back.number, back.kind, standing_of(grant, DAY).spent_ore) == (2, VoucherKind.COUNTER, 0)
    for voucher in (made, back):
        with pytest.raises(NotAllowed):
            vouchers.counter_voucher(by=funded.lead, voucher=voucher, day=DAY, why="Igen", now=NOW)
    assert Voucher.objects.count() == 2


def test_a_cost_outside_the_grant_or_under_a_blocked_heading_is_refused_whole(funded, grant):
    other = funded.granted(20_000_000)
    for parts, day in (
        ([Part(grant, Heading.EXTERNAL, 5), Part(other, Heading.EQUIPMENT, 5)], DAY),
        ([Part(grant, Heading.EXTERNAL, 5)], date(2027, 1, 1)),
    ):
        with pytest.raises(NotAllowed):
            funded.cost(grant, parts=parts, day=day)
    assert (Voucher.objects.count(), Posting.objects.count()) == (0, 0)


def test_whoever_entered_a_voucher_does_not_attest_it(funded, grant):
    made = funded.cost(grant)
    with pytest.raises(NotAllowed, match="Ask a colleague"):
        vouchers.attest_voucher(by=funded.lead, voucher=made, now=NOW)
    assert vouchers.attest_voucher(by=funded.colleague(), voucher=made, now=NOW).attested_at == NOW


def test_a_session_of_own_hours_is_never_paid_out_in_cash_and_what_no_term_counts_is_left_out(funded, grant):
    funded.cost(grant, 100_000)
    vouchers.enter_own_hours(by=funded.lead, grant=grant, day=DAY, ore=100_000, paper=Paper("Timer"), now=NOW)
    there = standing_of(grant, DAY)
    assert (there.spent_ore, there.eligible_ore, there.due_ore) == (200_000, 200_000, 100_000)  # and not 160,000
    grant.terms = {**grant.terms, "own_hours_count": False}
    there = standing_of(grant, DAY)
    assert (there.eligible_ore, there.due_ore) == (100_000, 80_000)
    there = standing_of(grant, ENDS + timedelta(days=1))
    assert (there.ahead.eligible.expected_ore, there.ahead.due.expected_ore) == (200_000, 80_000)


def test_own_hours_stand_under_a_heading_that_is_paid(funded, grant):
    terms = {**grant.terms, "headings": {**grant.terms["headings"], "wages": "blocked"}}
    Grant.objects.filter(pk=grant.pk).update(terms=terms)
    with pytest.raises(NotAllowed, match="does not pay for"):
        vouchers.enter_own_hours(by=funded.lead, grant=grant, day=DAY, ore=100, paper=Paper("Timer"), now=NOW)
    assert Voucher.objects.count() == 0


def test_vat_is_never_charged_to_a_grant_that_never_counts_it(funded, grant):
    Grant.objects.filter(pk=grant.pk).update(terms={**grant.terms, "vat": "never"})
    with pytest.raises(NotAllowed, match="does not pay VAT"):
        funded.cost(grant, 100_000, vat_ore=25_000, vat=VatTreatment.BORNE)
    assert Voucher.objects.count() == 0
    funded.cost(grant, 100_000, vat_ore=25_000, vat=VatTreatment.REFUNDED)
    Grant.objects.filter(pk=grant.pk).update(terms={**grant.terms, "vat": "never", "unknown": ["vat"]})
    funded.cost(grant, 100_000, vat_ore=25_000, vat=VatTreatment.BORNE)
    assert Voucher.objects.count() == 2


@pytest.mark.parametrize("vat", [VatTreatment.BORNE, VatTreatment.REFUNDED])
def test_credit_notes_take_their_share_of_the_vat_and_together_all_of_it(funded, grant, vat):
    made = funded.cost(grant, 100_000, vat_ore=25_000, vat=vat)
    given = {"by": funded.lead, "voucher": made, "day": DAY, "paper": Paper("Rabat"), "now": NOW}
    first = vouchers.enter_credit_note(**given, ore=50_001)
    rest = vouchers.enter_credit_note(**given, ore=None)
    assert (first.vat_ore, first.gross_ore) == (10_000, 50_001)
    assert (rest.vat_ore, rest.gross_ore) == (15_000, 74_999)


def test_a_document_that_came_later_is_kept_once_also_in_a_period_that_is_reported(funded, grant):
    made, day = funded.cost(grant), date(2026, 5, 1)
    report = reports.begin_report(
        by=funded.lead, grant=grant, kind=ReportKind.STATUS, first_day=DAY, last_day=DAY, now=NOW
    )
    reports.change_report(by=funded.lead, report=report, values={"activities": "Hold", "signed_by": "Leth"})
    reports.send_report(by=funded.lead, report=report, today=day, now=NOW)
    given = {"by": funded.lead, "voucher": made, "name": "f.pdf", "content": b"%PDF-1.7", "now": NOW}
    kept = vouchers.add_document(**given)
    assert (kept.document.name, kept.gross_ore, kept.attested_at) == ("f.pdf", made.gross_ore, None)
    assert Entry.objects.filter(deed="voucher-documented", subject_id=str(made.pk)).count() == 1
    with pytest.raises(NotAllowed, match="has its document already"):
        vouchers.add_document(**given)
    back = vouchers.counter_voucher(by=funded.lead, voucher=funded.cost(grant, day=day), day=day, why="x", now=NOW)
    with pytest.raises(NotAllowed, match="no document of its own"):
        vouchers.add_document(**{**given, "voucher": back})
    assert Document.objects.count() == 1


def test_a_part_of_a_month_that_a_grant_begins_in_is_no_whole_month(funded):
    grant = funded.granted(begins=date(2026, 2, 15))
    funded.cost(grant, 50_000, day=date(2026, 2, 20))
    funded.cost(grant, 70_000, day=date(2026, 3, 20))
    external = next(one for one in standing_of(grant, date(2026, 4, 2)).states if one.heading is Heading.EXTERNAL)
    assert (external.actual_ore, external.by_month) == (120_000, (70_000,))


def test_costs_of_a_period_take_away_what_the_grants_came_to_until_the_day_before_it(funded, grant):
    funded.cost(grant, 100_000, day=date(2026, 4, 10))
    funded.cost(grant, 200_000, day=date(2026, 4, 20))
    found = costs_of(funded.jobcentre, date(2026, 4, 15), date(2026, 4, 30))
    assert (found.cost_ore, found.granted_ore) == (200_000, 160_000)


def test_costs_of_a_period_say_what_the_grants_come_to_and_what_is_left_to_the_municipality(funded, grant):
    funded.cost(grant, 10_000_000)
    vouchers.enter_own_hours(by=funded.lead, grant=grant, day=DAY, ore=1_000_000, paper=Paper("Timer"), now=NOW)
    found = costs_of(funded.jobcentre, date(2026, 1, 1), date(2026, 12, 31))
    assert (found.cost_ore, found.own_hours_ore, found.granted_ore, found.own_ore) == (
        11_000_000, 1_000_000, 8_800_000, 2_200_000,
    )  # fmt: skip
