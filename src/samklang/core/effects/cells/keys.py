"""The key that a municipality signs its cell files with: Ed25519, kept in a file that only its owner can read."""

import os
import re
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from samklang.core.words import Sentence, say


class BadKey(Exception):
    """A key that cannot be used."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


def new_key(path: Path) -> Ed25519PrivateKey:
    """A new key, written to a file that is not there yet (PEM, readable by its owner only).

    raises: BadKey where the file is there, or cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BadKey(
            say("There is a file {path} already. Use the key in it, or choose another name.", path=str(path))
        ) from error
    except OSError as error:
        raise BadKey(say("{path} cannot be written. Choose a folder that you may write to.", path=str(path))) from error
    with os.fdopen(opened, "wb") as file:
        file.write(text)
    return key


def load_key(path: Path) -> Ed25519PrivateKey:
    """The key in a file.

    raises: BadKey where there is none, others can read it, or it is of another kind.
    """
    try:
        if path.stat().st_mode & 0o077:
            raise BadKey(
                say("Others can read the key in {path}. Run chmod 600 on it, so that only you can.", path=str(path))
            )
        key = load_pem_private_key(path.read_bytes(), None)
    except OSError as error:
        raise BadKey(say("There is no key in {path}. Make one first.", path=str(path))) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise BadKey(_no_key(path)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise BadKey(_no_key(path))
    return key


def public_text(key: Ed25519PrivateKey) -> str:
    """The public half, to be given to those who receive the files: 64 hexadecimal digits."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def is_public_text(text: str) -> bool:
    """Whether a text has the form of a public half."""
    return re.fullmatch(r"[0-9a-f]{64}", text) is not None


def _no_key(path: Path) -> Sentence:
    return say(
        "{path} does not hold a key that cell files are signed with. Make one of its own for them.", path=str(path)
    )
