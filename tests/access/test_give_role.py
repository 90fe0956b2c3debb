"""Roles are given and ended by those who answer for a place, and never to oneself."""

from datetime import date, timedelta

import pytest
from tests.factories.access import anew, the_administrator_of
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_municipality,
    a_team,
    the_head_of,
    the_lead_of,
)

from samklang.access.commands import add_person, add_person_with_role, end_role, give_role, reopen_role
from samklang.access.enums import Right, Role
from samklang.access.models import Person, RoleGrant
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011 - roles are asked about today's date
YESTERDAY = TODAY - timedelta(days=1)


def test_the_head_makes_a_colleague_lead_and_the_ledger_says_so():
    team = a_team()
    head, colleague = the_head_of(team.parent), a_colleague_in(team)
    give_role(by=head, person=colleague, role=Role.PROGRAMME_LEAD, place=team.parent, first_day=TODAY)
    assert anew(colleague).standing.may(Right.MAKE_PLANS, team.pk)
    entry = Entry.objects.first()
    assert (entry.deed, entry.actor_id, entry.about_id, entry.details) == (
        "role-given", head.pk, colleague.pk, {"role": "programme-lead"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("role", "said"),
    [(Role.ADMINISTRATOR, "Only an administrator makes"), (Role.HEAD, None)],
)
def test_only_an_administrator_makes_an_administrator(role, said):
    team = a_team()
    head, colleague = the_head_of(team.parent), a_colleague_in(team)
    if said is None:
        give_role(by=head, person=colleague, role=role, place=team.parent, first_day=TODAY)
        return
    with pytest.raises(NotAllowed, match=said):
        give_role(by=head, person=colleague, role=role, place=team.parent, first_day=TODAY)
    assert not RoleGrant.objects.filter(person=colleague, role=role).exists()


def test_nobody_gives_a_role_to_themselves():
    jobcentre = a_jobcentre()
    head = the_head_of(jobcentre)
    with pytest.raises(NotAllowed, match="to themselves"):
        give_role(by=head, person=head, role=Role.PROGRAMME_LEAD, place=jobcentre, first_day=TODAY)


def test_who_leads_courses_gives_no_roles():
    team = a_team()
    with pytest.raises(NotAllowed, match="You give no roles at"):
        give_role(
            by=the_lead_of(team.parent), person=a_colleague_in(team), role=Role.HEAD, place=team.parent, first_day=TODAY
        )


def test_a_role_does_not_reach_into_another_municipality():
    team, elsewhere = a_team(), a_team()
    with pytest.raises(NotAllowed, match="belongs to another municipality"):
        give_role(
            by=the_head_of(team.parent), person=a_colleague_in(elsewhere), role=Role.HEAD, place=team.parent,
            first_day=TODAY,
        )  # fmt: skip


def test_a_role_that_ended_yesterday_gives_nothing_today_and_can_be_given_back():
    team = a_team()
    head, colleague = the_head_of(team.parent), a_colleague_in(team)
    grant = give_role(
        by=head, person=colleague, role=Role.PROGRAMME_LEAD, place=team.parent, first_day=date(2020, 1, 1)
    )
    end_role(by=head, grant=grant, last_day=YESTERDAY)
    assert not anew(colleague).standing.may(Right.MAKE_PLANS)
    reopen_role(by=head, grant=grant, last_day=None)
    assert anew(colleague).standing.may(Right.MAKE_PLANS, team.pk)


def test_the_last_who_gives_roles_keeps_the_role():
    jobcentre = a_jobcentre()
    administrator = the_administrator_of(jobcentre)
    with pytest.raises(NotAllowed, match="is the last who can give roles at"):
        end_role(by=administrator, grant=administrator.grants.get(), last_day=YESTERDAY)
    the_head_of(jobcentre.parent)
    end_role(by=anew(administrator), grant=administrator.grants.get(), last_day=YESTERDAY)
    assert not anew(administrator).standing.roles


def test_somebody_who_is_not_employed_comes_in_with_one_role():
    municipality = a_municipality()
    administrator = the_administrator_of(municipality)
    grant = add_person_with_role(
        by=administrator, place=municipality, name="Ditte Mark", email="Ditte@Example.org",
        role=Role.WORKS_COUNCIL_READER, first_day=TODAY,
    )  # fmt: skip
    assert (grant.person.email, grant.person.municipality) == ("ditte@example.org", municipality)
    assert anew(grant.person).standing.roles == {Role.WORKS_COUNCIL_READER}


def test_nobody_is_added_by_who_gives_no_roles():
    jobcentre = a_jobcentre()
    lead, before = the_lead_of(jobcentre), Person.objects.count()
    with pytest.raises(NotAllowed):
        add_person_with_role(
            by=lead, place=jobcentre, name="Ditte", email="d@example.org", role=Role.FUNDER_READER, first_day=TODAY
        )
    assert Person.objects.count() == before


def test_a_role_of_days_that_are_not_in_order_is_refused():
    jobcentre = a_jobcentre()
    person = add_person(by=None, municipality=jobcentre.parent, name="Else")
    with pytest.raises(NotAllowed, match="comes before the first"):
        give_role(by=None, person=person, role=Role.HEAD, place=jobcentre, first_day=TODAY, last_day=YESTERDAY)
