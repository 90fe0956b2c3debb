"""A document as a PDF that a screen reader can follow: docs/adr/0017."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import typst

from samklang.web.papers.paper import Paper, as_document


def typeset(room: str, name: str, document: Mapping[str, Any], made_at: datetime) -> bytes:
    """A document as PDF/UA, the same bytes for the same document and moment.

    room: the package in which the template lies; name: of the template, by which it also finds the document.
    """
    source = (files(room) / f"{name}.typ").read_bytes()
    return bytes(
        typst.compile(
            source, format="pdf", sys_inputs={name: json.dumps(document)}, pdf_standards=["ua-1"],
            ignore_system_fonts=True, timestamp=made_at.astimezone(UTC).replace(microsecond=0),
        )
    )  # fmt: skip


def paper_pdf(paper: Paper, language: str, made_at: datetime) -> bytes:
    """The paper as PDF/UA."""
    return typeset("samklang.web.papers", "paper", as_document(paper, language), made_at)
