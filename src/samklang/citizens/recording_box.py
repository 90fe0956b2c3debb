"""Where the sound of a recording lies: locked with the site's secret key, and opened only as the recording it is of."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

_NONCE = 12
_PURPOSE = b"samklang.citizens.recording"


class CannotOpen(Exception):
    """The sound was locked with a key that is gone, belongs to another recording, or has been tampered with."""


def locked(sound: bytes, of: str) -> bytes:
    """The sound as it is kept. of: the mark of the recording (its token_key), without which it does not open."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_key(settings.SECRET_KEY)).encrypt(nonce, sound, of.encode())


def opened(kept: bytes, of: str) -> bytes:
    """The sound itself; earlier keys in SECRET_KEY_FALLBACKS still open it. Raises CannotOpen."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return AESGCM(_key(secret)).decrypt(kept[:_NONCE], kept[_NONCE:], of.encode())
        except (InvalidTag, ValueError):
            continue
    raise CannotOpen


def _key(secret: str | bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(force_bytes(secret))
