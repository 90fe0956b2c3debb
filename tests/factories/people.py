"""A jobcentre with people in it, and the cast of three: the leader, the colleague, the outsider.

Everything is made through commands, with `by=None`, the house itself.
"""

from datetime import date
from itertools import count

from samklang.access.commands import add_person, add_place, give_role
from samklang.access.enums import PlaceKind, Role
from samklang.access.models import Person, Place
from samklang.people.commands import Terms, add_employee
from samklang.people.models import Employee

_numbers = count(1)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "correct horse battery staple"


def a_municipality(name: str = "") -> Place:
    """A municipality without anything in it."""
    return add_place(by=None, kind=PlaceKind.MUNICIPALITY, name=name or f"Kommune {next(_numbers)}")


def a_jobcentre(municipality: Place | None = None, name: str = "Jobcentret") -> Place:
    """A jobcentre, in a municipality of its own unless one is given."""
    parent = municipality or a_municipality()
    return add_place(by=None, kind=PlaceKind.JOBCENTRE, name=name, parent=parent)


def a_team(jobcentre: Place | None = None, name: str = "") -> Place:
    """A team, in a jobcentre of its own unless one is given."""
    parent = jobcentre or a_jobcentre()
    return add_place(by=None, kind=PlaceKind.TEAM, name=name or f"Team {next(_numbers)}", parent=parent)


def an_employee(team: Place | None = None, *, name: str = "", first_day: date = LONG_AGO, **terms: object) -> Employee:
    """Somebody employed in the team since long ago; terms as in `Terms`, besides number, email and last_day."""
    team = team or a_team()
    one = next(_numbers)
    given = {"number": f"{100_000 + one}", "email": "", "last_day": None, **terms}
    own = {key: given.pop(key) for key in ("number", "email", "last_day")}
    return add_employee(
        by=None, jobcentre=team.parent, name=name or f"Anna Hansen {one}", terms=Terms(team=team, **given),
        first_day=first_day, **own,
    )  # fmt: skip


def somebody_who_is(role: Role, place: Place, name: str = "") -> Person:
    """A person who can sign in (with PASSWORD) and has the role at the place since long ago."""
    one = next(_numbers)
    municipality = Place.objects.get(pk=place.numbers()[0])
    person = add_person(
        by=None, municipality=municipality, name=name or f"Birgit Leth {one}", email=f"b{one}@example.org"
    )
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    give_role(by=None, person=person, role=role, place=place, first_day=LONG_AGO)
    return Person.objects.get(pk=person.pk)


def the_lead_of(place: Place) -> Person:
    """The programme lead of a place."""
    return somebody_who_is(Role.PROGRAMME_LEAD, place)


def the_head_of(place: Place) -> Person:
    """The head of service of a place."""
    return somebody_who_is(Role.HEAD, place)


def the_leader_of(team: Place) -> Person:
    """The leader of a team."""
    return somebody_who_is(Role.TEAM_LEADER, team)


def a_colleague_in(team: Place) -> Person:
    """A member of staff of a team, who can sign in."""
    one = next(_numbers)
    employee = an_employee(team, name=f"Carl Dam {one}", email=f"c{one}@example.org")
    return Person.objects.get(pk=employee.person_id)


def an_outsider() -> Person:
    """The programme lead of another jobcentre in another municipality."""
    return the_lead_of(a_jobcentre())
