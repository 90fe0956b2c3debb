"""The reference says what the program does today."""

import importlib.util
from types import ModuleType

import pytest
from tests.architecture.sources import ROOT

FOLDER = ROOT / "docs" / "reference"


def _writer() -> ModuleType:
    specification = importlib.util.spec_from_file_location("docs_reference_write", FOLDER / "write.py")
    assert specification
    assert specification.loader
    writer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(writer)
    return writer


NAMES = [
    "problem.schema.json",
    "plan.schema.json",
    "workbook.da.md",
    "workbook.en.md",
    "commands.da.md",
    "commands.en.md",
    "settings.da.md",
    "settings.en.md",
    "roles.da.md",
    "roles.en.md",
    "openapi.json",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_stored_reference_is_what_would_be_written_now(name):
    """When it is not: make reference."""
    assert (FOLDER / name).read_text(encoding="utf-8") == _writer().PAGES[name]()


def test_the_reference_lists_every_page_it_holds():
    stored = {path.name for path in FOLDER.iterdir() if path.suffix in {".md", ".json"}} - {"README.md"}
    assert stored == set(NAMES) == set(_writer().PAGES)
