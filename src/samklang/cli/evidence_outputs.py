"""The files of `samklang effect`, `spread` and `power`: a page and a document, put into a folder together."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samklang.cli.evidence_summary import show
from samklang.cli.folder import Folder, Kind, folder_for
from samklang.cli.screen import Screen
from samklang.core.words import word
from samklang.reports import evidence_paper
from samklang.reports.evidence_paper import Paper

_OVER = word("The answer would be written over “{path}”. Choose another folder with --out.")
_IN_THE_WAY = word("“{path}” is in the way and is not of an earlier answer. Move it, or choose another folder.")


@dataclass(frozen=True)
class Answered:
    """What is shown and written."""

    paper: Paper
    document: Mapping[str, Any]


def answer(
    screen: Screen, out: Path | None, name: str, *, inputs: Sequence[Path], reckon: Callable[[], Answered]
) -> None:
    """Reckon and show; with a folder, which is tried first, write the page and the document too.

    name:   "effect", "spread" or "power".
    inputs: files that are read, which must not be written over.
    raises: Refused, OSError, and what `reckon` raises; then nothing is written.
    """
    if out is None:
        _show(screen, reckon(), None, ())
        return
    page, document = f"{name}.html", f"{name}.json"
    kind = Kind(document, f"samklang-{name}/", _OVER, _IN_THE_WAY)
    with folder_for(out, names=(page, document), inputs=inputs, kind=kind) as folder:
        found = reckon()
        _write(folder, found, page, document, screen.language)
        _show(screen, found, out, (page, document))


def _write(folder: Folder, found: Answered, page: str, document: str, language: str) -> None:
    evidence_paper.write(found.paper, folder.staging / page, language)
    text = json.dumps(found.document, ensure_ascii=False, indent=1, allow_nan=False)
    (folder.staging / document).write_text(text + "\n", encoding="utf-8")
    folder.keep()


def _show(screen: Screen, found: Answered, out: Path | None, names: Sequence[str]) -> None:
    if screen.as_json:
        screen.result_as_json({**found.document, **({} if out is None else {"folder": str(out)})})
    else:
        show(screen, found.paper, out, names)
