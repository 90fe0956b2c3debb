"""The site with 1,500 staff on SQLite: what each main page takes in the server, and how many a second it hands out.

Beside each page, in the same run, stands a page of the same rows drawn the plainest way Django has, on the same
server: no shell, no rights, no as-of date. The ratio says what ours adds.

    python bench/web.py [--staff 1500] [--requests 40] [--seconds 5]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

AT_ONCE = 4
"""People asking at the same time."""
PLAIN = "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"


@dataclass(frozen=True)
class Measured:
    """One page."""

    name: str
    milliseconds: float
    p95: float
    queries: int
    kilobytes: float
    a_second: float
    plain: float
    """Milliseconds of the plain page of the same rows."""

    def line(self) -> str:
        """The row of the table."""
        return (
            f"| {self.name} | {self.milliseconds:.0f} | {self.p95:.0f} | {self.queries} | {self.kilobytes:.0f} | "
            f"{self.a_second:.0f} | {self.plain:.1f} | {self.milliseconds / self.plain:.1f} |"
        )


def main() -> None:
    """Make the jobcentre, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--staff", type=int, default=1500)
    parser.add_argument("--requests", type=int, default=40, help="timed in the server, one after the other")
    parser.add_argument("--seconds", type=float, default=5.0, help="each page is asked for over HTTP")
    parser.add_argument("--port", type=int, default=8399)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="samklang-bench-") as folder:
        os.environ.update(SAMKLANG_DATA=folder, SAMKLANG_SECOND_FACTOR="optional", DATABASE_URL="")
        os.environ.update(SAMKLANG_HOSTS="localhost,127.0.0.1,testserver", SAMKLANG_DEMO="1")
        os.environ.update(SAMKLANG_DEMO_TODAY="2027-09-01", DJANGO_SETTINGS_MODULE="samklang.config.settings")
        _report(chosen, Path(folder))


def _report(chosen: argparse.Namespace, folder: Path) -> None:
    from house import cookie_of, make_house, pages  # noqa: PLC0415 - reads the settings, which main has just set

    began = time.perf_counter()
    lead, house = make_house(chosen.staff)
    print(f"{chosen.staff} staff and their plan made in {time.perf_counter() - began:.0f} s, in {folder}")
    cookie = cookie_of(lead)
    server = subprocess.Popen(
        [sys.executable, "-m", "samklang.cli", "serve", "--quiet", "--workers", "2", "--port", str(chosen.port)],
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(chosen.port)
        print("| page | ms | p95 | queries | kB | a second | plain ms | ratio |")
        print("|---|---|---|---|---|---|---|---|")
        for name, url, rows in pages(house):
            timed = _in_server(lead, url, chosen.requests)
            rate = _over_http(chosen.port, url, cookie, chosen.seconds)
            print(Measured(name, *timed, rate, _plain(rows, chosen.requests)).line(), flush=True)
    finally:
        server.terminate()
        server.wait()


def _in_server(person: Any, url: str, count: int) -> tuple[float, float, int, float]:
    """Milliseconds in the server without the network: median and 95th percentile; queries; size."""
    from django.db import connection  # noqa: PLC0415 - after the settings, see above
    from django.test import Client  # noqa: PLC0415 - after the settings, see above

    client = Client()
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)  # noqa: S101 - a bench stops where it is wrong
    asked: list[str] = []

    def counted(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        client.get(url)
    times = [_timed(lambda: client.get(url)) for _ in range(count)]
    return statistics.median(times), _p95(times), len(asked), len(answer.content) / 1000


def _plain(rows: Callable[[], list[tuple[object, ...]]], count: int) -> float:
    from django.template import Context, Template  # noqa: PLC0415 - after the settings, see above

    template = Template(PLAIN)
    return statistics.median(_timed(lambda: template.render(Context({"rows": rows()}))) for _ in range(count))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


def _over_http(port: int, url: str, cookie: str, seconds: float) -> float:
    """Answers a second with AT_ONCE people asking, each as soon as they have their answer."""
    ends = time.perf_counter() + seconds

    def ask(_: int) -> int:
        connection, count = HTTPConnection("127.0.0.1", port, timeout=60), 0
        while time.perf_counter() < ends:
            connection.request("GET", url, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, (url, answer.status)  # noqa: S101 - a bench stops where it is wrong
            count += 1
        return count

    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = sum(people.map(ask, range(AT_ONCE)))
    return answers / (time.perf_counter() - began)


def _wait(port: int) -> None:
    for _ in range(240):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/live")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The site did not answer within two minutes.")


if __name__ == "__main__":
    main()
