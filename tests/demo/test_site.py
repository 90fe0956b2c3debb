"""The demo as a whole: both plans made, checked and published, somebody in every role to sign in as."""

from datetime import timedelta

import pytest
from tests.oracles.everything_stored import places_that_name

from samklang.access.commands import erase
from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.core.planner.check import check
from samklang.demo.site import PASSWORD, build
from samklang.demo.stages import STAGES
from samklang.ledger.models import Entry
from samklang.ledger.queries import verify
from samklang.people.commands import end_employment
from samklang.people.models import Leave
from samklang.planning.models import Publication, PublishedSession, Variant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def running(django_db_setup, django_db_blocker):
    """The stage at which everything has happened that the demo knows of, made once."""
    from django.db import transaction  # noqa: PLC0415 - only this fixture opens and undoes a transaction by hand

    told: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic():
        sign_ins = build(STAGES["running"], 2027, lambda sentence: told.append(str(sentence)))
        yield sign_ins, told
        transaction.set_rollback(True)


def test_the_demo_has_both_plans_a_cast_and_the_news(running):
    sign_ins, told = running
    assert {(one.role, one.place) for one in sign_ins} == {
        (role, place) for role in Role for place in ("Vejen", "Ringkøbing-Skjern")
    }
    assert all(Person.objects.get(email=one.email).check_password(PASSWORD) for one in sign_ins)
    assert told[-1] == "Six colleagues of Vejen have news"
    holding = Publication.objects.filter(ended_at=None)
    assert {one.programme.jobcentre.name for one in holding} == {"Jobcenter Vejen", "Jobcenter Ringkøbing-Skjern"}
    for variant in Variant.objects.select_related("version"):
        assert check(variant.version.document, variant.document).approved
    vejen = Variant.objects.get(programme__title__startswith="Vejen")
    assert vejen.untrained == 2
    assert PublishedSession.objects.filter(teaches=True).exists()
    assert Leave.objects.filter(kind="sick", first_day__year=2027, first_day__month__gte=9).count() >= 3
    assert verify().whole
    assert set(Entry.objects.values_list("origin", flat=True)) == {"demo"}


def test_a_leaver_of_the_demo_is_erased_from_register_ledger_and_published_plan(running):
    seat = PublishedSession.objects.filter(teaches=False, person__employee__leaves__isnull=False).order_by("pk").first()
    employee = seat.person.employee
    words = (seat.person.name, seat.person.email, f'"{employee.number}"')
    assert len(places_that_name(*words)) >= 4
    before, seats = Person.objects.filter(erased_at=None).count(), _seats()
    end_employment(by=None, employee=employee, last_day=STAGES["running"].today)
    erase(by=None, person=seat.person, today=STAGES["running"].today + timedelta(days=1))
    assert places_that_name(*words) == set()
    assert Person.objects.filter(erased_at=None).count() == before - 1
    assert _seats() == seats
    assert verify().whole
    for variant in Variant.objects.select_related("version"):
        assert check(variant.version.document, variant.document).approved


def _seats() -> list[int]:
    return [len(variant.document["seats"]) for variant in Variant.objects.order_by("pk")]
