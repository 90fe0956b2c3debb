"""Finds what the templates say, so that it comes into the same catalogue as what the code says."""

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from django.template.base import Lexer, TokenType
from django.utils.text import unescape_string_literal

_MESSAGES = {"say": 1, "say_n": 2}
"""How many of the first arguments of each tag are messages."""


def extract_say(
    fileobj: IO[bytes], keywords: Collection[str], _comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """The messages of every `{% say %}` and `{% say_n %}`; a method for Babel's extraction, named in babel.cfg.

    keywords: only these tags are looked for.
    raises:   ValueError if a message is not a literal: it could never be translated.
    """
    text = fileobj.read().decode(options.get("encoding", "utf-8"))
    for token in Lexer(text).tokenize():
        if token.token_type is not TokenType.BLOCK:
            continue
        tag, *arguments = token.split_contents()
        if tag not in _MESSAGES or tag not in keywords:
            continue
        found = arguments[: _MESSAGES[tag]]
        if len(found) < _MESSAGES[tag] or any(one[0] not in "\"'" or one[-1] != one[0] for one in found):
            raise ValueError(f"Line {token.lineno}: write the message of {{% {tag} %}} as a literal.")
        literals = tuple(unescape_string_literal(one) for one in found)
        yield token.lineno or 0, tag, literals if len(literals) > 1 else literals[0], []
