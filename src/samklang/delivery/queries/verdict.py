"""Whether a certificate is valid, as anybody may ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from samklang.core.calendar import COPENHAGEN
from samklang.delivery.badge import name_in, place_in, read, token_in
from samklang.delivery.enums import Validity
from samklang.delivery.keys import public_keys
from samklang.delivery.models import Certificate, StatusEntry
from samklang.delivery.public import address, keys_folder, keys_url


@dataclass(frozen=True)
class Verdict:
    """What is told of a badge that somebody sends. The rest is empty unless it is signed by a key of ours."""

    validity: Validity
    name: str = ""
    title: str = ""
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


def shown_certificate(public_id: UUID) -> Certificate | None:
    """The certificate with the number; None where there is none."""
    found = Certificate.objects.filter(public_id=public_id).select_related("jobcentre__parent", "replaced_by")
    return found.first()


def validity_of(certificate: Certificate | None, on: date) -> Validity:
    """What a stranger is told of it."""
    if certificate is None:
        return Validity.UNKNOWN
    if certificate.revoked_at is not None:
        return Validity.REVOKED
    return Validity.VALID if certificate.holds_on(on) else Validity.EXPIRED


def verdict_on(text: str, on: date) -> Verdict:
    """What is told of what somebody pasted or sent. Only the signature and the list count, so it holds for a person
    who is erased here too."""
    token = token_in(text)
    if token is None:
        return Verdict(Validity.UNREADABLE)
    document = read(token, public_keys(keys_folder()), keys_url())
    if document is None:
        return Verdict(Validity.FORGED)
    try:
        return _told(document, on)
    except (KeyError, TypeError, ValueError, IndexError):  # signed by us, but no certificate: the list itself
        return Verdict(Validity.UNREADABLE)


def _told(document: Mapping[str, Any], on: date) -> Verdict:
    issued, expires = _day(document["nbf"]), _day(document["exp"]) - timedelta(days=1)
    if _is_revoked(document):
        validity = Validity.REVOKED
    else:
        validity = Validity.VALID if issued <= on <= expires else Validity.EXPIRED
    return Verdict(validity, name_in(document), str(document["name"]), str(document["issuer"]["name"]), issued, expires)


def _is_revoked(document: Mapping[str, Any]) -> bool:
    """Whether its place in the list is marked; one whose place we do not know is not ours to vouch for."""
    url, index = place_in(document)
    for entry in StatusEntry.objects.filter(index=index).order_by("pk"):
        if address("status", entry.jobcentre_id, entry.number) == url:
            return entry.revoked_at is not None
    return True


def _day(moment: float) -> date:
    return datetime.fromtimestamp(moment, COPENHAGEN).date()
