"""What we get for the money: plans times schemes, and who may see it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.factories.funding import Funded
from tests.factories.people import a_jobcentre, somebody_who_is
from tests.factories.programmes import a_programme, a_variant

from samklang.access.clock import today
from samklang.access.enums import Role
from samklang.funding.models import Grant
from samklang.funding.queries.prices import priced

pytestmark = pytest.mark.django_db
URL = "funding:prices"


@pytest.fixture
def funded(client):
    """Somebody who runs grants, signed in."""
    found = Funded()
    client.force_login(found.lead)
    return found


@pytest.fixture
def programme(funded):
    """With two approved plans that are alike."""
    made = a_programme(jobcentre=funded.jobcentre)
    a_variant(made)
    a_variant(made)
    return made


def test_each_plan_is_priced_with_each_scheme(client, funded, programme):
    found = priced(funded.lead, programme, today(), "da")
    assert (len(found.plans), len(found.payers), len(found.prices)) == (2, 1, 2)
    price, variant = found.prices[0], next(iter(found.plans.values()))
    assert price.cost_ore == variant.cost_ore
    assert price.people_trained == variant.version.to_train - variant.untrained
    assert price.grant_ore + price.own_ore == price.cost_ore
    assert price.still_here is not None
    assert Decimal(0) < price.still_here < price.people_trained
    page = client.get(reverse(URL))
    assert (page.status_code, len(page.context["rows"])) == (200, 2)


def test_the_file_has_a_line_for_each(client, funded, programme):
    answer = client.get(reverse("funding:prices-file"), {"programme": programme.pk})
    assert len(answer.content.decode().strip().splitlines()) == 3


def test_what_cannot_be_chosen_chooses_the_first_and_without_a_plan_it_is_said_what_to_do(client, funded, programme):
    for wanted in ("9" * 30, "-1", "x", ""):
        assert client.get(reverse(URL), {"programme": wanted}).context["chosen"] == programme
    empty = a_programme(jobcentre=funded.jobcentre)
    page = client.get(reverse(URL), {"programme": empty.pk})
    assert (page.context["chosen"], page.context["rows"]) == (empty, [])


def test_plans_of_another_jobcentre_are_not_priced_and_readers_do_not_see_prices(client, funded, programme):
    client.force_login(somebody_who_is(Role.PROGRAMME_LEAD, a_jobcentre()))
    page = client.get(reverse(URL), {"programme": programme.pk})
    assert (page.status_code, page.context["chosen"]) == (200, None)
    assert client.get(reverse("funding:prices-file"), {"programme": programme.pk}).status_code == 404
    client.force_login(somebody_who_is(Role.FUNDER_READER, funded.jobcentre))
    assert client.get(reverse(URL)).status_code == 403


def test_a_running_grant_is_priced_with_what_is_left_of_it_and_a_closed_one_is_not(client, funded, programme):
    grant = funded.granted(50_000, ends=today() + timedelta(days=30))
    funded.cost(grant, 12_500)
    found = priced(funded.lead, programme, today(), "da")
    ours = [one for one in found.prices if found.payers[one.purse] == grant]
    assert [one.grant_ore for one in ours] == [40_000, 40_000]
    page = client.get(reverse(URL))
    assert grant.get_absolute_url() in {one.payer_url for one in page.context["rows"]}
    Grant.objects.update(closed_at=grant.entered_at)
    assert grant not in priced(funded.lead, programme, today(), "da").payers.values()
