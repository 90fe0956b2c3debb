"""A real engine with two workers that speaks Spark Connect, for whichever tests of effects ask for it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from samklang.core.effects.engine import Engine, open_engine

_TWO_WORKERS = {
    "SAIL_MODE": "local-cluster",
    "SAIL_CLUSTER__WORKER_INITIAL_COUNT": "2",
    "SAIL_CLUSTER__WORKER_MAX_COUNT": "2",
    # Nothing of these tests is large.
    "RUST_LOG": "error",
}


@dataclass(frozen=True)
class Served:
    """Where an engine listens, and its process."""

    url: str
    process: subprocess.Popen[bytes]


@contextmanager
def serving() -> Iterator[Served]:
    """An engine of one's own, to be killed if need be. It is gone at the end in any case."""
    pytest.importorskip("pysail")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).with_name("sail")
    process = subprocess.Popen(
        [command, "spark", "server", "--ip", "127.0.0.1", "--port", str(port)],
        env=os.environ | _TWO_WORKERS,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(400):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Served(f"sc://127.0.0.1:{port}", process)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def spark() -> Iterator[Engine]:
    """Spark Connect with two workers. Mark tests that use it `xdist_group("spark")`, so that they share one server."""
    with serving() as served, open_engine(served.url) as engine:
        yield engine


@pytest.fixture(scope="session")
def duck() -> Iterator[Engine]:
    """DuckDB in this process."""
    with open_engine(None, memory_mb=500, threads=2) as engine:
        yield engine
