"""The keys that certificates are signed with: made once, kept in the data folder, readable by nobody else.

A folder of files: `<name>.key` is the private key, `<name>.pub` the public one, `current` the name of the key in use. A
key's name is the thumbprint of its public half (RFC 7638), so it says itself whether it has been exchanged. When a new
key is taken into use the old private key is deleted, and the public one stays: what it signed can still be checked.
"""

import base64
import hashlib
import json
import os
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FOLDER = "certificate-keys"


class SigningKey(NamedTuple):
    """The key in use."""

    name: str
    private: Ed25519PrivateKey


def current_key(folder: Path) -> SigningKey:
    """The key in use; it is made the first time it is asked for. Raises OSError where the folder cannot be written."""
    try:
        name = (folder / "current").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        name = _begin(folder)
    kept = folder / f"{name}.key"
    if kept.stat().st_mode & 0o077:  # put back from a backup
        kept.chmod(0o600)
    private = serialization.load_pem_private_key(kept.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise OSError(f"{folder / name}.key holds another kind of key than certificates are signed with.")
    return SigningKey(name, private)


def public_keys(folder: Path) -> dict[str, Ed25519PublicKey]:
    """Every key that has been in use, by name."""
    found = {}
    for path in sorted(folder.glob("*.pub")):
        key = serialization.load_pem_public_key(path.read_bytes())
        if isinstance(key, Ed25519PublicKey) and thumbprint(key) == path.stem:
            found[path.stem] = key
    return found


def renew_key(folder: Path) -> SigningKey:
    """Take a new key into use. What the old one signed can still be checked; it signs nothing more."""
    old = current_key(folder)
    name = _write(folder)
    waiting = folder / f".{name}"
    waiting.write_text(name, encoding="ascii")
    waiting.replace(folder / "current")
    (folder / f"{old.name}.key").unlink(missing_ok=True)
    return current_key(folder)


def jwk(key: Ed25519PublicKey) -> dict[str, str]:
    """The public key as other systems read it (RFC 8037)."""
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return {"crv": "Ed25519", "kty": "OKP", "x": _base64url(raw)}


def thumbprint(key: Ed25519PublicKey) -> str:
    """The key's name (RFC 7638)."""
    canonical = json.dumps(jwk(key), sort_keys=True, separators=(",", ":"))
    return _base64url(hashlib.sha256(canonical.encode()).digest())


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _begin(folder: Path) -> str:
    """The first key. Where another process is quicker, its key is as good."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = _write(folder)
    waiting = folder / f".{name}"
    waiting.write_text(name, encoding="ascii")
    try:
        os.link(waiting, folder / "current")
    except FileExistsError:
        (folder / f"{name}.key").unlink()
        (folder / f"{name}.pub").unlink()
    finally:
        waiting.unlink()
    return (folder / "current").read_text(encoding="ascii").strip()


def _write(folder: Path) -> str:
    private = Ed25519PrivateKey.generate()
    name = thumbprint(private.public_key())
    secret = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with open(folder / f"{name}.key", "xb", opener=_only_for_me) as file:
        file.write(secret)
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    (folder / f"{name}.pub").write_bytes(public)
    return name


def _only_for_me(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
