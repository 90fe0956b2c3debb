"""What money gives a committee page reason to ask for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.factories.committee import TODAY
from tests.factories.funding import NOW, Funded

from samklang.committee.queries.money_ahead import asks_of_money
from samklang.committee.window import Window
from samklang.funding.commands import schemes, vouchers
from samklang.funding.commands.vouchers import Paper
from samklang.funding.models import SchemeRound

pytestmark = pytest.mark.django_db
WINDOW = Window(TODAY - timedelta(days=181), TODAY, TODAY)
CLOSES = datetime(2027, 6, 1, 10, tzinfo=UTC)


@pytest.fixture
def funded() -> Funded:
    found = Funded()
    SchemeRound.objects.all().delete()
    return found


def asked(funded: Funded, window: Window = WINDOW) -> dict[str, str]:
    return {one.key: str(one.text) for one in asks_of_money(funded.jobcentre, window)}


def test_money_that_was_received_and_not_used_is_asked_for_and_no_more_once_it_is_paid_back(funded):
    grant = funded.granted()
    funded.cost(grant, 10_000_000)
    vouchers.enter_instalment(
        by=funded.lead, grant=grant, day=date(2026, 4, 1), ore=20_000_000, paper=Paper("Første rate"), now=NOW
    )
    assert list(asked(funded)) == ["pay-back"]
    assert "120,000" in asked(funded)["pay-back"]
    vouchers.enter_payback(
        by=funded.lead, grant=grant, day=date(2027, 2, 1), ore=12_000_000, paper=Paper("Retur"), now=NOW
    )
    assert asked(funded) == {}


def test_the_next_round_is_asked_about_until_something_is_sent_in_it_and_not_when_it_is_far_away(funded):
    first = SchemeRound.objects.create(scheme=funded.scheme, name="Forår", closes_at=CLOSES)
    SchemeRound.objects.create(scheme=funded.scheme, name="Næste år", closes_at=CLOSES + timedelta(days=300))
    key = f"apply-{funded.scheme.pk}"
    assert "1 June 2027" in asked(funded)[key]
    assert asked(funded, Window(TODAY, TODAY, date(2027, 6, 2))) == {}
    sent = funded.sent()
    assert sent.round_id == first.pk
    assert asked(funded) == {}


def test_a_scheme_put_away_is_not_asked_about(funded):
    SchemeRound.objects.create(scheme=funded.scheme, name="Forår", closes_at=CLOSES)
    schemes.retire_scheme(by=funded.lead, scheme=funded.scheme, retired=True, now=NOW)
    assert asked(funded) == {}
