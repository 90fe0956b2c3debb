"""Reads a mail that a company has sent, whatever it is made of: who, what, and the words alone. Pure.

Nothing in a mail is trusted: not its character sets, not its structure, not the names of its files.
source: RFC 5322, 2045-2047, 2231, 3834 (automatic answers), 2919 (lists).
"""

import codecs
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import collapse_rfc2231_value, getaddresses, parsedate_to_datetime

from samklang.companies.mail_words import MOST_CHARACTERS, Words, parted, tidied, words_of_html
from samklang.delivery.material_files import MOST_BYTES, kind_of

MOST_PARTS = 200
"""No further part of a mail is looked at."""
MOST_FILES = 20
_MOST_TEXTS = 20
"""So many of its parts are read as words; the others are named."""
_MOST_OF_A_FIELD = 10_000
_MOST_OF_RECIPIENTS = 50_000
"""Characters of a field in the head of a mail that are looked at, since reading them can take their square."""
_ADDRESS = re.compile(r"[^@\s<>\"(),;:\x00-\x1f\x7f]{1,64}@[A-Za-z0-9.-]{1,189}")
_REFERENCE = re.compile(r"(?i)\bV-[A-Z0-9]{6}\b")
_MESSAGE_ID = re.compile(r"<[^<>\s\x00-\x1f\x7f]{1,250}@[^<>\s\x00-\x1f\x7f]{1,250}>")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""What cannot be seen and cannot be stored, or turns the letters after it round."""
_LATIN = frozenset({"ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin-1", "latin1", "unknown-8bit", "8bit"})
_NO_LETTERS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
"""What Python takes for character sets and mail does not; some take the square of the length."""
_RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc")
_DAEMONS = frozenset({"mailer-daemon", "postmaster", "mail-daemon", "no-reply-bounce"})


@dataclass(frozen=True)
class File:
    """A file in a mail. content: what it holds, where it is kept; refused: why it is not, a key of `REFUSED`."""

    name: str
    size: int
    kind: str = ""
    content: bytes | None = None
    refused: str = ""


@dataclass(frozen=True)
class Received:
    """A mail as it was read.

    message_id:  its own, or one made of what it holds where it has none.
    answers:     the Message-IDs it says that it answers, the nearest first.
    recipients:  addresses it was sent to, those that the mail server has noted first.
    automatic:   why it is no person's mail ("auto", "list", "daemon"); empty where it is.
    text:        all its words; `words` parts what is new from what is quoted.
    """

    message_id: str
    from_name: str
    from_email: str
    subject: str
    text: str
    at: datetime | None
    recipients: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    automatic: str = ""
    files: tuple[File, ...] = field(default=())

    @property
    def words(self) -> Words:
        """What is new, and what is quoted."""
        return parted(self.text, self.subject)

    @property
    def references(self) -> tuple[str, ...]:
        """The references of enquiries that the subject names, in capitals."""
        return tuple(found.upper() for found in _REFERENCE.findall(self.subject))


def read(content: bytes, *, cut: bool = False) -> Received:
    """The mail in these bytes. Never raises: of what cannot be read, as much as can.

    cut: the bytes are only the beginning, so that no file in them is whole.
    """
    try:
        mail: Message = message_from_bytes(content, policy=policy.compat32)
        text, files = _inside(mail)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError, AssertionError):
        mail = BytesHeaderParser(policy=policy.compat32).parsebytes(content[:1_000_000])
        text, files = "", [File("", len(content), refused="unreadable")]
    if cut:
        files = [File(one.name, len(content), refused="large") for one in files] or [File("", 0, refused="large")]
    name, address = _from(mail)
    return Received(
        message_id=_own_id(mail, content), from_name=name[:120], from_email=address,
        subject=_text(mail, "Subject")[:300], text=text, at=_at(mail), recipients=_recipients(mail),
        answers=_answers(mail), automatic=_automatic(mail, address), files=tuple(files),
    )  # fmt: skip


# -- headers ----------------------------------------------------------------------------------------------------------


def _text(mail: Message, name: str) -> str:
    """A field in plain letters on one line, however it was written."""
    return " ".join(_UNSEEN.sub(" ", _decoded(_raw(mail, name))).split())


def _raw(mail: Message, name: str) -> str:
    found = next((value for field_, value in mail.raw_items() if field_.lower() == name.lower()), "")
    return _from_octets(str(found)[:_MOST_OF_A_FIELD].encode("utf-8", "surrogateescape"), "")


def _decoded(raw: str) -> str:
    try:
        pieces = decode_header(re.sub(r"\r?\n[ \t]+", " ", raw))
        return "".join(one if isinstance(one, str) else _from_octets(one, charset or "") for one, charset in pieces)
    except Exception:  # noqa: BLE001 - encoded words can be broken in more ways than the library has names for
        return raw


def _from_octets(content: bytes, charset: str) -> str:
    """Letters: as the sender says, else as UTF-8, else as Windows wrote them in Western Europe."""
    named = charset.strip("\"' ").lower()
    tries = [named] if named and named not in _LATIN else []
    for one in [*tries, "utf-8"]:
        try:
            if codecs.lookup(one).name.replace("_", "-") in _NO_LETTERS:
                continue
            return content.decode(one).encode("utf-8", "replace").decode()
        except (UnicodeError, LookupError):
            continue
    return content.decode("cp1252", "replace")


def _from(mail: Message) -> tuple[str, str]:
    for field_ in ("From", "Reply-To", "Sender"):
        for name, address in _addresses(_raw(mail, field_)):
            return name, address
    return _text(mail, "From"), ""


def _addresses(raw: str) -> list[tuple[str, str]]:
    """Names and addresses. The names are decoded after the parting, so that a comma in one parts nothing."""
    folded = re.sub(r"\r?\n[ \t]*", " ", raw)
    try:
        found = getaddresses([folded])
    except (ValueError, IndexError, TypeError, RecursionError):  # brackets can be nested as deep as one likes
        found = []
    good = [
        (" ".join(_UNSEEN.sub(" ", _decoded(name)).split()), address.lower())
        for name, address in found
        if _ADDRESS.fullmatch(address)
    ]
    return good or [("", one.lower()) for one in _ADDRESS.findall(folded)]


def _recipients(mail: Message) -> tuple[str, ...]:
    found = [
        address
        for name in _RECIPIENTS
        for value in mail.get_all(name, [])[:20]
        for _, address in _addresses(str(value)[:_MOST_OF_RECIPIENTS])[:100]
    ]
    return tuple(dict.fromkeys(found))


def _answers(mail: Message) -> tuple[str, ...]:
    """In-Reply-To, then References from its end."""
    direct = _MESSAGE_ID.findall(_raw(mail, "In-Reply-To"))
    chain = _MESSAGE_ID.findall(_raw(mail, "References"))
    return tuple(dict.fromkeys([*direct, *reversed(chain)]))[:50]


def _own_id(mail: Message, content: bytes) -> str:
    found = _MESSAGE_ID.search(_raw(mail, "Message-ID"))
    return found[0][:300] if found else "sha256:" + hashlib.sha256(content).hexdigest()


def _at(mail: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(_raw(mail, "Date"))
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _automatic(mail: Message, sender: str) -> str:
    """Why nobody is to be answered. A mail without any sender is a mail server's."""
    local = sender.partition("@")[0]
    returns_to = _raw(mail, "Return-Path").strip()
    if local in _DAEMONS or returns_to == "<>" or mail.get_content_type() == "multipart/report":
        return "daemon"
    said = _raw(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    if said not in ("", "no"):
        return "auto"
    if any(mail.get(name) is not None for name in ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond")):
        return "auto"
    precedence = _raw(mail, "Precedence").strip().lower()
    if precedence == "auto_reply":
        return "auto"
    if precedence in ("bulk", "list", "junk") or mail.get("List-Id") is not None:
        return "list"
    return "" if sender else "daemon"


# -- what is in it ----------------------------------------------------------------------------------------------------


def _inside(mail: Message) -> tuple[str, list[File]]:
    plain: list[str] = []
    html: list[str] = []
    files: list[File] = []
    for count, (part, within) in enumerate(_leaves(mail)):
        if count >= MOST_PARTS:
            files.append(File("", 0, refused="parts"))
            break
        if _is_words(part) and not within:
            texts = plain if part.get_content_type() == "text/plain" else html
            if len(texts) < _MOST_TEXTS:
                texts.append(_words(part))
            else:
                files.append(File("", 0, refused="parts"))
        elif not _is_decoration(part, within):
            files.append(_file(part, len(files)))
    text = "\n\n".join(filter(None, plain)) or "\n\n".join(filter(None, html))
    return text[:MOST_CHARACTERS], files


def _leaves(mail: Message) -> Iterator[tuple[Message, bool]]:
    """Each part that holds something, and whether it stands beside others in a picture-bearing text. A mail within a
    mail is one part. Walked without recursion, for a mail may be nested as deep as it likes.
    """
    waiting: list[tuple[Message, bool]] = [(mail, False)]
    while waiting:
        part, within = waiting.pop()
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            related = part.get_content_type() == "multipart/related"
            inner = [one for one in payload if isinstance(one, Message)]
            waiting += [(one, related and at > 0) for at, one in reversed(list(enumerate(inner)))]
        else:
            yield part, within


def _is_words(part: Message) -> bool:
    attached = str(part.get("Content-Disposition") or "").strip().lower().startswith("attachment")
    return part.get_content_type() in ("text/plain", "text/html") and not attached and not _name(part)


def _is_decoration(part: Message, within: bool) -> bool:
    """Pictures that stand in the text, such as a logo below a signature; and what mail programs add of their own."""
    kind = part.get_content_maintype()
    attached = str(part.get("Content-Disposition") or "").strip().lower().startswith("attachment")
    if kind == "image":
        return within or (not attached and part.get("Content-ID") is not None)
    sealed = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
    return part.get_content_type() in sealed or (kind == "multipart") or (kind == "text" and within)


def _octets(part: Message) -> bytes:
    """What a part holds. A mail within a mail is taken as its own text."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return b"".join(one.as_bytes() for one in payload if isinstance(one, Message))[: MOST_BYTES + 1]
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _words(part: Message) -> str:
    charset = str(part.get_content_charset() or "")
    letters = _from_octets(_octets(part)[: MOST_CHARACTERS * 40], charset)
    return words_of_html(letters) if part.get_content_type() == "text/html" else tidied(letters)


def _name(part: Message) -> str:
    """The file's name without a folder; empty where it has none."""
    found = part.get_param("filename", None, "content-disposition") or part.get_param("name", None)
    if not found:
        return ""
    raw = collapse_rfc2231_value(found) if isinstance(found, tuple) else str(found)
    whole = _decoded(_from_octets(raw.encode("utf-8", "surrogateescape"), ""))
    return _UNSEEN.sub("", re.split(r"[\\/]", whole)[-1]).strip()[:200]


def _file(part: Message, before: int) -> File:
    name = _name(part)
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        subject = (
            _text(inner[0], "Subject") if isinstance(inner, list) and inner and isinstance(inner[0], Message) else ""
        )
        return File(name or f"{subject[:190] or 'mail'}.eml", 0, refused="mail")
    if before >= MOST_FILES:
        return File(name, 0, refused="many")
    content = _octets(part)
    if len(content) > MOST_BYTES:
        return File(name, len(content), refused="large")
    return kept_or_refused(name, content)


def kept_or_refused(name: str, content: bytes) -> File:
    """A file that is kept where it is of a kind that is safe to keep, by what it holds and not by its name."""
    name = _UNSEEN.sub("", name)
    if not content:
        return File(name, 0, refused="empty")
    if len(content) > MOST_BYTES:
        return File(name, len(content), refused="large")
    kind = kind_of(content)
    if kind is None:
        return File(name, len(content), refused="kind")
    return File(name, len(content), kind, content)


def domain_of(address: str) -> str:
    """What stands after the @, in small letters."""
    return address.rpartition("@")[2].lower()


def same_house(one: str, other: str, open_domains: Sequence[str] | frozenset[str]) -> bool:
    """Whether two addresses are of one company: the same address, or the same domain where it is not everybody's."""
    if one.lower() == other.lower():
        return bool(one)
    domain = domain_of(one)
    return bool(domain) and domain == domain_of(other) and domain not in open_domains
