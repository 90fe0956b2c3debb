"""Whatever happens is told in a sentence with what to do, never as a traceback."""

import errno

import click
import pytest

from samklang.cli.exits import Exit, Refused
from samklang.cli.guard import guarded
from samklang.cli.screen import Screen
from samklang.core.words import say


def _told(capsys, error) -> tuple[Exit, str]:
    def work():
        raise error

    code = guarded(work, Screen("en"))
    shown = capsys.readouterr()
    assert shown.out == ""
    return code, " ".join(shown.err.split())


class _Wrapped(Exception):
    """As XlsxWriter does it: the operating system's error is the argument of its own."""


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (OSError(errno.ENOSPC, "no"), Exit.REFUSED, "The disk is full, so nothing was written."),
        (OSError(errno.EFBIG, "no"), Exit.REFUSED, "The disk is full, so nothing was written."),
        (OSError(errno.EDQUOT, "no"), Exit.REFUSED, "The disk is full, so nothing was written."),
        (_Wrapped(OSError(errno.ENOSPC, "no")), Exit.REFUSED, "The disk is full, so nothing was written."),
        (PermissionError(errno.EACCES, "no", "/x"), Exit.TO_MEND, "You may not read or write “/x”."),
        (
            NotADirectoryError(errno.ENOTDIR, "no", "/x/y"),
            Exit.TO_MEND,
            "A file lies where the folder “/x/y” should be.",
        ),
        (FileNotFoundError(errno.ENOENT, "no", "/x"), Exit.TO_MEND, "“/x” is not there."),
        (OSError(errno.EIO, "Input/output error", "/x"), Exit.TO_MEND, "The computer could not read or write a file"),
        (MemoryError(), Exit.REFUSED, "The computer ran out of memory."),
        (KeyboardInterrupt(), Exit.ABORTED, "Stopped. Nothing was written."),
        (click.Abort(), Exit.ABORTED, "Stopped. Nothing was written."),
        (Refused(say("No."), say("Do that.")), Exit.REFUSED, "No. Do that."),
        (ZeroDivisionError("secret"), Exit.INCONSISTENT, "Samklang met an error of its own (ZeroDivisionError)"),
    ],
)
def test_every_error_becomes_a_sentence_and_an_exit_code(capsys, error, code, sentence):
    seen = _told(capsys, error)
    assert (seen[0], seen[1].startswith(sentence), "Traceback" in seen[1]) == (code, True, False)


def test_the_traceback_is_shown_to_those_who_ask_for_it(capsys, monkeypatch):
    monkeypatch.setenv("SAMKLANG_DEBUG", "1")
    code, shown = _told(capsys, ZeroDivisionError("deep down"))
    assert (code, "Traceback" in shown, "deep down" in shown) == (Exit.INCONSISTENT, True, True)


def test_an_escape_sequence_in_a_name_does_not_reach_the_terminal(capsys):
    _, shown = _told(capsys, Refused(say("No file “{name}”.", name="\x1b[2J\x07x")))
    assert shown == "No file “ [2J x”."
