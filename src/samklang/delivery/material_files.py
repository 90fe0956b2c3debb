"""What a file is, by what it holds and not by what it is called. Pure."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

MOST_BYTES = 10 * 1024 * 1024
"""No larger file is kept."""
_MOST_ENTRIES = 5000
_BEGINS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_MAIN = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx", "xl/workbook.xml": "xlsx"}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What a browser is told of each kind."""


def kind_of(content: bytes) -> str | None:
    """The kind of file, one of MEDIA_TYPES; None where it is another, or holds macros."""
    for begins, kind in _BEGINS.items():
        if content.startswith(begins):
            return kind
    if not content.startswith(b"PK"):
        return None
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = packed.namelist()
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    if len(names) > _MOST_ENTRIES or "[Content_Types].xml" not in names:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return next((kind for main, kind in _MAIN.items() if main in names), None)
