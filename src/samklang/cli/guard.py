"""The one place where exceptions end: each becomes a sentence with what to do, and an exit code."""

import errno
import os
import traceback
from collections.abc import Callable, Iterator

import click

from samklang.cli.exits import FULL, Exit, Refused
from samklang.cli.issues import ToMend, issues_as_json, show_errors
from samklang.cli.screen import Screen
from samklang.core.words import Sentence, say, word

DEBUG = "SAMKLANG_DEBUG"
_WHAT: dict[int, str] = {
    **dict.fromkeys(FULL, word("The disk is full, so nothing was written. Free some space, or choose another folder.")),
    **dict.fromkeys(
        (errno.EACCES, errno.EPERM, errno.EROFS),
        word("You may not read or write “{path}”. Choose another place, or ask for access."),
    ),
    **dict.fromkeys(
        (errno.ENOTDIR, errno.EEXIST),
        word("A file lies where the folder “{path}” should be. Choose another folder."),
    ),
    errno.ENOENT: word("“{path}” is not there. Check the name and the folder."),
    errno.EISDIR: word("“{path}” is a folder; a file is needed here."),
    errno.ENAMETOOLONG: word("The name “{path}” is too long for the disk. Choose a shorter one."),
}


def guarded(work: Callable[[], object], screen: Screen) -> Exit:
    """Do the work and return its exit code; whatever it raises is told on the screen instead."""
    try:
        code = work()
    except click.ClickException as refusal:
        refusal.show()
        return Exit(refusal.exit_code)
    except Refused as refused:
        _show_refusal(screen, refused)
        return refused.code
    except ToMend as found:
        if screen.as_json:
            screen.result_as_json({"issues": issues_as_json(screen, found.issues)})
        else:
            show_errors(screen, found)
        return Exit.TO_MEND
    except (click.Abort, KeyboardInterrupt):
        screen.problem(say("Stopped. Nothing was written."))
        return Exit.ABORTED
    except Exception as unexpected:  # noqa: BLE001 - the last stop: a traceback helps nobody at the counter
        return _told(unexpected, screen)
    return Exit(code) if isinstance(code, int) else Exit.DONE


def _show_refusal(screen: Screen, refused: Refused) -> None:
    for sentence in refused.sentences:
        screen.problem(sentence)
    if screen.as_json:
        screen.result_as_json({"refused": [screen.words(sentence) for sentence in refused.sentences]})


def _told(unexpected: Exception, screen: Screen) -> Exit:
    if os.environ.get(DEBUG) == "1":
        screen.problem("".join(traceback.format_exception(unexpected)))
    for error in _behind(unexpected):
        if isinstance(error, OSError):
            screen.problem(about_the_file(error))
            return Exit.REFUSED if error.errno in FULL else Exit.TO_MEND
        if isinstance(error, MemoryError):
            screen.problem(say("The computer ran out of memory. Close other programs, or use fewer --threads."))
            return Exit.REFUSED
    screen.problem(
        say(
            "Samklang met an error of its own ({kind}), and nothing was written. "
            "Run the command with {variable}=1 before it, and send what it shows to those who look after Samklang.",
            kind=type(unexpected).__name__,
            variable=DEBUG,
        )
    )
    return Exit.INCONSISTENT


def about_the_file(error: OSError) -> Sentence:
    """What the operating system refused, in words, with what to do."""
    path = str(error.filename2 or error.filename or "")
    if error.errno in _WHAT and (path or error.errno in FULL):
        return Sentence(_WHAT[error.errno], {"path": path})
    why = error.strerror or str(error)
    return say("The computer could not read or write a file: {why} ({path}). Try another place.", path=path, why=why)


def _behind(error: BaseException) -> Iterator[BaseException]:
    """The error and those it came from; XlsxWriter carries them as its argument, others as cause."""
    seen: list[BaseException] = []
    waiting: list[BaseException] = [error]
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen.append(one)
        yield one
        found = [one.__cause__, *one.args]
        waiting.extend(other for other in found if isinstance(other, BaseException))
