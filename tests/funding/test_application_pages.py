"""The pages of schemes and applications: from the scheme to the sent application and the grant."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.factories.funding import EIGHTY, Funded
from tests.factories.people import somebody_who_is

from samklang.access.enums import Role
from samklang.core.grants.terms import ReportDue, ReportKind, VatRule
from samklang.funding.commands.schemes import change_scheme, shipped
from samklang.funding.enums import ApplicationState
from samklang.funding.models import Application, Grant, Scheme, SchemeRound

pytestmark = pytest.mark.django_db


@pytest.fixture
def funded(client):
    """Somebody who runs grants, signed in."""
    found = Funded()
    client.force_login(found.lead)
    return found


def test_every_page_of_a_scheme_opens(client, funded):
    for name, *args in (
        ("schemes",), ("scheme-new",), ("scheme-own",), ("scheme", funded.scheme.pk),
        ("scheme-facts", funded.scheme.pk), ("scheme-terms", funded.scheme.pk), ("scheme-round", funded.scheme.pk, 0),
    ):  # fmt: skip
        assert client.get(reverse(f"funding:{name}", args=args)).status_code == 200


def test_a_scheme_is_taken_in_with_what_has_to_be_looked_up(client, funded):
    data = {"jobcentre": funded.jobcentre.pk, "key": "competence-fund", "first_day": "2026-01-01"}
    answer = client.post(reverse("funding:scheme-new"), data)
    made = Scheme.objects.get(key="competence-fund")
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
    assert made.terms["most_per_person_ore"] == 3_000_000
    assert client.post(reverse("funding:scheme-new"), data).status_code == 422


def test_the_fund_gives_more_for_each_at_master_level_and_is_two_schemes():
    found = shipped()
    most = {key: found[key]["terms"]["most_per_person_ore"] for key in found if key.startswith("competence-fund")}
    assert most == {"competence-fund": 3_000_000, "competence-fund-master": 5_000_000}


def test_the_terms_of_a_scheme_are_changed_and_what_was_applied_for_keeps_its_own(client, funded):
    sent = funded.sent()
    page = client.get(reverse("funding:scheme-terms", args=[funded.scheme.pk]))
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value is not None}
    answer = client.post(reverse("funding:scheme-terms", args=[funded.scheme.pk]), {**data, "funder_share": "75"})
    funded.scheme.refresh_from_db()
    sent.refresh_from_db()
    assert (answer.status_code, funded.scheme.terms["funder_share_bp"]) == (302, 7_500)
    assert sent.terms["funder_share_bp"] == EIGHTY.funder_share_bp


def test_a_round_has_a_clock_and_closes_after_it_opens(client, funded):
    url = reverse("funding:scheme-round", args=[funded.scheme.pk, 0])
    wrong = {"name": "1. runde", "opens_on": "2026-05-01", "closes_on": "2026-04-01", "closes": "12:00"}
    assert client.post(url, wrong).status_code == 422
    assert client.post(url, {**wrong, "closes_on": "2026-06-01"}).status_code == 302
    found = SchemeRound.objects.get(name="1. runde")
    assert found.closes_at.isoformat() == "2026-06-01T10:00:00+00:00"


def test_an_application_is_written_sent_and_granted(client, funded):
    data = {"scheme": funded.scheme.pk, "title": "Jobrettede samtaler"}
    client.post(reverse("funding:application-new"), data)
    made = Application.objects.get()
    assert made.theory
    for step in ("purpose", "work", "theory", "parties"):
        page = client.get(reverse("funding:application-step", args=[made.pk, step]))
        given = {name: page.context["form"][name].value() for name in page.context["form"].fields}
        given |= {"purpose": "p", "target_group": "t", "method": "m", "activities": "a", "time_plan": "t"}
        given |= {"begins": "2026-02-01", "ends": "2026-12-31", "evaluation": "e", "grantee": "g"}
        given = {name: value for name, value in given.items() if value is not None}
        assert client.post(reverse("funding:application-step", args=[made.pk, step]), given).status_code == 302
    line = {
        "heading": "external", "text": "Underviser", "year": 2026, "quantity": "2,5", "unit": "dag",
        "unit_price_ore": "1.000", "vat": "none",
    }  # fmt: skip
    assert client.post(reverse("funding:application-line", args=[made.pk, 0]), line).status_code == 302
    assert client.get(reverse("funding:application-budget", args=[made.pk])).status_code == 200
    assert client.get(reverse("funding:application-criteria", args=[made.pk])).status_code == 200
    criterion = made.criteria.earliest("pk").pk
    assert client.get(reverse("funding:application-criterion", args=[made.pk, criterion])).status_code == 200
    assert client.post(reverse("funding:application-sending", args=[made.pk]), {}).status_code == 302
    award = {
        "case_number": "26/17", "awarded_ore": "2.000", "awarded_on": "2026-03-01", "begins": "2026-02-01",
        "ends": "2026-12-31", "letter": SimpleUploadedFile("brev.pdf", b"%PDF-1.7 tilsagn"),
    }  # fmt: skip
    assert client.post(reverse("funding:application-award", args=[made.pk]), award).status_code == 302
    assert Grant.objects.get().awarded_ore == 200_000
    for name in ("grants", "applications"):
        assert client.get(reverse(f"funding:{name}")).status_code == 200
    assert client.get(Grant.objects.get().get_absolute_url()).status_code == 200
    assert client.get(made.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("awarded", "due"), [("2.000", [date(2027, 3, 31)]), ("1.999,99", [])])
def test_where_the_terms_ask_for_an_auditor_the_statement_is_a_condition_of_the_grant(client, funded, awarded, due):
    accounts = ReportDue(ReportKind.ACCOUNTS, offset_months=3)
    terms = replace(EIGHTY, audit_from_ore=200_000, reports=(accounts,))
    funded.scheme = change_scheme(by=funded.lead, scheme=funded.scheme, terms=terms)
    sent = funded.sent()
    award = {
        "case_number": "26/17", "awarded_ore": awarded, "awarded_on": "2026-03-01", "begins": "2026-02-01",
        "ends": "2026-12-31",
    }  # fmt: skip
    assert client.post(reverse("funding:application-award", args=[sent.pk]), award).status_code == 302
    found = Grant.objects.get().conditions.all()
    assert [one.due_on for one in found] == due
    assert all("revisor" in one.text for one in found)


def test_a_line_that_pays_more_than_itself_is_refused_and_what_was_typed_is_kept(client, funded):
    made = funded.draft()
    line = {
        "heading": "external", "text": "Underviser", "year": 2026, "quantity": "1", "unit_price_ore": "100",
        "own_ore": "101", "vat": "none",
    }  # fmt: skip
    answer = client.post(reverse("funding:application-line", args=[made.pk, 0]), line)
    assert (answer.status_code, made.budgets.get().lines.count()) == (422, 3)
    assert 'value="101"' in answer.content.decode()


def test_the_budget_goes_out_as_a_spreadsheet_whose_sums_are_right(client, funded):
    made = funded.draft()
    content = client.get(reverse("funding:application-budget-file", args=[made.pk])).content
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[-1][7:10] == [510_000, 328_000, 182_000]


def test_the_spreadsheet_counts_vat_that_is_borne_and_ends_with_an_income_side_that_comes_to_the_costs(client, funded):
    funded.scheme = change_scheme(by=funded.lead, scheme=funded.scheme, terms=replace(EIGHTY, vat=VatRule.BEARS))
    made = funded.draft()
    line = {
        "heading": "external", "text": "Lokale", "year": 2026, "quantity": "2", "unit_price_ore": "1.000",
        "vat": "borne",
    }  # fmt: skip
    assert client.post(reverse("funding:application-line", args=[made.pk, 0]), line).status_code == 302
    borne = made.budgets.get().lines.get(text="Lokale")
    assert (borne.vat_ore, borne.funder_ore, borne.own_ore) == (50_000, 200_000, 50_000)
    client.post(reverse("funding:application-income", args=[made.pk]), {"other_grants_ore": "2.500"})
    content = client.get(reverse("funding:application-budget-file", args=[made.pk])).content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.get_sheet_by_index(0).to_python()[-2][5:10] == [1_000, 500, 2_500, 2_000, 500]
    income = {row[0]: row[1] for row in book.get_sheet_by_index(1).to_python()[-6:]}
    assert list(income.values()) == [330_000, 2_500, 0, 0, 180_000, 512_500]


def test_what_is_no_document_is_refused_and_nothing_is_kept(client, funded):
    made = funded.draft()
    url = reverse("funding:application-attachment-new", args=[made.pk])
    for name, content in (("brev.pdf", b"<html>"), ("brev.exe", b"%PDF-"), ("brev.pdf", b"")):
        answer = client.post(url, {"what": "Brev", "file": SimpleUploadedFile(name, content)})
        assert (answer.status_code, made.attachments.count()) == (422, 0)


def test_a_draft_that_was_put_away_is_taken_back(client, funded):
    made = funded.draft()
    client.post(reverse("funding:application-removal", args=[made.pk]))
    assert client.get(made.get_absolute_url()).status_code == 404
    client.post(reverse("funding:application-restoring", args=[made.pk]))
    assert client.get(made.get_absolute_url()).status_code == 200
    made.refresh_from_db()
    assert made.state == ApplicationState.DRAFT


def test_a_draft_is_read_by_those_who_write_it_and_what_was_sent_by_the_funder_too(client, funded):
    draft, sent = funded.draft(), funded.sent()
    client.force_login(somebody_who_is(Role.FUNDER_READER, funded.jobcentre))
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(sent.get_absolute_url()).status_code == 200
