"""What the environment says: every setting an installation can choose, with its default, read in one place.

`variables` says what each is for, docs/reference/settings lists them, and `samklang doctor` tells what is amiss.
The environment may come from a file of lines NAME=value that SAMKLANG_SETTINGS_FILE names; what is set already wins.
"""

import os
from datetime import date
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from samklang.config.mailbox import Address
from samklang.core.words import Sentence, say

PREFIX = "SAMKLANG_"
SQLITE_ENGINE = "samklang.config.sqlite"
_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off", ""}
_POSTGRES = {"postgres", "postgresql"}


class SettingWrong(ImproperlyConfigured):
    """A setting that cannot be used, with the sentence that says why and what to write instead."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


def _read_settings_file() -> None:
    path = os.environ.get(PREFIX + "SETTINGS_FILE", "").strip()
    if not path:
        return
    try:
        with Path(path).open(encoding="utf-8") as file:
            environ.Env.read_env(file)
    except (OSError, UnicodeDecodeError):
        raise SettingWrong(
            say("The file of settings “{path}” cannot be read. Check SAMKLANG_SETTINGS_FILE.", path=path)
        ) from None


_read_settings_file()


def text(name: str, default: str = "") -> str:
    """A text, stripped."""
    return os.environ.get(PREFIX + name, default).strip()


def yes(name: str, default: bool = False) -> bool:
    """A switch: 1, true, yes, on; or 0, false, no, off. Raises SettingWrong where it is something else."""
    said = text(name, "1" if default else "0").lower()
    if said not in _YES | _NO:
        raise SettingWrong(
            say("{setting} is “{value}”. Write 1 for yes or 0 for no.", setting=PREFIX + name, value=said)
        )
    return said in _YES


def number(name: str, default: int, lowest: int = 1) -> int:
    """A whole number. Raises SettingWrong naming the setting where it is something else."""
    said = text(name) or str(default)
    try:
        found = int(said)
    except ValueError:
        found = lowest - 1
    if found < lowest:
        raise SettingWrong(
            say(
                "{setting} is “{value}”. Write a whole number, {lowest} or more.",
                setting=PREFIX + name,
                value=said,
                lowest=lowest,
            )
        )
    return found


def one_of(name: str, *choices: str) -> str:
    """One of some words, the first where nothing is said. Raises SettingWrong where it is another."""
    said = text(name, choices[0]).lower() or choices[0]
    if said not in choices:
        raise SettingWrong(
            say("{setting} is “{value}”. Write one of: {choices}.", setting=PREFIX + name, value=said, choices=choices)
        )
    return said


def day(name: str) -> date | None:
    """A date such as 2027-01-18; None where nothing is said. Raises SettingWrong."""
    found = text(name)
    try:
        return date.fromisoformat(found) if found else None
    except ValueError:
        raise SettingWrong(
            say("{setting} is “{value}”. Write a date as 2027-01-18.", setting=PREFIX + name, value=found)
        ) from None


def items(name: str) -> list[str]:
    """Texts with commas between."""
    return [one.strip() for one in text(name).split(",") if one.strip()]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks with commas between, such as 10.0.0.0/8. Raises SettingWrong."""
    try:
        return [ip_network(one, strict=False) for one in items(name)]
    except ValueError:
        raise SettingWrong(
            say(
                "{setting} is “{value}”. Write addresses or networks with commas between, such as 10.0.0.0/8.",
                setting=PREFIX + name,
                value=text(name),
            )
        ) from None


DATA = Path(text("DATA") or "samklang-data").resolve()
"""The folder of everything an installation keeps in files: its SQLite database, uploads, backups, secret key."""


def address() -> str:
    """Where people reach the site, without a slash at the end. Raises SettingWrong."""
    said = text("ADDRESS", "http://localhost:8000").rstrip("/")
    parts = urlsplit(said)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query or parts.fragment:
        raise SettingWrong(
            say("SAMKLANG_ADDRESS is “{value}”. Write it as https://samklang.example.dk, without a path.", value=said)
        )
    return said


