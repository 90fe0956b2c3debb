"""Jobindsats and StatBank as small honest servers on localhost, which behave as told and keep what they were asked."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from samklang.evidence.public_samples import sample

GOOD, SLOW, DRIPPING, DOWN, REFUSED, UNKNOWN, NONSENSE, SHAPELESS, HUGE, REDIRECT, PACKED, CUT, BUSY = (
    "good", "slow", "dripping", "down", "refused", "unknown", "nonsense", "shapeless", "huge", "redirect", "packed",
    "cut", "busy",
)  # fmt: skip
TOKEN = "the-key-of-vejen"
SHAPES: tuple[Any, ...] = (
    None, [], {}, 7, "text", {"columns": [], "rows": []}, {"columns": ["Periode", "Område"], "rows": "none"},
    {"columns": [1, 2], "rows": [[1, 2]]}, {"columns": ["Periode", "Område", "X"], "rows": [["2026M01", "Vejen"]]},
    {"columns": ["Periode", "X"], "rows": [["2026M01", 1]]},
    {"columns": ["Periode", "Område", "X"], "rows": [["2026M77", "Vejen", 1]]},
    {"columns": ["Periode", "Område", "X"], "rows": [["2026M01", None, 1]]},
    {"dataset": {"dimension": {"id": ["Tid"], "size": [2]}, "value": [1]}}, {"variables": [{"id": "Tid"}]},
    {"variables": [{"id": "OMRÅDE", "values": [{"id": "575", "text": "Vejen"}]}]},
)  # fmt: skip
"""Answers that are JSON and nothing else."""
_PLAIN = {
    DOWN: (503, b"<html>Service Unavailable"), REFUSED: (401, b'{"code": 401}'), UNKNOWN: (404, b'{"code": 404}'),
    BUSY: (429, b'{"code": 429}'), NONSENSE: (200, b"<html><title>Vedligehold</title>"),
}  # fmt: skip


class Source:
    """How it behaves, and what it was asked: (path, query or body, key)."""

    def __init__(self) -> None:
        self.mood = GOOD
        self.shape: Any = None
        self.asked: list[tuple[str, dict[str, Any], str]] = []
        self.let_go = threading.Event()
        self.elsewhere = ""
        self.tables = {"y25i01": "unemployment", "y14d03": "job-after-placement", "aup02": "unemployment-statbank"}


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Nothing is written."""

    def do_GET(self) -> None:
        """Jobindsats' data."""
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        if self._misbehaves(address.path, query):
            return
        source, key = self.server.source, address.path.rpartition("/")[2]
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._json(401, {"code": 401, "cause": "Invalid token"})
        elif key not in source.tables:
            self._json(404, {"code": 404, "cause": f"Unknown table: {key}"})
        elif unknown := [one for one in query if one.startswith("hierarchy._unknown")]:
            self._json(422, {"code": 422, "cause": f"Unknown hierarchies: {unknown}", "request_id": "7"})
        else:
            self._send(200, self._sample(key), "application/json")

    def do_POST(self) -> None:
        """StatBank's tableinfo and data."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self._misbehaves(self.path, body):
            return
        key = str(body["table"]).lower()
        if key not in self.server.source.tables:
            self._json(400, {"errorTypeCode": "EXTRACT-NOTFOUND", "message": f"Tabel findes ikke: {body['table']}"})
        elif self.path.endswith("/tableinfo"):
            self._json(200, {"id": body["table"], "variables": list(self._variables(key))})
        else:
            self._send(200, self._sample(key), "text/json; charset=utf-8")

    def _variables(self, key: str) -> Iterator[dict[str, Any]]:
        dimension = json.loads(self._sample(key))["dataset"]["dimension"]
        for code in dimension["id"]:
            if code != "ContentsCode":
                labels = dimension[code]["category"]["label"]
                values = [{"id": one, "text": words} for one, words in labels.items()]
                more = [{"id": "M", "text": "Mænd"}] if code == "KØN" else []
                yield {"id": code, "text": code.lower(), "time": code == "Tid", "values": [*values, *more]}

    def _sample(self, key: str) -> bytes:
        found = sample(self.server.source.tables[key])
        assert found is not None
        return found[1]

    def _misbehaves(self, path: str, asked: dict[str, Any]) -> bool:
        source = self.server.source
        source.asked.append((path, asked, self.headers.get("Authorization", "")))
        if source.mood in _PLAIN:
            status, content = _PLAIN[source.mood]
            self._send(status, content, "application/json")
            return True
        special: dict[str, Callable[[], None]] = {
            SLOW: self._wait, DRIPPING: self._drip, HUGE: self._huge, REDIRECT: self._redirect, PACKED: self._pack,
            CUT: self._cut, SHAPELESS: lambda: self._json(200, source.shape),
        }  # fmt: skip
        if source.mood not in special:
            return False
        special[source.mood]()
        return True

    def _wait(self) -> None:
        self.server.source.let_go.wait(5)
        self.close_connection = True

    def _redirect(self) -> None:
        self._send(302, b"", "text/html", Location=f"{self.server.source.elsewhere}/stolen")

    def _pack(self) -> None:
        self._send(200, b"\x1f\x8b" + b"\x00" * 99, "application/json", **{"Content-Encoding": "gzip"})

    def _cut(self) -> None:
        self._send(200, b'{"columns": [', "application/json", **{"Content-Length": "9999"})
        self.close_connection = True

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.close_connection = True
        try:
            while not self.server.source.let_go.wait(0.05):
                self.wfile.write(b" ")
        except OSError:
            return

    def _huge(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            for _ in range(400):
                self.wfile.write(b"[" * 100_000)
        except OSError:
            return

    def _json(self, status: int, document: Any) -> None:
        self._send(status, json.dumps(document, ensure_ascii=False).encode(), "application/json")

    def _send(self, status: int, content: bytes, kind: str, **headers: str) -> None:
        try:
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    source: Source

    def handle_error(self, *_: Any) -> None:
        """Whoever asked has left."""


@contextmanager
def a_public_source() -> Iterator[tuple[str, Source]]:
    """Its address, and how it behaves."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.source = Source()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/v3", server.source
        finally:
            server.source.let_go.set()
            server.shutdown()
            thread.join()
