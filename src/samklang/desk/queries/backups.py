"""When the last backup was made, as its note in the data folder says."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

LASTS = timedelta(days=2)
"""A backup older than this is one that was not made last night."""


def note_path() -> Path:
    """The file that says when the last backup was made and where it lies."""
    return Path(settings.DATA) / "run" / "last-backup.json"


def last_backup() -> tuple[datetime, str] | None:
    """When it was made, and where it lies; None where there is none, or its note cannot be read."""
    try:
        said = json.loads(note_path().read_text(encoding="utf-8"))
        return datetime.fromisoformat(said["at"]), str(said["path"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
