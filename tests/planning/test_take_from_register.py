"""Staff, leave, cover and closed days as the register has them; what the programme itself says is kept."""

from datetime import date

import pytest
from django.urls import reverse
from tests.factories.people import a_jobcentre, a_team, an_employee, the_lead_of
from tests.factories.programmes import NOW, a_programme

from samklang.people.commands import add_cover_need
from samklang.planning.commands import add_programme, change_rules, take_from_register
from samklang.planning.documents import faults_of, with_holidays
from samklang.planning.queries import latest_version

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)


def a_new_programme(jobcentre):
    """A programme with nothing but its frame."""
    return add_programme(
        by=None, jobcentre=jobcentre, title="Nyt", programme="companies", first_day=FIRST, last_day=LAST, now=NOW
    )


def test_staff_and_public_holidays_are_taken_and_what_is_still_missing_is_told():
    team = a_team(a_jobcentre(), "Team Øst")
    employees = [an_employee(team, name="Anne Ågård"), an_employee(team, name="Bo Bech")]
    version = take_from_register(by=None, programme=a_new_programme(team.parent), now=NOW)
    people = version.document["people"]
    assert [(one["id"], one["name"], one["to_train"]) for one in people] == [
        (employees[0].number, "Anne Ågård", True),
        (employees[1].number, "Bo Bech", True),
    ]
    assert [one["day"] for one in version.document["closed_days"]] == ["2026-12-25"]
    assert not version.ready
    assert [str(one.what) for one in faults_of(version.document)] == ["A programme needs at least one module."]


def test_who_is_to_be_trained_stays_as_the_programme_has_it():
    team = a_team(a_jobcentre())
    employee = an_employee(team)
    programme = a_new_programme(team.parent)
    before = take_from_register(by=None, programme=programme, now=NOW)
    people = [{**one, "to_train": False} for one in before.document["people"]]
    change_rules(by=None, programme=programme, document={**before.document, "people": people}, note="", now=NOW)
    an_employee(team, name="Clara Dam")
    after = take_from_register(by=None, programme=programme, now=NOW)
    assert {one["id"]: one["to_train"] for one in after.document["people"]}[employee.number] is False
    assert (after.people, after.to_train) == (2, 1)


def test_taking_the_same_again_makes_no_new_version(client):
    team = a_team(a_jobcentre())
    an_employee(team)
    programme = a_new_programme(team.parent)
    take_from_register(by=None, programme=programme, now=NOW)
    client.force_login(the_lead_of(team.parent))
    answer = client.post(reverse("planning:register", args=[programme.pk]), follow=True)
    assert "intet er ændret" in answer.content.decode()
    assert latest_version(programme).number == 2


def test_the_register_s_cover_takes_the_place_of_a_group_of_the_same_name():
    team = a_team(a_jobcentre(), "Team Øst")
    an_employee(team)
    programme = a_new_programme(team.parent)
    add_cover_need(by=None, jobcentre=team.parent, name="Team Øst", team=team, minimum=1, first_day=date(2026, 1, 1))
    version = take_from_register(by=None, programme=programme, now=NOW)
    assert [(one["name"], one["minimum"]) for one in version.document["groups"]] == [("Team Øst", 1)]


def test_public_holidays_are_added_once():
    document = latest_version(a_programme()).document
    assert with_holidays(with_holidays(document)) == with_holidays(document)
