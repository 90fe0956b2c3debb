"""Sums per cluster, cohort, period and stratum: what every estimator asks, and all that ever leaves a municipality."""

from samklang.core.effects.cells.cells import NEVER, Cells
from samklang.core.effects.cells.files import About, BadCellFile, CellFile, read_cells, write_cells
from samklang.core.effects.cells.intake import BadTable, Intake, LooksLikeAPerson, Taken, TakenMany
from samklang.core.effects.cells.keys import BadKey, load_key, new_key, public_text
from samklang.core.effects.cells.long import cells_of, cells_of_many
from samklang.core.effects.cells.merging import CannotMerge, merge
from samklang.core.effects.cells.spells import SpellColumns, cells_of_spells
from samklang.core.effects.cells.suppression import FEWEST, small, suppress

__all__ = [
    "FEWEST",
    "NEVER",
    "About",
    "BadCellFile",
    "BadKey",
    "BadTable",
    "CannotMerge",
    "CellFile",
    "Cells",
    "Intake",
    "LooksLikeAPerson",
    "SpellColumns",
    "Taken",
    "TakenMany",
    "cells_of",
    "cells_of_many",
    "cells_of_spells",
    "load_key",
    "merge",
    "new_key",
    "public_text",
    "read_cells",
    "small",
    "suppress",
    "write_cells",
]
