"""Nobody but the two: not by any page, file, search, ledger or API, whatever roles somebody has; leaders see counts."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField, JSONField, TextField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.architecture.who_may.routes import Route, routes
from tests.factories.access import anew
from tests.factories.api import a_token
from tests.factories.people import LONG_AGO, a_colleague_in, a_team, an_employee, an_outsider, the_leader_of
from tests.factories.practice_sparring import MARKS, a_pair, a_sparring, a_working_day, noted, under_way

from samklang.access.commands import give_role
from samklang.access.commands.elevation import elevate
from samklang.access.enums import Role, Scope
from samklang.access.queries.holdings import holdings_of
from samklang.practice.commands.sparring import cancel, set_held
from samklang.practice.models import SparringNotes

pytestmark = pytest.mark.django_db
_LEAVES = ("logout", "sign-out", "worker", "usersessions")


@pytest.fixture
def pair():
    return a_pair()


def with_every_role(pair):
    """A leader who is also head, programme lead, administrator with opened records, and reads for the works council."""
    person = the_leader_of(pair.team)
    for role in set(Role) - {Role.STAFF, Role.TEAM_LEADER}:
        give_role(by=None, person=person, role=role, place=pair.jobcentre.parent, first_day=LONG_AGO)
    elevate(by=anew(person), place=pair.jobcentre.parent, reason="Fejlsøgning i vagtplanen", hours=4)
    return anew(person)


def addresses(route: Route, *numbers: int):
    """Its addresses with the numbers in every place of a number."""
    for number in numbers if route.parameters else (0,):
        text = {"int": number, "slug": "conversation", "uuid": "00000000-0000-0000-0000-000000000000"}
        yield route.with_text({name: text.get(kind, str(number)) for name, kind in route.parameters.items()})


def leaks(answer) -> list[str]:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return [mark for mark in MARKS if mark.encode() in body]


def test_no_page_file_or_api_shows_the_notes_to_somebody_with_every_role(client, pair):
    sparring = noted(pair)
    person = with_every_role(pair)
    client.force_login(person)
    _, secret = a_token(pair.jobcentre.parent, *Scope, owner=person)
    client.raise_request_exception = False
    found, seen = [], 0
    for route in routes():
        if any(word in route.line for word in _LEAVES):
            continue
        for address in addresses(route, *{sparring.pk, pair.focus_person.pk}):
            headers = {"Authorization": f"Bearer {secret}"} if address.startswith(("/api/", "/scim/")) else {}
            answer = client.get(address, headers=headers)
            seen += answer.status_code == 200
            found += [(address, mark) for mark in leaks(answer)]
    assert found == []
    assert seen > 50
    for query in MARKS:
        assert "sparring" not in client.get("/search/", {"q": query}).headers.get("Location", "")


def test_nobody_elses_page_of_practice_shows_the_notes_and_the_two_do_see_them(client, pair):
    sparring = noted(pair)
    client.raise_request_exception = False
    for person in (a_colleague_in(pair.team), the_leader_of(pair.team), an_outsider()):
        client.force_login(person)
        for route in routes():
            if route.line.startswith("practice/") and "worker" not in route.line:
                for address in addresses(route, sparring.pk):
                    assert leaks(client.get(address)) == [], address
        assert not [mark for mark in MARKS if mark in str([table.rows for table in holdings_of(person)])]
    for person in (pair.focus_person, pair.partner):
        client.force_login(person)
        assert leaks(client.get(sparring.get_absolute_url())) == list(MARKS)
    held = str([table.rows for table in holdings_of(pair.focus_person)])
    assert [mark for mark in MARKS if mark in held] == list(MARKS)


def test_the_marks_stand_in_the_notes_and_in_no_other_table(pair):
    noted(pair)
    found = set()
    for model in apps.get_models():
        fields = [one.name for one in model._meta.fields if isinstance(one, CharField | TextField | JSONField)]
        if fields and any(mark in str(row) for row in model._default_manager.values(*fields) for mark in MARKS):
            found.add(model)
    assert found == {SparringNotes}


def test_leaders_see_how_many_were_held_and_of_small_teams_nothing(client, pair):
    for _ in range(4):
        a_colleague_in(pair.team)
    small = a_team(pair.jobcentre, name="Lille hold")
    an_employee(small)
    made = under_way(a_sparring(pair))
    set_held(by=pair.partner, sparring=made, now=timezone.now())
    cancel(by=pair.focus_person, sparring=a_sparring(pair), now=timezone.now())
    client.force_login(with_every_role(pair))
    shown = client.get(reverse("practice:sparring-overview"))
    rows = {row.team.name: row for row in shown.context["overview"].teams}
    large, little = rows[pair.team.name], rows["Lille hold"]
    assert (large.reached.reach, large.reached.judged) == (1, 6)
    assert sum(one.held for one in large.months) == 1
    assert sum(one.cancelled for one in large.months) == 1
    assert (little.reached, list(little.months), little.is_small) == (None, [], True)
    assert shown.context["overview"].whole is None
    client.force_login(a_colleague_in(pair.team))
    assert client.get(reverse("practice:sparring-overview")).status_code == 403


def test_who_mans_the_counter_sees_both_names_and_when_and_the_works_council_does_not(client, pair):
    coming = a_sparring(pair)
    council = an_outsider()
    for person, there in ((the_leader_of(pair.team), True), (the_leader_of(a_team(pair.jobcentre)), False)):
        client.force_login(person)
        page = client.get(reverse("practice:sparring-overview")).content.decode()
        assert (pair.focus_person.name in page, pair.partner.name in page) == (there, there)
        assert f"/practice/sparring/{coming.pk}/" not in page
    client.force_login(council)
    assert pair.partner.name not in client.get(reverse("practice:sparring-overview")).content.decode()


def test_one_and_three_sparrings_cost_the_same_queries(client, pair):
    client.force_login(with_every_role(pair))
    a_sparring(pair)

    def cost(address):
        client.get(address)  # what is looked up once only
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        return len(made)

    overview, before = reverse("practice:sparring-overview"), {}
    before["lead"] = cost(overview)
    client.force_login(pair.partner)
    before["own"] = cost(reverse("practice:sparrings"))
    for days in (12, 16):
        a_sparring(pair, day=a_working_day(days))
    assert cost(reverse("practice:sparrings")) == before["own"]
    client.force_login(with_every_role(pair))
    assert cost(overview) <= before["lead"] + 1
