"""What sums the rows: DuckDB in this process, or an engine with many workers that speaks Spark Connect."""

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
from ibis.common.exceptions import IbisError

from samklang.core.words import Sentence, say

_RETRIES = 4
"""How often an engine that does not answer is asked again; with the waits between, about two seconds."""
_LONGEST_CAUSE = 200


class EngineFailed(Exception):
    """The engine refused, died or had too little memory. Nothing was read to the end, and nothing was written."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        """What happened and what to do."""
        super().__init__(str(sentence))


@dataclass(frozen=True)
class Engine:
    """An open engine. Expressions are Ibis; all answers come through `fetch`."""

    name: str
    """With its version, as results name it: `duckdb 1.5.6`, `spark 4.0.0`."""
    backend: Any
    """Ibis' backend."""
    session: Any = None
    """Spark's session; None on DuckDB."""
    failures: tuple[type[Exception], ...] = ()
    """What the engine raises when it fails."""
    _names: Iterator[int] = field(default_factory=count, repr=False)

    def files(self, paths: Sequence[str]) -> ir.Table:
        """Parquet or CSV files as one table; on an engine with workers, they must reach the paths themselves.

        paths:  at least one, all of one kind; the kind is told by the ending. `*` stands for any text.
        raises: EngineFailed where a file is missing or is not what its ending says.
        """
        csv = paths[0].lower().endswith((".csv", ".csv.gz", ".tsv", ".txt"))
        with self._told(say("the files could not be read")):
            if self.session is None:
                return (
                    self.backend.read_csv(list(paths), header=True) if csv else self.backend.read_parquet(list(paths))
                )
            reader = self.session.read
            if csv:
                return self._view(reader.csv(list(paths), header=True, inferSchema=True, sep=_separator(paths[0])))
            return self._view(reader.parquet(*paths))

    def table(self, rows: pa.Table) -> ir.Table:
        """A table in memory, put where the engine can see it."""
        rows = rows.cast(pa.schema([pa.field(one.name, _plain(one.type)) for one in rows.schema]))
        with self._told(say("the table could not be handed over")):
            if self.session is None:
                return self.backend.create_table(f"samklang_{next(self._names)}", rows, temp=True)
            with _quiet():
                return self._view(self.session.createDataFrame(rows))

    def _view(self, frame: Any) -> ir.Table:
        """A frame of Spark's as a table of Ibis'."""
        name = f"samklang_{next(self._names)}"
        frame.createOrReplaceTempView(name)
        return self.backend.table(name)

    def fetch(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression, in no particular order.

        raises: EngineFailed.
        """
        with self._told(say("the sums were not done")):
            sql = self.backend.compile(expression)
            if self.session is None:
                # Ibis' own way here loads pandas first, which costs more than ten million rows.
                found = self.backend.con.execute(sql).to_arrow_table()
                # Sums of whole numbers come as decimals, wide enough for any of them.
                return found.cast(expression.schema().to_pyarrow())
            # Through Arrow all the way: Ibis itself goes through pandas, which makes fractions of numbers with gaps.
            with _quiet():
                return self.session.sql(sql).toArrow()

    @contextmanager
    def _told(self, doing: Sentence) -> Iterator[None]:
        try:
            yield
        except (duckdb.OutOfMemoryException, MemoryError) as error:
            raise EngineFailed(
                say(
                    "The engine {engine} had too little memory, and {doing}. Give it more memory or more room on disk, "
                    "or ask for fewer columns.",
                    engine=self.name,
                    doing=doing,
                )
            ) from error
        except self.failures as error:
            raise EngineFailed(
                say(
                    "The engine {engine} stopped, and {doing}; nothing was written. See that it runs and can read the "
                    "data, and try again. It said: {cause}",
                    engine=self.name,
                    doing=doing,
                    cause=_cause(error),
                )
            ) from error


@contextmanager
def open_engine(
    url: str | None, *, memory_mb: int | None = None, threads: int | None = None, spill: Path | None = None
) -> Iterator[Engine]:
    """An engine for as long as the block lasts.

    url:       None or "duckdb": in this process. "sc://host:port": Spark Connect.
    memory_mb: what DuckDB may hold, above 0; what is more is put on disk. None: four fifths of the machine.
    threads:   of DuckDB, above 0; None: as many as there are processors.
    spill:     folder for what does not fit into memory; a folder within it is made and removed again.
    raises:    EngineFailed where the address is not one, nobody answers, or Spark's package is missing.
    """
    if url is None or url == "duckdb":
        with TemporaryDirectory(prefix="samklang-", dir=spill) as folder:
            yield from _duckdb(memory_mb, threads, folder)
    elif url.startswith("sc://"):
        yield from _spark(url)
    else:
        raise EngineFailed(
            say(
                "An engine is called duckdb, or has an address such as sc://host:15002. “{address}” is neither.",
                address=url,
            )
        )


def _duckdb(memory_mb: int | None, threads: int | None, folder: str) -> Iterator[Engine]:
    limits: dict[str, Any] = {} if memory_mb is None else {"memory_limit": f"{memory_mb}MB"}
    limits |= {} if threads is None else {"threads": threads}
    backend = ibis.duckdb.connect(
        temp_directory=folder,
        # The order of rows means nothing to sums, and to keep it costs memory.
        preserve_insertion_order=False,
        # Nothing is fetched from the internet because a path or a function happens to be unknown.
        autoinstall_known_extensions=False,
        **limits,
    )
    try:
        yield Engine(f"duckdb {duckdb.__version__}", backend, None, (duckdb.Error, IbisError, OSError))
    finally:
        backend.disconnect()


def _spark(url: str) -> Iterator[Engine]:
    host = url.split("/;", maxsplit=1)[0]
    try:
        # Imported here only: most installations sum on one machine and do not have this package, and it takes seconds.
        with _quiet():
            from grpc import RpcError  # noqa: PLC0415 - only where that engine is asked for
            from pyspark.errors import PySparkException  # noqa: PLC0415 - only where that engine is asked for
            from pyspark.sql import SparkSession  # noqa: PLC0415 - only where that engine is asked for
            from pyspark.sql.connect.client.retries import DefaultPolicy  # noqa: PLC0415 - only where that engine is asked for
    except ImportError as error:
        raise EngineFailed(
            say(
                "What speaks to engines with many workers is not installed. Run make national, or leave the engine out "
                "and sum on this machine."
            )
        ) from error
    failures = (PySparkException, RpcError, IbisError, OSError)
    try:
        with _quiet():
            session = SparkSession.builder.remote(url).create()
            session.client.set_retry_policies(
                [DefaultPolicy(max_retries=_RETRIES, initial_backoff=100, max_backoff=1000)]
            )
            version = session.version
            backend = ibis.pyspark.connect(session=session)
    except failures as error:
        raise EngineFailed(
            say(
                "Nothing that speaks Spark Connect answers at {address}. See that the engine runs there, and that the "
                "address is right. The cause: {cause}",
                address=host,
                cause=_cause(error),
            )
        ) from error
    try:
        yield Engine(f"spark {version}", backend, session, failures)
    finally:
        # An engine that is gone has nothing left to be closed.
        with suppress(*failures), _quiet():
            session.stop()


@contextmanager
def _quiet() -> Iterator[None]:
    """Spark warns about every newer pandas; nothing here goes through pandas."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        warnings.simplefilter("ignore", UserWarning)
        yield


def _cause(error: Exception) -> str:
    """One line of what the engine said."""
    text = str(error)
    details = re.search(r'details = "(.*?)"\n', text)
    lines = (details[1] if details else text).strip().splitlines() or [type(error).__name__]
    return lines[0][:_LONGEST_CAUSE]


def _separator(path: str) -> str:
    """What parts the columns of a CSV file: looked up in its first line where the file can be seen from here."""
    first = ""
    with suppress(OSError, UnicodeDecodeError), Path(path).open(encoding="utf-8-sig") as file:
        first = file.readline()
    return max(",;\t", key=first.count)


def _plain(kind: pa.DataType) -> pa.DataType:
    """Types that only some engines know, as the one all know; a column that is empty throughout as numbers."""
    if pa.types.is_null(kind):
        return pa.float64()
    if pa.types.is_dictionary(kind):
        return _plain(kind.value_type)
    return pa.string() if pa.types.is_large_string(kind) or pa.types.is_string_view(kind) else kind
