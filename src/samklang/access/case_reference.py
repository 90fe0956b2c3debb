"""The number of a case in the case system: the only thing Samklang knows of whoever gets an opening. Pure."""

import re

from samklang.core.words import Sentence, say
from samklang.core.workbook.personal import holds_civil_registration_number

MOST = 40
_LETTERS = re.compile(r"[^\W\d_]+")
_SHAPE = re.compile(r"[^\W_]+(?:[-./][^\W_]+)*")
_WORDS = frozenset({"SAG", "VITAS", "ESDH", "SBSYS"})
"""What the numbers of case systems begin with, as long as a name is."""
_MOST_LETTERS = 4
_SHORT = 2


def fault_of(reference: str) -> Sentence | None:
    """Why a text is no case number; None where it is one, or empty.

    Letters and digits, in groups with dashes, dots or strokes between them as in 15.20.05-G01-12-26. Two digits at
    least; no group of letters that is long enough to be a name, unless it is in capitals and short, such as KMD.
    """
    if not reference:
        return None
    if _is_somebodys_number(reference):
        return say("That looks like a civil registration number. Write the number of the case: who it is about stands "
                   "only in the case system.")  # fmt: skip
    if any(_is_name(one) for one in _LETTERS.findall(reference)) or len(re.findall(r"\d", reference)) < 2:
        return say("That looks like a name or a word. Write the number of the case, such as 15.20.05-G01-12-26: who it "
                   "is about stands only in the case system.")  # fmt: skip
    if len(reference) > MOST or not _SHAPE.fullmatch(reference):
        return say("Write the number of the case with letters, digits, dashes and dots, at most {count} signs.",
                   count=MOST)  # fmt: skip
    return None


def _is_somebodys_number(reference: str) -> bool:
    """With whatever stands between the digits, as long as there are ten of them and nothing else."""
    bare = re.sub(r"[\s./_-]", "", reference)
    return holds_civil_registration_number(reference) or (
        len(bare) == 10 and bare.isdecimal() and holds_civil_registration_number(bare)
    )


def _is_name(letters: str) -> bool:
    if len(letters) <= _SHORT or letters.upper() in _WORDS:
        return False
    return not letters.isupper() or len(letters) > _MOST_LETTERS
