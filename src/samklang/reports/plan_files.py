"""A plan's documents as files to download: the same as the command line writes."""

import json
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from samklang.planning.models import Variant
from samklang.reports import plan_calendars, plan_page, plan_workbook
from samklang.reports.plan_parts import view_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(variant: Variant, language: str) -> bytes:
    """plan.xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        return plan_workbook.write(view_of(variant), Path(folder) / "plan.xlsx", language).read_bytes()


def page(variant: Variant, language: str) -> bytes:
    """plan.html, complete in itself."""
    names = {"da": "plan.html?language=da", "en": "plan.html?language=en"}
    return plan_page.page(view_of(variant), language, names).encode()


def calendars(variant: Variant, language: str) -> bytes:
    """Every calendar, in one archive."""
    content = BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        view = view_of(variant)
        for path in plan_calendars.write(
            view, Path(folder), language, sequence=plan_calendars.sequence_of(view.made_at)
        ):
            archive.write(path, path.name)
    return content.getvalue()


def plan_json(variant: Variant, _: str) -> bytes:
    """The plan's document."""
    return json.dumps(variant.document, ensure_ascii=False, indent=1).encode() + b"\n"


def problem_json(variant: Variant, _: str) -> bytes:
    """The document of the rules that the plan was made for."""
    return json.dumps(variant.version.document, ensure_ascii=False, indent=1).encode() + b"\n"


FILES: dict[str, tuple[str, Callable[[Variant, str], bytes]]] = {
    "plan.xlsx": (XLSX, workbook),
    "plan.html": ("text/html; charset=utf-8", page),
    "calendars.zip": ("application/zip", calendars),
    "plan.json": ("application/json", plan_json),
    "problem.json": ("application/json", problem_json),
}
"""The files by name, with their kind and what writes them."""
