"""A branching case as a file, TOML or JSON, and a file read: all of it or nothing, each fault at its place in words."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from samklang.core.words import Sentence, Value, say
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.method.documents import DocumentFaults, Fault
from samklang.practice.script import Script, from_document, to_document

MOST_BYTES = 500_000
"""Of a file: more than the longest case with everything filled needs in practice."""
MOST_TOLD, LONGEST_TITLE = 100, 120
_DEEPEST, _MOST_DOTS = 12, 20
_QUOTED = re.compile(
    r'"""[\s\S]*?(?:"""|\Z)|'
    r"'''[\s\S]*?(?:'''|\Z)|"
    r'"(?:[^"\\\n]|\\.)*"?|'
    r"'[^'\n]*'?|#[^\n]*"
)
"""Also what is never ended, as far as it goes: else the rest would be looked through once for each mark in it."""
_NAMES = {
    "title": say("Title"), "scene": say("The scene"), "other": say("Who the other is"), "persona": say("Persona"),
    "difficulty": say("Difficulty"), "minutes": say("Minutes"), "start": say("Where it begins"),
    "turns": say("Turn"), "lines": say("Spoken line"), "endings": say("Ending"), "says": say("What is said"),
    "answer": say("Answer"), "to": say("Leads to"), "feedback": say("Feedback"), "indicator": say("Indicator"),
    "shown": say("What it shows"), "why": say("Why"), "phase": say("Phase"), "kind": say("Kind"), "text": say("Text"),
    "key": say("Key"), "da": say("Danish"), "en": say("English"),
}  # fmt: skip


class FileFault(NamedTuple):
    """One thing to mend. where: from the whole to the part."""

    where: tuple[Value, ...]
    what: Sentence


class FileFaults(ValueError):
    """What is wrong with a file. count: how many things, also those that are not told."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        found = list(faults)
        self.count, self.faults = len(found), tuple(found[:MOST_TOLD])
        super().__init__(f"{self.count} faults")


def read_file(content: bytes) -> Script:
    """The case that a file holds, finished or not, whichever of the two it is. Raises FileFaults."""
    source = _document(content)
    if _is_too_deep(source):
        raise FileFaults([_whole(say("It goes deeper than a case does. Fetch a case from here to see how it looks."))])
    faults = [FileFault(where_of(path, source), what) for path, what in _not_to_be_kept(source, ())]
    try:
        script = from_document(source)
    except DocumentFaults as wrong:
        faults += [FileFault(where_of(one.path, source), one.what) for one in wrong.faults]
    else:
        faults += [FileFault(where_of(one.path, source), one.what) for one in _unusable(script)]
    if faults:
        raise FileFaults(faults)
    return script


def _document(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1000
        raise FileFaults([_whole(say("The file is larger than {most} kB. A case fits in that.", most=most))])
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise FileFaults([_whole(say("This is not text in UTF-8. Choose a file with .toml or .json."))]) from None
    try:
        source = json.loads(text) if text.lstrip().startswith("{") else _toml(text)
    except json.JSONDecodeError as error:
        where: Value = say("Line {line}, character {place}", line=error.lineno, place=error.colno)
        raise FileFaults([FileFault((where,), say("What stands here is not JSON. Look for a comma or a quotation "
                                                  "mark."))]) from None  # fmt: skip
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        where = say("Line {line}, character {place}", line=line, place=column)
        raise FileFaults([FileFault((where,), say("What stands here is not TOML. Look for a quotation mark or a "
                                                  "bracket."))]) from None  # fmt: skip
    except (RecursionError, ValueError):
        raise FileFaults([_whole(say("The file cannot be read. Choose another one."))]) from None
    return source


def _toml(text: str) -> dict[str, Any]:
    """A key of very many parts takes very long to read, and no case has one."""
    bare = _QUOTED.sub('""', text)
    if any(line.count(".") > _MOST_DOTS for line in bare.splitlines()):
        raise ValueError
    return tomllib.loads(text)


def _whole(what: Sentence) -> FileFault:
    return FileFault((say("The whole file"),), what)


def _is_too_deep(source: Any) -> bool:
    ahead = [(source, 0)]
    while ahead:
        found, depth = ahead.pop()
        if depth > _DEEPEST:
            return True
        inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
        ahead.extend((one, depth + 1) for one in inner)
    return False


def _not_to_be_kept(found: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Sentence]]:
    if isinstance(found, str):
        if "\0" in found or any("\ud800" <= letter <= "\udfff" for letter in found):
            yield path, say("There is a character that cannot be kept. Write the text again.")
        if holds_civil_registration_number(found):
            yield path, say("This looks like a civil registration number. Delete it: a case is about made-up people.")
    pairs = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for step, inner in pairs:
        yield from _not_to_be_kept(inner, (*path, step))


def _unusable(script: Script) -> Iterator[Fault]:
    """What a draft cannot be written on with: it could not be found by its title or its turns by their keys."""
    if not script.title.da:
        yield Fault(("title", "da"), say("This is missing in Danish. Write it."))
    for language, text in (("da", script.title.da), ("en", script.title.en)):
        if len(text) > LONGEST_TITLE:
            what = say("The text is too long. Keep to {most} characters.", most=LONGEST_TITLE)
            yield Fault(("title", language), what)
    counted = Counter([*(one.key for one in script.turns), *(one.key for one in script.endings)])
    yield from _doubled(("turns",), counted)
    for place, turn in enumerate(script.turns):
        yield from _doubled(("turns", place, "lines"), Counter(one.key for one in turn.lines))


def _doubled(path: tuple[str | int, ...], counted: Counter[str]) -> Iterator[Fault]:
    for key, times in counted.items():
        if times > 1:
            yield Fault(path, say("The key “{key}” stands {times} times. Use each once.", key=key, times=times))


def where_of(path: tuple[str | int, ...], source: Any) -> tuple[Value, ...]:
    """Where something stands, as one says it: the part, the row by its number and key, the text, the language."""
    words: list[Value] = []
    for step in path:
        source = source[step] if _has(source, step) else None
        if isinstance(step, int):
            key = _readable(source.get("key") or "") if isinstance(source, dict) else ""
            number = step + 1
            words.append(say("no. {number} ({key})", number=number, key=key) if key else
                         say("no. {number}", number=number))  # fmt: skip
        else:
            words.append(_NAMES.get(step, _readable(step)))
    return tuple(words) or (say("The whole file"),)


def _readable(found: Any) -> str:
    """What stands in a file as it can be shown: without halves of characters, which no page can hold."""
    return str(found)[:60].encode("utf-8", "replace").decode().replace("\0", "?")


def _has(source: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(source, list) and step < len(source)
    return isinstance(source, dict) and step in source


def as_json(script: Script) -> bytes:
    """The case as JSON."""
    return (json.dumps(to_document(script), ensure_ascii=False, indent=2) + "\n").encode()


def as_toml(script: Script) -> bytes:
    """The case as TOML, laid out as the cases that come with Samklang are: a turn after another, a line on a line."""
    document = to_document(script)
    head = [f"{name} = {_written(value)}" for name, value in document.items() if name not in {"turns", "endings"}]
    rows = [*head]
    # Where there are none the empty list is left out, as it is the same.
    for turn in document["turns"]:
        rows += ["", "[[turns]]", *(f"{name} = {_written(turn[name])}" for name in ("key", "phase", "says"))]
        rows += ["lines = [", *(f"  {_written(line)}," for line in turn["lines"]), "]"]
    for ending in document["endings"]:
        rows += ["", "[[endings]]", *(f"{name} = {_written(value)}" for name, value in ending.items())]
    return ("\n".join(rows) + "\n").encode()


def _written(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_written(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value)
