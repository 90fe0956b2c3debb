"""Every page of planning opens for the programme lead, in both languages, and for nobody who may not see it."""

import pytest
from django.urls import reverse
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_lead_of
from tests.factories.programmes import a_programme, a_run, a_variant

from samklang.planning.forms.parts import PARTS
from samklang.reports.plan_parts import PARTS as TABS

pytestmark = pytest.mark.django_db

OF_A_PROGRAMME = [
    ("programme", ()),
    ("workbook", ()),
    ("workbook-issues", ()),
    ("workbook-issues-file", ()),
    ("workbook-file", ()),
    ("versions", ()),
    ("wishes", ()),
    ("people", ()),
    ("person", ("anne",)),
    ("section", ("frame",)),
    ("section", ("cohorts",)),
    ("section", ("budget",)),
    ("new-run", ()),
    ("comparison", ()),
    *(("part", (key,)) for key in PARTS),
    *(("new-item", (key,)) for key in PARTS),
    *(("item", (key, 1)) for key in ("modules", "trainers", "rooms", "grants", "cover")),
]
OF_A_PLAN = ["variant-name", "adjusting", "variant-publishing", "variant-replanning"]


def every_page(programme) -> list[str]:
    """The addresses of the pages of one programme, with a run and a plan in it."""
    run = a_run(programme)
    plan = run.variant
    pages = [reverse(f"planning:{name}", args=[programme.pk, *args]) for name, args in OF_A_PROGRAMME]
    pages += [reverse(f"planning:{name}", args=[plan.pk]) for name in OF_A_PLAN]
    pages += [reverse("planning:run", args=[run.pk]), reverse("reports:plan", args=[plan.pk])]
    pages += [reverse("reports:plan-part", args=[plan.pk, key]) for key in TABS]
    pages += [reverse("reports:plan-file", args=[plan.pk, name]) for name in ("plan.xlsx", "plan.json", "problem.json")]
    return [*pages, reverse("reports:why", args=[plan.pk]), f"{reverse('reports:why', args=[plan.pk])}?person=anne"]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_programme_lead_opens_every_page(client, language):
    programme = a_programme()
    client.force_login(the_lead_of(programme.jobcentre))
    client.cookies["django_language"] = language
    pages = [reverse("planning:programmes"), reverse("planning:new-programme"), reverse("delivery:own-courses")]
    for page in [*pages, *every_page(programme)]:
        answer = client.get(page)
        assert (page, answer.status_code) == (page, 200)
        assert b"is missing]" not in answer.content


def test_for_who_plans_elsewhere_nothing_of_it_is_there(client):
    programme = a_programme()
    pages = every_page(programme)
    client.force_login(an_outsider())
    assert {client.get(page).status_code for page in pages} == {404}


def test_a_colleague_is_told_that_plans_are_not_theirs_to_see(client):
    team = a_team(a_jobcentre())
    programme = a_programme(jobcentre=team.parent)
    pages = every_page(programme)
    client.force_login(a_colleague_in(team))
    assert {client.get(page).status_code for page in pages} == {404}
    assert client.get(reverse("planning:programmes")).status_code == 403
    assert client.get(reverse("delivery:own-courses")).status_code == 200


def test_the_head_sees_and_publishes_but_changes_nothing(client):
    programme = a_programme()
    variant = a_variant(programme)
    client.force_login(the_head_of(programme.jobcentre))
    assert client.get(programme.get_absolute_url()).status_code == 200
    assert client.get(variant.get_absolute_url()).status_code == 200
    assert client.get(reverse("planning:variant-publishing", args=[variant.pk])).status_code == 200
    for name, args in OF_A_PROGRAMME:
        if name not in {"programme", "versions", "comparison"}:
            page = reverse(f"planning:{name}", args=[programme.pk, *args])
            assert (name, client.get(page).status_code) == (name, 403)
