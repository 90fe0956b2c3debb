"""A setting that cannot be used is told in a sentence that names it, and shows no password."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from tests.config.conftest import environment, run_in

from samklang.config import env
from samklang.config.env import SettingWrong


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SAMKLANG_DEBUG", "maybe", "SAMKLANG_DEBUG is “maybe”. Write 1 for yes or 0 for no."),
        (
            "SAMKLANG_SESSION_MINUTES",
            "an hour",
            "SAMKLANG_SESSION_MINUTES is “an hour”. Write a whole number, 1 or more.",
        ),
        ("SAMKLANG_SESSION_MINUTES", "0", "SAMKLANG_SESSION_MINUTES is “0”. Write a whole number, 1 or more."),
        ("SAMKLANG_LOG", "xml", "SAMKLANG_LOG is “xml”. Write one of: auto, json and text."),
        ("SAMKLANG_ADDRESS", "samklang.example.dk", "SAMKLANG_ADDRESS is “samklang.example.dk”. Write it as https://"),
        ("SAMKLANG_METRICS_FROM", "10.0.0.0/99", "SAMKLANG_METRICS_FROM is “10.0.0.0/99”. Write addresses or networks"),
        ("SAMKLANG_EMAIL_URL", "mail.example.dk", "SAMKLANG_EMAIL_URL cannot be read. Write smtp+tls://"),
        (
            "DATABASE_URL",
            "mysql://u:secret@db/x",
            "DATABASE_URL begins with “mysql:”. Samklang knows PostgreSQL and SQLite",
        ),
        (
            "DATABASE_URL",
            "postgres://u:sec#ret@db/x",
            "DATABASE_URL cannot be read. Write postgres://user:password@host",
        ),
        ("DATABASE_URL", "postgres://u:secret@db:port/x", "DATABASE_URL cannot be read."),
        ("DATABASE_URL", "postgres://u:secret@db", "DATABASE_URL cannot be read."),
        ("SAMKLANG_SETTINGS_FILE", "not/there.env", "The file of settings “not/there.env” cannot be read."),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_a_sentence(tmp_path, name, value, sentence):
    answer = run_in(tmp_path, "migrate", **{name: value})
    said = " ".join(answer.stderr.split())
    assert (answer.returncode, answer.stdout, sentence in said) == (2, "", True), said
    assert "sec" not in said.replace("SECOND", "").lower().replace("second", "")
    assert "Traceback" not in said


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    answer = run_in(tmp_path, "migrate", SAMKLANG_DATA=str(tmp_path / "file" / "data"))
    assert (answer.returncode, "A file lies where the folder" in answer.stderr) == (2, True)


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path):
    answer = run_in(tmp_path, "migrate", DATABASE_URL="postgres://u:secret@127.0.0.1:1/x")
    said = " ".join(answer.stderr.split())
    assert (answer.returncode, "The database does not answer. Check that it runs" in said) == (1, True)
    assert "secret" not in said
    assert "Traceback" not in said


def test_settings_may_come_from_a_file_and_the_environment_wins(tmp_path):
    (tmp_path / "samklang.env").write_text("SAMKLANG_LOG=xml\nSAMKLANG_DEBUG=perhaps\n", encoding="utf-8")
    said = run_in(tmp_path, "migrate", SAMKLANG_SETTINGS_FILE="samklang.env", SAMKLANG_DEBUG="0").stderr
    assert "SAMKLANG_LOG is “xml”" in said


def test_the_address_of_the_file_is_the_sites_and_is_not_lost_to_the_port_it_listens_on(tmp_path):
    (tmp_path / "samklang.env").write_text("SAMKLANG_ADDRESS=https://samklang.example.dk\n", encoding="utf-8")
    code = (
        "from samklang.cli.site import site\n"
        "with site(address='http://localhost:8123'):\n"
        "    from django.conf import settings; print(settings.PUBLIC_ADDRESS)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=environment(tmp_path, **given),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for given in ({"SAMKLANG_SETTINGS_FILE": "samklang.env"}, {})
    ]
    assert said == ["https://samklang.example.dk", "http://localhost:8123"]


def test_an_address_of_postgresql_is_read_with_its_signs_decoded(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://anne:p%40ss%23@db.example.dk:5433/samklang?sslmode=require")
    found = env.database()
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "anne", "p@ss#", "db.example.dk", 5433, "samklang",
    )  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("YES", True), ("off", False), ("", False)])
def test_a_switch_is_read(monkeypatch, said, meant):
    monkeypatch.setenv("SAMKLANG_TRIED", said)
    assert env.yes("TRIED") is meant


def test_a_switch_that_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv("SAMKLANG_TRIED", "ja")
    with pytest.raises(SettingWrong, match="SAMKLANG_TRIED is “ja”"):
        env.yes("TRIED")


def test_the_settings_of_a_site_on_https_raise_no_warning_of_djangos(tmp_path):
    code = (
        "from samklang.config.start import start; start()\n"
        "from django.core.checks import run_checks\n"
        "print([str(one) for one in run_checks(include_deployment_checks=True) if not one.is_silenced()])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={
            "DJANGO_SETTINGS_MODULE": "samklang.config.settings",
            "SAMKLANG_DATA": str(tmp_path),
            "SAMKLANG_ADDRESS": "https://samklang.example.dk",
            "SAMKLANG_BEHIND_PROXY": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.strip() == "[]", answer.stdout + answer.stderr


def test_what_is_deleted_is_overwritten_however_sqlite_was_built():
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.execute("PRAGMA secure_delete=OFF")
        opened.executescript(str(env.sqlite_options()["init_command"]))
        assert opened.execute("PRAGMA secure_delete").fetchone() == (1,)
