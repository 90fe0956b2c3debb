"""Any table as one that the engine sees: Ibis, Arrow, pandas, Polars, or files."""

import glob
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

import ibis.expr.types as ir
import pyarrow as pa

from samklang.core.effects.cells.intake import BadTable
from samklang.core.effects.engine import Engine
from samklang.core.words import say

Source: TypeAlias = Any
"""An Ibis, pyarrow, pandas or Polars table, a path, or several paths."""


def as_table(source: Source, engine: Engine) -> ir.Table:
    """The table where the engine can see it.

    source: an Ibis table of this engine is used where it is, one of another engine is read into memory first. Paths of
            Parquet or CSV files may have `*` in their names.
    raises: BadTable where a file is not there, or it is no table; EngineFailed.
    """
    if isinstance(source, ir.Table):
        return source if source.get_backend() is engine.backend else engine.table(source.to_pyarrow())
    if isinstance(source, (str, Path)):
        return _files((source,), engine)
    if isinstance(source, pa.Table):
        return engine.table(source)
    if hasattr(source, "__arrow_c_stream__"):
        return engine.table(pa.table(source))
    if isinstance(source, Iterable):
        paths = tuple(source)
        if paths and all(isinstance(path, (str, Path)) for path in paths):
            return _files(paths, engine)
    raise BadTable([say("Give a table of Ibis, Arrow, pandas or Polars, or the path of a Parquet or CSV file.")])


def _files(paths: tuple[str | Path, ...], engine: Engine) -> ir.Table:
    texts = [str(path) for path in paths]
    # An engine on other machines may see files that this one does not.
    if engine.session is None:
        faults = [
            say("There is no file {path}. See how it is spelt, and where it lies.", path=text)
            for text in texts
            if (not glob.has_magic(text) and not Path(text).exists()) or (glob.has_magic(text) and not glob.glob(text))  # noqa: PTH207 - whole paths, not names in one folder
        ]
        if faults:
            raise BadTable(faults)
    return engine.files(texts)
