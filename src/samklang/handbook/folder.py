"""Where the files are that the handbook is made of: docs beside the program, or where the installation says."""

from pathlib import Path

from django.conf import settings

_ABOVE = 3
"""From this file up to what holds src and docs."""


def docs_folder() -> Path | None:
    """The folder; None where there is none to read, as where the program was installed without its docs."""
    place = Path(settings.DOCS) if settings.DOCS else Path(__file__).resolve().parents[_ABOVE] / "docs"
    return place if (place / "how" / "README.md").is_file() else None
