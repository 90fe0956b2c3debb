"""Mail addresses, also where the signs are written as words."""

import re
from collections.abc import Iterator

from samklang.core.traces.folding import Folded
from samklang.core.traces.trace import Kind, Trace

_AT = re.compile(
    r" {0,2}@ {0,2}|[ ]{0,2}[(\[{<][ ]{0,2}(?:at|a|snabel[- ]?a)[ ]{0,2}[)\]}>][ ]{0,2}| (?:at|snabel[- ]?a) ", re.I
)
_LABEL = r"\w(?:[\w-]*\w)?"
_POINT = r"(?:\.| \. | ?[(\[{] ?(?:\.|dot|prik|punktum) ?[)\]}] ?| (?:dot|prik|punktum) )"
_DOMAIN = re.compile(rf"[\w-]+(?:{_POINT}[\w-]+)*", re.I)
_POINTED = re.compile(_POINT, re.I)
_SPELLED = re.compile(r"\[?\(?\b(?:dot|prik|punktum)\b", re.I)
_SPELLED_BEFORE = re.compile(r"[ (\[{]{1,2}(?:dot|prik|punktum|underscore|bindestreg)[ )\]}]{1,2}", re.I)
_LONGEST_SPELLED = 16
_LOCAL = frozenset(".!#$%&'*+/=?^_`{|}~-")


def mail_addresses(folded: Folded) -> Iterator[Trace]:
    """Each address in order; each part of the text is looked at once."""
    last = 0
    for at in _AT.finditer(folded.text):
        if at.start() < last:
            continue
        domain = _DOMAIN.match(folded.text, at.end())
        if domain is None or not _reads_as_address(at[0], domain[0]):
            continue
        start = _local_start(folded.text, at.start(), last)
        if start < at.start():
            last = domain.end()
            yield folded.trace(Kind.MAIL, start, last)


def _reads_as_address(at: str, domain: str) -> bool:
    """A bare »at« is a Danish word: it needs a domain that is spelled as well."""
    if "@" in at and at == "@":
        return len(domain) > 1 and any(letter.isalpha() for letter in domain)
    if at.strip()[0] in "@([{<":
        return _POINTED.search(domain) is not None
    return _SPELLED.search(domain) is not None


def _local_start(text: str, end: int, floor: int) -> int:
    """Where what stands before the at-sign begins, spelled points and all."""
    start = end
    while True:
        while start > floor and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
            start -= 1
        point = None
        for found in _SPELLED_BEFORE.finditer(text, max(floor, start - _LONGEST_SPELLED), start):
            point = found if found.end() == start else None
        if point is None or point.start() == floor:
            break
        start = point.start()
    while start < end and text[start] in _LOCAL:
        start += 1
    return start
