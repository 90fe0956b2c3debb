"""Plans kept beside each other: named, compared, deleted and taken back."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.factories.people import the_head_of, the_lead_of
from tests.factories.programmes import NOW, a_programme, a_variant
from tests.factories.small_plan import SEATS, the_plan, the_problem

from samklang.access.refusals import NotAllowed
from samklang.core.planner.compare import Column
from samklang.planning.commands import delete_programme, delete_variant, publish, rename_variant
from samklang.planning.models import Variant
from samklang.planning.queries.comparison import compared

pytestmark = pytest.mark.django_db


def test_two_plans_are_compared_in_figures_that_the_checker_counted():
    programme = a_programme()
    every = a_variant(programme)
    fewer = a_variant(programme, the_plan(the_problem(), seats={one: SEATS[one] for one in ("anne", "bo", "camilla")}))
    broken = a_variant(programme, replace(the_plan(the_problem()), seats=()))
    found = compared([every, fewer, broken])
    assert [row.figures.untrained if row.figures else None for row in found.rows] == [0, 1, None]
    assert found.best[Column.UNTRAINED] == (0,)
    assert str(found.rows[2].reason) == "It breaks rules, so its figures mean nothing."


def test_the_page_shows_those_chosen_side_by_side(client):
    programme = a_programme()
    variants = [a_variant(programme) for _ in range(3)]
    rename_variant(by=None, variant=variants[1], name="To hold", note="Billigst")
    client.force_login(the_head_of(programme.jobcentre))
    page = client.get(reverse("planning:comparison", args=[programme.pk]) + "?plan=1&plan=2").content.decode()
    assert all(text in page for text in ("Plan 1", "Plan 2: To hold", "Billigst", "Sidste kursusgang"))
    assert page.count('<th scope="col" class="number">') == 2


def test_a_name_and_a_note_are_kept_as_they_were_typed(client):
    variant = a_variant()
    client.force_login(the_lead_of(variant.programme.jobcentre))
    typed = {"name": " Fire hold <b> ", "note": "Godt & billigt"}
    client.post(reverse("planning:variant-name", args=[variant.pk]), typed)
    variant.refresh_from_db()
    assert (variant.name, variant.note) == ("Fire hold <b>", "Godt & billigt")
    page = client.get(variant.get_absolute_url()).content.decode()
    assert "Fire hold &lt;b&gt;" in page
    assert "<b> " not in page


def test_a_plan_deleted_is_gone_and_comes_back_with_undo(client):
    variant = a_variant()
    client.force_login(the_lead_of(variant.programme.jobcentre))
    client.post(reverse("planning:variant-removal", args=[variant.pk]))
    assert client.get(variant.get_absolute_url()).status_code == 404
    client.post(reverse("planning:variant-restoring", args=[variant.pk]))
    assert client.get(variant.get_absolute_url()).status_code == 200


def test_what_people_go_by_is_not_deleted():
    variant = a_variant()
    publish(by=None, variant=variant, now=NOW)
    with pytest.raises(NotAllowed, match="is published"):
        delete_variant(by=None, variant=variant, now=NOW)
    with pytest.raises(NotAllowed, match="is published"):
        delete_programme(by=None, programme=variant.programme, now=NOW)
    assert Variant.objects.get().deleted_at is None


def test_a_programme_deleted_is_gone_and_comes_back_with_undo(client):
    programme = a_programme()
    client.force_login(the_lead_of(programme.jobcentre))
    client.post(reverse("planning:programme-removal", args=[programme.pk]))
    assert client.get(programme.get_absolute_url()).status_code == 404
    client.post(reverse("planning:programme-restoring", args=[programme.pk]))
    assert client.get(programme.get_absolute_url()).status_code == 200
