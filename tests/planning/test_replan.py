"""A plan changed as little as possible after absences, as a new plan with the reasons in it."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.factories.explained import an_approved_plan
from tests.factories.people import an_outsider, the_lead_of
from tests.factories.programmes import NOW, a_programme, a_variant
from tests.factories.small_plan import the_plan, the_problem

from samklang.access.refusals import NotAllowed
from samklang.planning.commands import replan
from samklang.planning.enums import Made, RunState
from samklang.planning.models import Run, Variant
from samklang.planning.queries import latest_version

pytestmark = pytest.mark.django_db
SEARCH = {"time_limit_s": "5", "threads": "1", "seed": "1"}


@pytest.fixture
def variant(client):
    made = a_variant(a_programme(), an_approved_plan(the_problem()))
    client.force_login(the_lead_of(made.programme.jobcentre))
    return made


def test_one_person_s_absence_moves_as_few_as_can_be_and_says_who_and_why(client, variant):
    typed = {"source": "typed", "person": "anne", "first_day": "2026-09-07", "last_day": "2026-09-07", **SEARCH}
    client.post(reverse("planning:variant-replanning", args=[variant.pk]), typed)
    made = Variant.objects.get(made=Made.REPLAN)
    assert (made.parent, made.approved, made.version) == (variant, True, latest_version(variant.programme))
    assert [one["person"] for one in made.changes["moved"]] == ["anne"]
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Anne Holm" in page
    assert made.changes["moved"][0]["what"]["da"] in page


def test_a_file_of_absences_is_read_and_what_is_wrong_in_it_is_told(client, variant, tmp_path):
    page = reverse("planning:variant-replanning", args=[variant.pk])
    wrong = tmp_path / "fravaer.csv"
    wrong.write_text("Medarbejder;Fra;Til\nNogen Anden;07-09-2026;07-09-2026\n", encoding="utf-8")
    with wrong.open("rb") as sent:
        answer = client.post(page, {"source": "file", "file": sent, **SEARCH})
    assert (answer.status_code, Run.objects.count()) == (422, 0)
    right = tmp_path / "syg.csv"
    right.write_text("Medarbejder;Fra;Til\nanne;07-09-2026;07-09-2026\n", encoding="utf-8")
    with right.open("rb") as sent:
        client.post(page, {"source": "file", "file": sent, **SEARCH})
    assert Run.objects.get().state == RunState.DONE


@pytest.mark.parametrize(
    "typed",
    [
        {"source": "file"},
        {"source": "typed", "person": "", "first_day": "2026-09-07"},
        {"source": "typed", "person": "anne"},
        {"source": "typed", "person": "anne", "first_day": "2026-09-08", "last_day": "2026-09-07"},
    ],
)
def test_what_is_missing_is_told_at_its_field(client, variant, typed):
    answer = client.post(reverse("planning:variant-replanning", args=[variant.pk]), {**SEARCH, **typed})
    assert (answer.status_code, Run.objects.count()) == (422, 0)


def test_a_plan_that_breaks_rules_is_not_replanned(variant):
    broken = replace(the_plan(the_problem()), seats=())
    other = a_variant(variant.programme, broken)
    for by, of, why in ((None, other, "breaks rules"), (an_outsider(), variant, "do not make course plans")):
        with pytest.raises(NotAllowed, match=why):
            replan(by=by, variant=of, document=variant.version.document, time_limit_s=5, threads=1, seed=1, now=NOW)
    assert Run.objects.count() == 0
