"""A certificate as a signed badge: what it says by Open Badges 3.0, signing, reading, and the list of those revoked.

source: Open Badges 3.0, section 8.2 (JSON Web Token proof) and 5.3.2.2 (baking in SVG); W3C Bitstring Status List 1.0.
"""

import base64
import gzip
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from samklang.core.calendar import COPENHAGEN
from samklang.delivery.keys import SigningKey

LIST_BITS = 131_072
"""Places in one list: the fewest the standard allows, so that nobody is told apart by their place."""
MOST_IN_A_LIST = LIST_BITS // 2
"""After so many a new list is begun, so that places can be drawn by lot."""
LONGEST_TOKEN = 20_000
_ALGORITHM = "EdDSA"
_CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
_TOKEN = re.compile(r"eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}", re.ASCII)


@dataclass(frozen=True)
class Issuer:
    """Who issues: a jobcentre, with its address on the site."""

    url: str
    name: str
    home: str


@dataclass(frozen=True)
class Awarded:
    """What one badge says. url: where it is checked. status: the list's address and the place in it."""

    url: str
    achievement_url: str
    name: str
    title: str
    description: str
    criteria: str
    language: str
    competences: Sequence[Mapping[str, Any]]
    issued_on: date
    expires_on: date
    status: tuple[str, int]


def credential(awarded: Awarded, issuer: Issuer) -> dict[str, Any]:
    """The badge as a document, with the claims that a JSON Web Token repeats."""
    begins = datetime.combine(awarded.issued_on, time(0), COPENHAGEN)
    ends = datetime.combine(awarded.expires_on + timedelta(days=1), time(0), COPENHAGEN)
    list_url, place = awarded.status
    return {
        "@context": _CONTEXTS,
        "id": awarded.url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": awarded.title,
        "issuer": profile(issuer),
        "validFrom": _moment(begins),
        "validUntil": _moment(ends),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {"type": "IdentityObject", "hashed": False, "identityHash": awarded.name, "identityType": "name"}
            ],
            "achievement": _achievement(awarded),
        },
        "credentialStatus": {
            "id": f"{list_url}#{place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(place),
            "statusListCredential": list_url,
        },
        "iss": issuer.url,
        "jti": awarded.url,
        "nbf": int(begins.timestamp()),
        "exp": int(ends.timestamp()),
    }


def profile(issuer: Issuer) -> dict[str, Any]:
    """The issuer as badges name it."""
    return {"id": issuer.url, "type": ["Profile"], "name": issuer.name, "url": issuer.home}


def _achievement(awarded: Awarded) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": awarded.achievement_url,
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": awarded.title,
        "description": awarded.description,
        "criteria": {"narrative": awarded.criteria},
        "inLanguage": awarded.language,
    }
    named = [
        {
            "type": ["Alignment"], "targetName": one[f"name_{awarded.language}"], "targetUrl": one["esco"],
            "targetFramework": "ESCO", "targetType": "ext:ESCOSkill",
        }
        for one in awarded.competences if one.get("esco")
    ]  # fmt: skip
    return found | ({"alignment": named} if named else {})


def status_list(url: str, issuer: Issuer, revoked: Iterable[int], now: datetime) -> dict[str, Any]:
    """The list of one jobcentre's revoked badges, itself a credential to be signed."""
    return {
        "@context": _CONTEXTS[:1],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.url,
        "validFrom": _moment(now),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": _bits(revoked),
        },
        "iss": issuer.url,
        "jti": url,
        "nbf": int(now.timestamp()),
    }


def _bits(revoked: Iterable[int]) -> str:
    """The first place is the leftmost bit; compressed, and in letters that an address can hold."""
    bits = bytearray(LIST_BITS // 8)
    for place in revoked:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode("ascii")


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def signed(document: Mapping[str, Any], key: SigningKey, keys_url: str) -> str:
    """The document as a signed token. keys_url: where each key is found by its name."""
    return jwt.encode(dict(document), key.private, algorithm=_ALGORITHM, headers={"kid": f"{keys_url}{key.name}/"})


def in_an_envelope(token: str) -> dict[str, Any]:
    """A signed token as a JSON document (W3C Verifiable Credentials 2.0, section 4.13)."""
    return {
        "@context": _CONTEXTS[0],
        "id": f"data:application/vc+jwt,{token}",
        "type": "EnvelopedVerifiableCredential",
    }


def token_in(text: str) -> str | None:
    """The signed token in what somebody pasted or sent: the token itself, a JSON document or a picture with one in."""
    found = _TOKEN.search(text)
    return found.group() if found and len(found.group()) <= LONGEST_TOKEN else None


def read(token: str, keys: Mapping[str, Ed25519PublicKey], keys_url: str) -> dict[str, Any] | None:
    """What a badge of ours says, whether it holds or not; None where it is not signed by a key of ours."""
    try:
        kid = str(jwt.get_unverified_header(token).get("kid", ""))
        key = keys.get(kid.removeprefix(keys_url).strip("/"))
        if key is None:
            return None
        found = jwt.decode(token, key, algorithms=[_ALGORITHM], options={"verify_exp": False, "verify_nbf": False})
    except (jwt.PyJWTError, ValueError):
        return None
    return dict(found)


def name_in(document: Mapping[str, Any]) -> str:
    """The name that a badge of ours is signed with."""
    held = document["credentialSubject"]["identifier"]
    return next((str(one["identityHash"]) for one in held if one["identityType"] == "name"), "")


def place_in(document: Mapping[str, Any]) -> tuple[str, int]:
    """The address of the list, and the place in it, that say whether a badge of ours is revoked."""
    status = document["credentialStatus"]
    return str(status["statusListCredential"]), int(status["statusListIndex"])
