"""Every form of the site that takes a file is sent everything that is none, and every file it gives runs nothing."""

import csv
import resource
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.db.models import CharField, F, Value
from django.db.models.functions import Concat, Length
from django.test import Client
from tests.architecture.who_may.digest import taken_back
from tests.architecture.who_may.world import World
from tests.security.hostile import SECRET, files
from tests.security.pages_read import Read, Sending, read_every_page

from samklang.ledger.models import Entry
from samklang.web.downloads import guarded

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("security-files")]
MOST_MEMORY_KB = 500_000
TOLD = {200, 302, 400, 403, 404, 413, 422}
RUNS = {"a drawing that runs", "a page that runs"}
KEPT_TO_BE_SAVED = {"delivery:new-earlier-proof"}
"""Where a file of any kind is kept: it is only ever given to be saved, as something unknown."""
TOO_MUCH, SHEET = "fylder pakket ud langt mere", "a sheet that is a bomb"
READ_AS_A_WORKBOOK = {
    "delivery:earlier-file", "delivery:marks-file", "evidence:spread-new", "people:new-staff-import",
    "planning:variant-replanning", "planning:workbook",
}  # fmt: skip
"""Where a workbook that unpacks to very much is refused before any of it is read."""
HOSTILE = "=2+5|"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXTS = {"name", "title", "text", "reason", "note", "what", "email_subject", "organisation", "role", "site", "city"}


@pytest.fixture(scope="module")
def _read() -> list[Read]:
    return []


@pytest.fixture
def read(world: World, _read: list[Read]) -> list[Read]:
    """Every page, read once."""
    if not _read:
        _read.extend(read_every_page(world))
    return _read


@pytest.fixture
def sendings(read: list[Read]) -> list[Sending]:
    """Each form that takes a file, once."""
    found = {(one.address.partition("?")[0], one.file): one for page in read for one in page.sendings}
    return list(found.values())


@pytest.fixture(scope="module")
def machines_file(tmp_path_factory) -> str:
    """A file of the machine, beside those of the site."""
    path = tmp_path_factory.mktemp("machine") / "secret.txt"
    path.write_text(SECRET, encoding="utf-8")
    return str(path)


def _sent(world: World, sending: Sending, name: str, content: bytes, client: Client) -> object:
    file = SimpleUploadedFile("a", content, "application/octet-stream")
    file._name = name  # as it comes, which Django itself would not let a test say
    return world.ask(sending.who, "POST", sending.address, {**sending.given, sending.file: file}, client=client)


def _all_files(folder: Path) -> set[str]:
    return {str(path) for path in folder.rglob("*") if path.is_file() and "sqlite" not in path.name}


def test_whatever_file_is_sent_to_whichever_form_is_told_of_and_no_fault_and_no_burden(world, sendings, machines_file):
    client, failed, shown, taken, too_much = Client(raise_request_exception=False), [], [], [], set()
    hostile = files(machines_file)
    before, burden = _all_files(Path(settings.DATA)), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for sending in sendings:
        for tries, (name, content) in hostile.items():
            with taken_back():
                answer = _sent(world, sending, name, content, client)
            what = f"{sending.key}: {tries}: {answer.status_code}"
            failed += [what] if answer.status_code not in TOLD else []
            shown += [what] if SECRET.encode() in answer.content or "a" in answer.cookies else []
            taken += [sending.key] if tries in RUNS and answer.status_code == 302 else []
            too_much |= {sending.key} if tries == SHEET and TOO_MUCH in answer.content.decode() else set()
    assert (failed, shown) == ([], [])
    assert too_much >= READ_AS_A_WORKBOOK
    assert set(taken) <= KEPT_TO_BE_SAVED
    assert _all_files(Path(settings.DATA)) == before
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - burden < MOST_MEMORY_KB


def test_the_forms_that_take_a_file_are_found_by_themselves(sendings):
    assert len({one.key for one in sendings}) > 15, sorted({one.key for one in sendings})


def _make_hostile() -> None:
    """Everything that anybody has called anything begins as a formula does."""
    for model in (one for one in apps.get_models() if one is not Entry):  # which nobody can change
        for field in model._meta.concrete_fields:
            text = isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, models.SlugField)
            if text and field.name in TEXTS and not field.choices and not field.unique:
                room = (field.max_length or 10_000) - len(HOSTILE)
                found = model._default_manager.annotate(_long=Length(field.name))
                longer = Concat(Value(HOSTILE), F(field.name), output_field=CharField())
                found.filter(_long__lt=room, _long__gt=0).update(**{field.name: longer})


def _formulas(kind: str, content: bytes) -> list[str]:
    if kind == "text/csv":
        rows = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
        cells = [cell for row in rows for cell in row]
        return [cell for cell in cells if guarded(cell) != cell and not cell.lstrip("-+").replace(",", "").isdecimal()]
    book = openpyxl.load_workbook(BytesIO(content))
    ran = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    return [formula for formula in ran if HOSTILE in formula]  # and not one of our own, such as a sum


def test_no_file_that_can_be_fetched_holds_a_formula_that_somebody_has_typed(world: World, read: list[Read]):
    client, found, held = Client(raise_request_exception=False), [], 0
    with taken_back():
        _make_hostile()
        for page in read:
            if page.kind in {"text/csv", SPREADSHEET}:
                answer = world.ask(page.who, "GET", page.address, client=client)
                assert answer.status_code == 200, page.key
                content = b"".join(answer)
                held += HOSTILE.encode() in content
                found += [f"{page.key}: {cell[:60]}" for cell in _formulas(page.kind, content)]
    assert found == []
    assert held > 5
