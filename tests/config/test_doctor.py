"""The doctor finds what is ill, says what to do, and exits 1 for faults."""

import json
import os
import sqlite3
import threading

import pytest
from aiosmtpd.controller import Controller
from tests.config.conftest import a_free_port, run_in

HEALTHY = {
    "SAMKLANG_ADDRESS": "https://samklang.example.dk",
    "SAMKLANG_BEHIND_PROXY": "1",
}


class _Postbox:
    def __init__(self):
        self.received = []
        self.got_one = threading.Event()

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the name is aiosmtpd's own
        self.received.append((envelope.rcpt_tos, envelope.content.decode()))
        self.got_one.set()
        return "250 OK"


@pytest.fixture
def mail_server():
    postbox = _Postbox()
    port = a_free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield f"smtp://127.0.0.1:{port}", postbox
    controller.stop()


def _findings(installation, *options, **settings):
    answer = run_in(installation, "doctor", "--json", *options, **{**HEALTHY, **settings})
    said = json.loads(answer.stdout)
    levels = {}
    for one in said["findings"]:
        levels.setdefault(one["check"], (one["level"], one["what"], one["do"]))
        assert bool(one["do"]) == (one["level"] != "ok"), one
    assert answer.returncode == (1 if said["faults"] else 0)
    return levels


def test_every_check_speaks_and_only_the_worker_is_missing(installation, mail_server):
    found = _findings(installation, SAMKLANG_EMAIL_URL=mail_server[0])
    assert [check for check, (level, _, _) in found.items() if level == "fault"] == ["worker"]
    assert found["mail"][0] == found["database"][0] == found["wal"][0] == found["ledger"][0] == "ok"
    assert found["backup"] == ("warning", "No backup has been made.", "Run samklang backup every night.")
    assert mail_server[1].received == []


def test_a_mail_is_sent_only_when_asked(installation, mail_server):
    url, postbox = mail_server
    found = _findings(installation, "--send-mail-to", "me@vejen.example", SAMKLANG_EMAIL_URL=url)
    assert found["mail-sent"][0] == "ok"
    assert postbox.got_one.wait(10)
    assert [to for to, _ in postbox.received] == [["me@vejen.example"]]


@pytest.mark.parametrize(
    ("settings", "check", "level", "what"),
    [
        ({"SAMKLANG_EMAIL_URL": "smtp://127.0.0.1:1"}, "mail", "fault", "The mail server 127.0.0.1:1 lets us not in"),
        ({"SAMKLANG_SECRET_KEY": "hemmelig"}, "secret-key", "fault", "The secret key is so short"),
        ({"SAMKLANG_ADDRESS": "http://samklang.example.dk"}, "address", "fault", "is not HTTPS"),
        ({"SAMKLANG_BEHIND_PROXY": "0"}, "address", "fault", "would send browsers in a circle"),
        ({"SAMKLANG_ADDRESS": "http://localhost:8000"}, "address", "warning", "only this computer knows"),
        ({"SAMKLANG_AI_MODEL": "small"}, "language-model", "fault", "half set up"),
        ({"SAMKLANG_DEBUG": "1"}, "switches", "fault", "SAMKLANG_DEBUG is on"),
        ({"SAMKLANG_DEMO": "1"}, "switches", "warning", "SAMKLANG_DEMO is on"),
    ],
)
def test_what_is_set_wrong_is_found(installation, settings, check, level, what):
    found = _findings(installation, **settings)
    assert (found[check][0], what in found[check][1]) == (level, True), found[check]


def test_what_is_wrong_with_the_data_is_found(installation):
    data = installation / "data"
    (data / "secret-key").chmod(0o644)
    data.chmod(0o755)
    with sqlite3.connect(data / "samklang.sqlite3") as opened:
        opened.execute("DROP TABLE web_cache")
        opened.execute("DELETE FROM django_migrations WHERE app = 'ledger' AND name LIKE '0003%'")
    found = _findings(installation)
    assert {check: found[check][0] for check in ("secret-key", "data-folder", "cache", "migrations")} == {
        "secret-key": "fault",
        "data-folder": "warning",
        "cache": "fault",
        "migrations": "fault",
    }


def test_a_database_that_is_away_does_not_stop_the_doctor(installation):
    found = _findings(installation, DATABASE_URL="postgres://u:secret@127.0.0.1:1/x")
    assert found["database"][:2] == ("fault", "The database does not answer.")
    assert found["python"][0] == "ok"
    assert "secret" not in json.dumps(found).replace("secret-key", "").replace("The secret key", "")


@pytest.mark.skipif(os.getuid() == 0, reason="Nothing is closed to the system's own user")
def test_a_data_folder_that_cannot_be_written_is_found(installation):
    (installation / "data").chmod(0o500)
    assert _findings(installation)["data-folder"][0] == "fault"


def test_on_a_screen_it_is_a_table_with_a_sum(installation):
    answer = run_in(installation, "doctor", **HEALTHY)
    assert (answer.returncode, "FAULT" in answer.stdout, "What to do" in answer.stdout) == (1, True, True)
    assert "Traceback" not in answer.stderr
