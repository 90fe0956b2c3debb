"""The second step: required of everybody with a password, an app or a passkey, codes that are used once."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from tests.factories.people import a_jobcentre, the_lead_of
from tests.factories.sign_in import code_now, sign_in, with_an_app

from samklang.access.commands.sign_in import forget_sign_in
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR = "required"


def deeds_about(person) -> list[str]:
    found = Entry.objects.filter(about_id=person.pk).exclude(deed__in=["person-added", "role-given"])
    return list(found.order_by("number").values_list("deed", flat=True))


@pytest.mark.parametrize(
    "page", ["/", "/account/profile/", "/people/employees/", "/account/2fa/", "/account/sessions/", "/access/ledger/"]
)
def test_without_a_second_step_every_page_leads_to_setting_one_up(client, page):
    sign_in(client, the_lead_of(a_jobcentre()))
    answer = client.get(page)
    assert answer.status_code == 404 or (answer.status_code, answer.url) == (302, "/account/second-step/")


def test_a_form_and_a_fragment_get_no_further_either(client):
    sign_in(client, the_lead_of(a_jobcentre()))
    assert client.post("/account/profile/", {"language": "en"}).url == "/account/second-step/"
    fragment = client.get("/account/profile/", headers={"hx-request": "true"})
    assert fragment.headers["HX-Redirect"] == "/account/second-step/"


def test_the_pages_that_set_one_up_the_language_and_the_way_out_can_be_reached(client):
    sign_in(client, the_lead_of(a_jobcentre()))
    for page in ("/account/second-step/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"):
        assert client.get(page).status_code == 200, page
    assert client.post("/language/", {"language": "en", "next": "/account/second-step/"}).status_code == 302
    assert "Set up the second step" in client.get("/account/second-step/").content.decode()
    assert client.post("/account/logout/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_with_an_app_one_comes_to_the_page_one_asked_for(client, django_capture_on_commit_callbacks):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    client.get("/account/profile/?from=mail")
    client.get("/account/2fa/totp/activate/")
    code = code_now(client.session["mfa.totp.secret"])
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/2fa/totp/activate/", {"code": code})
    assert answer.url == "/account/2fa/recovery-codes/"
    assert client.get(answer.url).content.decode().count("secret-code") == 10
    assert client.get("/account/second-step/done/").url == "/account/profile/?from=mail"
    assert client.get("/account/second-step/done/").url == "/account/2fa/"
    assert client.get("/account/profile/").status_code == 200
    assert [one.subject for one in mail.outbox] == ["En app til at logge ind er tilføjet"]
    assert deeds_about(person) == ["signed-in", "second-step-added", "second-step-added"]


def test_the_secret_of_an_app_cannot_be_read_in_the_database(client):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    kept = Authenticator.objects.get(user=person)
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(code_now(secret))


def test_a_code_lets_one_in_and_the_ledger_says_how(client):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    sign_in(client, person)
    assert client.get("/account/2fa/authenticate/").status_code == 200
    answer = client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/account/profile/").status_code == 200
    entry = Entry.objects.get(about_id=person.pk, deed="signed-in")
    assert entry.details == {"way": "password", "second_step": "totp"}


def test_a_wrong_code_stands_in_the_ledger_and_does_not_let_one_in(client):
    person = the_lead_of(a_jobcentre())
    with_an_app(person)
    sign_in(client, person)
    answer = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert answer.status_code == 422
    assert "Den kode virker ikke" in answer.content.decode()
    assert deeds_about(person) == ["sign-in-failed"]
    assert client.get("/").status_code == 302


def test_a_code_that_was_seen_by_somebody_is_used_up(client):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    code = code_now(secret)
    sign_in(client, person)
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 302
    client.post("/account/logout/")
    sign_in(client, person)
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 422


def test_a_phone_whose_clock_is_a_little_slow_works_and_a_very_slow_one_does_not(client):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    sign_in(client, person)
    assert client.post("/account/2fa/authenticate/", {"code": code_now(secret, steps_ago=4)}).status_code == 422
    assert client.post("/account/2fa/authenticate/", {"code": code_now(secret, steps_ago=1)}).status_code == 302


def test_codes_cannot_be_tried_until_one_fits(client):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    sign_in(client, person)
    for number in range(5):
        client.post("/account/2fa/authenticate/", {"code": f"00000{number}"})
    answer = client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert answer.status_code == 422
    assert "Prøv igen om fem minutter" in answer.content.decode()


def test_a_recovery_code_lets_one_in_once(client):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    client.get("/account/2fa/totp/activate/")
    client.post("/account/2fa/totp/activate/", {"code": code_now(client.session["mfa.totp.secret"])})
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    client.post("/account/logout/")
    sign_in(client, person)
    assert client.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert Entry.objects.filter(deed="signed-in").order_by("-number")[0].details["second_step"] == "recovery_codes"
    client.post("/account/logout/")
    sign_in(client, person)
    assert client.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 422


def test_who_takes_the_app_away_must_set_up_another_at_once(client):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    sign_in(client, person)
    client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    assert client.get("/").url == "/account/second-step/"
    assert deeds_about(person) == ["signed-in", "second-step-removed"]
    assert mail.outbox[-1].subject == "En app til at logge ind er fjernet"


def test_who_signed_in_a_while_ago_shows_again_who_they_are_before_changing_how(client, settings):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    sign_in(client, person)
    client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    session = client.session
    session["signed_in_at"] -= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**one, "at": one["at"] - 3600} for one in records]
    session.save()
    answer = client.post("/account/2fa/totp/deactivate/")
    assert answer.url.startswith("/account/reauthenticate/")
    assert Authenticator.objects.filter(user=person).exists()


def test_where_it_is_optional_nobody_is_led_to_it(client, settings):
    settings.SECOND_FACTOR = "optional"
    sign_in(client, the_lead_of(a_jobcentre()))
    assert client.get("/account/profile/").status_code == 200
    assert "Endnu intet andet trin" in client.get("/account/profile/").content.decode()


def test_who_has_lost_everything_begins_again(client):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    sign_in(client, person)
    client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    forget_sign_in(by=None, person=person)
    assert client.get("/").url.startswith("/account/login/")
    person.refresh_from_db()
    assert (person.has_usable_password(), Authenticator.objects.filter(user=person).count()) == (False, 0)
    assert deeds_about(person)[-2:] == ["sessions-ended", "sign-in-forgotten"]