def web_address(name: str, example: str = "https://learning.example.dk/xapi") -> str:
    """An address of another system, without a slash at the end; empty where nothing is said. Raises SettingWrong."""
    said = text(name).rstrip("/")
    parts = urlsplit(said)
    nearby = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if said and not (parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and nearby))):
        raise SettingWrong(
            say(
                "{setting} is “{value}”. Write it as {example}.",
                setting=PREFIX + name,
                value=said,
                example=example,
            )
        )
    return said


def database() -> dict[str, Any]:
    """Django's description of the database: `DATABASE_URL` for PostgreSQL, else SQLite in the data folder."""
    url = os.environ.get("DATABASE_URL", "").strip()
    if not url:
        return _sqlite(str(DATA / "samklang.sqlite3"))
    found = _read_database_url(url)
    if url.startswith("sqlite:"):
        return _sqlite(str(Path(str(found["NAME"])).resolve()))
    options = {
        "connect_timeout": 5,
        # Pages ask many short questions; compiling one takes longer than answering it.
        "options": f"-c lock_timeout={number('DATABASE_WAIT', 10)}s -c jit=off",
        **found.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": number("DATABASE_POOL", 8), "timeout": 5},
    }
    return {**found, "OPTIONS": options, "ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": True}


def _read_database_url(url: str) -> dict[str, Any]:
    """What the address says. Its password is in none of the sentences."""
    scheme = url.partition(":")[0]
    if scheme not in _POSTGRES | {"sqlite"}:
        raise SettingWrong(
            say(
                "DATABASE_URL begins with “{scheme}:”. Samklang knows PostgreSQL and SQLite: write {example}.",
                scheme=scheme[:20],
                example="postgres://user:password@host:5432/name",
            )
        )
    unreadable = SettingWrong(
        say(
            "DATABASE_URL cannot be read. Write {example}, and these signs in the password as their codes: {codes}.",
            example="postgres://user:password@host:5432/name",
            codes="@ %40, : %3A, / %2F, ? %3F, # %23, % %25",
        )
    )
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError where the port is no number
        found: dict[str, Any] = environ.Env.db_url_config(url)
    except (ValueError, TypeError):
        raise unreadable from None
    if parts.fragment or found.get("NAME") in {"", ":memory:", None}:
        raise unreadable
    return found


def _sqlite(path: str) -> dict[str, Any]:
    return {"ENGINE": SQLITE_ENGINE, "NAME": path, "OPTIONS": sqlite_options()}


def sqlite_options() -> dict[str, object]:
    """Writers wait for each other instead of failing, readers never wait, and a commit survives a power cut."""
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": number("DATABASE_WAIT", 10),
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; "
            "PRAGMA secure_delete=ON;"  # what is erased is overwritten, however SQLite was built
        ),
    }


def mail() -> dict[str, object]:
    """How mail leaves: `SAMKLANG_EMAIL_URL` such as smtp+tls://user:password@host:587; without it, to the log."""
    url = text("EMAIL_URL") or "consolemail://"
    try:
        return {"EMAIL_TIMEOUT": 10, **environ.Env.email_url_config(url)}
    except (KeyError, ValueError, TypeError, ImproperlyConfigured):
        raise SettingWrong(
            say(
                "SAMKLANG_EMAIL_URL cannot be read. Write {example}, or smtp+ssl:// for port 465.",
                example="smtp+tls://user:password@host:587",
            )
        ) from None


def mailbox(name: str) -> Address | None:
    """A mailbox to read: imaps://user:password@host:993/INBOX. None where nothing is said. Raises SettingWrong."""
    try:
        return Address.read(text(name)) if text(name) else None
    except ValueError:
        raise SettingWrong(
            say(
                "{setting} cannot be read. Write {example}, and these signs in the password as their codes: {codes}.",
                setting=PREFIX + name,
                example="imaps://user:password@host:993/INBOX",
                codes="@ %40, : %3A, / %2F, ? %3F, # %23, % %25",
            )
        ) from None
