"""The words that click itself writes in help pages and refusals, in the language of the run.

Click looks its words up with gettext, in whatever catalogue the process points at. `SPOKEN` names those we can meet, so
that they are extracted to our catalogue with all other messages; `in_language` points click at it.
"""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

from samklang.core.words import LOCALES, say, say_n

_DOMAIN = "django"
_VARIABLE = "LANGUAGE"

SPOKEN = (
    say("Usage:"),
    say("Options"),
    say("Commands"),
    say("Positional arguments"),
    say("Show this message and exit."),
    say("required"),
    say("default: {default}"),
    say("env var: {var}"),
    say("Error: {message}"),
    say("Try '{command} {option}' for help."),
    say("Missing argument"),
    say("Missing option"),
    say("Missing parameter"),
    say("Missing command."),
    say("Choose from:\n\t{choices}"),
    say("No such option {name!r}."),
    say("No such command {name!r}."),
    say_n("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    say("Invalid value: {message}"),
    say("Invalid value for {param_hint}: {message}"),
    say_n("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    say("Option {name!r} does not take a value."),
    say_n("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    say_n("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    say("Shell completion is not supported for Bash versions older than 4.4."),
    say("Couldn't detect Bash version, shell completion is not supported."),
)
"""Messages of click 8.5, letter for letter; a test holds them against the installed click."""


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Let click speak the language within the block."""
    before = gettext.textdomain(), os.environ.get(_VARIABLE)
    gettext.bindtextdomain(_DOMAIN, str(LOCALES))
    gettext.textdomain(_DOMAIN)
    os.environ[_VARIABLE] = language
    try:
        yield
    finally:
        gettext.textdomain(before[0])
        if before[1] is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before[1]
