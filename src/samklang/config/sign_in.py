"""The municipality's own sign-in, over OpenID Connect or SAML, as settings: docs/how/context-handler.md."""

from pathlib import Path
from typing import Any

from samklang.config import env
from samklang.core.words import say

PLACE_OF_PROVIDER = "workplace"
"""What the peer is called in addresses: account/oidc/workplace/… and account/saml/workplace/…."""
_NSIS = "https://data.gov.dk/concept/core/nsis/loa"
_OIO = "https://data.gov.dk/model/core/eid"
_PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"


def providers() -> dict[str, Any]:
    """What allauth is told of them; nothing where nothing is set. Raises SettingWrong where something is missing."""
    found: dict[str, Any] = {}
    if env.text("OIDC_ISSUER"):
        found["openid_connect"] = {"APPS": [_openid_connect()]}
    if env.text("SAML_METADATA"):
        found["saml"] = {"APPS": [_saml()]}
    return found


def _openid_connect() -> dict[str, Any]:
    return {
        "provider_id": PLACE_OF_PROVIDER,
        "name": env.text("OIDC_NAME", "OpenID Connect"),
        "client_id": _needed("OIDC_CLIENT_ID", "OIDC_ISSUER"),
        "secret": _needed("OIDC_CLIENT_SECRET", "OIDC_ISSUER"),
        "settings": {
            "server_url": env.text("OIDC_ISSUER"),
            "oauth_pkce_enabled": True,
            # Addresses in these domains are taken as true also where the peer does not say `email_verified`.
            "verified_email": [one.lower() for one in env.items("OIDC_EMAIL_DOMAINS")],
            "municipality": env.text("OIDC_MUNICIPALITY"),
            "second_factor": env.one_of("OIDC_SECOND_FACTOR", "theirs", "ours"),
        },
    }


def _saml() -> dict[str, Any]:
    levels = env.items("SAML_LEVELS") or ["Substantial", "High"]
    return {
        "client_id": PLACE_OF_PROVIDER,
        "name": env.text("SAML_NAME", "SAML"),
        "settings": {
            "idp": {
                "entity_id": _needed("SAML_IDP", "SAML_METADATA"),
                "metadata_url": _address_of_metadata(env.text("SAML_METADATA")),
            },
            "sp": {"entity_id": env.text("SAML_ENTITY_ID")},
            "attribute_mapping": {
                "uid": env.items("SAML_UID_ATTRIBUTE") or ["urn:oasis:names:tc:SAML:attribute:subject-id"],
                "email": env.items("SAML_EMAIL_ATTRIBUTE") or [f"{_OIO}/email", "urn:oid:0.9.2342.19200300.100.1.3"],
            },
            "verified_email": [one.lower() for one in _needed("SAML_EMAIL_DOMAINS", "SAML_METADATA").split(",")],
            "municipality": env.text("SAML_MUNICIPALITY"),
            "second_factor": env.one_of("SAML_SECOND_FACTOR", "theirs", "ours"),
            "level_attribute": env.text("SAML_LEVEL_ATTRIBUTE", _NSIS),
            "levels": [] if levels == ["any"] else levels,
            "cvr_attribute": env.text("SAML_CVR_ATTRIBUTE", f"{_OIO}/professional/cvr"),
            "cvr": env.text("SAML_CVR"),
            "advanced": _saml_security(),
        },
    }


def _saml_security() -> dict[str, Any]:
    """Requests are signed; an assertion must be signed, encrypted to us, and an answer to a request of ours."""
    return {
        "strict": True,
        "x509cert": _content("SAML_CERTIFICATE"),
        "private_key": _content("SAML_KEY"),
        "name_id_format": env.text("SAML_NAME_ID_FORMAT", _PERSISTENT),
        "authn_request_signed": True,
        "logout_request_signed": True,
        "logout_response_signed": True,
        "metadata_signed": True,
        "want_assertion_signed": True,
        "want_assertion_encrypted": True,
        "want_message_signed": env.yes("SAML_SIGNED_MESSAGES"),
        "want_name_id": True,
        "reject_deprecated_algorithm": True,
        "reject_idp_initiated_sso": True,
        "allow_single_label_domains": env.yes("DEBUG"),
    }


def _needed(name: str, because: str) -> str:
    found = env.text(name)
    if not found:
        raise env.SettingWrong(
            say("{because} is set, and {setting} is missing.", because=env.PREFIX + because, setting=env.PREFIX + name)
        )
    return found


def _address_of_metadata(value: str) -> str:
    """An https address as it is; a path as the address of the file. Over http anybody could pose as the peer."""
    if value.startswith("https://"):
        return value
    if "://" not in value and Path(value).is_file():
        return Path(value).resolve().as_uri()
    raise env.SettingWrong(
        say("SAMKLANG_SAML_METADATA is “{value}”. Write an https address, or the path of a file.", value=value)
    )


def _content(name: str) -> str:
    path = _needed(name, "SAML_METADATA")
    try:
        return Path(path).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise env.SettingWrong(
            say("The file “{path}” cannot be read. Check {setting}.", path=path, setting=env.PREFIX + name)
        ) from None
