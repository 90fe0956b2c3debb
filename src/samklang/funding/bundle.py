"""What an auditor is handed: one ZIP file with reports, accounts, postings, documents and how to check them.

The same books in the same language give the same bytes. One file at a time is held in memory.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, NamedTuple

from django.utils.translation import override

from samklang.access.models import Person
from samklang.core.words import Sentence, render, say
from samklang.funding.accounts_file import accounts_workbook
from samklang.funding.bundle_words import readme
from samklang.funding.enums import ReportKind, ReportState, VoucherKind
from samklang.funding.models import BudgetLine, Document, Grant, Report
from samklang.funding.queries import audit
from samklang.funding.queries.books import vouchers_of
from samklang.funding.queries.called import NAMED, Called
from samklang.funding.queries.reports import figures_of, words_and_figures
from samklang.funding.report_paper import report_paper
from samklang.ledger.deeds import DEEDS
from samklang.web.downloads import guarded
from samklang.web.papers import paper_docx, paper_pdf

_STAMP = (1980, 1, 1, 0, 0, 0)
_MOST_LETTERS = 80
_PACKED_ALREADY = (".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx")
POSTINGS = (
    "voucher", "date", "account", "grant", "heading", "ore", "text", "supplier", "document", "kind", "counters",
    "attested_by", "attested_on",
)  # fmt: skip


class File(NamedTuple):
    """One file of the bundle. kept: what a document's checksum was when it was put there."""

    path: str
    what: Sentence
    content: bytes
    kept: str = ""


def auditor_bundle(grant: Grant, language: str, called: Called = NAMED) -> IO[bytes]:
    """The whole bundle, to be read from its beginning. called: how whoever takes it is told of staff."""
    made: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    with override(language), zipfile.ZipFile(made, "w") as packed:
        rows: list[tuple[str, str, str, int, str]] = []
        for file in _contents(grant, language, called):
            digest = _put(packed, file.path, file.content)
            state = say("as it was kept") if file.kept in {"", digest} else say("NOT as it was kept")
            rows.append((
                file.path, render(file.what, language), render(state, language), len(file.content), digest,
            ))  # fmt: skip
        sums = [(row[4], row[0]) for row in rows]
        headings = ("file", "what", "state", "bytes", "sha256")
        for path, content in (("index.csv", _csv(headings, rows)), ("README.txt", readme(grant))):
            sums.append((_put(packed, path, content), path))
        lines = "".join(f"{digest}  {path}\n" for digest, path in sorted(sums, key=lambda one: one[1]))
        _put(packed, "SHA256SUMS", lines.encode())
    made.seek(0)
    return made


def _put(packed: zipfile.ZipFile, path: str, content: bytes) -> str:
    """Into the bundle with nothing in it that tells when or where it was packed. Returns its checksum."""
    info = zipfile.ZipInfo(path, _STAMP)
    info.create_system, info.external_attr = 3, 0o644 << 16
    info.compress_type = zipfile.ZIP_STORED if path.lower().endswith(_PACKED_ALREADY) else zipfile.ZIP_DEFLATED
    packed.writestr(info, content)
    return hashlib.sha256(content).hexdigest()


def _contents(grant: Grant, language: str, called: Called) -> Iterator[File]:
    yield from _reports(grant, language)
    until = audit.last_day_of(grant)
    whole = Report(grant=grant, kind=ReportKind.ACCOUNTS, number=0, first_day=grant.begins, last_day=until)
    book = accounts_workbook(whole, figures_of(whole), language, audit.last_entered(grant), called)
    yield File("accounts.xlsx", say("Accounts of the whole grant"), book)
    yield from _documents(grant)
    yield File("postings.csv", say("Every posting of the grant"), _csv(POSTINGS, _postings(grant, called)))
    yield File("budget.csv", say("Every budget, line by line"), _csv(_BUDGET, _budget(grant)))
    yield File(
        "own-hours.csv", say("What own hours were reckoned from, without names"), _csv(_HOURS, _hours(grant, called))
    )
    yield File("changes.csv", say("Changes asked for, and what was answered"), _csv(_CHANGES, _changes(grant)))
    yield File("conditions.csv", say("Conditions of the grant"), _csv(_CONDITIONS, _conditions(grant)))
    terms = json.dumps(grant.terms, indent=2, sort_keys=True, ensure_ascii=False)
    yield File("terms.json", say("The terms that the grant was given on"), f"{terms}\n".encode())
    yield File("log.csv", say("What the log has about the grant"), _csv(_LOG, _log(grant, language, called)))


def _reports(grant: Grant, language: str) -> Iterator[File]:
    """What was sent, as it was sent; and the words and figures that its checksum is of."""
    for report in grant.reports.filter(state=ReportState.SENT).order_by("number"):
        report.grant = grant
        name, at = f"reports/{report.number}-{report.kind}", report.sent_at
        if at is None:
            continue
        paper = report_paper(report, report.figures, language)
        yield File(f"{name}.pdf", paper.title, paper_pdf(paper, language, at))
        yield File(f"{name}.docx", paper.title, paper_docx(paper, language, at))
        words = words_and_figures(report, report.figures)
        yield File(f"{name}.json", say("Words and figures of the report"), words, report.sha256)


