"""Terms of schemes and of grants: what is to be looked up, reports, instalments and VAT."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.factories.funding import EIGHTY, Funded
from tests.factories.people import a_jobcentre, somebody_who_is

from samklang.access.clock import today
from samklang.access.enums import Role
from samklang.access.models import RoleGrant
from samklang.core.grants.alarms import alarms
from samklang.core.grants.document import terms_from, to_document
from samklang.core.grants.terms import TERM_WORDS, CountedFrom, Payout, PayoutWhen, ReportDue, ReportKind, VatRule
from samklang.core.words import render
from samklang.funding.enums import Account, Heading
from samklang.funding.models import Grant, Scheme, Voucher
from samklang.funding.queries.position import standing_of
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
ROWS = {
    "report_0_kind": "status", "report_0_months": "6", "report_0_counted_from": "grant_start",
    "report_1_kind": "final", "report_1_months": "3", "report_1_days": "14", "report_1_counted_from": "grant_end",
    "payout_0_share": "80", "payout_0_when": "start", "payout_1_share": "20", "payout_1_when": "offset",
    "payout_1_months": "4", "vat": "bears",
}  # fmt: skip
OWN = {"name": "Fondsmidler", "funder": "Fonden", "kind": "fund", "first_day": "2026-01-01"}


@pytest.fixture
def funded(client):
    """Somebody who runs grants, signed in."""
    found = Funded()
    client.force_login(found.lead)
    return found


def typed(client, url):
    """What the page's form would send as it is."""
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def test_everything_in_a_scheme_of_ones_own_is_to_be_looked_up(client, funded):
    answer = client.post(reverse("funding:scheme-own"), {**OWN, "jobcentre": funded.jobcentre.pk})
    made = Scheme.objects.get(name="Fondsmidler")
    assert (answer.status_code, terms_from(made.terms).unknown) == (302, frozenset(TERM_WORDS))


def test_a_scheme_of_ones_own_is_of_the_jobcentre_that_is_chosen(client, funded):
    other = a_jobcentre()
    RoleGrant.objects.filter(person=somebody_who_is(Role.PROGRAMME_LEAD, other)).update(person=funded.lead)
    url = reverse("funding:scheme-own")
    assert client.post(url, OWN).status_code == 422
    client.post(url, {**OWN, "jobcentre": other.pk})
    assert Scheme.objects.get(name="Fondsmidler").jobcentre == other


def test_a_cost_that_no_grant_bears_is_of_the_jobcentre_that_is_chosen(client, funded):
    other = a_jobcentre()
    RoleGrant.objects.filter(person=somebody_who_is(Role.PROGRAMME_LEAD, other)).update(person=funded.lead)
    cost = {
        "day": "2026-04-01", "supplier": "Huset", "text": "Leje", "net_ore": "1.000", "vat": "none", "heading": "rent",
    }  # fmt: skip
    url = reverse("funding:voucher-new")
    assert (client.post(url, cost).status_code, Voucher.objects.count()) == (422, 0)
    client.post(url, {**cost, "jobcentre": other.pk})
    assert Voucher.objects.get().jobcentre == other


def test_whoever_runs_grants_for_a_team_alone_is_told_that_schemes_are_the_jobcentres(client, funded):
    client.force_login(somebody_who_is(Role.PROGRAMME_LEAD, funded.jobcentre.children.first()))
    for name in ("scheme-own", "scheme-new", "voucher-new"):
        assert client.get(reverse(f"funding:{name}")).status_code == 403


