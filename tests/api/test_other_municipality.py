"""Another municipality's token reaches nothing of ours: every number of the API and of SCIM is tried."""

import pytest
from tests.factories.api import System, a_token, a_user
from tests.factories.people import a_team, an_employee, an_outsider

from samklang.access.clock import today
from samklang.access.enums import Scope
from samklang.access.models import Person, Place
from samklang.ledger.models import Entry
from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Engagement, Leave

pytestmark = pytest.mark.django_db
PATHS = ("/api/v1/staff/{}", "/api/v1/teams/{}/cover", "/api/v1/plans/{}", "/scim/v2/Users/{}", "/scim/v2/Groups/{}")
LISTS = ("/api/v1/staff", "/api/v1/teams", "/api/v1/leave", "/api/v1/plans", "/scim/v2/Users", "/scim/v2/Groups")


@pytest.fixture
def ours():
    """A jobcentre with staff, leave and teams."""
    team = a_team(name="Team Hemmelig")
    for number in range(3):
        known = an_employee(team, name=f"Hemmelig {number}", email=f"hemmelig{number}@vejen.example")
        add_leave(by=None, employee=known, kind=LeaveKind.SICK, first_day=today())
    return team.parent


@pytest.fixture
def theirs(ours):
    """A system of another municipality whose token was made for everything."""
    outsider = an_outsider()
    place = Place.objects.get(pk=outsider.grants.get().place_id)
    return System(a_token(place, *Scope)[1])


def _rows():
    return [list(model.objects.order_by("pk").values()) for model in (Person, Place, Employee, Engagement, Leave)]


def test_no_number_of_ours_is_there_for_them(ours, theirs):
    own = Person.objects.get(tokens__isnull=False)
    numbers = {row.pk for model in (Person, Place, Employee, Leave) for row in model.objects.all()}
    seen = {
        (path, number) for path in PATHS for number in numbers if theirs.get(path.format(number)).status_code != 404
    }
    # their own administrator and lead are users there; nothing else has their number
    assert {path for path, _ in seen} == {"/scim/v2/Users/{}"}
    assert {number for _, number in seen} == {own.pk, *Person.objects.filter(grants__place=own.grants.get().place)
                                              .values_list("pk", flat=True)}  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_no_list_of_theirs_holds_anything_of_ours(ours, theirs, path):
    answer = theirs.get(path)
    assert (answer.status_code, "emmelig" in answer.content.decode()) == (200, False)


def test_nothing_of_ours_can_be_changed_by_them(ours, theirs):
    theirs.get("/scim/v2/ServiceProviderConfig")
    before, lines = _rows(), Entry.objects.count()
    for person in Employee.objects.filter(jobcentre=ours).values_list("person", flat=True):
        path = f"/scim/v2/Users/{person}"
        answers = [
            theirs.ask("PUT", path, a_user()),
            theirs.patch(path, {"op": "replace", "path": "active", "value": False}),
            theirs.ask("DELETE", path),
        ]
        assert [answer.status_code for answer in answers] == [404] * 3
    for team in Place.objects.filter(parent=ours):
        path = f"/scim/v2/Groups/{team.pk}"
        answers = [theirs.ask("PUT", path, {"displayName": "x"}), theirs.ask("DELETE", path)]
        assert [answer.status_code for answer in answers] == [404] * 2
    assert (_rows(), Entry.objects.count()) == (before, lines)


def test_an_address_of_ours_is_taken_without_a_word_about_whose_it_is(ours, theirs):
    answer = theirs.post("/scim/v2/Users", a_user("hemmelig0@vejen.example"))
    assert (answer.status_code, "Hemmelig" in answer.content.decode()) == (409, False)
