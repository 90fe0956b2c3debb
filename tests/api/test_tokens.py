"""Tokens: made by administrators, shown once, kept as a hash, held to place, days, purpose and pace."""

import logging
from datetime import timedelta

import pytest
from tests.factories.api import System, a_directory, a_token
from tests.factories.people import a_jobcentre, a_team, somebody_who_is, the_head_of, the_lead_of
from tests.pages import CheckedClient

from samklang.access.clock import today
from samklang.access.commands import close_account, end_role, give_token, revoke_token
from samklang.access.enums import Role, Scope
from samklang.access.models import Token
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
CONFIG = "/scim/v2/ServiceProviderConfig"


def test_a_token_is_shown_once_and_kept_as_a_hash():
    token, secret = a_token(a_jobcentre(), Scope.SCIM)
    kept = Token.objects.get(pk=token.pk)
    assert secret.startswith("samklang_")
    assert len(secret) > 45
    assert secret not in str(vars(kept))
    assert (kept.hint, len(kept.secret_hash)) == (secret[-4:], 64)


def test_making_and_revoking_a_token_stand_in_the_ledger_without_the_secret():
    token, secret = a_token(a_jobcentre(), Scope.SCIM)
    revoke_token(by=token.owner, token=token)
    lines = Entry.objects.filter(subject_type="access.token", subject_id=str(token.pk)).order_by("number")
    assert [(one.deed, one.actor_id, one.details) for one in lines] == [
        ("token-given", token.owner_id, {"scopes": ["scim"]}),
        ("token-revoked", token.owner_id, {}),
    ]
    assert secret not in str([vars(one) for one in Entry.objects.all()])


@pytest.mark.parametrize("who", [the_head_of, the_lead_of])
def test_only_an_administrator_makes_tokens(who):
    place = a_jobcentre()
    with pytest.raises(NotAllowed, match="You make no tokens"):
        a_token(place, Scope.SCIM, owner=who(place))
    assert not Token.objects.exists()


def test_an_administrator_makes_no_token_for_another_municipality():
    ours, theirs = a_jobcentre(), a_jobcentre()
    with pytest.raises(NotAllowed, match="You make no tokens"):
        a_token(theirs, Scope.SCIM, owner=somebody_who_is(Role.ADMINISTRATOR, ours))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"scopes": []}, "what the token may be used for"),
        ({"last_day": today() - timedelta(days=1)}, "comes before the first"),
        ({"last_day": today() + timedelta(days=800)}, "two years at most"),
        ({"role_prefix": "x"}, "at least three letters"),
        ({"scopes": [Scope.STAFF_READ], "role_prefix": "Samklang-"}, "Only a token for the directory"),
    ],
)
def test_a_token_has_a_purpose_and_an_end(changes, reason):
    place = a_jobcentre()
    given = {"scopes": [Scope.SCIM], "first_day": today(), "last_day": today(), "name": "Nøgle", **changes}
    with pytest.raises(NotAllowed, match=reason):
        give_token(by=somebody_who_is(Role.ADMINISTRATOR, place), place=place, **given)
    assert not Token.objects.exists()


def test_a_directory_keeps_a_whole_jobcentre_not_one_team():
    with pytest.raises(NotAllowed, match="whole jobcentre"):
        a_token(a_team(), Scope.SCIM)


def test_a_name_is_used_once_at_a_place_until_its_token_is_revoked():
    place = a_jobcentre()
    owner = somebody_who_is(Role.ADMINISTRATOR, place)
    first, _ = a_token(place, Scope.SCIM, owner=owner, name="Entra")
    with pytest.raises(NotAllowed, match="has a token called Entra"):
        a_token(place, Scope.SCIM, owner=owner, name="Entra")
    revoke_token(by=owner, token=first)
    assert a_token(place, Scope.SCIM, owner=owner, name="Entra")[0].pk != first.pk


def test_the_secret_lets_in_and_the_day_is_noted_but_not_the_time():
    token, secret = a_token(a_jobcentre(), Scope.SCIM)
    assert System(secret).get(CONFIG).status_code == 200
    token.refresh_from_db()
    assert token.last_used_on == today()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer samklang_wrong", "Basic YTpi", "Bearer " + "x" * 5000])
def test_without_a_known_token_the_answer_is_401_and_says_what_to_send(header):
    answer = CheckedClient().get(CONFIG, headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith('Bearer realm="Samklang"')
    assert answer.json()["detail"]


def test_a_token_in_the_address_is_not_looked_at():
    _, secret = a_token(a_jobcentre(), Scope.SCIM)
    assert CheckedClient().get(f"{CONFIG}?access_token={secret}").status_code == 401


def _revoked(token):
    revoke_token(by=token.owner, token=token)


def _over(token):
    Token.objects.filter(pk=token.pk).update(first_day=today() - timedelta(9), last_day=today() - timedelta(1))


def _not_begun(token):
    Token.objects.filter(pk=token.pk).update(first_day=today() + timedelta(1))


def _owner_left(token):
    close_account(by=None, person=token.owner, place=token.place)


def _owner_no_longer_administrator(token):
    end_role(by=None, grant=token.owner.grants.get(), last_day=today() - timedelta(days=1))


@pytest.mark.parametrize("happens", [_revoked, _over, _not_begun, _owner_left, _owner_no_longer_administrator])
def test_a_token_that_no_longer_holds_lets_nobody_in(happens):
    token, secret = a_token(a_jobcentre(), Scope.SCIM)
    happens(token)
    answer = System(secret).get(CONFIG)
    assert (answer.status_code, 'error="invalid_token"' in answer["WWW-Authenticate"]) == (401, True)


def test_a_token_made_for_something_else_is_403():
    _, secret = a_token(a_jobcentre(), Scope.STAFF_READ)
    answer = System(secret).get(CONFIG)
    assert (answer.status_code, 'scope="scim"' in answer["WWW-Authenticate"]) == (403, True)
    assert "scim" in answer.json()["detail"]


def test_a_refusal_is_in_the_language_asked_for_and_danish_where_none_is():
    asked = {
        language: CheckedClient().get(CONFIG, headers={"Accept-Language": language}) for language in ("en-GB", "de", "")
    }
    assert {language: answer["Content-Language"] for language, answer in asked.items()} == {
        "en-GB": "en",
        "de": "da",
        "": "da",
    }
    assert asked["en-GB"].json()["detail"].startswith("Send a token")
    assert not asked["de"].json()["detail"].startswith("Send a token")


def test_a_token_that_asks_too_often_waits(settings):
    settings.TOKEN_REQUESTS_A_MINUTE = 2
    directory = a_directory(a_jobcentre())
    answers = [directory.get("/ServiceProviderConfig") for _ in range(5)]
    assert 429 in [answer.status_code for answer in answers]
    late = next(answer for answer in answers if answer.status_code == 429)
    assert 0 < int(late["Retry-After"]) <= 60


def test_what_a_token_sends_and_gets_is_in_no_log(caplog):
    caplog.set_level(logging.DEBUG)
    _, secret = a_token(a_jobcentre(), Scope.SCIM)
    System(secret).get('/scim/v2/Users?filter=userName eq "anna@vejen.example"')
    System(secret).get("/scim/v2/Nothing")
    told = " ".join(f"{one.getMessage()} {vars(one)}" for one in caplog.records if one.name != "django.db.backends")
    assert secret not in told


def test_answers_with_people_in_them_are_kept_nowhere():
    answer = a_directory(a_jobcentre()).get("/Users")
    assert (answer["Cache-Control"], "Authorization" in answer["Vary"]) == ("no-store", True)