def _documents(grant: Grant) -> Iterator[File]:
    """Each document as it came, one at a time from the database."""
    taken: set[str] = set()
    for number, pk in audit.papers_of(grant):
        yield _document(pk, f"documents/{number}", say("Document of voucher {number}", number=str(number)), taken)
    if grant.letter_id is not None:
        yield _document(grant.letter_id, "award/letter", say("The letter of award"), taken)
    attachments = grant.application.attachments.order_by("pk").values_list("document", "what")
    for place, (pk, what) in enumerate(attachments, start=1):
        yield _document(pk, f"application/{place}", say("File of the application: {what}", what=what), taken)


def _document(pk: int, before: str, what: Sentence, taken: set[str]) -> File:
    found: Document = audit.document_at(pk)
    return File(free_name(f"{before}-{safe_name(found.name)}", taken), what, bytes(found.content), found.sha256)


def safe_name(name: str) -> str:
    """The name with letters, digits, dots and dashes alone: no folders, no line breaks."""
    plain = "".join(one if one.isalnum() or one in "._" else "-" for one in unicodedata.normalize("NFC", name))
    while ".." in plain or "--" in plain:
        plain = plain.replace("..", ".").replace("--", "-")
    stem, _, ending = plain.strip("-. ").rpartition(".")
    found = f"{stem[:_MOST_LETTERS].strip('-.')}.{ending[:8]}" if stem else ending[:_MOST_LETTERS]
    return found.strip(".") or "document"


def free_name(path: str, taken: set[str]) -> str:
    """The path, or with a number where another file has it; big and small letters are alike."""
    head, dot, ending = path.rpartition(".")
    stem, found, number = head if dot else ending, path, 2
    while found.casefold() in taken:
        found = f"{stem}-{number}{dot}{ending if dot else ''}"
        number += 1
    taken.add(found.casefold())
    return found


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Semicolons, marked as UTF-8; numbers are numbers, and no text is run as a formula."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([guarded(one) if isinstance(one, str) else one for one in row])
    return f"\ufeff{file.getvalue()}".encode()


def _postings(grant: Grant, called: Called) -> Iterator[Sequence[str | int]]:
    for one in audit.postings_of(grant, audit.last_day_of(grant)).iterator(chunk_size=1000):
        voucher, document = one.voucher, one.voucher.document
        yield (
            voucher.number, voucher.day.isoformat(), one.account, grant.case_number, one.heading, one.ore, voucher.text,
            voucher.supplier, document.name if document else "", voucher.kind,
            voucher.counters.number if voucher.counters else "", called.name_of(voucher.attested_by),
            voucher.attested_at.date().isoformat() if voucher.attested_at else "",
        )  # fmt: skip


_BUDGET = (
    "budget", "agreed_on", "heading", "year", "text", "unit", "quantity", "unit_price_ore", "vat_ore", "funder_ore",
    "own_ore", "vat", "activity", "why",
)  # fmt: skip


def _budget(grant: Grant) -> Iterator[Sequence[str | int]]:
    lines = BudgetLine.objects.filter(budget__application=grant.application_id).select_related("budget")
    for one in lines.order_by("budget__number", "position", "pk"):
        agreed = one.budget.agreed_on
        yield (
            one.budget.number, agreed.isoformat() if agreed else "", one.heading, one.year, one.text, one.unit,
            str(one.quantity), one.unit_price_ore, one.vat_ore, one.funder_ore, one.own_ore, one.vat,
            one.activity, one.why,
        )  # fmt: skip


_HOURS = ("voucher", "date", "text", "people", "minutes", "rate", "rate_ore", "ore")


def _hours(grant: Grant, called: Called) -> Iterator[Sequence[str | int]]:
    for one in vouchers_of(grant).filter(kind=VoucherKind.OWN_HOURS):
        basis = one.basis if called.tells(one.basis.get("people", 0)) else {}
        yield (
            one.number, one.day.isoformat(), one.text, *(basis.get(name, "") for name in _HOURS[3:7]), one.gross_ore
        )  # fmt: skip


_CHANGES = ("sent_on", "what", "why", "old_end", "new_end", "state", "decided_on", "decision")


def _changes(grant: Grant) -> Iterator[Sequence[str]]:
    for one in grant.changes.order_by("made_at", "pk"):
        days = (one.old_end, one.new_end, one.decided_on)
        old, new, decided = ("" if day is None else day.isoformat() for day in days)
        sent = one.sent_at.date().isoformat() if one.sent_at else ""
        yield sent, one.what, one.why, old, new, one.state, decided, one.decision


_CONDITIONS = ("text", "due_on", "met_on", "met_note")


def _conditions(grant: Grant) -> Iterator[Sequence[str]]:
    for one in grant.conditions.all():
        due, met = ("" if day is None else day.isoformat() for day in (one.due_on, one.met_on))
        yield one.text, due, met, one.met_note


_LOG = ("entry", "at", "deed", "who", "about", "hash")


def _log(grant: Grant, language: str, called: Called) -> Iterator[Sequence[str | int]]:
    """As the ledger shows it: who was erased stays nameless."""
    entries = list(audit.deeds_of(grant))
    people = Person.objects.only("name").in_bulk({one.actor_id for one in entries if one.actor_id is not None})
    itself = render(say("Samklang itself"), language)
    for one in entries:
        deed = DEEDS.get(one.deed)
        actor = people.get(one.actor_id) if one.actor_id is not None else None
        who = called.name_of(actor) if actor else itself if one.actor_id is None else str(one.actor_id)
        about = f"{one.subject_type.partition('.')[2]} {one.subject_id}"
        yield one.number, one.at.isoformat(), render(deed, language) if deed else one.deed, who, about, one.hash
