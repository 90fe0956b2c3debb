"""Reads a mailbox over IMAP (RFC 9051): what has not been read, each mail put aside only when it is in safe hands."""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Self
from urllib.parse import parse_qs, unquote, urlsplit

MOST_BYTES = 64 * 1024 * 1024
"""Of a larger mail only the beginning is fetched."""
_BEGINNING = 2 * 1024 * 1024
_PATIENCE_S = 60.0
_NEARBY = ("localhost", "127.0.0.1", "::1")


class Address(NamedTuple):
    """Where a mailbox is. moved_to: the folder that mail goes to once it is taken in; empty where it stays."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    encrypted: bool
    moved_to: str = ""

    def __repr__(self) -> str:
        return f"{self.host}:{self.port}/{self.folder}"

    @classmethod
    def read(cls, text: str) -> Self:
        """From imaps://user:password@host:993/INBOX?moved-to=Done. Raises ValueError."""
        parts = urlsplit(text)
        encrypted = parts.scheme == "imaps"
        near = parts.hostname in _NEARBY
        if not (encrypted or (parts.scheme == "imap" and near)) or not (parts.hostname and parts.username):
            raise ValueError
        port = parts.port or (993 if encrypted else 143)
        moved_to = parse_qs(parts.query).get("moved-to", [""])[0]
        folder = unquote(parts.path.strip("/")) or "INBOX"
        user, password = unquote(parts.username), unquote(parts.password or "")
        return cls(parts.hostname, port, user, password, folder, encrypted, moved_to)


class Unreadable(Exception):
    """The mailbox cannot be reached, or does not want to talk with us. Its text holds no password and no mail."""


class Mail(NamedTuple):
    """One mail of the mailbox. cut: it was so large that only its beginning was fetched."""

    name: str
    content: bytes
    cut: bool


class Mailbox:
    """One conversation with the mail server."""

    def __init__(self, line: imaplib.IMAP4, address: Address, validity: str) -> None:
        self._line = line
        self._address = address
        self._validity = validity

    def unread(self) -> Iterator[Mail]:
        """The mails nobody has read, the oldest first. Reading one here does not mark it. Raises Unreadable."""
        numbers = b" ".join(one for one in self._asked("SEARCH", "UNSEEN") if isinstance(one, bytes))
        for uid in numbers.decode("ascii", "replace").split():
            size = self._size(uid)
            what = f"BODY.PEEK[]<0.{_BEGINNING}>" if size > MOST_BYTES else "BODY.PEEK[]"
            content = self._literal(uid, what)
            if content is not None:
                yield Mail(f"{self._validity}:{uid}", content, size > MOST_BYTES)

    def _size(self, uid: str) -> int:
        answer = b" ".join(one for one in self._asked("FETCH", uid, "(RFC822.SIZE)") if isinstance(one, bytes))
        _, _, after = answer.partition(b"RFC822.SIZE ")
        digits = after.split(b")")[0].split(b" ")[0]
        return int(digits) if digits.isdigit() else 0

    def _literal(self, uid: str, what: str) -> bytes | None:
        found = [one for one in self._asked("FETCH", uid, f"({what})") if isinstance(one, tuple)]
        return found[0][1] if found else None

    def put_aside(self, mail: Mail, *, flagged: bool = False) -> None:
        """It is taken in: it counts as read, and goes where such mail goes. flagged: somebody should look at it, so it
        stays where it is. Raises Unreadable.
        """
        uid = mail.name.rpartition(":")[2]
        self._asked("STORE", uid, "+FLAGS", r"(\Seen \Flagged)" if flagged else r"(\Seen)")
        if self._address.moved_to and not flagged:
            self._move(uid, _quoted(self._address.moved_to))

    def _move(self, uid: str, folder: str) -> None:
        if "MOVE" in self._line.capabilities:
            self._asked("MOVE", uid, folder)
            return
        self._asked("COPY", uid, folder)
        self._asked("STORE", uid, "+FLAGS", r"(\Deleted)")
        if "UIDPLUS" in self._line.capabilities:
            self._asked("EXPUNGE", uid)

    def _asked(self, *command: str) -> list[bytes | tuple[bytes, bytes]]:
        with _troubles_named():
            said, data = self._line.uid(*command)
            if said != "OK":
                raise Unreadable(f"{command[0]}: {said}")
            return [one for one in data if one is not None] or [b""]


@contextmanager
def _troubles_named() -> Iterator[None]:
    try:
        yield
    except (OSError, ssl.SSLError, imaplib.IMAP4.error, imaplib.IMAP4.abort, EOFError, ValueError) as fault:
        raise Unreadable(type(fault).__name__) from fault


@contextmanager
def opened(address: Address, patience_s: float = _PATIENCE_S) -> Iterator[Mailbox]:
    """The mailbox, signed in to, while the block runs. Raises Unreadable."""
    with _troubles_named():
        line: imaplib.IMAP4 = (
            imaplib.IMAP4_SSL(address.host, address.port, ssl_context=ssl.create_default_context(), timeout=patience_s)
            if address.encrypted else imaplib.IMAP4(address.host, address.port, timeout=patience_s)
        )  # fmt: skip
    try:
        with _troubles_named():
            line.login(address.user, address.password)
            said, _ = line.select(_quoted(address.folder))
            if said != "OK":
                raise Unreadable(f"SELECT: {said}")
            validity = line.response("UIDVALIDITY")[1][0]
        yield Mailbox(line, address, validity.decode("ascii", "replace") if validity else "")
    finally:
        _farewell(line)


def _farewell(line: imaplib.IMAP4) -> None:
    try:
        line.logout()
    except (OSError, imaplib.IMAP4.error, EOFError, ValueError):
        line.shutdown()


def _quoted(name: str) -> str:
    """As IMAP writes the name of a folder; letters that are not ASCII in its own kind of UTF-7."""
    pieces, other = [], ""
    for letter in [*name, ""]:
        if letter and not " " <= letter <= "~":
            other += letter
            continue
        pieces.append(_packed(other) + ("&-" if letter == "&" else letter))
        other = ""
    text = "".join(pieces).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _packed(letters: str) -> str:
    if not letters:
        return ""
    return "&" + letters.encode("utf-7").decode()[1:].rstrip("-").replace("/", ",") + "-"
