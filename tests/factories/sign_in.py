"""People at the door: with and without a password, with and without a second step."""

import hashlib
import secrets
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData
from tests.factories.people import PASSWORD, somebody_who_is
from tests.pages import CheckedClient

from samklang.access.enums import Role
from samklang.access.models import Person, Place


def somebody_without_a_password(place: Place, **changed: object) -> Person:
    """A programme lead of the place who has not been invited yet."""
    person = somebody_who_is(Role.PROGRAMME_LEAD, place)
    person.set_unusable_password()
    for name, value in changed.items():
        setattr(person, name, value)
    person.save()
    return person


def with_an_app(person: Person) -> str:
    """Set up an app as the person's second step; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def code_now(secret: str, *, steps_ago: int = 0) -> str:
    """The six digits an app with the secret shows now, or some half minutes ago."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - steps_ago))


def sign_in(client: CheckedClient, person: Person, password: str = PASSWORD, **more: object):
    """Send the form of the sign-in page."""
    return client.post("/account/login/", {"login": person.email, "password": password}, **more)


def a_passkey(person: Person, name: str = "Nøgle") -> Authenticator:
    """A passkey of the person's, as their browser would have made it; nobody has what it opens with."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    id_ = secrets.token_bytes(16)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    made = AuthenticatorData.create(
        hashlib.sha256(b"testserver").digest(), flags, 0, AttestedCredentialData.create(b"\0" * 16, id_, key)
    )
    answer = {
        "clientDataJSON": websafe_encode(b'{"type":"webauthn.create","challenge":"AAAA","origin":"http://testserver"}'),
        "attestationObject": websafe_encode(AttestationObject.create("none", made, {})),
    }
    credential = {"id": websafe_encode(id_), "rawId": websafe_encode(id_), "type": "public-key", "response": answer}
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
    )
