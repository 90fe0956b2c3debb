"""A plan adjusted by hand: tried on a copy that survives a reload, answered by the checker, saved as a new plan."""

import pytest
from django.urls import reverse
from tests.factories.people import the_head_of, the_lead_of
from tests.factories.programmes import NOW, a_programme, a_variant

from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.planning.adjusting import person_step
from samklang.planning.commands import add_step, keep_adjustment, publish
from samklang.planning.enums import Made
from samklang.planning.models import Adjustment, Variant

pytestmark = pytest.mark.django_db
TO_WEDNESDAY = {"date": "2026-09-12", "half": "am", "trainer": "tove", "room": "salen"}
"""A Saturday: no session can be held then."""


@pytest.fixture
def variant(client):
    made = a_variant(a_programme())
    client.force_login(the_lead_of(made.programme.jobcentre))
    return made


def of(name: str, variant: Variant, *more: object) -> str:
    """The address of a deed on a plan being adjusted."""
    return reverse(f"planning:{name}", args=[variant.pk, *more])


def test_a_step_is_answered_at_once_and_is_still_there_after_a_reload(client, variant):
    answer = client.post(
        of("moved-person", variant), {"person": "anne", "to_cohort": "2"}, headers={"HX-Request": "true"}
    )
    assert "Alle regler er overholdt." in answer.content.decode()
    assert "<html" not in answer.content.decode()
    again = client.get(of("adjusting", variant)).content.decode()
    assert "Anne Holm til hold 2" in again
    assert Variant.objects.count() == 1


def test_without_javascript_the_same_form_leads_back_to_the_page(client, variant):
    answer = client.post(of("moved-person", variant), {"person": "anne", "to_cohort": "2"})
    assert (answer.status_code, answer.headers["Location"]) == (302, of("adjusting", variant))


def test_what_breaks_a_rule_is_told_in_words_and_can_be_undone(client, variant):
    client.post(of("moved-session", variant, 1, 1), TO_WEDNESDAY)
    page = client.get(of("adjusting", variant)).content.decode()
    assert "regler er brudt" in page or "regel er brudt" in page
    client.post(of("adjusting-undo", variant))
    assert "Intet er ændret endnu." in client.get(of("adjusting", variant)).content.decode()


def test_a_form_with_mistakes_is_answered_with_what_is_wrong(client, variant):
    answer = client.post(of("moved-person", variant), {"person": "", "to_cohort": "2"})
    assert (answer.status_code, Adjustment.objects.count()) == (422, 0)
    answer = client.post(of("moved-session", variant, 1, 1), {**TO_WEDNESDAY, "date": "i går"})
    assert (answer.status_code, Adjustment.objects.count()) == (422, 0)


def test_saved_it_is_a_new_plan_marked_as_adjusted_by_hand(client, variant):
    client.post(of("moved-person", variant), {"person": "anne", "to_cohort": "2"})
    answer = client.post(of("adjusting-keep", variant), {"name": "Anne til torsdag"})
    kept = Variant.objects.get(number=2)
    assert answer.headers["Location"] == kept.get_absolute_url()
    assert (kept.made, kept.name, kept.parent, kept.approved) == (Made.HAND, "Anne til torsdag", variant, True)
    assert (Adjustment.objects.count(), Entry.objects.filter(deed="plan-adjusted").count()) == (0, 1)


def test_a_plan_that_breaks_rules_can_be_saved_and_not_published(client, variant):
    client.post(of("moved-session", variant, 1, 1), TO_WEDNESDAY)
    client.post(of("adjusting-keep", variant), {"name": ""})
    kept = Variant.objects.get(number=2)
    assert (kept.approved, bool(kept.violations)) == (False, True)
    with pytest.raises(NotAllowed, match="breaks rules"):
        publish(by=None, variant=kept, now=NOW)
    page = client.get(kept.get_absolute_url()).content.decode()
    assert kept.violations[0]["da"].split("»")[0] in page
    assert "Udgift i alt" not in page


def test_each_tries_on_their_own(client, variant):
    client.post(of("moved-person", variant), {"person": "anne", "to_cohort": "2"})
    client.force_login(the_lead_of(variant.programme.jobcentre))
    assert "Intet er ændret endnu." in client.get(of("adjusting", variant)).content.decode()


def test_dropped_it_is_as_if_nothing_was_tried(client, variant):
    client.post(of("moved-person", variant), {"person": "anne", "to_cohort": "2"})
    client.post(of("adjusting-drop", variant))
    assert Adjustment.objects.count() == 0


def test_nothing_is_saved_where_nothing_was_tried(variant):
    with pytest.raises(NotAllowed, match="Nothing has been changed"):
        keep_adjustment(by=the_lead_of(variant.programme.jobcentre), variant=variant, name="", now=NOW)
    assert Variant.objects.count() == 1


def test_who_only_sees_plans_adjusts_none(variant):
    with pytest.raises(NotAllowed, match="do not make course plans"):
        add_step(by=the_head_of(variant.programme.jobcentre), variant=variant, step=person_step("anne", 2), now=NOW)
    assert Adjustment.objects.count() == 0
