"""A paper as a Word file, to be worked on: real headings, lists and tables with a head row, in the paper's language."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from samklang.web.papers.paper import Paper, as_document

_TAGS = {"da": "da-DK", "en": "en-GB"}
_STAMP = (1980, 1, 1, 0, 0, 0)


def paper_docx(paper: Paper, language: str, made_at: datetime) -> bytes:
    """The paper as a file that Word, LibreOffice and Pages open. The same paper and moment give the same bytes."""
    said = as_document(paper, language)
    made = docx.Document()
    _properties(made, said, language, made_at)
    made.add_heading(said["title"], level=0)
    made.add_paragraph(said["lead"], style="Subtitle")
    for line in said["made"]:
        made.add_paragraph(line)
    for part in said["parts"]:
        made.add_heading(part["heading"], level=part["level"] - 1)
        for block in part["blocks"]:
            _block(made, block)
    file = io.BytesIO()
    made.save(file)
    return _without_clock(file.getvalue())


def _properties(made: Document, said: Mapping[str, Any], language: str, made_at: datetime) -> None:
    core, moment = made.core_properties, made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    core.title, core.language, core.author, core.comments = said["title"], _TAGS[language], "Samklang", ""
    core.created = core.modified = moment
    core.last_modified_by, core.revision = "Samklang", 1
    fonts = made.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    tongue = fonts.find(qn("w:lang"))
    if tongue is None:
        tongue = OxmlElement("w:lang")
        fonts.append(tongue)
    tongue.set(qn("w:val"), _TAGS[language])
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)


def _block(made: Document, block: Mapping[str, Any]) -> None:
    if block["kind"] == "text":
        made.add_paragraph(block["text"])
    elif block["kind"] == "bullets":
        for item in block["items"]:
            made.add_paragraph(item, style="List Bullet")
    else:
        made.add_paragraph(block["caption"], style="Caption").paragraph_format.keep_with_next = True
        _table(made, block)
        made.add_paragraph()  # without it, two tables in a row would become one


def _table(made: Document, block: Mapping[str, Any]) -> None:
    table = made.add_table(rows=1, cols=len(block["headings"]), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, block["headings"], strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block["rows"]:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, words in zip(added.cells, row, strict=True):
            cell.paragraphs[0].add_run(words)


def _without_clock(content: bytes) -> bytes:
    """The same file with nothing in it that tells when it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as there, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in there.namelist():
            archive.writestr(zipfile.ZipInfo(name, _STAMP), there.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
