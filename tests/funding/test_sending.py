"""What stops an application from being sent, which round it goes to, and two who write it at the same time."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.factories.funding import BEGINS, EIGHTY, LINES, NOW, Funded
from tests.factories.people import somebody_who_is

from samklang.access.clock import now, today
from samklang.access.enums import Role
from samklang.access.models import RoleGrant
from samklang.access.refusals import NotAllowed
from samklang.core.grants.terms import TERM_WORDS
from samklang.funding.commands import applications as commands
from samklang.funding.commands import schemes
from samklang.funding.enums import ApplicationState
from samklang.funding.given import CriterionGiven, LineGiven, RoundGiven
from samklang.funding.models import Application, SchemeRound
from samklang.funding.queries.applications import people_who_run

pytestmark = pytest.mark.django_db
SCREENS = LineGiven("equipment", 2026, "Skærme", Decimal(2), 100_000, "stk.", 0, 200_000)


@pytest.fixture
def funded(client):
    """Somebody who runs grants, signed in."""
    found = Funded()
    client.force_login(found.lead)
    return found


def send(funded, draft, at=NOW):
    return commands.send_application(by=funded.lead, application=draft, now=at)


def with_terms(funded, **changes):
    return schemes.change_scheme(by=funded.lead, scheme=funded.scheme, terms=replace(EIGHTY, **changes))


@pytest.mark.parametrize(
    ("terms", "lines", "reason"),
    [
        ({}, (*LINES, SCREENS), "is not paid by this grant. Move 2,000 kr."),
        ({"most_per_project_ore": 10_000_000}, LINES, "one project can get 100,000 kr."),
        ({"funder_share_bp": 1_000}, LINES, "the grant pays at most 10 %"),
        ({}, (replace(LINES[0], own_ore=1),), "and the parts come to"),
        ({}, (replace(LINES[0], year=2031),), "lies in 2031"),
        ({"latest_days_before_start": 1}, LINES, "The last day to apply was"),
    ],
)
def test_what_the_terms_stop_is_not_sent_and_the_first_of_it_is_said(funded, terms, lines, reason):
    with_terms(funded, **terms)
    draft = funded.draft()
    commands.set_budget(by=funded.lead, application=draft, lines=lines, now=NOW)
    with pytest.raises(NotAllowed) as refused:
        send(funded, draft)
    assert reason in str(refused.value.refusal.reason)
    draft.refresh_from_db()
    assert (draft.state, draft.sent_at) == (ApplicationState.DRAFT, None)


def test_what_nobody_has_looked_up_stops_nothing(funded):
    with_terms(funded, latest_days_before_start=1, most_per_project_ore=1, unknown=frozenset(TERM_WORDS))
    draft = funded.draft()
    commands.set_budget(by=funded.lead, application=draft, lines=(*LINES, SCREENS), now=NOW)
    assert send(funded, draft).state == ApplicationState.SENT


def test_the_day_of_sending_is_the_one_in_denmark(funded):
    with_terms(funded, latest_days_before_start=0)
    late = NOW.replace(month=1, day=31, hour=23, minute=30)
    assert late.date() == BEGINS - timedelta(days=1)
    assert send(funded, funded.draft(), late).state == ApplicationState.SENT
    with_terms(funded, latest_days_before_start=1)
    with pytest.raises(NotAllowed, match="last day to apply"):
        send(funded, funded.draft(), late)


def test_the_round_is_chosen_where_the_scheme_has_rounds(client, funded):
    draft = funded.draft()
    commands.change_application(by=funded.lead, application=draft, values={"round": None})
    draft.refresh_from_db()
    with pytest.raises(NotAllowed, match="Choose the round you apply in"):
        send(funded, draft)
    page = client.get(draft.get_absolute_url())
    assert page.context["next"] == reverse("funding:application-step", args=[draft.pk, "parties"])
    SchemeRound.objects.all().delete()
    assert send(funded, draft).state == ApplicationState.SENT


def test_a_new_application_goes_to_the_round_that_is_open_or_opens_next(client, funded):
    funded.scheme.rounds.all().delete()
    given = [RoundGiven("Lukket", closes_at=now() - timedelta(days=3)), RoundGiven("Kommer", now() + timedelta(days=3))]
    over, ahead = (schemes.write_round(by=funded.lead, scheme=funded.scheme, number=None, given=one) for one in given)
    client.post(reverse("funding:application-new"), {"scheme": funded.scheme.pk, "title": "Samtaler"})
    assert Application.objects.get().round == ahead
    assert over in funded.scheme.rounds.all()


def test_contacts_are_those_who_run_grants_today_and_whoever_stands_there_already(client, funded):
    left = funded.colleague()
    draft = funded.draft(contact=left)
    RoleGrant.objects.filter(person=left).update(last_day=today() - timedelta(days=1))
    assert people_who_run(funded.jobcentre, today()) == [funded.lead]
    page = client.get(reverse("funding:application-step", args=[draft.pk, "parties"]))
    assert left.pk in dict(page.context["form"].fields["contact"].choices)


def test_what_another_has_added_meanwhile_stays(client, funded):
    draft = funded.draft()
    ours = draft.budgets.get().lines.first()
    theirs = commands.write_line(by=funded.lead, application=draft, number=None, given=LINES[1], now=NOW)
    changed = commands.write_line(by=funded.lead, application=draft, number=ours.pk, given=LINES[2], now=NOW)
    assert (changed.pk, changed.text) == (ours.pk, "Hæfter")
    commands.remove_line(by=funded.lead, application=draft, number=ours.pk)
    assert theirs in draft.budgets.get().lines.all()
    with pytest.raises(NotAllowed, match="Somebody else has taken it out"):
        commands.write_line(by=funded.lead, application=draft, number=ours.pk, given=LINES[2], now=NOW)
    assert client.get(reverse("funding:application-line", args=[draft.pk, ours.pk])).status_code == 404
    one = draft.criteria.get()
    another = commands.write_criterion(
        by=funded.lead, application=draft, number=None, given=CriterionGiven("Set i samtaler")
    )
    commands.remove_criterion(by=funded.lead, application=draft, number=one.pk)
    assert list(draft.criteria.all()) == [another]


def test_rounds_are_written_one_by_one_and_one_that_was_applied_in_stays(funded):
    there, sent = funded.scheme.rounds.get(), funded.sent()
    made = schemes.write_round(by=funded.lead, scheme=funded.scheme, number=None, given=RoundGiven("2. runde"))
    schemes.write_round(by=funded.lead, scheme=funded.scheme, number=made.pk, given=RoundGiven("Anden runde"))
    assert {one.name for one in funded.scheme.rounds.all()} == {there.name, "Anden runde"}
    with pytest.raises(NotAllowed, match="has applications, and stays"):
        schemes.remove_round(by=funded.lead, scheme=funded.scheme, number=sent.round_id)
    schemes.remove_round(by=funded.lead, scheme=funded.scheme, number=made.pk)
    assert funded.scheme.rounds.get() == there


def test_a_line_larger_than_any_budget_is_refused(client, funded):
    draft = funded.draft()
    line = {
        "heading": "external", "text": "Underviser", "year": 2026, "quantity": "9999999", "unit_price_ore": "9.999.999",
        "vat": "none",
    }  # fmt: skip
    answer = client.post(reverse("funding:application-line", args=[draft.pk, 0]), line)
    assert (answer.status_code, draft.budgets.get().lines.count()) == (422, 3)


def test_a_role_that_begins_later_runs_no_grants_yet(funded):
    coming = somebody_who_is(Role.HEAD, funded.jobcentre)
    RoleGrant.objects.filter(person=coming).update(first_day=date(2099, 1, 1))
    assert coming not in people_who_run(funded.jobcentre, today())
