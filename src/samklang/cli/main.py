"""The entry point `samklang`. It imports next to nothing, so that Ctrl-C is answered properly from the first moment."""

import os
import sys
import threading
from collections.abc import Sequence
from io import TextIOWrapper

PROGRAM = "samklang"
ABORTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; no exception leaves it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return ABORTED
    _leave_at_once_if_still_solving(code)
    return code


def _run(arguments: Sequence[str]) -> int:
    # Loaded here because it takes half a second, in which Ctrl-C is to end the program and not to show where it was.
    from samklang.cli.language import can_speak, chosen_language  # noqa: PLC0415
    from samklang.cli.tree import tree  # noqa: PLC0415

    wanted = chosen_language(arguments, os.environ)
    spoken = wanted if can_speak(wanted) else "en"
    return int(tree(spoken).main(arguments, prog_name=PROGRAM, standalone_mode=False))


def _leave_at_once_if_still_solving(code: int) -> None:
    # A solver in the middle of a step cannot be made to let go, and the interpreter would wait for it or crash.
    if any(thread.daemon and thread.is_alive() for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
