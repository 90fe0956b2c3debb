"""The files of `samklang agree`, written into a folder all together."""

import json

from samklang.cli.folder import Folder, Kind
from samklang.core.words import word
from samklang.reports import agreement_document, agreement_page, agreement_workbook
from samklang.reports.agreement_view import AgreementView

DOCUMENT, WORKBOOK, PAGE = "agreement.json", "agreement.xlsx", "agreement.html"
NAMES = (WORKBOOK, PAGE, DOCUMENT)
AGREEMENT = Kind(
    DOCUMENT,
    "samklang-agreement/",
    word("The answer would be written over “{path}”. Choose another folder with --out."),
    word("“{path}” is in the way and is not of an earlier answer. Move it, or choose another folder."),
)


def write(folder: Folder, view: AgreementView, language: str) -> None:
    """Write every file and move them into place. Raises OSError; then the folder is as it was."""
    agreement_workbook.write(view, folder.staging / WORKBOOK, language)
    agreement_page.write(view, folder.staging / PAGE, language)
    text = json.dumps(agreement_document.document(view, language), ensure_ascii=False, indent=1)
    (folder.staging / DOCUMENT).write_text(text + "\n", encoding="utf-8")
    folder.keep()
