"""The entry point `samklang`. It imports next to nothing, so that Ctrl-C is answered properly from the first moment."""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from types import FrameType

PROGRAM = "samklang"
ABORTED = 130
_ENDINGS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; no exception leaves it."""
    _prepare_streams()
    try:
        for number in _ENDINGS:
            signal.signal(number, _end)
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return ABORTED
    _leave_at_once_if_still_solving(code)
    return code


def _prepare_streams() -> None:
    """Let no letter be one that the terminal cannot show, and no stream one that was closed before we began."""
    # They stay open as long as the program runs.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _end(_: int, __: FrameType | None) -> None:
    """Asked to end by the system or by a closed window: as by Ctrl-C, so that what is half done is cleared away."""
    raise KeyboardInterrupt


def _run(arguments: Sequence[str]) -> int:
    # Loading takes half a second, in which Ctrl-C is to end the program and not to show where it was.
    from samklang.cli.language import can_speak, chosen_language  # noqa: PLC0415 - loads slowly, see above
    from samklang.cli.tree import tree  # noqa: PLC0415 - loads slowly, see above

    wanted = chosen_language(arguments, os.environ)
    spoken = wanted if can_speak(wanted) else "en"
    return int(tree(spoken).main(arguments, prog_name=PROGRAM, standalone_mode=False))


def _leave_at_once_if_still_solving(code: int) -> None:
    # A solver in the middle of a step cannot be made to let go, and the interpreter would wait for it or crash.
    if any(thread.daemon and thread.is_alive() for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
