"""Every address tried by every role there is: what opens stands in opens.txt, and from elsewhere nothing does."""

import pytest
from django.test import Client
from tests.architecture.who_may.digest import taken_back, what_differs
from tests.architecture.who_may.world import MARK, World
from tests.security import opened
from tests.security.answers import whats_missing
from tests.security.people import AWAY, EVERYTHING, NEXT_DOOR
from tests.security.routes import address_of, addresses, has_numbers_of_ours, is_of_systems, keys, takes

from samklang.people.models import Employee

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("security")]
OF_OTHERS = ("trainer", "observer", "funder-reader", "works-council-reader")
"""Roles that stand in no table of who may, beside somebody without any; what the others may is told there."""
READERS = ("funder-reader", "works-council-reader")
NOT_THERE = {400, 401, 404, 405}
REFUSED = {403, *NOT_THERE}
FOR_EVERYBODY = "everybody"
SIGN_OUT = "account_logout"
NAMES_OTHERS = ("people:employee", "method:employee", "calibration:licence", "delivery:attendance", "companies:contact")


class Asking:
    """One who asks everything, and what came of it."""

    def __init__(self, world: World, who: str, method: str = "GET", hidden: tuple[str, ...] = ()) -> None:
        self.world, self.who, self.method = world, f"role:{who}" if who != "nobody" else who, method
        self.hidden = [one.encode() for one in hidden]
        """What no answer may show."""
        self.client = Client(raise_request_exception=False)
        self.wrong: dict[str, list[str]] = {}
        """By route, what its answer ought to say and does not."""

    def __call__(self, key: str, address: str) -> int:
        """The status, where one is not only sent on to sign in; 404 then."""
        answer = self.world.ask(self.who, self.method, address, client=self.client)
        signed_in = self.who != "nobody" and key != SIGN_OUT
        if wrong := whats_missing(answer, signed_in=signed_in and not is_of_systems(key)):
            self.wrong[key] = wrong
        if not answer.streaming and any(one in answer.content for one in self.hidden):
            self.wrong.setdefault(key, []).append("what this reader may not see is shown")
        sent_to_sign_in = answer.headers.get("Location", "").startswith("/account/login")
        return 404 if sent_to_sign_in else int(answer.status_code)


def _ours(world: World) -> list[tuple[str, str]]:
    """What has a number of ours in its address."""
    return [one for one in addresses(world) if has_numbers_of_ours(world, one[0]) and not is_of_systems(one[0])]


def _staff(world: World) -> tuple[str, ...]:
    """The names of those who work in the team."""
    return tuple(Employee.objects.filter(jobcentre=world.ids["jobcentre"]).values_list("person__name", flat=True))


def _opened(asking: Asking, among: list[tuple[str, str]]) -> set[str]:
    return {key for key, address in among if asking(key, address) == 200}


@pytest.fixture(scope="module")
def _found() -> dict[str, set[str]]:
    return {}


@pytest.fixture
def found(world: World, _found: dict[str, set[str]]) -> dict[str, set[str]]:
    """What opens to each, read once: only what opens to somebody with every role is asked for one by one."""
    if not _found:
        everything = [one for one in addresses(world) if takes(one[0], "GET") and not is_of_systems(one[0])]
        nobody = Asking(world, "nobody")
        _found["nobody"] = _opened(nobody, everything)
        widest = Asking(world, "all-readers")
        _found["all-readers"] = _opened(widest, everything)
        opens = [one for one in everything if one[0] in _found["all-readers"]]
        _found["no-role"] = _opened(Asking(world, "no-role"), opens)
        more = [one for one in opens if one[0] not in _found["no-role"]]
        asking = [nobody, widest]
        for role in OF_OTHERS:
            asking.append(Asking(world, role, hidden=_staff(world) if role in READERS else ()))
            _found[role] = _opened(asking[-1], more)
        _found["wrong"] = {f"{one.who} {key}: {', '.join(said)}" for one in asking for key, said in one.wrong.items()}
    return _found


def test_every_address_can_be_asked(world: World):
    unknown = [key for key in keys() if address_of(world, key) is None]
    assert unknown == [], "Say in who_may/world.py what fills these addresses, so that every role can be tried at them."


def test_every_answer_of_every_address_says_what_it_should_and_no_reader_of_reports_reads_who_works_here(found):
    assert found["wrong"] == set()


def test_what_opens_to_whoever_is_not_signed_in(found):
    assert opened.what_differs("nobody", found["nobody"]) == ""


def test_what_opens_to_somebody_without_any_role(found):
    assert opened.what_differs("no-role", found["no-role"] - found["nobody"]) == ""


@pytest.mark.parametrize("role", OF_OTHERS)
def test_what_opens_to_a_role_beyond_that(found, role):
    assert opened.what_differs(role, found[role]) == ""


def test_readers_of_reports_open_no_page_about_one_named_person(found):
    about_others = {
        key for role in READERS for key in found[role] if key.startswith(NAMES_OTHERS)
    }  # fmt: skip
    assert about_others == set()


def test_what_those_with_the_small_roles_can_send(world: World):
    asking = Asking(world, "all-readers", "POST")
    sent = set()
    for key, address in addresses(world):
        if takes(key, "POST") and not is_of_systems(key) and key != SIGN_OUT:
            with taken_back():
                status = asking(key, address)
            assert status < 500, f"POST {key} fails"
            sent |= {key} if status not in REFUSED else set()
    assert asking.wrong == {}
    assert opened.what_differs("all-readers send", sent) == ""


def test_with_every_role_in_another_municipality_nothing_that_has_a_number_of_ours_is_there(world: World, before):
    reading, sending = (Asking(world, "everything@away", method, (MARK,)) for method in ("GET", "POST"))
    there = {
        key
        for key, address in _ours(world)
        if (reading if takes(key, "GET") else sending)(key, address) not in NOT_THERE
    }
    assert what_differs(before) == []
    assert (reading.wrong, sending.wrong) == ({}, {})
    assert opened.what_differs(FOR_EVERYBODY, there) == ""


def test_what_somebody_with_every_role_next_door_reads_of_ours_is_what_the_municipality_shares(world: World, before):
    asking = Asking(world, "everything@next-door")
    there = [one for one in _ours(world) if takes(one[0], "GET") and asking(*one) not in NOT_THERE]
    names = {key for key, _ in there} - opened.lists()[FOR_EVERYBODY]
    assert what_differs(before) == []
    assert opened.what_differs("next-door", names) == ""


def test_there_is_somebody_for_every_role(world: World):
    assert {f"role:{who}" for who in (*AWAY, *NEXT_DOOR, *EVERYTHING)} <= set(world.people)
