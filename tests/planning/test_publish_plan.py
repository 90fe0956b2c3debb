"""The plan that holds: who publishes, what each then sees, and how it is taken back."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_employee,
    an_outsider,
    the_head_of,
    the_lead_of,
    the_leader_of,
)
from tests.factories.programmes import NOW, a_programme, a_variant
from tests.factories.small_plan import the_problem

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.core.planner.problem import document
from samklang.ledger.models import Entry
from samklang.people.commands import add_external
from samklang.people.enums import ExternalKind
from samklang.planning.commands import change_rules, publish, withdraw
from samklang.planning.models import Publication, PublishedSession
from samklang.planning.queries import holding, my_sessions

pytestmark = pytest.mark.django_db


def a_team_with_anne() -> tuple[object, Person]:
    """A team, and a colleague in it who is Anne of the small problem."""
    team = a_team(a_jobcentre())
    anne = an_employee(team, name="Anne Holm", number="anne", email="anne@example.org")
    return team, Person.objects.get(pk=anne.person_id)


@pytest.mark.parametrize(("who", "may"), [(the_lead_of, True), (the_head_of, True), (None, True)])
def test_head_and_programme_lead_publish(who, may):
    variant = a_variant()
    by = who(variant.programme.jobcentre) if who else None
    publish(by=by, variant=variant, now=NOW)
    assert (holding(variant.programme).variant == variant) is may
    assert Entry.objects.filter(deed="plan-published").count() == 1


def test_nobody_else_publishes():
    team = a_team(a_jobcentre())
    variant = a_variant(a_programme(jobcentre=team.parent))
    for person in (a_colleague_in(team), the_leader_of(team), an_outsider()):
        with pytest.raises(NotAllowed, match="do not publish"):
            publish(by=person, variant=variant, now=NOW)
    assert Publication.objects.count() == 0


def test_a_plan_for_rules_that_were_changed_since_is_not_published():
    variant = a_variant()
    changed = document(replace(the_problem(), title="Et andet navn"))
    change_rules(by=None, programme=variant.programme, document=changed, note="", now=NOW)
    with pytest.raises(NotAllowed, match=r"version 2, now 3"):
        publish(by=None, variant=variant, now=NOW)
    assert Publication.objects.count() == 0


def test_each_then_sees_their_own_dates_and_nobody_else_s(client):
    team, anne = a_team_with_anne()
    variant = a_variant(a_programme(jobcentre=team.parent))
    publish(by=None, variant=variant, now=NOW)
    assert [(one.cohort, one.module, one.teaches) for one in my_sessions(anne)] == [
        (1, "Start", False),
        (1, "Videre", False),
    ]
    other = a_colleague_in(team)
    assert list(my_sessions(other)) == []
    client.force_login(other)
    assert "Videre" not in client.get(reverse("delivery:own-courses")).content.decode()
    client.force_login(anne)
    assert "Videre" in client.get(reverse("delivery:own-courses")).content.decode()
    assert client.get(variant.get_absolute_url()).status_code == 404


def test_a_trainer_sees_the_sessions_they_teach_and_no_plan(client):
    jobcentre = a_jobcentre()
    external = add_external(
        by=None, jobcentre=jobcentre, kind=ExternalKind.TRAINER, name="Tove", email="tove@example.org",
        organisation="", first_day=NOW.date(), last_day=None,
    )  # fmt: skip
    variant = a_variant(a_programme(jobcentre=jobcentre))
    publish(by=None, variant=variant, now=NOW)
    tove = Person.objects.get(pk=external.person_id)
    assert {(one.teaches, one.participants) for one in my_sessions(tove)} == {(True, 2)}
    client.force_login(tove)
    assert client.get(reverse("delivery:own-courses")).status_code == 200
    assert client.get(variant.get_absolute_url()).status_code == 404
    assert Role.TRAINER in tove.standing.roles


def test_the_next_plan_takes_the_place_of_the_one_before_and_undone_it_gives_it_back():
    _, anne = a_team_with_anne()
    programme = a_programme(jobcentre=anne.employee.jobcentre)
    first, second = a_variant(programme), a_variant(programme)
    publish(by=None, variant=first, now=NOW)
    later = NOW.replace(hour=12)
    publication = publish(by=None, variant=second, now=later)
    assert (holding(programme).variant, my_sessions(anne).count()) == (second, 2)
    withdraw(by=None, publication=publication, now=later.replace(hour=13), back_to_the_one_before=True)
    assert (holding(programme).variant, my_sessions(anne).count()) == (first, 2)
    assert PublishedSession.objects.count() == 4


def test_withdrawn_nobody_sees_dates_of_it_any_more():
    _, anne = a_team_with_anne()
    programme = a_programme(jobcentre=anne.employee.jobcentre)
    publication = publish(by=None, variant=a_variant(programme), now=NOW)
    withdraw(by=None, publication=publication, now=NOW)
    assert (holding(programme), my_sessions(anne).count()) == (None, 0)
    with pytest.raises(NotAllowed, match="ended already"):
        withdraw(by=None, publication=publication, now=NOW)


def test_the_page_says_what_publishing_means_and_does_it(client):
    team, _ = a_team_with_anne()
    variant = a_variant(a_programme(jobcentre=team.parent))
    client.force_login(the_lead_of(team.parent))
    page = reverse("planning:variant-publishing", args=[variant.pk])
    text = client.get(page).content.decode()
    assert "1 person ser sine egne datoer" in text
    assert "3 personer med plads står ikke i medarbejderlisten" in text
    assert "Disse undervisere kendes ikke her" in text
    assert client.post(page).status_code == 302
    assert holding(variant.programme).variant == variant
    assert client.get(page).status_code == 403


def test_a_team_s_leader_sees_the_plan_that_holds_and_no_other(client):
    team = a_team(a_jobcentre())
    programme = a_programme(jobcentre=team.parent)
    first, second = a_variant(programme), a_variant(programme)
    publish(by=None, variant=second, now=NOW)
    client.force_login(the_leader_of(team))
    assert client.get(second.get_absolute_url()).status_code == 200
    assert client.get(first.get_absolute_url()).status_code == 404
    assert client.get(programme.get_absolute_url()).status_code == 404
    assert programme.title in client.get(reverse("planning:programmes")).content.decode()
