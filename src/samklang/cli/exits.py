"""How a command ends: its exit code, and the refusal that carries it with a sentence."""

import errno
from enum import IntEnum

from samklang.core.words import Sentence, say


class Exit(IntEnum):
    """What the exit code tells the program or the script that called."""

    DONE = 0
    REFUSED = 1
    TO_MEND = 2
    INCONSISTENT = 3
    ABORTED = 130


MEANINGS: dict[Exit, Sentence] = {
    Exit.DONE: say("done"),
    Exit.REFUSED: say("refused: no plan is possible, or the plan is not approved"),
    Exit.TO_MEND: say("something in the command or in a file must be mended first"),
    Exit.INCONSISTENT: say("an error in Samklang itself; nothing was written"),
    Exit.ABORTED: say("aborted; nothing was written"),
}
"""The exit codes as the help texts explain them."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the operating system says when there is no room for a file."""


class Refused(Exception):
    """A command that cannot go on: the reason, what can be done about it, and the exit code."""

    def __init__(self, *sentences: Sentence, code: Exit = Exit.REFUSED) -> None:
        self.sentences = sentences
        self.code = code
        super().__init__(" ".join(map(str, sentences)))


def to_mend(*sentences: Sentence) -> Refused:
    """The refusal of a command or a file that its user must mend before trying again."""
    return Refused(*sentences, code=Exit.TO_MEND)
