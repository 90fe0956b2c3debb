"""The documents in a file of JSON, one at a time, whichever way they were written down. Pure."""

from __future__ import annotations

import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.issues import Misread

MOST_UNPACKED = 800_000_000
"""Characters; more than this no register of one municipality holds, whatever a packed file says of itself."""
_SOME = 4_000
_PIECE = 1_000_000
_LONGEST_DOCUMENT = 50_000_000
_GZIP = b"\x1f\x8b"
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ANSWER = re.compile(r'\{\s*"(?:took|hits|timed_out|_shards|_scroll_id|pit_id|num_reduce_phases)"\s*:')
_HITS = re.compile(r'"hits"\s*:\s*\[')
_SPACE = " \t\r\n,"
_DECODER = json.JSONDecoder()


class Broken(StrEnum):
    """What stands in place of a document that cannot be read."""

    LINE = "broken"
    REST = "broken-off"


def documents(content: bytes) -> Iterator[tuple[int, Any]]:
    """Each document with the number of its line, or in a list or an answer its number there, from 1.

    A broken line is told and the next one is read; a list or an answer that breaks off is told once, at its end.
    raises: Misread where the file is empty, is no JSON, or cannot be unpacked.
    """
    text = _Text(content)
    text.skip(_SPACE)
    if text.at_end():
        raise Misread(say("The file is empty."), say("Fetch it again from the register."))
    if text.starts("["):
        text.take(1)
        yield from _listed(text)
    elif _ANSWER.match(text.ahead(4_000)):
        yield from _answered(text)
    elif text.starts("{"):
        yield from _lines(text)
    else:
        raise Misread(
            say("The file is not in the register's format (JSON)."),
            say("Send the file as the register gives it, or a spreadsheet (.xlsx or .csv)."),
        )


def _listed(text: _Text, *, in_brackets: bool = True) -> Iterator[tuple[int, Any]]:
    """The members of a list whose bracket has been read, until it ends; without brackets, until the file does."""
    number = 0
    while True:
        text.skip(_SPACE)
        if text.starts("]") or (number and not in_brackets and text.at_end()):
            text.take(1)
            return
        number += 1
        found = text.document()
        yield number, found
        if found is Broken.REST:
            return


def _answered(text: _Text) -> Iterator[tuple[int, Any]]:
    """The hits of one answer of a search service after another, as scrolling through it gives them."""
    number = 0
    while text.find(_HITS):
        for _, found in _listed(text):
            number += 1
            yield number, found
            if found is Broken.REST:
                return
    if number == 0:
        raise Misread(
            say("The register's answer holds no companies."),
            say("Ask it again, for the companies of your municipality."),
        )


def _lines(text: _Text) -> Iterator[tuple[int, Any]]:
    """One document a line; where the first line is none by itself, documents that go over several lines."""
    first = text.line()
    if _parsed(first) is None and not text.at_end() and first.strip() in ("{", '{"_source": {', '{"Vrvirksomhed": {'):
        text.put_back(first)
        yield from _listed(text, in_brackets=False)
        return
    number, line = 1, first
    while line:
        if line.strip(_SPACE):
            found = _parsed(line)
            yield from _within(number, Broken.LINE if found is None else found)
        line, number = text.line(), number + 1


def _within(number: int, found: Any) -> Iterator[tuple[int, Any]]:
    """A line that is a whole answer stands for everything in it."""
    hits = found.get("hits") if isinstance(found, dict) else None
    rows = hits.get("hits") if isinstance(hits, dict) else None
    if isinstance(rows, list):
        yield from ((number, row) for row in rows)
    else:
        yield number, found


def _parsed(line: str) -> Any:
    """The object on a line; None where it is none."""
    try:
        found = json.loads(line.strip(_SPACE + "\ufeff"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


class _Text:
    """The file's text, read piece by piece."""

    def __init__(self, content: bytes) -> None:
        raw: Any = io.BytesIO(content)
        if content.startswith(_GZIP):
            raw = gzip.GzipFile(fileobj=raw)
            content = self._guarded(raw, 4)
            raw.seek(0)
        encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
        self._stream = io.TextIOWrapper(raw, encoding, errors="replace", newline="\n")
        self._held, self._at, self._read = "", 0, 0

    @staticmethod
    def _guarded(stream: Any, size: int) -> Any:
        try:
            return stream.read(size)
        except (OSError, EOFError, zlib.error):
            raise Misread(
                say("The packed file is damaged or was not fetched to its end."),
                say("Fetch it again from the register."),
            ) from None

    def _more(self) -> bool:
        piece = self._guarded(self._stream, _PIECE)
        self._read += len(piece)
        if self._read > MOST_UNPACKED:
            raise Misread(
                say("The file unpacks to far more than the companies of one municipality."),
                say("Ask the register for your own municipality, and only for the fields that are read."),
            )
        self._held, self._at = self._held[self._at :] + piece, 0
        return bool(piece)

    def ahead(self, size: int) -> str:
        """The next characters, fewer at the end."""
        while len(self._held) - self._at < size and self._more():
            pass
        return self._held[self._at : self._at + size]

    def starts(self, sign: str) -> bool:
        """Whether the sign comes next."""
        return self.ahead(1) == sign

    def at_end(self) -> bool:
        """Whether nothing is left."""
        return not self.ahead(1)

    def take(self, count: int) -> None:
        """Go past as many characters."""
        self._at += count

    def put_back(self, text: str) -> None:
        """Let it come next again."""
        self._held, self._at = text + self._held[self._at :], 0

    def skip(self, signs: str) -> None:
        """Go past these signs."""
        while self.ahead(1):
            some = self._held[self._at : self._at + _SOME]
            left = some.lstrip(signs)
            self._at += len(some) - len(left)
            if left:
                return

    def find(self, pattern: re.Pattern[str]) -> bool:
        """Go past the pattern's next place; False where there is none."""
        while True:
            found = pattern.search(self._held, self._at)
            if found:
                self._at = found.end()
                return True
            self._at = max(self._at, len(self._held) - 100)  # the pattern may lie across two pieces
            if not self._more():
                return False

    def line(self) -> str:
        """The next line with its end; "" where nothing is left."""
        searched = self._at
        while (end := self._held.find("\n", searched)) < 0:
            searched = len(self._held) - self._at
            if not self._more():
                end = len(self._held) - 1
                break
        found = self._held[self._at : end + 1]
        self._at = end + 1
        return found

    def document(self) -> Any:
        """The JSON value that comes next; `Broken.REST` where the text ends before it, or is none."""
        wanted = _PIECE // 4
        while True:
            held = self.ahead(wanted)
            try:
                found, end = _DECODER.raw_decode(self._held, self._at)
            except RecursionError:
                return Broken.REST
            except ValueError as fault:
                early = isinstance(fault, json.JSONDecodeError) and fault.pos < self._at + len(held) - 200
                if len(held) < wanted or wanted > _LONGEST_DOCUMENT or (early and not _is_cut(fault)):
                    return Broken.REST
                wanted = max(wanted, len(self._held) - self._at) * 2
                continue
            self._at = end
            return found


def _is_cut(fault: Exception) -> bool:
    """A text that begins and does not end is told at its beginning, however far back that lies."""
    return "Unterminated string" in str(fault)
