"""What two people do to one grant at the same time: nothing is lost, settled twice, or closed behind anybody's back."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories.funding import ENDS, NOW, Funded

from samklang.access.refusals import NotAllowed
from samklang.core.grants.terms import Heading
from samklang.funding.commands import commitments, grants, reports, vouchers
from samklang.funding.commands.vouchers import Paper, Part
from samklang.funding.enums import ReportKind
from samklang.funding.given import Promise
from samklang.funding.models import Commitment, Grant, Instalment, Voucher

pytestmark = pytest.mark.django_db
DAY, AFTER = date(2026, 4, 1), date(2027, 1, 10)
PROMISE = Promise("trainer/2026-06-01", "external", "Underviser", 500_000, date(2026, 6, 1))


@pytest.fixture
def funded():
    """Somebody who runs grants, at a jobcentre."""
    return Funded()


@pytest.fixture
def grant(funded):
    """400,000 kr. of which four fifths of each cost are paid."""
    return funded.granted()


def settled(funded, grant, *rows, **changes):
    parts = [Part(grant, Heading.EXTERNAL, 5_000)]
    return funded.cost(grant, parts=parts, settles=list(rows), **changes)


def test_what_is_paid_or_taken_out_meanwhile_is_not_paid_again(funded, grant):
    stale = commitments.enter_commitment(by=funded.lead, grant=grant, promise=PROMISE, now=NOW)
    first = settled(funded, grant, Commitment.objects.get())
    with pytest.raises(NotAllowed, match="paid or taken out already"):
        settled(funded, grant, stale)
    assert (Voucher.objects.count(), Commitment.objects.get().settled_by) == (1, first)
    Commitment.objects.update(settled_by=None)
    commitments.drop_commitment(by=funded.lead, commitment=stale, dropped=True, now=NOW)
    with pytest.raises(NotAllowed, match="paid or taken out already"):
        settled(funded, grant, stale)
    assert (Voucher.objects.count(), Commitment.objects.get().settled_by) == (1, None)


def test_a_cost_does_not_pay_for_what_another_grant_agreed(funded, grant):
    other = funded.granted(20_000_000)
    theirs = commitments.enter_commitment(by=funded.lead, grant=other, promise=PROMISE, now=NOW)
    with pytest.raises(NotAllowed, match="bears nothing of it"):
        settled(funded, grant, theirs)
    assert Voucher.objects.count() == 0


def test_the_plan_never_brings_back_what_somebody_took_out(funded, grant):
    given = {"by": funded.lead, "grant": grant, "promises": [PROMISE], "now": NOW}
    assert commitments.bring_commitments_up(**given) == 1
    row = Commitment.objects.get()
    commitments.drop_commitment(by=funded.lead, commitment=row, dropped=True, now=NOW)
    assert commitments.bring_commitments_up(**given) == 0
    assert Commitment.objects.get().dropped_at is not None
    commitments.drop_commitment(by=funded.lead, commitment=row, dropped=False, now=NOW)
    assert commitments.bring_commitments_up(**{**given, "promises": []}) == 1
    assert commitments.bring_commitments_up(**given) == 1
    assert Commitment.objects.get().dropped_at is None


def test_an_instalment_that_another_added_meanwhile_stays(funded, grant):
    Instalment.objects.all().delete()
    for ore in (1_000, 2_000):
        grants.set_instalments(by=funded.lead, grant=grant, rows=[(None, DAY, ore, "")])
    first = Instalment.objects.order_by("pk").first()
    grants.set_instalments(by=funded.lead, grant=grant, rows=[(first.pk, DAY, 3_000, "Ny")])
    assert sorted(Instalment.objects.values_list("amount_ore", flat=True)) == [2_000, 3_000]
    grants.set_instalments(by=funded.lead, grant=grant, removed=[first.pk])
    with pytest.raises(NotAllowed, match="removed the instalment meanwhile"):
        grants.set_instalments(by=funded.lead, grant=grant, rows=[(first.pk, DAY, 3_000, "")])
    with pytest.raises(NotAllowed, match="more than the grant"):
        grants.set_instalments(by=funded.lead, grant=grant, rows=[(None, DAY, 39_999_000, "")])
    assert [one.amount_ore for one in Instalment.objects.all()] == [2_000]


def accounted(funded, grant, last_day, kind=ReportKind.ACCOUNTS):
    made = reports.begin_report(
        by=funded.lead, grant=grant, kind=kind, first_day=grant.begins, last_day=last_day, now=NOW
    )
    words = {"activities": "Hold", "signed_by": "Leth"}
    reports.change_report(by=funded.lead, report=made, values=words)
    reports.send_report(by=funded.lead, report=made, today=AFTER, now=NOW)


def close(funded, grant):
    return grants.close_grant(by=funded.lead, grant=grant, today=AFTER, now=NOW)


@pytest.mark.parametrize(("kind", "last_day"), [(ReportKind.FINAL, ENDS), (ReportKind.ACCOUNTS, date(2026, 6, 30))])
def test_a_grant_is_closed_only_after_accounts_to_its_end(funded, grant, kind, last_day):
    accounted(funded, grant, last_day, kind)
    with pytest.raises(NotAllowed, match="run to the end of the grant"):
        close(funded, grant)
    assert Grant.objects.get().closed_at is None


def test_a_grant_is_closed_only_when_every_condition_is_said_to_be_met(funded, grant):
    accounted(funded, grant, ENDS)
    given = {"by": funded.lead, "grant": grant, "text": "Revisor underskriver", "due_on": ENDS}
    asked = grants.write_condition(**given, condition=None)
    with pytest.raises(NotAllowed, match="Revisor underskriver” is not met yet"):
        close(funded, grant)
    grants.write_condition(**given, condition=asked, met_on=AFTER, met_note="Underskrevet uden forbehold.")
    assert close(funded, grant).closed_at == NOW


def test_whoever_closes_sees_the_money_that_came_in_meanwhile(funded, grant):
    accounted(funded, grant, ENDS)
    stale = Grant.objects.get()
    vouchers.enter_instalment(by=funded.lead, grant=grant, day=AFTER, ore=5_000, paper=Paper("Rate"), now=NOW)
    with pytest.raises(NotAllowed, match="money to pay back"):
        close(funded, stale)
    vouchers.enter_payback(by=funded.lead, grant=grant, day=AFTER, ore=5_000, paper=Paper("Retur"), now=NOW)
    assert close(funded, stale).closed_at == NOW


def test_nothing_is_entered_on_a_grant_that_was_closed_meanwhile(funded, grant):
    accounted(funded, grant, date(2026, 12, 31))
    Grant.objects.filter(pk=grant.pk).update(closed_at=NOW, ends=date(2027, 12, 31))
    with pytest.raises(NotAllowed, match="closed"):
        funded.cost(grant, day=AFTER)
    with pytest.raises(NotAllowed, match="closed"):
        vouchers.enter_instalment(by=funded.lead, grant=grant, day=AFTER, ore=5_000, paper=Paper("Rate"), now=NOW)
    assert Voucher.objects.count() == 0


def test_the_page_of_an_instalment_changes_that_one_alone(client, funded, grant):
    client.force_login(funded.lead)
    Instalment.objects.all().delete()
    data = {"due_on": "2026-05-01", "amount_ore": "100"}
    for _ in range(2):
        assert client.post(reverse("funding:grant-instalment", args=[grant.pk, 0]), data).status_code == 302
    one = Instalment.objects.first()
    there = reverse("funding:grant-instalment", args=[grant.pk, one.pk])
    assert client.post(there, {**data, "amount_ore": "300"}).status_code == 302
    assert sorted(Instalment.objects.values_list("amount_ore", flat=True)) == [10_000, 30_000]
    removal = reverse("funding:grant-instalment-removal", args=[grant.pk, one.pk])
    assert client.post(removal).status_code == 302
    assert client.post(removal).status_code == 404
    assert Instalment.objects.get().amount_ore == 10_000
