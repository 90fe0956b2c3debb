"""The log: one JSON line per event for the machine that collects them, plain lines on a terminal, no personal data.

What people typed is never part of a log line: addresses are written without their query, e-mail addresses and what
looks like a civil registration number are taken out, and of an error stands where it happened and its kind. What an
error said is left out unless its kind only ever speaks of the program, since a database says what it was given.
"""

import logging
import re
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The number of the request or the task at hand, which every line written meanwhile carries."""

KEPT = ("request_id", "route", "method", "status", "ms", "person", "task", "worker")
"""What a line may hold besides its message."""

_TELLS_OF_THE_PROGRAM_ONLY = (
    "AttributeError", "ImportError", "ImproperlyConfigured", "ModuleNotFoundError", "NameError", "NoReverseMatch",
    "OperationalError", "RecursionError", "SettingWrong", "TemplateDoesNotExist", "TemplateSyntaxError",
)  # fmt: skip
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_CIVIL_NUMBER = re.compile(r"(?<!\d)(?:[0-2]\d|3[01])(?:0\d|1[0-2])\d\d[- ]?\d{4}(?!\d)")
_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"'>)]+=[^\s\"'>)]*")
_PASSWORD = re.compile(r"(?<=://)[^\s/@:]*:[^\s/@]*(?=@)")


def without_personal_data(text: str) -> str:
    """The text with e-mail addresses, civil registration numbers, queries of addresses and passwords taken out."""
    for pattern, instead in ((_PASSWORD, "…"), (_EMAIL, "<e-mail>"), (_CIVIL_NUMBER, "<cpr>"), (_QUERY, "?…")):
        text = pattern.sub(instead, text)
    return text


def where_it_happened(error: BaseException) -> str:
    """The traceback of the error and of those behind it: files, lines and kinds, never values."""
    parts: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        kind = type(one).__qualname__
        said = f": {one}" if kind in _TELLS_OF_THE_PROGRAM_ONLY else ""
        frames = traceback.format_list(traceback.extract_tb(one.__traceback__))
        parts.append("".join([*frames, f"{kind}{said}"]))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return without_personal_data("\nbehind it:\n".join(parts))


_Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Lines(logging.Formatter):
    """Plain lines, for a terminal and for the tests."""

    def formatException(self, ei: _Error) -> str:  # noqa: N802 - the name is logging's own
        """Where it happened and what kind it was."""
        return where_it_happened(ei[1]) if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        """One event, cleaned."""
        record.exc_text = None  # another formatter may have left the error's own words here
        beside = " ".join(f"{name}={getattr(record, name)}" for name in KEPT if getattr(record, name, "") != "")
        text = super().format(record)
        return without_personal_data(f"{text} {beside}".rstrip() if "\n" not in text else text)


class JsonLines(JsonFormatter):
    """One JSON object a line: time, level, logger, message, and what is kept of the rest."""

    def __init__(self) -> None:
        super().__init__(reserved_attrs=RESERVED_ATTRS, json_ensure_ascii=False)

    def formatException(self, ei: _Error) -> str:  # noqa: N802 - the name is logging's own
        """Where it happened and what kind it was."""
        return where_it_happened(ei[1]) if ei[1] is not None else ""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        """Only what we know to be harmless; libraries hang whole requests on a record."""
        del message_dict
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname.lower()
        log_data["logger"] = record.name
        log_data["message"] = without_personal_data(record.getMessage())
        log_data |= {name: getattr(record, name) for name in KEPT if getattr(record, name, "") != ""}
        if record.exc_info:
            log_data["error"] = self.formatException(record.exc_info)


class AddRequest(logging.Filter):
    """Puts the number of the request at hand on every line, and the route in the place of the address: of some
    addresses the last part is itself the key to what a citizen, a company or a colleague was given.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line through."""
        if not hasattr(record, "request_id"):
            record.request_id = request_id.get()
        request = getattr(record, "request", None)
        addresses = {getattr(request, name, None) for name in ("path", "path_info")} - {None, ""}
        if addresses and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else "/…"
            record.args = tuple(route if str(one) in addresses else one for one in record.args)
        return True


def configuration(form: str, level: str) -> dict[str, Any]:
    """What Django and granian are told about the log.

    form: "json", "text", or "auto" for text on a terminal. level: the least grave that is written, such as "info".
    """
    if form == "auto":
        form = "text" if sys.stderr and sys.stderr.isatty() else "json"
    level = level.upper()
    own = {"level": level}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": AddRequest}},
        "formatters": {
            "json": {"()": JsonLines},
            "text": {"()": Lines, "format": "%(asctime)s %(levelname)s %(name)s: %(message)s", "datefmt": "%H:%M:%S"},
        },
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": form, "filters": ["request"]}},
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": ["out"], "level": "WARNING", "propagate": False},
            "django.request": {"handlers": ["out"], "level": "ERROR", "propagate": False},
            "django.security.DisallowedHost": {
                "level": "CRITICAL"
            },  # strangers try names all day; the request is noted
            "django.server": {"handlers": ["out"], "level": "WARNING", "propagate": False},
            "django_tasks": own,
            "django_tasks_db": own,
            "samklang": own,
            "_granian": {"handlers": ["out"], "level": level, "propagate": False},
            "granian.access": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        },
    }
