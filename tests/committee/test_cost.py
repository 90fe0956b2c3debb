"""Each figure of money says what it is counted on and for which days, by the accounts and by the plan."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.committee import TODAY, a_town
from tests.factories.funding import NOW, Funded

from samklang.committee.claims import figures_in
from samklang.committee.queries.cost import accounted, what_it_cost
from samklang.committee.window import Window
from samklang.funding.commands import vouchers
from samklang.funding.commands.vouchers import Paper
from samklang.funding.queries.position import costs_of

pytestmark = pytest.mark.django_db
LAST = date(2026, 6, 30)
WINDOW = Window(date(2026, 4, 1), LAST, LAST)


@pytest.fixture
def funded() -> Funded:
    """Two invoices, one of them before the days of the page, and hours of our own."""
    found = Funded()
    grant = found.granted()
    found.cost(grant, 10_000_000, date(2026, 3, 10))
    found.cost(grant, 5_000_000, date(2026, 4, 1), paper=Paper("Mere", supplier="Huset", supplier_reference="F-2"))
    vouchers.enter_own_hours(
        by=found.lead, grant=grant, day=date(2026, 5, 4), ore=1_000_000, paper=Paper("Timer"), now=NOW
    )
    return found


def test_money_by_the_accounts_says_on_how_many_vouchers_it_is_counted_and_for_which_days(funded):
    claim = what_it_cost(funded.jobcentre, WINDOW, here=None, ever=None)
    found = {one.key: (one.raw.value, one.n, one.first_day) for one in claim.figures if one.raw is not None}
    assert found == {
        "cost-accounted": (16_000_000, 3, LAST), "cost-granted": (12_800_000, 3, LAST),
        "cost-own": (3_200_000, 3, LAST), "cost-own-hours": (1_000_000, 1, LAST),
        "cost-within": (6_000_000, 2, date(2026, 4, 1)),
    }  # fmt: skip
    assert len({one.metric for one in claim.figures}) == len(claim.figures)


def test_what_grants_pay_is_reckoned_once(funded):
    with CaptureQueriesContext(connection) as once:
        costs_of(funded.jobcentre, date(2000, 1, 1), LAST)
    with CaptureQueriesContext(connection) as asked:
        accounted(funded.jobcentre, WINDOW)
    assert len(asked) == len(once) + 2


def test_money_by_the_plan_says_on_how_many_payments_it_is_counted():
    town = a_town()
    draft = town.draft(TODAY, first_day=TODAY - timedelta(days=30))
    found = figures_in(draft.document)
    assert all(found[key]["n"]["en"].isdigit() for key in ("cost", "cost-within"))
    assert found["cost-within"]["first_day"] == (TODAY - timedelta(days=30)).isoformat()
    assert found["cost-within"]["compared"] == {"da": "", "en": ""}
