"""Tables that evidence is summed from: which files may be read, and what in them names a person."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from samklang.cli.exits import Refused, to_mend
from samklang.core.effects.cells import BadCellFile, BadKey, BadTable, CannotMerge
from samklang.core.effects.engine import Engine, EngineFailed, open_engine
from samklang.core.traces import Kind, traces_in
from samklang.core.words import say

ENDINGS = (".parquet", ".csv", ".csv.gz", ".tsv", ".txt")
_LONGEST = 400


def looks_like_a_person(text: str) -> bool:
    """Whether a value names somebody: a civil registration number, a person's name, a mail address."""
    return any(one.kind is not Kind.PHONE for one in traces_in(text[:_LONGEST]))


@contextmanager
def told() -> Iterator[None]:
    """What the cores refuse, as a refusal of the command: sentences, and an exit code that is not 0."""
    try:
        yield
    except BadTable as bad:
        raise to_mend(*bad.faults) from bad
    except (EngineFailed, BadCellFile, BadKey, CannotMerge) as bad:
        raise to_mend(bad.sentence) from bad


@contextmanager
def engine_for(url: str | None, memory_mb: int | None) -> Iterator[Engine]:
    """An open engine; what goes wrong with it or the table is told as `told` does."""
    with told(), open_engine(url or None, memory_mb=memory_mb) as engine:
        yield engine


def refuse_no_tables(paths: Sequence[Path], url: str | None) -> None:
    """Raise Refused where there is no path, a folder, or an ending that is not read."""
    if not paths:
        raise to_mend(say("Give at least one file of data: Parquet or CSV."))
    for path in paths:
        if not str(path).lower().endswith(ENDINGS):
            raise _not_read(path)
        if not (url or "").startswith("sc://") and path.is_dir():
            raise to_mend(say("“{path}” is a folder. Give the file in it.", path=str(path)))
        if not (url or "").startswith("sc://") and path.is_file() and path.stat().st_size == 0:
            raise to_mend(say("“{path}” is empty. Give a file with headings and rows.", path=str(path)))
    if not (url or "").startswith("sc://") and all(map(_is_headings_only, paths)):
        raise to_mend(say("The table has no rows."))
    if len({str(path).lower().endswith(".parquet") for path in paths}) > 1:
        raise to_mend(say("The files are of different kinds. Give Parquet files or CSV files, not both."))


def _is_headings_only(path: Path) -> bool:
    """Whether a CSV file that can be seen from here has one line and no more."""
    if not path.is_file() or path.suffix.lower() not in (".csv", ".tsv", ".txt"):
        return False
    with path.open("rb") as file:
        return len([line for line in (file.readline(), file.readline()) if line.strip()]) < 2


def _not_read(path: Path) -> Refused:
    return to_mend(
        say("“{path}” is neither Parquet nor CSV. Save it as one of them, with that ending.", path=str(path))
    )


def names_of(paths: Sequence[Path]) -> str:
    """The files' names without their folders."""
    return ", ".join(path.name for path in paths)
