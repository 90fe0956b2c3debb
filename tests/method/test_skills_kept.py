"""Judgements and plans are shown to whom they are about, and deleted with them or when they have had their time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.access import anew, the_administrator_of
from tests.factories.skills import Two

from samklang.access.clock import today
from samklang.access.commands import erase
from samklang.access.commands.retention import run
from samklang.access.retention import BY_NAME
from samklang.method.commands import development
from samklang.method.models import AssessedLevel, Assessment, DevelopmentPlan, Goal
from samklang.people.commands import end_employment

pytestmark = pytest.mark.django_db
TODAY = today()


@pytest.fixture
def two():
    found = Two()
    found.shared(found.leader, i1=2)
    found.judged(found.person, i1=4)
    found.plan(None, 10, "Spørge mere åbent")
    return found


def rows():
    return tuple(model.objects.count() for model in (Assessment, AssessedLevel, DevelopmentPlan, Goal))


def test_a_person_sees_what_is_held_on_their_skills(client, two):
    client.force_login(anew(two.person))
    said = client.get(reverse("what-we-hold")).content.decode()
    for words in ("Vurderinger af kompetencer", "Egen vurdering", "Lederens vurdering", "Spørge mere åbent"):
        assert words in said, words


def test_nothing_of_a_persons_skills_is_left_when_they_are_erased(two):
    two.judged(two.leader, i2=1)
    end_employment(by=None, employee=two.employee, last_day=TODAY - timedelta(days=1))
    administrator = the_administrator_of(two.jobcentre.parent)
    erase(by=administrator, person=two.person, today=TODAY, typed_name=two.person.name)
    assert rows() == (0, 0, 0, 0)


def test_the_night_deletes_judgements_and_plans_after_their_time_to_the_day(two):
    days = BY_NAME["assessment"].days
    assert days == BY_NAME["development-plan"].days == 5 * 365
    assert not BY_NAME["assessment"].verified
    DevelopmentPlan.objects.update(talk_day=TODAY)
    run(today=TODAY + timedelta(days=days), dry_run=False)
    assert rows() == (2, 2, 1, 1)
    run(today=TODAY + timedelta(days=days + 1), dry_run=False)
    assert rows() == (0, 0, 0, 0)


def test_what_was_removed_is_gone_when_it_can_no_longer_be_undone(two):
    plan = DevelopmentPlan.objects.get()
    development.remove_plan(by=two.person, plan=plan, today=TODAY, now=timezone.now())
    run(today=timezone.localdate(), dry_run=False)
    assert DevelopmentPlan.objects.count() == 1
    run(today=timezone.localdate() + timedelta(days=2), dry_run=False)
    assert DevelopmentPlan.objects.count() == 0
