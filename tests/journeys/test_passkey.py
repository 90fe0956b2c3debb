"""A passkey instead of an app, and signing in with nothing but it."""

import pytest
from tests.factories.people import PASSWORD, a_jobcentre, the_lead_of
from tests.journeys.looking import looked_at

from samklang.ledger.models import Entry


@pytest.fixture
def finger(page):
    """A fingerprint reader of the browser's own, which always recognises the finger."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return tools


def test_a_passkey_is_added_and_then_lets_one_in_without_a_password(page, finger, settings):
    settings.SECOND_FACTOR = "required"
    person = the_lead_of(a_jobcentre())
    page.goto("/account/login/")
    looked_at(page, "sign-in")
    page.get_by_label("E-mail").fill(str(person.email))
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.wait_for_url("**/account/second-step/")
    page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    looked_at(page, "add-passkey")
    assert page.get_by_label("Lad mig logge ind med adgangsnøglen alene").is_checked()
    page.get_by_role("button", name="Tilføj adgangsnøglen").click()
    page.wait_for_url("**/recovery-codes/")
    page.get_by_role("link", name="Jeg har gemt dem").click()
    page.goto("/account/2fa/webauthn/")
    looked_at(page, "passkeys")

    page.get_by_role("group").filter(has_text=person.name).click()
    page.get_by_role("button", name="Log ud").click()
    page.wait_for_url("**/account/login/")
    page.get_by_role("button", name="Log ind med en adgangsnøgle").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    entry = Entry.objects.filter(deed="signed-in").order_by("-number")[0]
    assert (entry.actor_id, entry.details) == (person.pk, {"way": "passkey", "second_step": "webauthn"})


def test_a_passkey_is_the_second_step_after_a_password(page, finger, settings):
    settings.SECOND_FACTOR = "required"
    person = the_lead_of(a_jobcentre())
    page.goto("/account/login/?next=/account/2fa/webauthn/add/")
    for _ in range(2):
        page.get_by_label("E-mail").fill(str(person.email))
        page.get_by_label("Adgangskode").fill(PASSWORD)
        page.get_by_role("button", name="Log ind", exact=True).click()
        if page.url.endswith("/authenticate/"):
            break
        page.get_by_role("button", name="Tilføj adgangsnøglen").click()
        page.wait_for_url("**/recovery-codes/")
        page.context.clear_cookies()
        page.goto("/account/login/")
    looked_at(page, "second-step-asked")
    page.get_by_role("button", name="Brug din adgangsnøgle").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    entry = Entry.objects.filter(deed="signed-in").order_by("-number")[0]
    assert entry.details == {"way": "password", "second_step": "webauthn"}
