"""A person who is erased becomes a number in programmes and plans, and the plans still hold together."""

import json
from datetime import date

import pytest
from tests.factories.people import a_team, an_employee
from tests.factories.programmes import a_programme, a_variant
from tests.factories.small_plan import the_plan, the_problem

from samklang.access.commands import erase
from samklang.core.planner.plan import from_document as plan_from
from samklang.core.planner.problem import from_document as problem_from
from samklang.people.models import Employee
from samklang.planning import documents
from samklang.planning.commands.erasure import renumbered
from samklang.planning.models import Variant, Version
from samklang.planning.queries.mentions import mentions

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 7)


def somebody_in(variant: Variant) -> tuple[Employee, dict]:
    """The register's own row for the first person of the plan's problem."""
    person = variant.version.document["people"][0]
    employee = an_employee(
        a_team(variant.programme.jobcentre), name=person["name"], number=person["id"], last_day=date(2026, 9, 1)
    )
    return employee, person


def test_the_number_and_the_name_are_gone_and_everybody_keeps_their_seat():
    variant = a_variant(a_programme())
    seats = len(variant.document["seats"])
    employee, person = somebody_in(variant)
    erase(by=None, person=employee.person, today=TODAY)
    variant, version = Variant.objects.get(pk=variant.pk), Version.objects.get(pk=variant.version_id)
    stored = json.dumps([variant.document, version.document], ensure_ascii=False)
    assert person["name"] not in stored
    assert f'"{person["id"]}"' not in stored
    assert version.document["people"][0]["id"] == f"slettet-{employee.pk}"
    assert len(variant.document["seats"]) == seats
    assert {one["person"] for one in variant.document["seats"]} <= {one["id"] for one in version.document["people"]}


def test_the_documents_are_still_problems_and_plans_and_point_to_each_other():
    variant = a_variant(a_programme())
    employee, _ = somebody_in(variant)
    erase(by=None, person=employee.person, today=TODAY)
    variant, version = Variant.objects.get(pk=variant.pk), Version.objects.get(pk=variant.version_id)
    problem_from(version.document)
    plan = plan_from(variant.document)
    assert plan.problem == version.fingerprint == documents.fingerprint(version.document)
    assert variant.fingerprint == documents.fingerprint(variant.document)


def test_another_jobcentres_person_with_the_same_number_is_left():
    variant = a_variant(a_programme())
    before = json.dumps(variant.version.document, sort_keys=True)
    number = variant.version.document["people"][0]["id"]
    stranger = an_employee(a_team(), name="Ulla Ukendt", number=number, last_day=date(2026, 9, 1))
    erase(by=None, person=stranger.person, today=TODAY)
    assert json.dumps(Version.objects.get(pk=variant.version_id).document, sort_keys=True) == before


def test_only_what_points_at_a_person_gets_the_new_number():
    document = {
        "people": [{"id": "7", "peer": "8", "team": "7"}, {"id": "8", "peer": "7"}],
        "rooms": [{"id": "7"}],
        "duties": [{"person": "7", "what": "7"}],
    }
    assert renumbered(document, {"7": "x"}) == {
        "people": [{"id": "x", "peer": "8", "team": "7"}, {"id": "8", "peer": "x"}],
        "rooms": [{"id": "7"}],
        "duties": [{"person": "x", "what": "7"}],
    }


def test_one_sees_what_the_rules_of_programmes_say_of_oneself():
    variant = a_variant(a_programme())
    employee, person = somebody_in(variant)
    assert mentions(employee.person) == [
        {
            "programme": variant.programme.title,
            "name": person["name"],
            "to_train": person["to_train"],
            "done_modules": person["done_modules"],
        }
    ]
    assert mentions(an_employee(a_team()).person) == []


def test_the_small_plan_is_of_the_small_problem():
    """What the tests above stand on."""
    assert {seat.person for seat in the_plan(the_problem()).seats} <= {one.id for one in the_problem().people}
