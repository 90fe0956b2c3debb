"""From a problem document to a filled workbook."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samklang.core.workbook.book import Content, save
from samklang.core.workbook.filling import filled_settings, filled_sheets


def write(document: Mapping[str, Any], path: Path, *, language: str = "da", programme: str | None = None) -> None:
    """Write a workbook that `read` reads back to an equal document.

    document:  a problem document of schema samklang-problem/1 in which every reference points to something. Words have
               no spaces at their ends, half-days stand in the order of the week, and percentages have at most twelve
               decimals; otherwise what is read back is that.
    language:  of headings and words, "da" or "en".
    programme: "conversations" or "companies"; the document's own where it is None.
    raises:    OSError if the file cannot be written; then nothing is written at all.

    Words that begin with = + - or @ are written as words, never as formulas; a name that begins with “=” is refused
    when it is read.
    """
    settings = filled_settings(document)
    if programme is not None:
        settings["programme"] = programme
    save(Content(filled_sheets(document), settings, settings["programme"]), path, language)
