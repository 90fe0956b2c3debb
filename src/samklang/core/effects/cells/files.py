"""Cell files: what a municipality gives to those who put several together. Signed, and free of small counts.

A file has two parts. The first line is the seal: the format, the SHA-256 of what follows, the signer's public key and
the signature. All that follows is one JSON document with the description and the columns, so that anybody can see what
leaves. The signature covers every byte of it, and the seal has one spelling only: no byte can be changed unseen.
"""

import hashlib
import json
import os
from collections.abc import Collection
from contextlib import suppress as unless
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from samklang.core.effects.cells.cells import Cells
from samklang.core.effects.cells.checking import NotCells, checked_cells
from samklang.core.effects.cells.keys import is_public_text, public_text
from samklang.core.effects.cells.suppression import FEWEST, small
from samklang.core.words import Sentence, say, say_n

SCHEMA = "samklang-cells/1"
MOST_BYTES = 100_000_000
"""A larger file is not opened."""
_LONGEST_SEAL = 1_000


class BadCellFile(Exception):
    """A cell file that is not written, or not taken in."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


@dataclass(frozen=True, kw_only=True)
class About:
    """What a reader must know of the cells in a file."""

    municipality: str
    """Who gives them."""
    definition: str
    """What the outcome counts, in words."""
    made_on: date
    least: int = FEWEST
    """No count from 1 up to this, without it, is in the file."""
    plan_hash: str | None = None
    """The frozen plan that they are made for."""

    def __post_init__(self) -> None:
        if self.least < FEWEST:
            raise ValueError(f"No count below {FEWEST} leaves.")


@dataclass(frozen=True)
class CellFile:
    """A file that was read and found in order."""

    cells: Cells
    about: About
    signed_by: str
    """Public key: 64 hexadecimal digits."""
    sha256: str
    """Of the document: 64 hexadecimal digits."""


def write_cells(path: Path, cells: Cells, about: About, key: Ed25519PrivateKey) -> str:
    """Write a signed file, whole or not at all.

    returns: the SHA-256 of the document.
    raises:  BadCellFile where small counts have not been left out, or the file cannot be written.
    """
    few = int(small(cells, about.least).sum())
    if few:
        raise BadCellFile(
            say_n(
                "One group counts fewer than {least} people or events. Leave small groups out before the cells are "
                "written.",
                "{count} groups count fewer than {least} people or events. Leave small groups out before the cells are "
                "written.",
                few,
                least=about.least,
            )
        )
    body = _document(cells, about)
    digest = hashlib.sha256(body).hexdigest()
    signature = key.sign(_signed(body)).hex()
    _write_whole(path, _seal(digest, public_text(key), signature) + body)
    return digest


def read_cells(path: Path, *, trusted: Collection[str] | None, least: int = FEWEST) -> CellFile:
    """Read a file that somebody else wrote.

    trusted: public keys whose files are taken in; None: anybody's, and `signed_by` tells whose.
    least:   the smallest count that is accepted.
    raises:  BadCellFile where it is changed, of another kind, by somebody unknown, too large, or holds small counts or
             numbers that cannot be.
    """
    content = _bounded(path)
    line, _, body = content.partition(b"\n")
    seal = _read_seal(line, path)
    key = str(seal["key"])
    if trusted is not None and key not in trusted:
        raise BadCellFile(_unknown(path, key))
    digest = hashlib.sha256(body).hexdigest()
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(str(seal["signature"])), _signed(body))
    except (InvalidSignature, ValueError) as error:
        raise BadCellFile(_changed(path)) from error
    if digest != seal.get("sha256") or line + b"\n" != _seal(digest, key, str(seal["signature"])):
        raise BadCellFile(_changed(path))
    cells, about = _read_document(body, path)
    few = int(small(cells, least).sum())
    if few:
        raise BadCellFile(_too_small(path, few, least))
    return CellFile(cells, about, key, digest)


def _unknown(path: Path, key: str) -> Sentence:
    return say(
        "{path} is signed with a key that is not known here: {key}. Ask the municipality for its public key, "
        "and add it if it is this one.",
        path=path.name,
        key=key,
    )


def _too_small(path: Path, few: int, least: int) -> Sentence:
    return say_n(
        "{path} counts fewer than {least} people or events in one group. Delete it, and ask the municipality "
        "for a file without small groups.",
        "{path} counts fewer than {least} people or events in {count} groups. Delete it, and ask the "
        "municipality for a file without small groups.",
        few,
        path=path.name,
        least=least,
    )


def _document(cells: Cells, about: About) -> bytes:
    columns = {name: column.tolist() for name, column in cells.columns().items()}
    # JSON has no infinity: never is null.
    columns["cohort"] = [None if np.isinf(cohort) else int(cohort) for cohort in cells.cohort]
    document = {
        "schema": SCHEMA,
        "outcome": cells.outcome,
        **asdict(about),
        "made_on": about.made_on.isoformat(),
        "source": cells.source,
        "suppressed": cells.suppressed,
        "columns": columns,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def _signed(body: bytes) -> bytes:
    """The name of the format goes before, so that no signature of something else can be passed off as one of this."""
    return SCHEMA.encode() + b"\n" + body


def _seal(digest: str, key: str, signature: str) -> bytes:
    seal = {"schema": SCHEMA, "sha256": digest, "key": key, "signature": signature}
    return json.dumps(seal, separators=(",", ":")).encode() + b"\n"


def _bounded(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadCellFile(say("{path} cannot be read. See where it lies.", path=str(path))) from error
    if len(content) > MOST_BYTES:
        raise BadCellFile(
            say(
                "{path} is larger than a cell file can be. Ask for sums by office or municipality, not by person.",
                path=path.name,
            )
        )
    return content


def _read_seal(line: bytes, path: Path) -> dict[str, Any]:
    seal: Any = None
    if len(line) <= _LONGEST_SEAL:
        with unless(ValueError, RecursionError):
            seal = json.loads(line)
    if not isinstance(seal, dict) or not str(seal.get("schema", "")).startswith("samklang-cells/"):
        raise BadCellFile(say("{path} is not a cell file. Give one that was written for sharing.", path=path.name))
    if seal["schema"] != SCHEMA:
        raise BadCellFile(
            say(
                "{path} has the format {schema}, and this version reads {known}. Use the same version on both sides.",
                path=path.name,
                schema=str(seal["schema"]),
                known=SCHEMA,
            )
        )
    if not (is_public_text(str(seal.get("key"))) and isinstance(seal.get("signature"), str)):
        raise BadCellFile(_changed(path))
    return seal


def _read_document(body: bytes, path: Path) -> tuple[Cells, About]:
    try:
        document = json.loads(body)
        about = About(
            municipality=str(document["municipality"]),
            definition=str(document["definition"]),
            made_on=date.fromisoformat(document["made_on"]),
            least=int(document["least"]),
            plan_hash=None if document["plan_hash"] is None else str(document["plan_hash"]),
        )
        return checked_cells(document), about
    except NotCells as error:
        raise BadCellFile(
            say(
                "{path} holds numbers that cannot be sums: {why}. Ask the municipality to make the file again.",
                path=path.name,
                why=error.sentence,
            )
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadCellFile(
            say("{path} lacks parts of a cell file. Ask the municipality to make it again.", path=path.name)
        ) from error


def _changed(path: Path) -> Sentence:
    return say(
        "{path} is not as it was signed: something in it was changed. Fetch it again from the municipality.",
        path=path.name,
    )


def _write_whole(path: Path, content: bytes) -> None:
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
    except OSError as error:
        raise BadCellFile(
            say("{path} cannot be written. Choose a folder that you may write to.", path=str(path))
        ) from error
