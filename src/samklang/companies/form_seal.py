"""What a public form carries to be told from what a machine sends: when it was shown, and a name of its own.

It is signed, and lies in the form alone: no cookie is needed.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from django.core import signing
from django.utils.crypto import salted_hmac

SHORTEST = timedelta(seconds=3)
"""Nobody fills a form in quicker."""
LONGEST = timedelta(hours=12)
RECEIPT_FOR = timedelta(days=7)
"""How long the page with the receipt can be opened."""
_FORM, _RECEIPT, _ADDRESS = "samklang.companies.form", "samklang.companies.receipt", "samklang.companies.address"


class Doubt(Enum):
    """Why a form is shown again before it is taken."""

    TOO_QUICK = "too quick"
    TOO_OLD = "too old"
    FORGED = "forged"


class Sealed(NamedTuple):
    """What a form's seal says. key: the form's own name, scrambled; empty where it has none."""

    key: str
    doubt: Doubt | None


def new_seal(entrance: int, now: datetime, *, again: bool = False) -> str:
    """The seal of a form that is shown now. again: somebody has filled it in already, and need not be slow."""
    shown = now - SHORTEST if again else now
    return signing.dumps([entrance, int(shown.timestamp()), secrets.token_urlsafe(12)], salt=_FORM)


def read_seal(text: str, entrance: int, now: datetime) -> Sealed:
    """What the seal of a form says that was sent now."""
    try:
        whose, shown, _ = signing.loads(text, salt=_FORM)
    except (signing.BadSignature, ValueError, TypeError):
        return Sealed("", Doubt.FORGED)
    if whose != entrance:
        return Sealed("", Doubt.FORGED)
    took = now.timestamp() - shown
    if took < SHORTEST.total_seconds():
        return Sealed(_key(text), Doubt.TOO_QUICK)
    return Sealed(_key(text), Doubt.TOO_OLD if took > LONGEST.total_seconds() else None)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def address_key(address: str, now: datetime) -> str:
    """A network address as it is kept for a day: scrambled, and otherwise on the next day."""
    return salted_hmac(_ADDRESS, f"{address}|{now:%Y-%m-%d}", algorithm="sha256").hexdigest()


def receipt_for(enquiry: int) -> str:
    """The last part of the address of an enquiry's receipt, which nobody can guess."""
    return signing.dumps(enquiry, salt=_RECEIPT)


def read_receipt(text: str) -> int | None:
    """The enquiry's number; None where the address is made up or too old."""
    try:
        found = signing.loads(text, salt=_RECEIPT, max_age=RECEIPT_FOR)
    except signing.BadSignature:
        return None
    return found if isinstance(found, int) else None
