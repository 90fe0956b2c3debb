"""The bundle for an auditor: whole, the same each time, adds up by itself, and tells when a byte was changed."""

import csv
import hashlib
import io
import subprocess
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.funding import NOW, Funded
from tests.factories.people import a_jobcentre, somebody_who_is
from tests.oracles.accounts import added, rows_in

from samklang.access.enums import Role
from samklang.core.grants.terms import Heading
from samklang.funding.bundle import auditor_bundle, free_name, safe_name
from samklang.funding.commands import reports, vouchers
from samklang.funding.commands.documents import attach_document, keep_document
from samklang.funding.commands.vouchers import Paper, Part
from samklang.funding.enums import ReportKind, VatTreatment
from samklang.funding.models import Document, Voucher
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 "
NASTY = ("../../etc/passwd.pdf", "faktura.pdf", "faktura.pdf", "fak\ntura\r.pdf", "..\\..\\x.pdf", "=cmd|'x'!A1.pdf")


@pytest.fixture
def funded():
    """Somebody who runs grants, at a jobcentre."""
    return Funded()


@pytest.fixture
def grant(funded):
    """With costs that are shared, credited and taken back, own hours, documents with bad names, and a sent report."""
    made, other = funded.granted(), funded.granted(20_000_000)
    for place, name in enumerate(NASTY):
        document = keep_document(
            by=funded.lead, jobcentre=funded.jobcentre, name=name, content=PDF + bytes([place]), now=NOW
        )
        funded.cost(made, 100_000 + place, paper=Paper(text=f"=Bilag {place}", supplier="A", document=document))
    shared = [Part(made, Heading.EXTERNAL, 70_001), Part(other, Heading.EXTERNAL, 30_000)]
    cost = funded.cost(made, parts=shared, vat_ore=25_003, vat=VatTreatment.REFUNDED)
    day = date(2026, 4, 2)
    vouchers.enter_credit_note(by=funded.lead, voucher=cost, day=day, ore=10_001, paper=Paper("Rabat"), now=NOW)
    wrong = funded.cost(made, 900_000, heading=Heading.MATERIALS)
    vouchers.counter_voucher(by=funded.lead, voucher=wrong, day=day, why="Forkert", now=NOW)
    basis = {"people": 12, "minutes": 720, "rate": "Rådgivere", "rate_ore": 50_000, "session": "Hold 1"}
    hours = Paper("Timer", basis=basis)
    vouchers.enter_own_hours(by=funded.lead, grant=made, day=day, ore=600_000, paper=hours, now=NOW)
    attach_document(
        by=funded.lead, application=made.application, what="Brev", name="brev.pdf", content=PDF + b"brev", now=NOW
    )
    return made


@pytest.fixture
def report(funded, grant):
    """Sent, for every day of the books so far."""
    made = reports.begin_report(
        by=funded.lead, grant=grant, kind=ReportKind.STATUS, first_day=date(2026, 2, 1), last_day=date(2026, 6, 30),
        now=NOW,
    )  # fmt: skip
    reports.change_report(by=funded.lead, report=made, values={"activities": "Hold.", "signed_by": "Leth, chef"})
    return reports.send_report(by=funded.lead, report=made, today=date(2026, 7, 1), now=NOW)


def packed(grant, language="da"):
    return auditor_bundle(grant, language).read()


def files(content):
    with zipfile.ZipFile(io.BytesIO(content)) as there:
        return {name: there.read(name) for name in there.namelist()}


def test_the_postings_of_the_bundle_add_up_by_themselves_to_what_was_reported(grant, report):
    found = added(rows_in(packed(grant), "postings.csv"))
    said = {("26/1234", one["heading"]): one["spent_ore"] for one in report.figures["headings"]}
    assert {place: ore for place, ore in found.costs.items() if ore} == {
        place: ore for place, ore in said.items() if ore
    }
    assert sum(found.costs.values()) == report.figures["spent_ore"]
    assert found.unbalanced == set()
    assert -found.accounts["co_funding"] == 600_000


def test_the_same_books_give_the_same_bytes_in_each_language(grant, report):
    assert packed(grant) == packed(grant)
    assert packed(grant) != packed(grant, "en")


