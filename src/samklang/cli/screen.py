"""Where the command line writes: results to standard output, everything else to standard error, in one language."""

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from samklang.cli.exits import FULL, Refused
from samklang.core.words import Sentence, Value, render, say, written

PLAIN_WIDTH = 100
"""Columns of text that goes to a file or another program."""


class _Console(Console):
    """A console that goes quiet when nobody reads it any more (`samklang … | head`); the work itself goes on."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.file.fileno())
        os.close(nowhere)


class Screen:
    """One run's way of speaking to its user."""

    def __init__(self, language: str, *, quiet: bool = False) -> None:
        self.language = language
        self.quiet = quiet
        self.as_json = False
        self.out = _console(sys.stdout)
        self.err = _console(sys.stderr)

    def words(self, sentence: Sentence) -> str:
        """The sentence in the language of the run, safe to show."""
        return shown(render(sentence, self.language))

    def value(self, value: Value) -> str:
        """One value as the language writes it, safe to show."""
        return shown(written(value, self.language))

    def result(self, what: RenderableType | Sentence = "") -> None:
        """What the user asked for. Raises Refused where there is no room for it."""
        with _room_for_answer():
            self.out.print(self._renderable(what))

    def result_as_json(self, document: Any) -> None:
        """What the user asked for, for a program to read."""
        with _room_for_answer():
            self.out.print(Text(json.dumps(document, ensure_ascii=False, indent=2, default=str)), soft_wrap=True)

    def result_as_list(self, sentences: Iterable[Sentence], *, numbered: bool = False) -> None:
        """Sentences below each other, each with a bullet or its number in front."""
        table = Table.grid(padding=(0, 1))
        for number, sentence in enumerate(sentences, start=1):
            table.add_row(Text(f"  {number}." if numbered else "  •"), Text(self.words(sentence)))
        self.result(table)

    def note(self, what: RenderableType | Sentence) -> None:
        """What is good to know on the way; --quiet silences it."""
        if not self.quiet:
            self.err.print(self._renderable(what))

    def problem(self, what: RenderableType | Sentence) -> None:
        """What stopped the command, or what to do about it."""
        self.err.print(self._renderable(what))

    def _renderable(self, what: RenderableType | Sentence) -> RenderableType:
        if isinstance(what, Sentence):
            return Text(self.words(what))
        return Text(shown(what)) if isinstance(what, str) else what


@contextmanager
def _room_for_answer() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise Refused(say("The answer could not be shown: what it is written to is full.")) from None


def shown(text: str) -> str:
    """The text without the control characters that could move the cursor or change colours of a terminal."""
    return "".join(letter if letter == "\n" or unicodedata.category(letter) != "Cc" else " " for letter in text)


def _console(stream: TextIO) -> Console:
    columns = None if stream.isatty() or "COLUMNS" in os.environ else PLAIN_WIDTH
    return _Console(
        stderr=stream is sys.stderr, width=columns, markup=False, emoji=False, highlight=False, soft_wrap=False
    )
