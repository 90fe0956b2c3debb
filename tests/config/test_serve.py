"""The site as those who run it start it: real processes, a real port."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.config.conftest import a_free_port, environment, run_in
from tests.config.test_worker import _children, until

from samklang.config import assets

pytestmark = pytest.mark.slow
if not assets.are_built():
    pytestmark = [pytestmark, pytest.mark.skip(reason="The styles are not built: make assets")]


def ask(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        asking.request("GET", path, headers=headers)
        answer = asking.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
    except OSError:
        return 0, {}, ""
    finally:
        asking.close()


def found_of_the_worker(installation: Path) -> str:
    findings = json.loads(run_in(installation, "doctor", "--json").stdout)["findings"]
    return {one["check"]: one["level"] for one in findings}["worker"]


@pytest.fixture
def site(installation: Path) -> Iterator[tuple[int, subprocess.Popen[str], Path]]:
    """Two processes that answer, and a worker beside them."""
    port = a_free_port()
    log = installation / "log"
    with log.open("w", encoding="utf-8") as to:
        served = subprocess.Popen(
            [sys.executable, "-m", "samklang.cli", "serve", "--port", str(port), "--workers", "2", "--with-worker"],
            env=environment(installation, SAMKLANG_METRICS_TOKEN="let me see"),
            stderr=to,
            text=True,
        )
    try:
        until(lambda: ask(port, "/health/ready")[0] == 200, seconds=90)
        yield port, served, log
    finally:
        if served.poll() is None:
            served.terminate()
        served.wait(timeout=90)


def test_the_site_is_served_with_its_files_its_worker_and_its_figures(site, installation):
    port, served, log = site
    status, headers, page = ask(port, "/account/login/")
    assert (status, "content-security-policy" in headers) == (200, True)
    css = re.search(r'href="(/static/web/site\.[0-9a-f]+\.css)"', page)
    assert css, "the page names its styles by their hash"
    status, headers, _ = ask(port, css[1])
    assert (status, "immutable" in headers["cache-control"]) == (200, True)

    for _ in range(10):
        ask(port, "/no/such/page/?name=Anne")
    figures = ask(port, "/metrics", Authorization="Bearer let me see")[2]
    counted = re.search(r'samklang_requests_total\{method="GET",route="none",status="404"\} (\S+)', figures)
    assert counted, figures
    assert float(counted[1]) == 10, "both processes' requests are added up"

    # The worker is a process of its own and may begin later than the site answers.
    until(lambda: found_of_the_worker(installation) == "ok", seconds=90)

    served.send_signal(signal.SIGTERM)
    children = _children(served.pid)
    assert served.wait(timeout=60) == 0
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []
    written = log.read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if '"level": "error"' in line or "Traceback" in line] == []
    assert "Anne" not in written


def test_a_port_that_is_taken_is_told(installation):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = run_in(installation, "serve", "--port", taken.getsockname()[1])
    assert (answer.returncode, "Is it running already?" in " ".join(answer.stderr.split())) == (2, True)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--host", "no.such.host.example"), "is no address of this machine"),
        (("--port", "0"), "Write a number from 1 to 65,535."),
        (("--workers", "many"), "“many” is not a whole number."),
    ],
)
def test_what_cannot_be_served_is_told(installation, options, sentence):
    answer = run_in(installation, "serve", *options)
    assert (answer.returncode, sentence in " ".join(answer.stderr.split())) == (2, True)


def test_without_the_tables_the_site_is_not_started(tmp_path):
    answer = run_in(tmp_path, "serve", "--port", a_free_port())
    assert (answer.returncode, "Run samklang migrate first." in answer.stderr) == (1, True)
