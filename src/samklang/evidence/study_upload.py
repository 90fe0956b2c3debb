"""The rows of a file of outcomes that somebody sent: CSV, Excel or Parquet. Nothing of the file itself is kept."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from samklang.core.words import say
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds import Raw
from samklang.core.workbook.untrusted import sheets_of
from samklang.evidence.study_file import MOST_ROWS

_PARQUET = b"PAR1"
_MOST_COLUMNS = 20
_MOST_BYTES = 200_000_000
_LONGEST_TEXT = 400
_LONGEST_NAME = 120

Rows = list[list[Raw]]


def rows_of(name: str, content: bytes) -> Rows:
    """The rows, the headings first, blank cells as "". Raises Misread with what to do.

    name: what the file is called where it came from, for the messages alone.
    """
    if content.startswith(_PARQUET):
        return _parquet(name, content)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _plain_name(name)
        path.write_bytes(content)
        sheets = [one for one in sheets_of(path) if any(cell != "" for row in one.rows for cell in row)]
    if len(sheets) > 1:
        raise Misread(
            say("The file has {count} sheets with something in them.", count=len(sheets)),
            say("Keep the one with the outcomes, and send it again: nothing is left out in silence."),
        )
    return [list(row) for row in sheets[0].rows] if sheets else []


def _plain_name(name: str) -> str:
    """A name that every disk takes, which still says what kind of file it is."""
    kept = "".join(letter for letter in name if letter.isalnum() or letter in " ._-()")[-_LONGEST_NAME:].strip(". ")
    return kept or "file"


def _parquet(name: str, content: bytes) -> Rows:
    try:
        table = _table(name, content)
        columns = [_cells(table.column(place)) for place in range(table.num_columns)]
    except (pa.ArrowException, OSError, ValueError, OverflowError, NotImplementedError):
        raise Misread(
            say("“{name}” is damaged, or is no Parquet file.", name=name),
            say("Write it again, or send it as CSV."),
        ) from None
    return [list(table.column_names), *map(list, zip(*columns, strict=True))]


def _table(name: str, content: bytes) -> pa.Table:
    file = pq.ParquetFile(BytesIO(content))
    about, schema = file.metadata, file.schema_arrow
    size = sum(about.row_group(place).total_byte_size for place in range(about.num_row_groups))
    if about.num_rows > MOST_ROWS or about.num_columns > _MOST_COLUMNS or size > _MOST_BYTES:
        raise Misread(
            say("“{name}” has more rows or columns than are read here.", name=name),
            say("Send sums for each unit and period, with the columns of the template."),
        )
    if not all(_is_plain(one.type) for one in schema):
        raise Misread(
            say("“{name}” has a column that holds neither text, numbers, yes and no, nor dates.", name=name),
            say("Keep the columns of the template."),
        )
    # Texts stay in their dictionary while their length is looked at: a long one that every row names would fill it all.
    texts = [one.name for one in schema if pa.types.is_string(one.type) or pa.types.is_large_string(one.type)]
    table = pq.ParquetFile(BytesIO(content), read_dictionary=texts).read()
    for text in texts:
        for chunk in table.column(text).chunks:
            words = chunk.dictionary if pa.types.is_dictionary(chunk.type) else chunk
            if (pc.max(pc.utf8_length(words)).as_py() or 0) > _LONGEST_TEXT:
                raise Misread(
                    say("“{name}” has a column of free text.", name=name),
                    say("Take it out: outcomes come in as numbers under made-up names."),
                )
    return table


def _is_plain(kind: pa.DataType) -> bool:
    asked = (
        pa.types.is_string, pa.types.is_large_string, pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal,
        pa.types.is_boolean, pa.types.is_date, pa.types.is_timestamp,
    )  # fmt: skip
    if pa.types.is_dictionary(kind):
        return bool(pa.types.is_string(kind.value_type))
    return any(one(kind) for one in asked)


def _cells(column: pa.ChunkedArray) -> list[Any]:
    cells = column.to_pylist()
    if pa.types.is_decimal(column.type):
        return ["" if cell is None else float(cell) for cell in cells]
    if pa.types.is_boolean(column.type):
        return ["" if cell is None else int(cell) for cell in cells]
    return ["" if cell is None else cell for cell in cells]
