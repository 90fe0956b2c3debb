"""No plan is possible: the rules that collide are told, and a way out is taken with a button, as a new version."""

import pytest
from django.urls import reverse
from tests.factories.people import the_head_of, the_lead_of
from tests.factories.programmes import NOW, a_programme, a_run
from tests.factories.small_plan import the_problem

from samklang.access.refusals import NotAllowed
from samklang.core.planner.problem import Cohorts
from samklang.planning.commands import apply_way_out, restore_version
from samklang.planning.enums import RunState
from samklang.planning.models import Run
from samklang.planning.queries import latest_version, version_of

pytestmark = pytest.mark.django_db


def an_impossible_run() -> Run:
    """Four to be trained, and one cohort of three at most."""
    few = Cohorts(minimum=1, maximum=1, size_minimum=1, size_maximum=3)
    return a_run(a_programme(the_problem(cohorts=few, everyone_must_be_trained=True)))


def the_number_of(run: Run, text: str) -> int:
    """The place of the way out that says so, from 1."""
    return next(number for number, way in enumerate(run.answer["ways"], 1) if text in way["what"]["en"])


def test_every_way_out_with_a_button_leads_to_a_plan():
    run = an_impossible_run()
    ways = [number for number, way in enumerate(run.answer["ways"], 1) if way["changes"]]
    assert ways
    before = run.version
    for number in ways:
        apply_way_out(by=None, run=run, number=number, now=NOW)
        again = a_run(run.programme)
        assert (number, again.state) == (number, RunState.DONE)
        restore_version(by=None, version=before, now=NOW)
        run.version = latest_version(run.programme)
        run.save()


def test_the_button_makes_a_new_version_with_the_way_out_as_its_note_and_can_be_undone(client):
    run = an_impossible_run()
    client.force_login(the_lead_of(run.programme.jobcentre))
    page = client.get(run.get_absolute_url()).content.decode()
    assert "Disse af jeres regler støder sammen" in page
    assert "Ret reglerne sådan" in page
    number = the_number_of(run, "Let a cohort have up to 4")
    client.post(reverse("planning:way-out", args=[run.pk, number]))
    version = latest_version(run.programme)
    assert (version.number, version.origin) == (3, "way-out")
    assert version.document["cohorts"]["size_maximum"] == 4
    client.post(reverse("planning:version-restoring", args=[run.programme_id, 2]))
    assert latest_version(run.programme).fingerprint == version_of(run.programme, 2).get().fingerprint


def test_a_way_out_of_rules_that_were_changed_since_is_not_taken(client):
    run = an_impossible_run()
    apply_way_out(by=None, run=run, number=1, now=NOW)
    with pytest.raises(NotAllowed, match="changed since"):
        apply_way_out(by=None, run=run, number=1, now=NOW)
    client.force_login(the_lead_of(run.programme.jobcentre))
    assert "Ret reglerne sådan" not in client.get(run.get_absolute_url()).content.decode()


@pytest.mark.parametrize("number", [0, 99])
def test_there_is_no_way_out_of_that_number(number):
    with pytest.raises(NotAllowed):
        apply_way_out(by=None, run=an_impossible_run(), number=number, now=NOW)


def test_who_only_sees_plans_takes_no_way_out():
    run = an_impossible_run()
    with pytest.raises(NotAllowed, match="do not make course plans"):
        apply_way_out(by=the_head_of(run.programme.jobcentre), run=run, number=1, now=NOW)
