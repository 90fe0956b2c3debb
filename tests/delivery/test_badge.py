"""A badge we sign is accepted by other implementations of Open Badges 3.0, and refused where anything is changed."""

import base64
import json
import stat
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jwt as joserfc_jwt
from joserfc.errors import BadSignatureError
from joserfc.jwk import OKPKey
from openbadgeslib.ob3 import OB3Verifier
from openbadgeslib.ob3.status import decode_encoded_list, set_indices
from openbadgeslib.ob3.verifier import OB3VerificationError
from tests.factories.certificates import NOW, a_certificate

from samklang.access.clock import today
from samklang.delivery.badge import LIST_BITS, in_an_envelope, name_in, read, signed, token_in
from samklang.delivery.commands.certificates import correct_name, revoke
from samklang.delivery.drawing import badge_svg
from samklang.delivery.enums import Validity
from samklang.delivery.keys import SigningKey, current_key, jwk, public_keys, renew_key, thumbprint
from samklang.delivery.public import keys_folder, keys_url
from samklang.delivery.queries.verdict import verdict_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.DATA = tmp_path


def pem() -> bytes:
    return (
        current_key(keys_folder())
        .private.public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def with_name(token: str, name: str) -> str:
    """The token with another name in it, and the signature it had."""
    head, body, signature = token.split(".")
    document = json.loads(base64.urlsafe_b64decode(body + "=="))
    document["credentialSubject"]["identifier"][0]["identityHash"] = name
    changed = base64.urlsafe_b64encode(json.dumps(document).encode()).rstrip(b"=").decode()
    return f"{head}.{changed}.{signature}"


def test_two_other_implementations_accept_our_badge():
    token = a_certificate().credential
    found = OB3Verifier(pem()).verify(token)
    assert found.achievement.name == "Den jobrettede samtale"
    key = OKPKey.import_key(jwk(current_key(keys_folder()).private.public_key()))
    claims = joserfc_jwt.decode(token, key, algorithms=["EdDSA"]).claims
    assert claims["credentialSubject"]["identifier"][0]["identityHash"] == "Anne Holm"
    assert claims["credentialStatus"]["type"] == "BitstringStatusListEntry"


def test_the_badge_baked_into_the_picture_is_found_by_another_implementation():
    token = a_certificate().credential
    picture = badge_svg("Den <jobrettede> & samtale", "Jobcentret", 2026, token)
    assert OB3Verifier.extract_token_from_svg(picture) == token


def test_a_changed_name_is_refused_by_others_and_by_us():
    forged = with_name(a_certificate().credential, "Bo Kjær")
    with pytest.raises(OB3VerificationError, match="signature"):
        OB3Verifier(pem()).verify(forged)
    key = OKPKey.import_key(jwk(current_key(keys_folder()).private.public_key()))
    with pytest.raises(BadSignatureError):
        joserfc_jwt.decode(forged, key, algorithms=["EdDSA"])
    assert verdict_on(forged, today()).validity == Validity.FORGED
    assert verdict_on(forged, today()).name == ""


def test_a_badge_signed_by_somebody_else_in_our_name_is_refused():
    genuine = a_certificate().credential
    document = read(genuine, public_keys(keys_folder()), keys_url())
    stranger = Ed25519PrivateKey.generate()
    ours = current_key(keys_folder()).name
    assert verdict_on(signed(document, SigningKey(ours, stranger), keys_url()), today()).validity == Validity.FORGED
    own_name = SigningKey(thumbprint(stranger.public_key()), stranger)
    assert verdict_on(signed(document, own_name, keys_url()), today()).validity == Validity.FORGED


def test_a_token_that_says_it_needs_no_signature_is_refused():
    _, body, _ = a_certificate().credential.split(".")
    head = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=").decode()
    assert verdict_on(f"{head}.{body}.{'A' * 20}", today()).validity == Validity.FORGED


@pytest.mark.parametrize("text", ["", "ingenting", "{}", "eyJ.eyJ.x", "[" * 5000, "eyJ" + "a" * 50_000])
def test_what_is_no_badge_is_said_to_be_none(text):
    assert verdict_on(text, today()).validity in (Validity.UNREADABLE, Validity.FORGED)


def test_a_badge_is_read_from_the_token_the_file_and_the_picture():
    one = a_certificate()
    given = [
        one.credential,
        json.dumps(in_an_envelope(one.credential), indent=2),
        badge_svg("Samtalen", "Jobcentret", 2026, one.credential).decode(),
    ]
    for text in given:
        assert token_in(text) == one.credential
        verdict = verdict_on(text, today())
        assert (verdict.validity, verdict.name, verdict.expires_on) == (Validity.VALID, "Anne Holm", one.expires_on)


def test_after_its_last_day_it_has_expired():
    one = a_certificate()
    assert verdict_on(one.credential, one.expires_on).validity == Validity.VALID
    assert verdict_on(one.credential, one.expires_on + timedelta(days=1)).validity == Validity.EXPIRED


def test_a_withdrawn_badge_is_marked_in_the_list_that_others_read(client):
    one, other = a_certificate(), a_certificate()
    revoke(by=None, certificate=one, reason="Udstedt til en anden", now=NOW)
    assert verdict_on(one.credential, today()).validity == Validity.REVOKED
    assert verdict_on(other.credential, today()).validity == Validity.VALID
    token = client.get(f"/certificates/status/{one.jobcentre_id}/1/").content.decode()
    document = read(token, public_keys(keys_folder()), keys_url())
    bits = decode_encoded_list(document["credentialSubject"]["encodedList"])
    assert (len(bits) * 8, set_indices(bits)) == (LIST_BITS, frozenset({one.status.index}))


def test_a_withdrawn_badge_stays_withdrawn_when_the_certificate_is_gone():
    one = a_certificate()
    revoke(by=None, certificate=one, reason="Udstedt til en anden", now=NOW)
    one.delete()
    assert verdict_on(one.credential, today()).validity == Validity.REVOKED


def test_the_name_put_right_is_a_new_badge_and_the_old_one_is_withdrawn():
    old = a_certificate()
    new = correct_name(by=None, certificate=old, name="Anne Holm Lund", today=today(), now=NOW)
    old.refresh_from_db()
    assert (old.replaced_by, new.expires_on, new.issued_on) == (new, old.expires_on, old.issued_on)
    assert verdict_on(old.credential, today()).validity == Validity.REVOKED
    assert name_in(read(new.credential, public_keys(keys_folder()), keys_url())) == "Anne Holm Lund"


def test_after_a_new_key_what_the_old_one_signed_can_be_checked_and_nothing_signed_by_it():
    one = a_certificate()
    before = current_key(keys_folder())
    after = renew_key(keys_folder())
    assert before.name != after.name
    assert set(public_keys(keys_folder())) == {before.name, after.name}
    assert verdict_on(one.credential, today()).validity == Validity.VALID
    assert not (keys_folder() / f"{before.name}.key").exists()


def test_nobody_else_on_the_machine_reads_the_key():
    key = current_key(keys_folder())
    assert stat.S_IMODE((keys_folder() / f"{key.name}.key").stat().st_mode) == 0o600
    assert current_key(keys_folder()).name == key.name


def test_others_find_the_key_by_the_address_in_the_badge(client):
    token = a_certificate().credential
    header = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))
    path = header["kid"].replace("http://localhost:8000", "")
    answer = client.get(path)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    found = json.loads(answer.content)
    joserfc_jwt.decode(token, OKPKey.import_key({k: found[k] for k in ("kty", "crv", "x")}), algorithms=["EdDSA"])
    assert "d" not in found
    keys = json.loads(client.get("/certificates/keys/").content)["keys"]
    assert [one["kid"] for one in keys] == [header["kid"]]
