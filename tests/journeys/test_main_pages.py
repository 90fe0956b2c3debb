"""The pages people use most, with a whole jobcentre in them: Ringkøbing-Skjern, two weeks before it begins."""

import pytest
from django.db import transaction
from django.urls import reverse
from tests.journeys.looking import looked_at

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.demo import cast
from samklang.demo.calibration import COMPANIES, rate_together, take_in_the_method
from samklang.demo.committee import tell_the_committee
from samklang.demo.companies import open_the_door
from samklang.demo.courses import run_course
from samklang.demo.evidence import show_evidence
from samklang.demo.funding import fund
from samklang.demo.jobcentres import SEED, ringkobing_skjern
from samklang.demo.observations import observe
from samklang.demo.plans import plan_and_publish
from samklang.demo.practice import practise
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


@pytest.fixture
def proven(settings):
    """The same jobcentre half a year after its course: every area of it has been at work."""
    stage = STAGES["proven"]
    settings.DEMO, settings.DEMO_TODAY = True, stage.today
    problem = ringkobing_skjern(SEED)
    with transaction.atomic():
        register = fill(problem, cast.RINGKOBING_SKJERN, SEED)
        plan_and_publish(problem, register, SEED, stage.today)
        take_in_the_method(register, stage)
        rate_together(register, COMPANIES, stage, SEED)
        run_course(register, stage, SEED)
        open_the_door(register, stage, SEED)
        practise(register, COMPANIES.framework, stage, SEED)
        observe(register, stage, SEED)
        show_evidence(register, stage, SEED)
        fund(register, stage)
        tell_the_committee(register, stage)
    return register, None


TALLEST = 1600
"""Pixels of a page that are kept of the pictures of areas and of one's own pages: enough to know it again."""
AREAS = {
    "method": "method:frameworks",
    "calibration": "calibration:rounds",
    "courses": "delivery:courses",
    "practice": "practice:practice",
    "conversations": "citizens:guide",
    "companies": "companies:companies",
    "enquiries": "companies:enquiries",
    "evidence": "evidence:evidence",
    "ladder": "evidence:ladders",
    "spread": "evidence:spread",
    "studies": "evidence:studies",
    "grants": "funding:grants",
    "vouchers": "funding:vouchers",
    "committee": "committee:issues",
    "year": "year",
    "handbook": "handbook:handbook",
    "setup": "setup:setup",
    "papers": "papers",
}
"""The first page of each area, by the name of its picture. A new area is a new line here and in docs/pictures."""


def open_and_look(page, name: str, url: str, **how: int) -> None:
    assert page.goto(url).status == 200, url
    looked_at(page, name, **how)


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
    for name in ("elevation", "retention", "tokens", "status"):
        open_and_look(page, name, reverse(name))


def test_the_first_page_of_each_area(page, sign_in, proven):
    sign_in(somebody(proven, Role.PROGRAMME_LEAD))
    for name, route in AREAS.items():
        open_and_look(page, name, reverse(route), tallest=TALLEST)


def test_everybodys_own_pages(page, sign_in, town):
    sign_in(somebody(town, Role.STAFF))
    for name in ("start", "people:own-page", "delivery:own-courses", "what-we-hold", "profile", "privacy"):
        open_and_look(page, f"own-{name.partition(':')[2] or name}", reverse(name), tallest=TALLEST)
