"""Everything the reader meets is said in Danish too: the catalogue holds every message of the code and the pages."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from tests.architecture.sources import ROOT, SRC

DANISH = SRC / "locale" / "da" / "LC_MESSAGES" / "django.po"
MAKE_MESSAGES = re.compile(r"-k (\S+)")
_MESSAGES_OF = {"say": 1, "say_n": 2, "word": 1}
"""How many of the first arguments are messages."""
Key = str | tuple[str, ...]


@cache
def _said() -> dict[Key, set[str]]:
    """The messages as `make messages` collects them, each with the files it stands in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    keywords = MAKE_MESSAGES.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    found: dict[Key, set[str]] = {}
    known = {**DEFAULT_KEYWORDS, **parse_keywords(keywords)}
    for place, _, message, _, _ in extract_from_dir(SRC, methods, options, known):
        found.setdefault(message, set()).add(place)
    return found


@cache
def _danish() -> Catalog:
    with DANISH.open("rb") as file:
        return read_po(file, locale="da", abort_invalid=True)


def _translated() -> list[Message]:
    return [message for message in _danish() if message.id]


def _key(message: Message) -> Key:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> list[tuple[str, str]]:
    """English and Danish side by side, singular and plural each by themselves."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return list(zip(message.id, message.string, strict=True))


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_message_stands_in_the_danish_catalogue():
    missing = {message: sorted(places) for message, places in _said().items() if message not in _keys()}
    assert missing == {}


def _keys() -> set[Key]:
    singulars: set[Key] = {message.id[0] for message in _translated() if not isinstance(message.id, str)}
    return {_key(message) for message in _translated()} | singulars


def test_the_danish_catalogue_holds_nothing_that_is_no_longer_said():
    said = set(_said())
    assert [_key(message) for message in _translated() if _key(message) not in said] == []


def test_every_message_has_a_danish_text():
    empty = [_key(one) for one in _translated() if not all(danish.strip() for _, danish in _forms(one))]
    assert empty == []


def test_no_danish_text_is_a_guess():
    assert "EMAIL@ADDRESS" not in DANISH.read_text(encoding="utf-8")
    assert [_key(message) for message in _translated() if message.fuzzy] == []


def test_both_languages_fill_in_the_same_values():
    unlike = [
        (english, danish)
        for message in _translated()
        for english, danish in _forms(message)
        if danish and _placeholders(english) - {"count"} != _placeholders(danish) - {"count"}
    ]
    assert unlike == []


def test_danish_begins_and_ends_as_english_does():
    """A full stop, a colon or a space at the end is part of the page, not of the translation."""
    unlike = [
        (english, danish)
        for message in _translated()
        for english, danish in _forms(message)
        if danish and _edges(english) != _edges(danish)
    ]
    assert unlike == []


def _edges(text: str) -> tuple[str, str]:
    start, end = re.match(r"\s*", text), re.search(r"[\s.:!?…]*$", text)
    return start[0] if start else "", end[0] if end else ""


def test_what_is_said_is_written_out_so_that_it_can_be_collected():
    """`say(text)` with a name in place of the text would never reach the catalogue."""
    spoken = re.compile(r"\b(?:say|say_n)\(\s*(?![\"'\s)])[^\n]*")
    hidden = [
        f"{path.relative_to(SRC)}: {match[0]}"
        for path in sorted(SRC.rglob("*.py"))
        for match in spoken.finditer(path.read_text(encoding="utf-8"))
        if path.name not in {"words.py", "wording.py"}
    ]
    assert hidden == []


def test_collecting_loses_nothing_that_is_said():
    """Babel passes over a message deep within another call, or beside a name such as `_`, without a word."""
    collected = set(_said())
    lost = [
        (str(path.relative_to(SRC)), key)
        for path in sorted(SRC.rglob("*.py"))
        for key in _literals(ast.parse(path.read_text(encoding="utf-8")))
        if key not in collected
    ]
    assert lost == []


def _literals(tree: ast.Module) -> Iterator[Key]:
    """The messages of every `say`, `say_n` and `word` that is written out."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _MESSAGES_OF:
            texts = [one.value for one in call.args[: _MESSAGES_OF[call.func.id]] if isinstance(one, ast.Constant)]
            if len(texts) == _MESSAGES_OF[call.func.id]:
                yield texts[0] if len(texts) == 1 else tuple(texts)


def test_pages_and_code_are_both_searched():
    endings = {place.rpartition(".")[2] for places in _said().values() for place in places}
    assert endings == {"py", "html"}