def test_the_checksums_are_those_that_sha256sum_checks_and_one_changed_byte_is_found(grant, report, tmp_path):
    with zipfile.ZipFile(io.BytesIO(packed(grant))) as there:
        there.extractall(tmp_path)
    check = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    listed = {line.split("  ", 1)[1] for line in (tmp_path / "SHA256SUMS").read_text().splitlines()}
    there = {str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*") if one.is_file()}
    assert there - listed == {"SHA256SUMS"}
    books = tmp_path / "postings.csv"
    content = bytearray(books.read_bytes())
    content[-5] ^= 1
    books.write_bytes(bytes(content))
    told = subprocess.run(check, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert told.returncode == 1
    assert "postings.csv: FAILED" in told.stdout


def test_no_name_leads_out_of_the_bundle_and_none_is_there_twice(grant, report):
    names = list(files(packed(grant)))
    assert len({one.casefold() for one in names}) == len(names)
    for name in names:
        assert not name.startswith("/")
        assert not {"..", "\n", "\r", "\\"} & {*name, *name.split("/")}
    documents = [one for one in names if one.startswith("documents/")]
    assert len(documents) == len(NASTY)
    assert {"documents/2-faktura.pdf", "documents/3-faktura.pdf", "application/1-brev.pdf"} <= set(names)


def test_names_are_made_safe_whatever_they_hold():
    long = "x" * 300 + ".pdf"
    for name in ("../x.pdf", "/etc/passwd", "a\nb.pdf", "...", "", "\x00", "CON.pdf", long, "\u202efdp.exe"):
        found = safe_name(name)
        assert found
        assert not set("/\\\n\x00\u202e") & set(found)
        assert ".." not in found
        assert len(found) <= 90
    taken = set()
    found = [free_name(name, taken) for name in ("a/1-x.pdf", "a/1-X.pdf", "a/1-x.pdf", "b")]
    assert found == ["a/1-x.pdf", "a/1-X-2.pdf", "a/1-x-3.pdf", "b"]


def test_the_words_and_figures_of_a_report_have_the_checksum_that_it_was_sent_with(grant, report):
    found = files(packed(grant))
    assert hashlib.sha256(found["reports/1-status.json"]).hexdigest() == report.sha256
    assert found["reports/1-status.pdf"].startswith(b"%PDF-")
    assert {"reports/1-status.docx", "accounts.xlsx", "terms.json", "README.txt", "index.csv"} <= set(found)


def test_a_document_that_was_changed_in_the_database_is_told_in_the_index(grant, report):
    Document.objects.filter(name="faktura.pdf").update(content=PDF + b"changed")
    rows = csv.DictReader(io.StringIO(files(packed(grant, "en"))["index.csv"].decode("utf-8-sig")), delimiter=";")
    changed = [row["file"] for row in rows if row["state"] == "NOT as it was kept"]
    assert changed == ["documents/2-faktura.pdf", "documents/3-faktura.pdf"]


def test_own_hours_stand_without_names_and_the_log_says_who_sent_the_report(funded, grant, report):
    found = files(packed(grant, "en"))
    assert ";12;720;Rådgivere;50000;600000" in found["own-hours.csv"].decode()
    log = list(csv.DictReader(io.StringIO(found["log.csv"].decode("utf-8-sig")), delimiter=";"))
    sent = [row for row in log if row["about"] == f"report {report.pk}"]
    assert {row["who"] for row in sent} == {funded.lead.name}
    assert len(sent) == 3
    assert "'=Bilag 0" in found["postings.csv"].decode()


def test_whoever_sees_grants_takes_the_bundle_out_and_the_log_tells(client, funded, grant, report):
    url = reverse("funding:grant-bundle", args=[grant.pk])
    client.force_login(funded.colleague())
    answer = client.get(url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    assert b"".join(answer.streaming_content) == packed(grant)
    assert Entry.objects.filter(deed="auditor-bundle-taken").count() == 1
    client.force_login(somebody_who_is(Role.FUNDER_READER, funded.jobcentre))
    assert client.get(url).status_code == 200
    client.force_login(somebody_who_is(Role.PROGRAMME_LEAD, a_jobcentre()))
    assert client.get(url).status_code == 404
    client.force_login(somebody_who_is(Role.STAFF, funded.jobcentre))
    assert client.get(url).status_code == 403


def test_a_funders_reader_takes_a_bundle_without_names_of_staff_and_without_hours_of_a_few(
    client, funded, grant, report
):
    few = Voucher.objects.filter(kind="own_hours").first()
    Voucher.objects.filter(pk=few.pk).update(basis={**few.basis, "people": 4})
    client.force_login(somebody_who_is(Role.FUNDER_READER, funded.jobcentre))
    answer = client.get(reverse("funding:grant-bundle", args=[grant.pk]))
    found = files(b"".join(answer.streaming_content))
    texts = "".join(found[name].decode() for name in ("log.csv", "postings.csv"))
    assert funded.lead.name not in texts
    assert str(Role.PROGRAMME_LEAD.label) in texts
    assert ";4;720;" not in found["own-hours.csv"].decode()


def test_a_grant_without_anything_in_its_books_has_a_bundle_too(funded):
    found = files(packed(funded.granted()))
    assert "SHA256SUMS" in found
    assert SimpleUploadedFile("x", found["accounts.xlsx"]).size > 0
