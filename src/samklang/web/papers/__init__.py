"""Papers that leave the site: one text with its tables, set as a Word file to work on or as a PDF to send."""

from samklang.web.papers.paper import Bullets, Paper, Part, Table, Text, Words, as_document, in_language
from samklang.web.papers.pdf import paper_pdf
from samklang.web.papers.word import paper_docx

__all__ = [
    "Bullets", "Paper", "Part", "Table", "Text", "Words", "as_document", "in_language", "paper_docx", "paper_pdf",
]  # fmt: skip
