"""The pages people use most, with a whole jobcentre in them: Ringkøbing-Skjern, two weeks before it begins."""

import pytest
from django.urls import reverse
from tests.journeys.looking import looked_at

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.demo import cast
from samklang.demo.jobcentres import SEED, ringkobing_skjern
from samklang.demo.plans import plan_and_publish
from samklang.demo.register import fill
from samklang.demo.stages import STAGES
from samklang.people.models import Employee

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(settings):
    """The jobcentre on the demo's first day, and its published plan."""
    settings.DEMO = True
    settings.DEMO_TODAY = STAGES["planned"].today
    problem = ringkobing_skjern(SEED)
    register = fill(problem, cast.RINGKOBING_SKJERN, SEED)
    plan = plan_and_publish(problem, register, SEED, STAGES["planned"].today)
    return register, plan


def open_and_look(page, name: str, url: str) -> None:
    assert page.goto(url).status == 200, url
    looked_at(page, name)


def somebody(town, role: Role) -> Person:
    return Person.objects.get(pk=town[0].cast[role].pk)


def test_the_programme_leads_pages(page, sign_in, town):
    sign_in(somebody(town, Role.PROGRAMME_LEAD))
    register, plan = town
    team = register.teams["SKJ"].pk
    employee = Employee.objects.filter(leaves__kind="maternity").first()
    for name, url in {
        "start": reverse("start"),
        "staff": reverse("people:employees"),
        "person": employee.get_absolute_url(),
        "teams": reverse("people:teams"),
        "team": reverse("people:team", args=[team]),
        "leave-calendar": reverse("people:leave-calendar") + f"?team={team}",
        "competence-at-risk": reverse("people:competence-at-risk"),
        "imports": reverse("people:staff-imports"),
        "programmes": reverse("planning:programmes"),
        "programme": plan.programme.get_absolute_url(),
        "plan": reverse("reports:plan", args=[plan.pk]),
        "plan-calendar": reverse("reports:plan-part", args=[plan.pk, "calendar"]),
        "plan-cover": reverse("reports:plan-part", args=[plan.pk, "cover"]),
        "adjusting": reverse("planning:adjusting", args=[plan.pk]),
        "search": reverse("search") + "?q=team",
    }.items():
        open_and_look(page, name, url)


def test_the_heads_and_the_administrators_pages(page, sign_in, town):
    sign_in(somebody(town, Role.HEAD))
    for name in ("roles", "ledger", "notices", "corrections"):
        open_and_look(page, name, reverse(name))
    sign_in(somebody(town, Role.ADMINISTRATOR))
    for name in ("elevation", "retention", "tokens"):
        open_and_look(page, name, reverse(name))


def test_everybodys_own_pages(page, sign_in, town):
    sign_in(somebody(town, Role.STAFF))
    for name in ("start", "people:own-page", "delivery:own-courses", "what-we-hold", "profile", "privacy"):
        open_and_look(page, f"own-{name.partition(':')[2] or name}", reverse(name))
