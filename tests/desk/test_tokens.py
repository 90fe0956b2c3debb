"""The page of tokens: made, shown once, revoked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.api import a_token
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, somebody_who_is, the_head_of

from samklang.access.clock import today
from samklang.access.enums import Role, Scope
from samklang.access.models import Token

pytestmark = pytest.mark.django_db


def _administrator(place):
    return somebody_who_is(Role.ADMINISTRATOR, place)


def _sent(place, **changes):
    days = {"first_day": today().isoformat(), "last_day": (today() + timedelta(days=30)).isoformat()}
    return {"name": "Entra ID", "place": place.pk, "scopes": ["scim"], "role_prefix": "", **days, **changes}


def test_the_secret_is_shown_on_the_page_after_making_it_and_never_again(client):
    place = a_jobcentre()
    client.force_login(_administrator(place))
    made = client.post(reverse("new-token"), _sent(place))
    secret = made.context["secret"]
    assert (made.status_code, secret in made.content.decode()) == (200, True)
    assert "no-store" in made["Cache-Control"]
    listed = client.get(reverse("tokens")).content.decode()
    assert ("Entra ID" in listed, secret in listed, secret[-4:] in listed) == (True, False, True)


def test_sending_the_form_again_makes_no_second_token(client):
    place = a_jobcentre()
    client.force_login(_administrator(place))
    client.post(reverse("new-token"), _sent(place))
    again = client.post(reverse("new-token"), _sent(place))
    assert (again.status_code, Token.objects.count()) == (422, 1)


@pytest.mark.parametrize("changes", [{"name": ""}, {"scopes": []}, {"last_day": "2020-01-01"}, {"scopes": ["root"]}])
def test_a_form_with_mistakes_keeps_what_was_typed(client, changes):
    place = a_jobcentre()
    client.force_login(_administrator(place))
    answer = client.post(reverse("new-token"), _sent(place, role_prefix="SG-", **changes))
    assert (answer.status_code, "SG-" in answer.content.decode(), Token.objects.count()) == (422, True, 0)


def test_a_place_of_another_municipality_cannot_be_chosen(client):
    client.force_login(_administrator(a_jobcentre()))
    assert client.post(reverse("new-token"), _sent(a_jobcentre())).status_code == 422
    assert not Token.objects.exists()


def test_revoking_is_asked_about_and_cannot_be_undone(client):
    token, _ = a_token(a_jobcentre(), Scope.SCIM)
    client.force_login(token.owner)
    url = reverse("token-revocation", args=[token.pk])
    assert "kan ikke fortrydes" in client.get(url).content.decode()
    done = client.post(url, follow=True)
    token.refresh_from_db()
    assert (token.revoked_by, done.redirect_chain) == (token.owner, [(reverse("tokens"), 302)])
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("name", ["tokens", "new-token"])
@pytest.mark.parametrize(("who", "status"), [(_administrator, 200), (the_head_of, 403)])
def test_who_may_see_and_make_tokens(client, name, who, status):
    client.force_login(who(a_jobcentre()))
    assert client.get(reverse(name)).status_code == status


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_revoke_a_token(client, method):
    team = a_team()
    token, _ = a_token(team.parent, Scope.SCIM)
    url = reverse("token-revocation", args=[token.pk])
    assert getattr(client, method)(url).status_code == 302
    for who in (a_colleague_in(team), an_outsider(), _administrator(a_jobcentre()), the_head_of(team.parent)):
        client.force_login(who)
        assert getattr(client, method)(url).status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_for_three(client, number, django_assert_max_num_queries):
    place = a_jobcentre()
    owner = _administrator(place)
    for one in range(number):
        a_token(place, Scope.SCIM, owner=owner, name=f"Nøgle {one}")
    client.force_login(owner)
    client.get(reverse("tokens"))
    with django_assert_max_num_queries(12):
        client.get(reverse("tokens"))


def test_the_operations_of_the_api_can_be_read_by_whoever_is_signed_in(client):
    assert client.get(reverse("api:operations")).status_code == 302
    client.force_login(a_colleague_in(a_team()))
    text = client.get(reverse("api:operations")).content.decode()
    assert ("GET /api/v1/staff" in text, "/scim/v2" in text) == (True, True)
