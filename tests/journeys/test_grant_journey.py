"""A programme lead applies, is granted, spends, accounts and hands the auditor a bundle whose sums are right."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.factories.funding import Funded
from tests.journeys.looking import looked_at
from tests.oracles.accounts import added, rows_in

from samklang.access.clock import now, today
from samklang.funding.commands.vouchers import attest_voucher
from samklang.funding.models import Application, Grant, Report, Voucher

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LINE = {"text": "Underviser", "quantity": "10", "unit": "dag", "unit_price_ore": "40.000"}


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def go(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def applied(page: Page) -> Application:
    """Step by step, until it is said to be sent."""
    page.goto("/funding/applications/new/")
    fill(page, title="Jobrettede samtaler")
    looked_at(page, "application-new")
    press(page, "Begynd")
    fill(page, purpose="Samme metode i alle samtaler.", target_group="80 rådgivere", staff="80")
    looked_at(page, "application-purpose")
    press(page, "Gem, og gå videre")
    begins, ends = today() - timedelta(days=200), today() + timedelta(days=100)
    fill(page, method="Den jobrettede samtale", activities="Kurser", time_plan="Efteråret")
    fill(page, begins=begins.isoformat(), ends=ends.isoformat())
    press(page, "Gem, og gå videre")
    press(page, "Gem, og gå videre")
    looked_at(page, "application-criteria")
    made = Application.objects.get()
    page.goto(f"/funding/applications/{made.pk}/budget/0/")
    page.locator("[name=heading]").select_option("external")
    fill(page, **LINE)
    press(page, "Gem")
    looked_at(page, "application-budget")
    page.goto(f"/funding/applications/{made.pk}/sending/")
    looked_at(page, "application-sending")
    press(page, "Gem den, som den blev sendt")
    return made


def granted(page: Page, made: Application) -> Grant:
    """The letter of award, with a file."""
    page.goto(f"/funding/applications/{made.pk}/award/")
    fill(page, case_number="26/17", awarded_on=(today() - timedelta(days=199)).isoformat())
    page.locator("[name=letter]").set_input_files(
        {"name": "tilsagn.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 tilsagn"}
    )
    looked_at(page, "application-award")
    press(page, "Registrér tilskuddet")
    grant = Grant.objects.get()
    assert grant.awarded_ore == 32_000_000
    looked_at(page, "grant")
    return grant


def spent(page: Page, grant: Grant) -> None:
    """An invoice with its document, and the first instalment."""
    page.goto(f"/funding/vouchers/new/?grant={grant.pk}")
    fill(page, day=(today() - timedelta(days=60)).isoformat(), supplier="Kursushuset", text="Undervisning")
    fill(page, net_ore="100.000", vat_ore="25.000")
    page.locator("[name=document]").set_input_files(
        {"name": "faktura.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 faktura"}
    )
    looked_at(page, "voucher-new")
    press(page, "Registrér")
    looked_at(page, "voucher")
    page.goto(f"/funding/grants/{grant.pk}/receipts/new/")
    press(page, "Registrér")


def accounted(page: Page, grant: Grant) -> Report:
    """The accounts of what is over, signed and sent."""
    page.goto(f"/funding/grants/{grant.pk}/reports/new/")
    page.locator("[name=which][value^=accounts]").first.check()
    looked_at(page, "report-new")
    page.locator("main form button").last.click()
    made = Report.objects.get()
    page.goto(f"/funding/reports/{made.pk}/words/")
    fill(page, signed_by="Karen Bendtsen, programleder")
    page.locator("main form button").last.click()
    page.goto(f"/funding/reports/{made.pk}/sending/")
    looked_at(page, "report-sending")
    page.locator("main form button").last.click()
    made.refresh_from_db()
    return made


def test_a_grant_from_application_to_the_auditors_bundle_adds_up(page: Page, sign_in, tmp_path: Path):
    funded = Funded()
    sign_in(funded.lead)
    grant = granted(page, applied(page))
    spent(page, grant)
    for voucher in Voucher.objects.all():
        attest_voucher(by=funded.colleague(), voucher=voucher, now=now())
    report = accounted(page, grant)
    assert (report.state, report.figures["spent_ore"], report.figures["due_ore"]) == ("sent", 10_000_000, 8_000_000)
    page.goto(f"/funding/grants/{grant.pk}/")
    looked_at(page, "grant-accounted")
    expect(page.locator("main")).to_contain_text("80.000 kr.")
    with page.expect_download() as fetched:
        page.locator("main a[href$='auditor-bundle.zip']").click()
    bundle = tmp_path / "bundle.zip"
    fetched.value.save_as(bundle)
    sums = added(rows_in(bundle.read_bytes(), "postings.csv"))
    assert (sum(sums.costs.values()), sums.unbalanced) == (report.figures["spent_ore"], set())
