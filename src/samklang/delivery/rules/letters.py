"""What a letter must hold, so that it says what it is for, and what it must not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from samklang.core.words import Sentence, say

_FIELD = re.compile(r"\{([^{}\n]*)\}")
_NAME = "name"


def faults_of_subject(subject: str, fields: Sequence[str]) -> Iterator[Sentence]:
    """What is wrong with a subject."""
    yield from _unknown(subject, fields)
    if f"{{{_NAME}}}" in subject:
        yield say("Take {field} out of the subject: others can read it over a shoulder.", field="{name}")


def faults_of_body(body: str, fields: Sequence[str], needed: Collection[str]) -> Iterator[Sentence]:
    """What is wrong with a body. needed: the fields without which it does not say what it is for."""
    yield from _unknown(body, fields)
    missing = tuple(f"{{{one}}}" for one in fields if one in needed and f"{{{one}}}" not in body)
    if missing:
        yield say("These fields are missing, and without them the letter does not say what it must: {fields}. "
                  "Put them back.", fields=missing)  # fmt: skip


def _unknown(text: str, fields: Sequence[str]) -> Iterator[Sentence]:
    known = tuple(f"{{{one}}}" for one in fields)
    for found in dict.fromkeys(_FIELD.findall(text)):
        if found not in fields:
            yield say("“{found}” is no field of this letter. Write one of these: {fields}.",
                      found=f"{{{found}}}", fields=known)  # fmt: skip
    rest = _FIELD.sub("", text)
    if "{" in rest or "}" in rest:
        yield say("There is a “{sign}” without its other half. A field is written as {field}.",
                  sign="{" if "{" in rest else "}", field="{programme}")  # fmt: skip
