"""Runs the tests that touch the database on PostgreSQL: `make postgres` calls it with pytest's own arguments.

SAMKLANG_TEST_DATABASE_URL names the server; without it, the one of this machine, as the user one is. Where none answers
nothing is run and a sentence says so, except in CI, where a server that answers and lets nobody in is a fault.
"""

import getpass
import os
import socket
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg

URL = os.environ.get("SAMKLANG_TEST_DATABASE_URL") or f"postgres://{getpass.getuser()}@127.0.0.1:5432/samklang"
CHOSEN = "django_db and not browser"


def whats_wrong() -> str:
    """Why no test can run there; empty where they can."""
    parts = urlsplit(URL)
    server = f"{parts.scheme}://{parts.netloc}/postgres"
    try:
        with psycopg.connect(server, connect_timeout=3) as opened:
            row = opened.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    except psycopg.OperationalError as error:
        return str(error).strip().splitlines()[0]
    return "" if row and row[0] else "the user may not make databases"


def somebody_answers() -> bool:
    """Whether there is a server at all."""
    parts = urlsplit(URL)
    with socket.socket() as trial:
        trial.settimeout(3)
        return trial.connect_ex((parts.hostname or "127.0.0.1", parts.port or 5432)) == 0


def main() -> int:
    """Pytest's exit code; 0 where there is no server."""
    if wrong := whats_wrong():
        fault = os.environ.get("CI") == "true" and somebody_answers()
        sys.stderr.write(f"The tests are not run on PostgreSQL: {wrong}\n")
        return 1 if fault else 0
    environment = {**os.environ, "SAMKLANG_TEST_DATABASE_URL": URL}
    command = [sys.executable, "-m", "pytest", "-m", CHOSEN, *sys.argv[1:]]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
