"""Who may open which page of access and privacy: nobody, colleague, leader, lead, head, administrator, outsider."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.factories.access import a_draft, a_notice, the_administrator_of, the_works_council_reader_of
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_employee,
    an_outsider,
    the_head_of,
    the_lead_of,
    the_leader_of,
)

from samklang.access.commands import ask_for_correction
from samklang.access.models import Person, Place

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011 - the pages are asked about today

CAST = {
    "colleague": a_colleague_in,
    "leader": the_leader_of,
    "lead": lambda team: the_lead_of(team.parent),
    "head": lambda team: the_head_of(team.parent.parent),
    "administrator": lambda team: the_administrator_of(team.parent.parent),
    "council": lambda team: the_works_council_reader_of(team.parent),
    "outsider": lambda _: an_outsider(),
}


def grant_at(team: Place) -> int:
    return the_lead_of(team.parent).grants.get().pk


def draft_at(team: Place) -> int:
    return a_draft(team.parent, works_council_day=TODAY, first_day=TODAY + timedelta(days=42)).pk


def announced_at(team: Place) -> int:
    return a_notice(team.parent, announced=TODAY).pk


def correction_at(team: Place) -> int:
    somebody = a_colleague_in(team)
    asked = ask_for_correction(by=somebody, place=team.parent, what_is_wrong="Timer", what_is_right="37", today=TODAY)
    return asked.pk


def person_who_has_left(team: Place) -> int:
    employee = an_employee(team, last_day=TODAY - timedelta(days=9))
    return employee.person_id


PAGES = [
    # name, what it is about, and who gets 200, 403, 404
    ("roles", None, "colleague leader lead head administrator council outsider", "", ""),
    ("new-role", None, "head administrator", "colleague leader lead council outsider", ""),
    ("newcomer", None, "head administrator", "colleague leader lead council outsider", ""),
    ("role-ending", grant_at, "head administrator", "", "colleague leader lead council outsider"),
    ("elevation", None, "head administrator council", "colleague leader lead outsider", ""),
    ("ledger", None, "head administrator", "colleague leader lead council outsider", ""),
    ("ledger-export", None, "head administrator", "colleague leader lead council outsider", ""),
    ("notices", None, "colleague leader lead head administrator council outsider", "", ""),
    ("new-notice", None, "head", "colleague leader lead administrator council outsider", ""),
    ("notice", announced_at, "colleague leader lead head administrator council", "", "outsider"),
    ("notice", draft_at, "head", "", "colleague leader lead administrator council outsider"),
    ("notice-draft", draft_at, "head", "", "colleague leader lead administrator council outsider"),
    ("notice-draft", announced_at, "", "colleague leader lead head administrator council", "outsider"),
    ("notice-announcement", draft_at, "head", "", "colleague leader lead administrator council outsider"),
    ("notice-withdrawal", announced_at, "head", "colleague leader lead administrator council", "outsider"),
    ("notice-deletion", draft_at, "head", "", "colleague leader lead administrator council outsider"),
    ("what-we-hold", None, "colleague leader lead head administrator council outsider", "", ""),
    ("corrections", None, "colleague leader lead head administrator council outsider", "", ""),
    ("new-correction", None, "colleague leader lead head administrator council outsider", "", ""),
    ("correction", correction_at, "lead head", "", "colleague leader administrator council outsider"),
    ("erasures", None, "administrator", "colleague leader lead head council outsider", ""),
    ("erasure", person_who_has_left, "administrator", "", "colleague leader lead head council outsider"),
    ("retention", None, "head administrator", "colleague leader lead council outsider", ""),
]
TABLE = [
    (name, subject, who, status)
    for name, subject, *answers in PAGES
    for status, named in zip((200, 403, 404), answers, strict=True)
    for who in named.split()
]


@pytest.mark.parametrize(("name", "subject", "who", "status"), TABLE)
def test_who_may_open_a_page(client, name, subject, who, status):
    team = a_team()
    the_head_of(team.parent)
    url = reverse(name, args=[subject(team)] if subject else [])
    client.force_login(CAST[who](team))
    assert client.get(url).status_code == status


@pytest.mark.parametrize("name", sorted({name for name, subject, *_ in PAGES if subject is None}))
def test_nobody_opens_a_page_without_signing_in(client, name):
    answer = client.get(reverse(name))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", ["privacy", "accessibility-statement"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_everybody_reads_how_data_are_handled_and_how_accessible_it_is(client, name, signed_in):
    if signed_in:
        client.force_login(a_colleague_in(a_team()))
    assert client.get(reverse(name)).status_code == 200


POSTS = [
    ("role-reopening", grant_at, {"colleague", "leader", "lead", "council", "outsider"}),
    ("notice-announcement", draft_at, {"colleague", "leader", "lead", "administrator", "council", "outsider"}),
    ("notice-withdrawal", announced_at, {"colleague", "leader", "lead", "administrator", "council", "outsider"}),
    ("notice-deletion", draft_at, {"colleague", "leader", "lead", "administrator", "council", "outsider"}),
    ("correction", correction_at, {"colleague", "leader", "administrator", "council", "outsider"}),
    ("correction-withdrawal", correction_at, {"colleague", "leader", "lead", "head", "administrator", "outsider"}),
    ("erasure", person_who_has_left, {"colleague", "leader", "lead", "head", "council", "outsider"}),
]


@pytest.mark.parametrize(
    ("name", "subject", "who"), [(name, subject, who) for name, subject, all_of in POSTS for who in sorted(all_of)]
)
def test_who_may_not_do_it_gets_403_or_404_and_nothing_happens(client, name, subject, who):
    team = a_team()
    the_head_of(team.parent)
    url = reverse(name, args=[subject(team)])
    client.force_login(CAST[who](team))
    before = everything()
    assert client.post(url, {"decision": "yes", "answer": "Ja", "typed_name": "x"}).status_code in {403, 404}
    assert everything() == before


def everything() -> list[object]:
    grants = [list(person.grants.values()) for person in Person.objects.order_by("pk")]
    notices = [list(place.notices.values()) for place in Place.objects.order_by("pk")]
    corrections = [list(person.corrections.values()) for person in Person.objects.order_by("pk")]
    return [grants, notices, corrections, list(Person.objects.order_by("pk").values("name", "erased_at"))]


def test_a_place_elsewhere_is_not_offered(client):
    jobcentre, elsewhere = a_jobcentre(name="Jobcenter Vejen"), a_jobcentre(name="Jobcenter Ribe")
    client.force_login(the_head_of(jobcentre))
    page = client.get(reverse("roles")).content.decode()
    assert "Jobcenter Vejen" in page
    assert elsewhere.name not in page
