"""Installations of their own, in folders that are thrown away, and the program as those who run it meet it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What a process of an installation in the folder is started with: nothing of the tests' own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAMKLANG_", "DATABASE_URL"))}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "samklang.config.settings",
        "SAMKLANG_DATA": str(folder / "data"),
        "SAMKLANG_LANG": "en",
        "COLUMNS": "120",
        **more,
    }


def run_in(folder: Path, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """One command line of an installation."""
    return subprocess.run(
        [sys.executable, "-m", "samklang.cli", *map(str, arguments)],
        env=environment(folder, **more),
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=900,  # it only ends what hangs; a machine may be slow
        check=False,
    )


@pytest.fixture(scope="session")
def _first_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installation")
    done = run_in(folder, "migrate")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def installation(_first_installation: Path, tmp_path: Path) -> Path:
    """A folder with `data`, in which the tables are made and nobody has been set up."""
    shutil.copytree(_first_installation / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def samklang(installation: Path) -> Command:
    """The program in that installation."""

    def run(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
        return run_in(installation, *arguments, **more)

    return run


def a_free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
