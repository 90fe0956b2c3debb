"""Installations with tables and a few people, on each database there is."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.faults.installations import ENGINES, SQLITE, Installation, a_database, make_tables, sqlite_tables


@pytest.fixture(params=ENGINES, scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """Each database in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def begun(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """With today's tables, a jobcentre and a token; what others are copied from."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "data").mkdir(mode=0o700)
    with ExitStack() as open_ones:
        made = Installation(folder, "" if engine == SQLITE else open_ones.enter_context(a_database()))
        if made.url:
            make_tables(made.url, folder)
        else:
            shutil.copyfile(sqlite_tables(), made.database)
        made.begin()
        if made.url:
            dump = ["pg_dump", "-Fc", "--no-owner", f"--file={folder / 'dump'}", f"--dbname={made.url}"]
            subprocess.run(dump, check=True)
    return made


@pytest.fixture
def installation(begun: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A copy of it, on a database of its own."""
    with ExitStack() as open_ones:
        yield another(begun, tmp_path, open_ones.enter_context(a_database()) if begun.url else "")


def another(begun: Installation, folder: Path, url: str = "") -> Installation:
    """The same installation in another folder, and for PostgreSQL in the empty database of the address."""
    shutil.copytree(begun.folder / "data", folder / "data")
    made = Installation(folder, url)
    made.lead, made.secret = begun.lead, begun.secret
    if url:
        subprocess.run(["pg_restore", "--no-owner", f"--dbname={url}", str(begun.folder / "dump")], check=True)
    return made
