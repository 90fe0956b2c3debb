"""The pages of a grant and its books: costs, credit notes, counter-entries, hours, instalments, changes, closing."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.funding import ENDS, Funded
from tests.factories.people import a_jobcentre, a_team, the_lead_of

from samklang.core.grants.terms import Heading
from samklang.funding.enums import ChangeState
from samklang.funding.forms.grants import ChangeForm
from samklang.funding.models import ChangeRequest, Commitment, Grant, Voucher
from samklang.funding.queries.grants import terms_of
from samklang.funding.queries.position import standing_of
from samklang.funding.views.grants import less_of

pytestmark = pytest.mark.django_db
COST = {
    "day": "2026-04-01", "supplier": "Kursushuset", "text": "Undervisning", "net_ore": "1.000,01", "vat_ore": "250",
    "vat": "refunded", "heading": "external",
}  # fmt: skip


def url(name, *args):
    return reverse(f"funding:{name}", args=args)


@pytest.fixture
def funded(client):
    """Somebody who runs grants, signed in."""
    found = Funded()
    client.force_login(found.lead)
    return found


@pytest.fixture
def grant(funded):
    """400,000 kr. of which four fifths of each cost are paid."""
    return funded.granted()


def test_every_page_of_a_grant_opens(client, funded, grant):
    made = funded.cost(grant)
    for name, *args in (
        ("grant", grant.pk), ("grant-facts", grant.pk), ("grant-instalment", grant.pk, 0), ("vouchers",),
        ("grant-condition", grant.pk, 0), ("grant-rate", grant.pk), ("grant-hours", grant.pk), ("voucher", made.pk),
        ("grant-commitments", grant.pk), ("grant-commitment-new", grant.pk), ("grant-receipt", grant.pk),
        ("grant-payback", grant.pk), ("grant-change-new", grant.pk), ("voucher-new",), ("vouchers-file",),
        ("voucher-credit-note", made.pk), ("voucher-counter-entry", made.pk),
    ):  # fmt: skip
        assert client.get(url(name, *args)).status_code == 200, name


def test_a_cost_is_shared_to_the_ore_and_kept_with_its_document(client, funded, grant):
    other = funded.granted(20_000_000)
    data = {**COST, "grant_1": grant.pk, "grant_2": other.pk, "document": SimpleUploadedFile("f.pdf", b"%PDF-1.7")}
    assert client.post(url("voucher-new"), data).status_code == 302
    spent = [standing_of(one, ENDS).spent_ore for one in (grant, other)]
    assert sorted(spent) == [50_000, 50_001]
    made = Voucher.objects.get()
    assert client.get(url("voucher-document", made.pk)).content == b"%PDF-1.7"


@pytest.mark.parametrize(
    "wrong",
    [
        {"net_ore": "-5"}, {"net_ore": "0"}, {"net_ore": "mange"}, {"vat": "none"}, {"day": "2027-06-01"},
        {"heading": "equipment"}, {"day": "9999-99-99"}, {"text": "x" * 201}, {"text": "Se 010190-1234"},
    ],
)  # fmt: skip
def test_a_cost_that_is_wrong_is_refused_whole_and_what_was_typed_is_kept(client, funded, grant, wrong):
    answer = client.post(url("voucher-new"), {**COST, "grant_1": grant.pk, **wrong})
    assert (answer.status_code, Voucher.objects.count()) == (422, 0)
    assert "Kursushuset" in answer.content.decode()


def test_no_money_vanishes_from_an_invoice_that_is_shared(client, funded, grant):
    other = funded.granted(20_000_000)
    data = {**COST, "net_ore": "1.000", "grant_1": grant.pk, "share_2": "400"}
    answer = client.post(url("voucher-new"), data)
    assert (answer.status_code, Voucher.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == ["grant_2"]
    assert client.post(url("voucher-new"), {**data, "grant_2": other.pk}).status_code == 302
    assert [standing_of(one, ENDS).spent_ore for one in (grant, other)] == [60_000, 40_000]


def test_a_share_of_nought_is_nought_and_not_what_is_left(client, funded, grant):
    other = funded.granted(20_000_000)
    data = {**COST, "net_ore": "1.000", "grant_1": grant.pk, "grant_2": other.pk, "share_2": "0"}
    assert client.post(url("voucher-new"), data).status_code == 302
    assert [standing_of(one, ENDS).spent_ore for one in (grant, other)] == [100_000, 0]


def test_amounts_to_choose_from_stand_with_their_ore(client, funded, grant):
    data = {"text": "Underviser", "heading": "external", "ore": "5.000,50", "day": "2026-06-01"}
    client.post(url("grant-commitment-new", grant.pk), data)
    choices = dict(client.get(url("voucher-new")).context["form"].fields["settles"].choices)
    assert any("5.000,50" in one or "5,000.50" in one for one in choices.values())


def test_a_document_is_added_to_a_voucher_that_has_none(client, funded, grant):
    made = funded.cost(grant)
    there = url("voucher-document-new", made.pk)
    assert there in client.get(made.get_absolute_url()).content.decode()
    assert client.post(there, {}).status_code == 422
    assert client.post(there, {"document": SimpleUploadedFile("f.pdf", b"MZ")}).status_code == 422
    assert client.post(there, {"document": SimpleUploadedFile("f.pdf", b"%PDF-1.7")}).status_code == 302
    assert client.get(url("voucher-document", made.pk)).content == b"%PDF-1.7"
    page = client.get(made.get_absolute_url()).content.decode()
    assert "f.pdf" in page
    assert there not in page
    assert client.get(there).status_code == 403


def test_spending_less_is_reckoned_of_what_the_grant_pays_alone(client, funded, grant):
    terms = {**grant.terms, "headings": {**grant.terms["headings"], "materials": "blocked"}}
    funded.cost(grant, 45_000_000)
    funded.cost(grant, 10_000_000, heading=Heading.MATERIALS)
    Grant.objects.filter(pk=grant.pk).update(terms=terms)
    found = less_of(standing_of(Grant.objects.get(), ENDS + timedelta(days=1)))
    assert str(found).startswith("Spend 40,000 kr. less and the grant falls by 32,000 kr.")


def test_a_heading_that_changes_its_sum_keeps_its_vat_its_activity_and_its_reason(funded, grant):
    budget = grant.application.budgets.get()
    budget.lines.filter(heading="external").update(vat="borne", activity="Kurser", why="Fordi")
    sums = {"sum_external": "410.000", "sum_wages": "100.000", "sum_materials": "10.000"}
    form = ChangeForm({"what": "Flere", "why": "Flere", **sums}, budget=budget, terms=terms_of(grant))
    assert form.is_valid()
    [line] = [one for one in form.new_lines() if one.heading == "external"]
    assert (line.unit_price_ore, line.vat, line.activity, line.why) == (41_000_000, "borne", "Kurser", "Fordi")


def test_a_list_of_grants_comes_in_pages(client, funded, grant):
    page = client.get(url("grants")).context["page"]
    assert (page.paginator.per_page, page.paginator.count) == (20, 1)


def test_a_credit_note_is_not_larger_than_its_cost(client, funded, grant):
    made = funded.cost(grant, 100_000)
    data = {"day": "2026-04-02", "text": "Rabat", "ore": "1.000,01"}
    assert client.post(url("voucher-credit-note", made.pk), data).status_code == 422
    assert client.post(url("voucher-credit-note", made.pk), {**data, "ore": "400"}).status_code == 302
    assert standing_of(grant, ENDS).spent_ore == 60_000


def test_money_comes_in_and_goes_back(client, funded, grant):
    data = {"day": "2026-03-01", "ore": "100.000", "text": "1. rate"}
    assert client.post(url("grant-receipt", grant.pk), data).status_code == 302
    assert client.post(url("grant-payback", grant.pk), {**data, "ore": "1.000"}).status_code == 302
    assert standing_of(grant, ENDS).received_ore == 9_900_000


def test_a_change_is_asked_for_answered_and_in_force(client, funded, grant):
    data = {"what": "Flere hæfter", "why": "Flere deltagere", "new_end": "2027-03-31", "sum_external": "390.000",
            "sum_wages": "100.000", "sum_materials": "20.000"}  # fmt: skip
    assert client.post(url("grant-change-new", grant.pk), data).status_code == 302
    made = ChangeRequest.objects.get()
    assert client.get(url("change", made.pk)).status_code == 200
    answer = {"approved": "yes", "day": "2026-05-01"}
    assert client.post(url("change-answer", made.pk), answer).status_code == 302
    grant.refresh_from_db()
    made.refresh_from_db()
    assert (grant.ends, made.state) == (date(2027, 3, 31), ChangeState.APPROVED)
    assert standing_of(grant, ENDS).budget.by_heading["materials"] == 2_000_000
    assert client.post(url("change-answer", made.pk), answer).status_code == 403


def test_a_commitment_is_taken_out_and_brought_back(client, funded, grant):
    data = {"text": "Underviser", "heading": "external", "ore": "5.000", "day": "2026-06-01"}
    client.post(url("grant-commitment-new", grant.pk), data)
    one = Commitment.objects.get()
    client.post(url("commitment-removal", one.pk))
    one.refresh_from_db()
    assert one.dropped_at is not None
    client.post(url("commitment-removal", one.pk))
    one.refresh_from_db()
    assert one.dropped_at is None


def test_a_grant_is_not_closed_before_its_accounts_are_sent(client, funded, grant):
    assert client.post(url("grant-closing", grant.pk)).status_code == 403
    grant.refresh_from_db()
    assert grant.closed_at is None


def test_those_elsewhere_find_nothing_and_those_who_only_read_may_not_write(client, funded, grant):
    made = funded.cost(grant)
    client.force_login(the_lead_of(a_team(a_jobcentre()).parent))
    for name, *args in (("grant", grant.pk), ("voucher", made.pk), ("scheme", funded.scheme.pk)):
        assert client.get(url(name, *args)).status_code == 404
    assert client.post(url("voucher-attestation", made.pk)).status_code == 404


def test_numbers_no_row_has_are_not_found(client, funded):
    for name in ("grant", "voucher", "scheme", "application", "change"):
        assert client.get(url(name, 10**30)).status_code == 404
    assert client.get(url("vouchers"), {"grant": "9" * 40, "kind": "x", "page": "-1"}).status_code == 200
