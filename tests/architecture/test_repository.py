"""What is handed over reads the same on every machine, and nothing is left to be done later."""

import re

from tests.architecture.sources import ROOT, files, place, texts

UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
SOMEONES_FOLDER = re.compile(r"(?<![\w.~-])/(?:home|root|tmp|work|opt|mnt)/" r"|\b[A-Z]:\\\\?(?:Users|Temp)\b")


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number} {line.strip()[:80]}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_nothing_is_marked_as_unfinished():
    assert _found(UNFINISHED) == []


def test_no_file_names_a_folder_of_somebodys_machine():
    assert [line for line in _found(SOMEONES_FOLDER) if not line.startswith("tests/architecture/test_repository")] == []


def test_text_files_end_in_one_newline():
    written = {name: text for name, text in texts().items() if text and not name.endswith(".po")}
    assert [name for name, text in written.items() if not text.endswith("\n") or text.endswith("\n\n")] == []


def test_the_house_has_the_papers_it_promises():
    papers = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md", "publiccode.yml"]
    assert [
        name for name in papers if not (ROOT / name).is_file() or not (ROOT / name).read_text(encoding="utf-8")
    ] == []


def test_nothing_heavy_is_kept_beside_the_code():
    heavy = [place(path) for path in files() if path.stat().st_size > 1_000_000]
    assert [one for one in heavy if not one.endswith("/django.po")] == []  # the words themselves
