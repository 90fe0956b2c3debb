"""Cell files that are given to `samklang effect` and `samklang cells merge`: read, trusted, put together."""

from collections.abc import Sequence
from pathlib import Path

from samklang.cli.evidence_tables import told
from samklang.cli.exits import to_mend
from samklang.core.effects.cells import CellFile, Cells, merge, read_cells
from samklang.core.effects.cells.keys import is_public_text
from samklang.core.words import Sentence, say


def trusted_keys(given: Sequence[str]) -> tuple[str, ...] | None:
    """The public keys that were named, each as its 64 signs or a file that holds them; None where none was.

    raises: Refused where one is neither, OSError where a file cannot be read.
    """
    if not given:
        return None
    found = []
    for one in given:
        path = Path(one)
        text = path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else one.strip()
        if not is_public_text(text):
            raise to_mend(
                say("“{given}” is no public key. Give the 64 signs of one, or the file that ends with .pub.", given=one)
            )
        found.append(text)
    return tuple(found)


def read_all(paths: Sequence[Path], trust: Sequence[str]) -> list[CellFile]:
    """Every file, in order. Raises Refused with what is wrong in the first that cannot be taken in."""
    keys = trusted_keys(trust)
    with told():
        return [read_cells(path, trusted=keys) for path in paths]


def from_cells(
    paths: Sequence[Path], trust: Sequence[str], *, outcome: str | None = None, frozen_hash: str | None = None
) -> tuple[Cells, tuple[Sentence, ...]]:
    """The sums in all files together, and what must be said of them.

    outcome:     what they must be of; None: anything.
    frozen_hash: of the frozen plan that is to be answered; sums that were made for another one are refused.
    raises:      Refused where a file cannot be taken in, they cannot be put together, or were made for something else.
    """
    files = read_all(paths, trust)
    with told():
        cells = merge([one.cells for one in files])
    if frozen_hash is not None and {one.about.plan_hash for one in files} - {None, frozen_hash}:
        raise to_mend(say("The sums are made for another plan. Ask for sums by this one."))
    if outcome is not None and cells.outcome != outcome:
        raise to_mend(
            say("The sums are of “{found}”, and the plan asks about “{asked}”. Give sums of that outcome.",
                found=cells.outcome, asked=outcome)
        )  # fmt: skip
    return cells, tuple(_note(one) for one in files)


def _note(one: CellFile) -> Sentence:
    return say(
        "The sums of {municipality}, made on {day}, count: {definition}. They are signed with the key {key}.",
        municipality=one.about.municipality, day=one.about.made_on, definition=one.about.definition,
        key=one.signed_by[:16],
    )  # fmt: skip
