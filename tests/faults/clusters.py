"""A PostgreSQL server of one's own, which may be killed; nothing else uses it."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from tests.config.conftest import a_free_port
from tests.faults.installations import until

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
"""Where Debian and Ubuntu keep the server's own programs."""


class Cluster:
    """A server in a folder, on a port of its own."""

    def __init__(self, folder: Path, bin_: Path) -> None:
        self.folder, self.bin, self.port = folder, bin_, a_free_port()
        self.server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"postgres://samklang@127.0.0.1:{self.port}/postgres"

    def line(self, program: str, *arguments: str) -> list[str]:
        """One of the server's programs, never as root, which they refuse."""
        as_other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        return [*as_other, str(self.bin / program), *arguments]

    def begin(self) -> None:
        """Start, after a kill as well: it then looks through its log of writes first."""
        with (self.folder / "log").open("ab") as log:
            line = self.line("postgres", "-D", str(self.folder / "data"))
            # A child of ours, so that nothing of it is left once we have waited for its end.
            self.server = subprocess.Popen(line, cwd=self.folder, stdout=log, stderr=log)
        until(self._answers)

    def _answers(self) -> bool:
        assert self.server is not None
        assert self.server.poll() is None, (self.folder / "log").read_text()
        try:
            psycopg.connect(self.url).close()
        except psycopg.OperationalError:
            return False
        return True

    def kill(self) -> None:
        """The server and each of its processes at once, as when the computer stops."""
        assert self.server is not None
        mother = self.server.pid
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(mother)], capture_output=True, text=True, check=False)
        for one in (mother, *map(int, found.stdout.split())):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self.server.wait()


@contextmanager
def a_cluster() -> Iterator[Cluster]:
    """A server that runs, and is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="samklang-cluster-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    cluster = Cluster(folder, PROGRAMS[-1].parent)
    try:
        data = str(folder / "data")
        line = cluster.line("initdb", "-D", data, "-U", "samklang", "-A", "trust", "-E", "UTF8", "--no-sync")
        subprocess.run(line, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with (folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(f"port = {cluster.port}\nunix_socket_directories = '{folder}'\nmax_connections = 40\n")
        cluster.begin()
        yield cluster
    finally:
        if cluster.server is not None and cluster.server.poll() is None:
            cluster.server.send_signal(signal.SIGQUIT)
            cluster.server.wait()
        shutil.rmtree(folder)