def test_reports_instalments_and_vat_are_written_and_stand_on_the_page(client, funded):
    url = reverse("funding:scheme-terms", args=[funded.scheme.pk])
    assert client.post(url, {**typed(client, url), **ROWS}).status_code == 302
    funded.scheme.refresh_from_db()
    terms = terms_from(funded.scheme.terms)
    assert terms.reports == (
        ReportDue(ReportKind.STATUS, 6, 0, CountedFrom.GRANT_START),
        ReportDue(ReportKind.FINAL, 3, 14, CountedFrom.GRANT_END),
    )
    assert terms.payouts == (Payout(8_000), Payout(2_000, PayoutWhen.OFFSET, 4))
    assert terms.vat is VatRule.BEARS
    said = {str(one.label): one.said for one in client.get(funded.scheme.get_absolute_url()).context["terms"]}
    assert [render(one, "en") for one in said["which reports are due when"]] == [
        "Status report 6 months after the grant's first day",
        "Final report 3 months and 14 days after the grant's last day",
    ]
    assert [render(one, "en") for one in said["when the money is paid"]] == [
        "80 % when the grant begins", "20 % 4 months after the grant begins",
    ]  # fmt: skip
    assert render(said["whether VAT counts"], "en") == "Counts where we bear it finally"
    kept = client.post(url, typed(client, url))
    funded.scheme.refresh_from_db()
    assert (kept.status_code, terms_from(funded.scheme.terms)) == (302, terms)
    without = {**typed(client, url), "report_0_kind": "", "payout_0_share": ""}
    client.post(url, without)
    funded.scheme.refresh_from_db()
    changed = terms_from(funded.scheme.terms)
    assert (changed.reports, changed.payouts) == (terms.reports[1:], terms.payouts[1:])


@pytest.mark.parametrize(
    "wrong", [{"payout_1_share": "21"}, {"payout_1_months": ""}, {"payout_0_share": "-5"}, {"report_0_months": "x"}]
)
def test_instalments_of_more_than_the_award_and_rows_that_say_half_are_refused(client, funded, wrong):
    url = reverse("funding:scheme-terms", args=[funded.scheme.pk])
    assert client.post(url, {**typed(client, url), **ROWS, **wrong}).status_code == 422
    funded.scheme.refresh_from_db()
    assert funded.scheme.terms["payouts"] == []


def test_the_terms_of_a_grant_are_looked_up_and_its_alarms_end(client, funded):
    grant = funded.granted()
    Grant.objects.update(terms=to_document(replace(EIGHTY, unknown=frozenset({"reports", "vat"}))))
    grant.refresh_from_db()
    unverified = [one for one in alarms(standing_of(grant, today()).position) if one.key == "term-unverified"]
    url = reverse("funding:grant-terms", args=[grant.pk])
    answer = client.post(url, {**typed(client, url), **ROWS, "unknown": []})
    grant.refresh_from_db()
    assert (answer.status_code, answer.url, bool(unverified)) == (302, grant.get_absolute_url(), True)
    assert not [one for one in alarms(standing_of(grant, today()).position) if one.key == "term-unverified"]
    entry = Entry.objects.filter(deed="grant-changed").latest("number")
    assert entry.details == {
        "fields": ["terms"], "terms": ["vat", "reports", "payouts"], "looked_up": ["reports", "vat"], "to_look_up": [],
    }  # fmt: skip
    funded.scheme.refresh_from_db()
    grant.application.refresh_from_db()
    assert {str(one.terms["vat"]) for one in (funded.scheme, grant.application)} == {"unknown"}


def test_nobody_but_those_who_run_a_grant_changes_its_terms_and_a_closed_one_keeps_them(client, funded):
    grant = funded.granted()
    url = reverse("funding:grant-terms", args=[grant.pk])
    client.force_login(somebody_who_is(Role.FUNDER_READER, funded.jobcentre))
    assert client.post(url, ROWS).status_code == 403
    client.force_login(somebody_who_is(Role.PROGRAMME_LEAD, a_jobcentre()))
    assert client.get(url).status_code == 404
    client.force_login(funded.lead)
    Grant.objects.update(closed_at=grant.entered_at)
    assert client.post(url, ROWS).status_code == 403
    grant.refresh_from_db()
    assert grant.terms == to_document(EIGHTY)


def test_headings_and_accounts_have_one_set_of_words():
    assert str(Heading.TRANSPORT.label) == "Transport, kørsel, rejser og ophold"
    assert str(Account.BANK.label) == "Bank"
