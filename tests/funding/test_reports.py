"""Reports to the funder: begun, written, sent once, frozen, and seen only by whom they are for."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.factories.funding import NOW, Funded
from tests.factories.people import a_jobcentre, somebody_who_is

from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.core.grants.terms import Heading
from samklang.funding.commands import reports, vouchers
from samklang.funding.commands.grants import change_grant
from samklang.funding.commands.vouchers import Paper, Part
from samklang.funding.enums import ReportKind, ReportState, VatTreatment
from samklang.funding.models import Report, Voucher
from samklang.funding.queries.reports import faults_in
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
FIRST, LAST, TODAY = date(2026, 2, 1), date(2026, 6, 30), date(2026, 7, 1)
WORDS = {"activities": "Tre hold.\nFire dage hvert.", "signed_by": "Ida Lind, chef"}


@pytest.fixture
def funded(client):
    """Somebody who runs grants, signed in."""
    found = Funded()
    client.force_login(found.lead)
    return found


@pytest.fixture
def grant(funded):
    """With one cost of 40,000 kr. that waits to be attested."""
    made = funded.granted()
    funded.cost(made)
    return made


def a_report(funded, grant, kind=ReportKind.STATUS, **words):
    made = reports.begin_report(by=funded.lead, grant=grant, kind=kind, first_day=FIRST, last_day=LAST, now=NOW)
    return reports.change_report(by=funded.lead, report=made, values={**WORDS, **words})


def sent(funded, grant, **changes):
    made = a_report(funded, grant, **changes)
    return reports.send_report(by=funded.lead, report=made, today=TODAY, now=NOW)


def url(name, *args):
    return reverse(f"funding:{name}", args=args)


def test_a_report_is_begun_written_and_sent_and_its_days_are_locked(client, funded, grant):
    page = client.get(url("report-new", grant.pk))
    assert page.context["form"]["first_day"].value() == "2026-02-01"
    days = {"first_day": FIRST.isoformat(), "last_day": LAST.isoformat()}
    answer = client.post(url("report-new", grant.pk), {"which": "status", **days})
    made = Report.objects.get()
    assert (answer.status_code, answer.url, made.kind) == (302, made.get_absolute_url(), "status")
    assert b"Ida Lind" not in client.get(made.get_absolute_url()).content
    assert client.post(url("report-words", made.pk), WORDS).status_code == 302
    assert client.get(url("report-sending", made.pk)).status_code == 200
    assert client.post(url("report-sending", made.pk)).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.figures["spent_ore"], len(made.sha256)) == (ReportState.SENT, 4_000_000, 64)
    page = client.get(made.get_absolute_url()).content.decode()
    assert made.sha256 in page
    assert Entry.objects.filter(deed="report-sent").count() == 1
    with pytest.raises(NotAllowed, match="locked"):
        funded.cost(grant, day=LAST)


def test_a_period_that_is_reversed_or_outside_the_grant_is_refused_and_what_was_typed_is_kept(client, funded, grant):
    for first, last in (("2026-06-30", "2026-02-01"), ("2027-01-01", "2027-02-01"), ("", "2026-02-01")):
        given = {"which": "status", "first_day": first, "last_day": last}
        answer = client.post(url("report-new", grant.pk), given)
        assert (answer.status_code, Report.objects.count()) == (422, 0)
        assert f'value="{last}"' in answer.content.decode()


def test_a_report_is_not_sent_before_its_period_is_over_nor_unsigned_nor_twice(client, funded, grant):
    made = a_report(funded, grant, signed_by="")
    assert client.post(url("report-sending", made.pk)).status_code == 422
    reports.change_report(by=funded.lead, report=made, values=WORDS)
    with pytest.raises(NotAllowed, match="runs until"):
        reports.send_report(by=funded.lead, report=made, today=LAST, now=NOW)
    reports.send_report(by=funded.lead, report=made, today=TODAY, now=NOW)
    for name in ("report-sending", "report-words", "report-removal"):
        assert client.post(url(name, made.pk), {}).status_code == 403
    assert Report.objects.filter(state=ReportState.SENT).count() == 1


def test_accounts_wait_for_vouchers_that_nobody_else_has_attested(client, funded, grant):
    made = a_report(funded, grant, ReportKind.ACCOUNTS)
    answer = client.post(url("report-sending", made.pk))
    assert answer.status_code == 422
    assert client.get(made.get_absolute_url()).context["unattested"] == 1
    made.refresh_from_db()
    assert made.state == ReportState.DRAFT


def test_what_was_sent_stays_as_it_was_sent_and_a_change_behind_its_back_is_told(client, funded, grant):
    made = sent(funded, grant)
    funded.cost(grant, 9_000_000, day=LAST + timedelta(days=1))
    change_grant(by=funded.lead, grant=grant, values={"promised_staff": 5})
    page = client.get(made.get_absolute_url())
    assert (page.context["figures"]["spent_ore"], page.context["figures"]["promised"]) == (4_000_000, 80)
    assert page.context["whole"]
    Report.objects.filter(pk=made.pk).update(figures={**made.figures, "spent_ore": 4_000_001})
    assert not client.get(made.get_absolute_url()).context["whole"]


def test_a_draft_is_removed_and_leaves_its_trace_in_the_log(client, funded, grant):
    made = a_report(funded, grant)
    assert client.post(url("report-removal", made.pk)).status_code == 302
    assert (Report.objects.count(), Entry.objects.filter(deed="report-removed").count()) == (0, 1)


def test_a_draft_is_not_there_for_the_reader_of_funder_reports_and_what_was_sent_is(client, funded, grant):
    draft = a_report(funded, grant)
    client.force_login(somebody_who_is(Role.FUNDER_READER, funded.jobcentre))
    pages = ("report", "report-words", "report-sending")
    assert [client.get(url(name, draft.pk)).status_code for name in pages] == [404, 404, 404]
    assert client.get(url("report-file", draft.pk, "pdf")).status_code == 404
    assert client.get(url("report-new", grant.pk)).status_code == 403
    reports.send_report(by=funded.lead, report=draft, today=TODAY, now=NOW)
    assert client.get(url("report", draft.pk)).status_code == 200
    assert client.get(url("report-words", draft.pk)).status_code == 403
    assert client.get(url("report-file", draft.pk, "xlsx")).status_code == 200


def test_reports_of_another_jobcentre_and_of_no_row_are_not_there(client, funded, grant):
    made = sent(funded, grant)
    client.force_login(somebody_who_is(Role.PROGRAMME_LEAD, a_jobcentre()))
    assert client.get(url("report", made.pk)).status_code == 404
    assert client.get(url("report-new", grant.pk)).status_code == 404
    assert client.get(url("report-file", made.pk, "pdf")).status_code == 404
    client.force_login(funded.lead)
    for path in (url("report", 10**30), url("report-new", 10**30), url("criterion-measure", grant.pk, 10**30)):
        assert client.get(path).status_code == 404
    assert client.get(url("report-file", made.pk, "exe")).status_code == 404


def test_a_criterion_is_measured_and_taken_back(client, funded, grant):
    criterion = grant.application.criteria.get()
    there = url("criterion-measure", grant.pk, criterion.pk)
    for wrong in ({"reached": "73"}, {"reached": "73", "reached_on": "2029-01-01"}, {"reached": "mange"}):
        assert client.post(there, wrong).status_code == 422
    data = {"reached": "73,5", "reached_on": "2026-03-01", "note": "Optalt af 80"}
    assert client.post(there, data).status_code == 302
    criterion.refresh_from_db()
    assert (criterion.reached, criterion.reached_on) == (Decimal("73.5"), date(2026, 3, 1))
    client.post(there, {"reached": "", "reached_on": "2026-03-01"})
    criterion.refresh_from_db()
    assert (criterion.reached, criterion.reached_on) == (None, None)


def test_the_next_period_begins_where_the_last_one_ended(client, funded, grant):
    sent(funded, grant)
    page = client.get(url("report-new", grant.pk))
    assert page.context["form"]["first_day"].value() == "2026-07-01"


def test_accounts_are_sent_when_all_is_attested_also_where_the_municipality_bore_a_part(funded, grant):
    parts = [Part(grant, Heading.EXTERNAL, 70_000), Part(None, Heading.EXTERNAL, 30_000)]
    funded.cost(grant, parts=parts, paper=funded.paper("Delt"), vat_ore=25_000, vat=VatTreatment.REFUNDED)
    documented(funded)
    attested(funded)
    made = sent(funded, grant, kind=ReportKind.ACCOUNTS)
    assert (made.state, made.figures["spent_ore"]) == (ReportState.SENT, 4_070_000)
    assert faults_in(grant, LAST) == []


def documented(funded):
    """The invoice of the first cost, which came later."""
    first = Voucher.objects.get(number=1)
    vouchers.add_document(by=funded.lead, voucher=first, name="f.pdf", content=b"%PDF-1.7", now=NOW)


def attested(funded):
    for voucher in Voucher.objects.filter(attested_at=None):
        vouchers.attest_voucher(by=funded.colleague(), voucher=voucher, now=NOW)


def test_accounts_wait_for_the_document_of_each_cost_and_hours_rest_on_attendance(client, funded, grant):
    vouchers.enter_own_hours(by=funded.lead, grant=grant, day=FIRST, ore=5_000, paper=Paper("Timer"), now=NOW)
    attested(funded)
    made = a_report(funded, grant, ReportKind.ACCOUNTS)
    with pytest.raises(NotAllowed, match="Voucher 1 has no document"):
        reports.send_report(by=funded.lead, report=made, today=TODAY, now=NOW)
    assert client.post(url("report-sending", made.pk)).status_code == 422
    documented(funded)
    assert reports.send_report(by=funded.lead, report=made, today=TODAY, now=NOW).state == ReportState.SENT


def test_no_day_stands_in_two_accounts_and_a_status_report_stands_in_the_way_of_none(funded, grant):
    documented(funded)
    attested(funded)
    sent(funded, grant)
    second = a_report(funded, grant, ReportKind.ACCOUNTS)
    sent(funded, grant, kind=ReportKind.ACCOUNTS)
    with pytest.raises(NotAllowed, match="Accounts are sent to and including"):
        a_report(funded, grant, ReportKind.ACCOUNTS)
    with pytest.raises(NotAllowed, match="Accounts are sent to and including"):
        reports.send_report(by=funded.lead, report=second, today=TODAY, now=NOW)
    assert a_report(funded, grant).pk
    later = reports.begin_report(
        by=funded.lead, grant=grant, kind=ReportKind.ACCOUNTS, first_day=TODAY, last_day=date(2026, 12, 31), now=NOW
    )
    assert later.number == 5


def test_a_voucher_that_came_into_a_locked_period_behind_the_back_of_the_books_is_told(funded, grant):
    made = sent(funded, grant)
    assert made.figures["last_number"] == 1
    funded.cost(grant, 5_000, day=TODAY)
    assert "locked" not in {one.key for one in faults_in(grant, TODAY)}
    Voucher.objects.filter(number=2).update(day=LAST)
    assert "locked" in {one.key for one in faults_in(grant, TODAY)}


def test_a_number_that_is_missing_is_told_also_where_the_next_one_is_of_another_grant(funded, grant):
    funded.cost(funded.granted(20_000_000), 5_000_000)
    Voucher.objects.filter(number=2).update(number=4)
    assert {one.key for one in faults_in(grant, LAST)} == {"no-document", "number-gap"}


def test_a_fault_after_the_period_or_on_another_grant_is_not_told(funded, grant):
    funded.cost(funded.granted(20_000_000), 5_000_000)
    assert [one.where for one in faults_in(grant, LAST)] == [str(Voucher.objects.get(number=1).pk)]
    assert faults_in(grant, date(2026, 3, 1)) == []
