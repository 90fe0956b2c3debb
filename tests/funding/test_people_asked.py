"""A fund with a cap for each person: what is asked for each, what they had before, and what stops an application."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.factories.delivery import session_of, the_course
from tests.factories.funding import BEGINS, EIGHTY, NOW, Funded
from tests.factories.people import a_team, an_employee, somebody_who_is

from samklang.access.clock import today
from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.core.grants.terms import VatRule
from samklang.funding.commands import applications as commands
from samklang.funding.commands import grant_terms, grants, schemes
from samklang.funding.commands.erasure import purge
from samklang.funding.enums import VatTreatment
from samklang.funding.given import Award, LineGiven, OtherIncome, PersonGiven
from samklang.funding.models import Application, PersonAsked
from samklang.funding.queries.applications import findings_of
from samklang.funding.queries.people_asked import asked_for

pytestmark = pytest.mark.django_db
KR = 100
CAPPED = replace(EIGHTY, most_per_person_ore=30_000 * KR, latest_days_before_start=None)


@pytest.fixture
def funded(client):
    """Somebody who runs grants where a scheme has a cap for each, signed in; and two colleagues."""
    found = Funded()
    found.scheme = schemes.change_scheme(by=found.lead, scheme=found.scheme, terms=CAPPED)
    team = a_team(found.jobcentre, "Team Virksomhed")
    found.anna = an_employee(team, name="Anna Lund").person
    found.bent = an_employee(team, name="Bent Riis").person
    client.force_login(found.lead)
    return found


def draft_for(funded, ore):
    """A draft that asks the funder for so much in all."""
    made = funded.draft()
    line = LineGiven("external", 2026, "Diplomfag", 1, ore, "", 0, ore)
    whole = ore * 10 // 8
    line = replace(line, unit_price_ore=whole, own_ore=whole - ore)
    commands.set_budget(by=funded.lead, application=made, lines=[line], now=NOW)
    return made


def ask(funded, draft, person, ore, **had):
    return commands.write_person(
        by=funded.lead, application=draft, number=None, given=PersonGiven(person, ore, BEGINS, **had)
    )


def test_what_somebody_had_within_twelve_months_leaves_less_for_them_and_stops_the_application(funded):
    draft = draft_for(funded, 40_000 * KR)
    ask(funded, draft, funded.anna, 20_000 * KR, had_ore=15_000 * KR, had_on=date(2025, 6, 1))
    ask(funded, draft, funded.bent, 20_000 * KR, had_ore=15_000 * KR, had_on=date(2025, 2, 1))
    rows = {one.row.person.name: (one.had // KR, one.left // KR, len(one.says)) for one in asked_for(draft)}
    assert rows == {"Anna Lund": (15_000, 0, 1), "Bent Riis": (0, 10_000, 0)}
    with pytest.raises(NotAllowed, match="One person is asked for with more than they can get"):
        commands.send_application(by=funded.lead, application=draft, now=NOW)


def test_what_was_applied_for_elsewhere_at_the_same_funder_counts_and_what_was_withdrawn_does_not(funded):
    first, second = draft_for(funded, 20_000 * KR), draft_for(funded, 20_000 * KR)
    ask(funded, first, funded.anna, 20_000 * KR)
    ask(funded, second, funded.anna, 20_000 * KR)
    assert asked_for(second)[0].had == 0, "a draft has asked for nothing yet"
    sent = commands.send_application(by=funded.lead, application=first, now=NOW)
    assert asked_for(second)[0].had == 20_000 * KR
    commands.withdraw_application(by=funded.lead, application=sent)
    assert asked_for(second)[0].had == 0


def test_a_later_course_counts_and_what_was_given_counts_once_it_is_answered(funded):
    first, second = draft_for(funded, 20_000 * KR), draft_for(funded, 20_000 * KR)
    later = BEGINS + timedelta(days=90)
    given = PersonGiven(funded.anna, 20_000 * KR, later)
    commands.write_person(by=funded.lead, application=first, number=None, given=given)
    ask(funded, second, funded.anna, 20_000 * KR)
    sent = commands.send_application(by=funded.lead, application=first, now=NOW)
    assert asked_for(second)[0].had == 20_000 * KR
    grants.enter_grant(by=funded.lead, application=sent, award=Award("1", 5_000 * KR, later, later, later), now=NOW)
    assert asked_for(second)[0].had == 5_000 * KR


def test_terms_of_another_year_are_the_same_purse_and_another_scheme_is_not(funded):
    first, second = draft_for(funded, 20_000 * KR), draft_for(funded, 20_000 * KR)
    ask(funded, first, funded.anna, 20_000 * KR)
    ask(funded, second, funded.anna, 20_000 * KR)
    commands.send_application(by=funded.lead, application=first, now=NOW)
    given = {"by": funded.lead, "jobcentre": funded.jobcentre, "now": NOW}
    renewed = schemes.take_in_scheme(**given, key=funded.scheme.key, first_day=date(2026, 7, 1))
    Application.objects.filter(pk=second.pk).update(scheme=schemes.change_scheme(
        by=funded.lead, scheme=renewed, terms=CAPPED, values={"funder": "The same in another language"},
    ))  # fmt: skip
    assert asked_for(Application.objects.get(pk=second.pk))[0].had == 20_000 * KR
    other = schemes.take_in_scheme(**given, key="competence-fund-master", first_day=date(2026, 7, 1))
    Application.objects.filter(pk=second.pk).update(scheme=other)
    assert asked_for(Application.objects.get(pk=second.pk))[0].had == 0


def test_whoever_is_erased_is_asked_for_no_longer_except_in_what_was_sent(funded):
    draft, sent = draft_for(funded, 20_000 * KR), draft_for(funded, 20_000 * KR)
    for one in (draft, sent):
        ask(funded, one, funded.anna, 20_000 * KR)
    commands.send_application(by=funded.lead, application=sent, now=NOW)
    assert purge(person=funded.anna, redact=str) == 1
    assert (draft.people.count(), sent.people.count()) == (0, 1)


def test_amounts_for_people_come_to_what_the_budget_asks_for(funded):
    draft = draft_for(funded, 40_000 * KR)
    ask(funded, draft, funded.anna, 20_000 * KR)
    assert "people-sum" in {one.key for one in findings_of(draft, today())}
    ask(funded, draft, funded.bent, 20_000 * KR)
    assert {one.key for one in findings_of(draft, today())} & {"people-sum", "cap-per-person"} == set()


def test_only_the_page_of_those_who_write_names_anybody(client, funded):
    draft = draft_for(funded, 31_000 * KR)
    row = ask(funded, draft, funded.anna, 31_000 * KR)
    page = reverse("funding:application-people", args=[draft.pk])
    told = client.get(page).content.decode()
    assert "Anna Lund" in told
    assert "31.000" in told
    for name in ("application", "application-budget"):
        assert "Anna" not in client.get(reverse(f"funding:{name}", args=[draft.pk])).content.decode()
    Application.objects.filter(pk=draft.pk).update(state="sent", sent_at=NOW)
    client.force_login(somebody_who_is(Role.FUNDER_READER, funded.jobcentre))
    for name, *args in (("people",), ("person", 0), ("person", row.pk)):
        assert client.get(reverse(f"funding:application-{name}", args=[draft.pk, *args])).status_code == 403
    assert client.get(reverse("funding:application-budget", args=[draft.pk])).status_code == 200


def test_a_person_is_written_changed_and_taken_out_on_the_page(client, funded):
    draft = draft_for(funded, 20_000 * KR)
    new = reverse("funding:application-person", args=[draft.pk, 0])
    given = {"person": funded.anna.pk, "starts_on": "2026-03-01", "ore": "20.000", "had_ore": "5.000", "had_on": ""}
    wrong = client.post(new, given)
    assert (wrong.status_code, draft.people.count()) == (422, 0)
    assert 'value="5.000"' in wrong.content.decode()
    assert client.post(new, {**given, "had_on": "2025-10-01"}).status_code == 302
    row = draft.people.get()
    assert (row.ore, row.had_ore, row.had_on) == (2_000_000, 500_000, date(2025, 10, 1))
    assert client.post(new, {**given, "had_on": "2025-10-01"}).status_code == 422, "nobody stands there twice"
    one = reverse("funding:application-person", args=[draft.pk, row.pk])
    assert client.post(one, {**given, "had_ore": "", "ore": "1.000"}).status_code == 302
    row.refresh_from_db()
    assert (row.ore, row.had_ore, row.had_on) == (100_000, 0, None)
    assert client.post(reverse("funding:application-person-removal", args=[draft.pk, row.pk])).status_code == 302
    assert not PersonAsked.objects.exists()


@pytest.mark.parametrize("ore", ["0", "-5", "10000000000000", "mange"])
def test_an_amount_that_cannot_be_is_refused_and_kept_as_it_was_typed(client, funded, ore):
    draft = draft_for(funded, 20_000 * KR)
    url = reverse("funding:application-person", args=[draft.pk, 0])
    answer = client.post(url, {"person": funded.anna.pk, "starts_on": "2026-03-01", "ore": ore})
    assert (answer.status_code, PersonAsked.objects.count()) == (422, 0)
    assert f'value="{ore}"' in answer.content.decode()


def test_somebody_of_another_jobcentre_is_not_asked_for(client, funded):
    stranger = an_employee(a_team(Funded().jobcentre, "Andet team"), name="Clara Dam").person
    draft = draft_for(funded, 20_000 * KR)
    url = reverse("funding:application-person", args=[draft.pk, 0])
    answer = client.post(url, {"person": stranger.pk, "starts_on": "2026-03-01", "ore": "100"})
    assert (answer.status_code, PersonAsked.objects.count()) == (422, 0)


def test_other_income_is_no_more_than_what_the_funder_does_not_pay(client, funded):
    draft = draft_for(funded, 40_000 * KR)
    url = reverse("funding:application-income", args=[draft.pk])
    assert client.post(url, {"other_grants_ore": "9.000", "vat_back_ore": "1.001"}).status_code == 422
    assert client.post(url, {"other_grants_ore": "9.000", "vat_back_ore": "1.000"}).status_code == 302
    budget = draft.budgets.get()
    assert (budget.other_grants_ore, budget.vat_back_ore, budget.depreciation_ore) == (900_000, 100_000, 0)
    line = replace(LineGiven("external", 2026, "Diplomfag", 1, 4_000_000, "", 0, 4_000_000), own_ore=0)
    commands.set_budget(by=funded.lead, application=draft, lines=[line], now=NOW)
    assert "Other income is more than" in " ".join(str(one.says) for one in findings_of(draft, today()))


def test_vat_that_follows_the_price_follows_it_when_the_line_is_changed(client, funded):
    funded.scheme = schemes.change_scheme(
        by=funded.lead, scheme=funded.scheme, terms=replace(CAPPED, vat=VatRule.BEARS)
    )
    draft = draft_for(funded, 20_000 * KR)
    url = reverse("funding:application-line", args=[draft.pk, draft.budgets.get().lines.get().pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert client.post(url, {**data, "vat": "borne", "own_ore": ""}).status_code == 302
    assert draft.budgets.get().lines.get().vat_ore == 6_250 * KR
    assert client.post(url, {**data, "vat": "borne", "own_ore": "", "quantity": "2"}).status_code == 302
    assert draft.budgets.get().lines.get().vat_ore == 12_500 * KR


def test_a_change_of_the_grant_keeps_vat_and_cannot_leave_more_income_than_own_money(client, funded):
    terms = replace(EIGHTY, vat=VatRule.BEARS)
    funded.scheme = schemes.change_scheme(by=funded.lead, scheme=funded.scheme, terms=terms)
    draft = funded.draft()
    line = LineGiven("external", 2026, "Lokale", 2, 100_000, "", 50_000, 200_000, VatTreatment.BORNE, 50_000)
    commands.set_budget(by=funded.lead, application=draft, lines=[line], now=NOW)
    commands.set_income(by=funded.lead, application=draft, income=OtherIncome(other_grants_ore=40_000), now=NOW)
    sent = commands.send_application(by=funded.lead, application=draft, now=NOW)
    grant = grants.enter_grant(
        by=funded.lead, application=sent, award=Award("1", 200_000, BEGINS, BEGINS, date(2026, 12, 31)), now=NOW
    )
    url = reverse("funding:grant-change-new", args=[grant.pk])
    data = {"what": "Mindre", "why": "Billigere", "sum_external": "1.250", "other_grants_ore": "400"}
    answer = client.post(url, data)
    assert (answer.status_code, grant.changes.count()) == (422, 0)
    assert "indtægtssiden" in answer.content.decode()
    assert client.post(url, {**data, "other_grants_ore": "250"}).status_code == 302
    new = grant.changes.get().new_budget
    found = new.lines.get()
    assert (found.unit_price_ore, found.vat_ore, found.own_ore, found.funder_ore) == (100_000, 25_000, 25_000, 100_000)
    assert new.other_grants_ore == 25_000


def test_an_auditor_is_asked_for_once_the_terms_of_the_grant_are_looked_up(funded):
    grant = funded.granted()
    given = {"by": funded.lead, "grant": grant}
    assert grant_terms.ask_for_auditor(**given, language="da") is None
    grant_terms.change_grant_terms(**given, terms=replace(EIGHTY, audit_from_ore=1))
    grant.refresh_from_db()
    assert grant_terms.ask_for_auditor(**given, language="da") is not None
    assert grant_terms.ask_for_auditor(**given, language="en") is None
    assert grant.conditions.count() == 1


def test_those_with_a_seat_are_taken_with_equal_parts_from_the_first_day_of_their_cohort(client, funded):
    course = the_course(funded.jobcentre)
    draft = draft_for(funded, 40_001 * KR + 3)
    url = reverse("funding:application-people-from-plan", args=[draft.pk])
    assert client.post(url).status_code == 302
    assert draft.people.count() == 0, "without a programme nobody is taken"
    Application.objects.filter(pk=draft.pk).update(programme=course.programme)
    assert client.post(url).status_code == 302
    rows = list(draft.people.order_by("pk"))
    seats = {one.person_id: session_of(course, one.cohort).begins.date() for one in course.seats.filter(state="held")}
    assert {one.person_id: one.starts_on for one in rows} == seats
    assert sum(one.ore for one in rows) == 40_001 * KR + 3
    assert max(one.ore for one in rows) - min(one.ore for one in rows) <= 1
    draft.people.filter(pk=rows[0].pk).update(had_ore=500, had_on=date(2025, 12, 1))
    assert client.post(url).status_code == 302
    assert draft.people.get(person=rows[0].person_id).had_ore == 500, "what they had stays as it was written"
