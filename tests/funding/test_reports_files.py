"""What is fetched of a report: a Word file, a tagged PDF and a spreadsheet, frozen when it was sent."""

import io
from datetime import date

import docx
import pytest
from django.urls import reverse
from django.utils.translation import override
from python_calamine import CalamineWorkbook
from tests.factories.funding import NOW, Funded

from samklang.core.words import render
from samklang.funding.accounts_file import accounts_workbook
from samklang.funding.commands import reports, vouchers
from samklang.funding.commands.vouchers import Paper
from samklang.funding.enums import Heading, ReportKind
from samklang.funding.report_paper import figures_shown, report_paper
from samklang.web.papers import as_document, paper_docx, paper_pdf

pytestmark = pytest.mark.django_db
FIRST, LAST, TODAY = date(2026, 2, 1), date(2026, 6, 30), date(2026, 7, 1)
WORDS = {"activities": "Tre hold.", "signed_by": "Birgit Leth, chef", "deviations": "Et hold blev flyttet."}


@pytest.fixture
def funded():
    """Somebody who runs grants, at a jobcentre."""
    return Funded()


@pytest.fixture
def report(funded):
    """A sent one, of a cost, own hours and a criterion that was measured."""
    grant = funded.granted()
    funded.cost(grant, 10_000_000, paper=Paper(text="=1+1", supplier="@Kursushuset"))
    day = date(2026, 4, 2)
    vouchers.enter_own_hours(by=funded.lead, grant=grant, day=day, ore=1_000_000, paper=Paper("Timer"), now=NOW)
    one = grant.application.criteria.get()
    reports.measure_criterion(by=funded.lead, criterion=one, reached=73, reached_on=day, note="Af 80")
    made = reports.begin_report(
        by=funded.lead, grant=grant, kind=ReportKind.STATUS, first_day=FIRST, last_day=LAST, now=NOW
    )
    reports.change_report(by=funded.lead, report=made, values=WORDS)
    return reports.send_report(by=funded.lead, report=made, today=TODAY, now=NOW)


def paper(report, language="da"):
    return report_paper(report, figures_shown(report), language)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_paper_says_what_was_done_for_what_money_and_what_each_claim_rests_on(report, language):
    said = as_document(paper(report, language), language)
    text = str(said)
    for wanted in (report.sha256, "26/1234", "Tre hold.", "Et hold blev flyttet.", "Birgit Leth, chef", "Af 80", "73"):
        assert wanted in text
    tables = {block["caption"]: block for part in said["parts"] for block in part["blocks"] if "rows" in block}
    assert len(tables) == 7
    assert {"da": "88.000 kr.", "en": "88,000 kr."}[language] in text
    assert all(len(row) == len(one["headings"]) for one in tables.values() for row in one["rows"])


def test_word_and_pdf_open_and_are_the_same_each_time(report):
    made = paper(report)
    for make in (paper_docx, paper_pdf):
        assert make(made, "da", report.sent_at) == make(made, "da", report.sent_at)
    opened = docx.Document(io.BytesIO(paper_docx(made, "da", report.sent_at)))
    assert report.sha256 in "\n".join(one.text for one in opened.paragraphs)
    assert b"/MarkInfo" in paper_pdf(made, "da", report.sent_at)


def test_the_files_of_a_sent_report_do_not_change_when_the_books_go_on(funded, report):
    before = as_document(paper(report), "da")
    funded.cost(report.grant, 5_000_000, day=date(2026, 8, 1))
    assert as_document(paper(report), "da") == before
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book(report))).get_sheet_by_index(1).to_python()
    assert len(rows) == 1 + 4


def external_in_danish():
    with override("da"):
        return str(Heading.EXTERNAL.label)


def book(report):
    return accounts_workbook(report, figures_shown(report), "da", report.sent_at)


def test_accounts_add_up_and_no_text_is_a_formula(report):
    assert book(report) == book(report)
    opened = CalamineWorkbook.from_filelike(io.BytesIO(book(report)))
    accounts = opened.get_sheet_by_index(0).to_python()
    whole = next(row for row in accounts if row[1:5] == [510_000, 110_000, 110_000, 400_000])
    assert whole
    external = next(row for row in accounts if row[0] == external_in_danish())
    assert external[1:5] == [400_000, 100_000, 100_000, 300_000]
    amounts = [row[1] for row in accounts[accounts.index(whole) + 3 :]]
    assert amounts == [400_000, 0, 88_000, 10_000, 12_000, 88_000, 0]
    assert "=1+1" in {row[3] for row in opened.get_sheet_by_index(1).to_python()}


def test_every_file_is_fetched_under_a_plain_name(client, funded, report):
    client.force_login(funded.lead)
    for ending in ("docx", "pdf", "xlsx"):
        answer = client.get(reverse("funding:report-file", args=[report.pk, ending]))
        assert answer.status_code == 200
        assert f'-261234-1.{ending}"' in answer.headers["Content-Disposition"]
    assert render(paper(report).title, "da").endswith("Jobrettede samtaler")
