"""The bench of load, with two jobcentres and three people for a few pages: nothing goes wrong."""

import asyncio
import math
from random import Random

import httpx
import pytest
from tests.factories.people import PASSWORD, a_jobcentre, a_team, an_employee, the_leader_of

from samklang.access.models import Person, Place
from samklang.ledger.models import Entry
from samklang.people.models import Engagement

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def bench(monkeypatch):
    """The bench's modules, which lie beside each other and not in a package."""
    monkeypatch.syspath_prepend("bench")


def two_jobcentres() -> list[dict[str, object]]:
    """One with two leaders and their teams, and its copy; three of the four leaders, and what each works with."""
    import load_copies  # noqa: PLC0415 - it can be found once the fixture has said where

    jobcentre = a_jobcentre()
    leaders = []
    for team in (a_team(jobcentre), a_team(jobcentre)):
        employees = [an_employee(team).pk for _ in range(3)]
        leaders.append((the_leader_of(team), team.pk, employees))
    load_copies.copy_all(2, seed=1)
    step = load_copies.STEP
    theirs = [*leaders, (Person.objects.get(pk=leaders[0][0].pk + step), leaders[0][1] + step,
                         [one + step for one in leaders[0][2]])]  # fmt: skip
    return [
        {"kind": "leader", "email": person.email, "network": "10.0.0.1", "teams": [team], "employees": employees,
         "think": 0.02}
        for person, team, employees in theirs
    ]  # fmt: skip


@pytest.mark.usefixtures("bench")
def test_three_people_work_in_two_jobcentres_without_an_error(live_server):
    from load_table import share  # noqa: PLC0415 - it can be found once the fixture has said where
    from load_users import Asked, Someone, work  # noqa: PLC0415 - as above

    asked: list[Asked] = []

    async def until_they_have_seen_enough() -> None:
        tasks = [
            asyncio.create_task(work(Someone(client, one, Random(place), asked.append), PASSWORD, 0, math.inf))
            for place, (client, one) in enumerate(zip(clients, two_jobcentres_made, strict=True))
        ]
        async with asyncio.timeout(120):
            while sum(one.page == "signing in" for one in asked) < 3 or len({one.page for one in asked}) < 5:
                await asyncio.sleep(0.05)
                assert not [one for one in tasks if one.done()]
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    two_jobcentres_made = two_jobcentres()
    clients = [httpx.AsyncClient(base_url=live_server.url, timeout=60) for _ in two_jobcentres_made]
    asyncio.run(until_they_have_seen_enough())

    assert {one.wrong for one in asked} == {""}
    assert sum(one.page == "signing in" and one.wrote for one in asked) == 3
    assert share(sorted(one.seconds for one in asked), 50) > 0


@pytest.mark.usefixtures("bench")
@pytest.mark.django_db
def test_a_copy_has_all_that_the_first_has_and_its_ledger_is_chained_on():
    made = two_jobcentres()

    assert len({one["email"] for one in made}) == 3
    assert {Place.objects.filter(path__startswith=f"/{root.pk}/").count()
            for root in Place.objects.filter(parent=None)} == {4}  # fmt: skip
    assert Engagement.objects.count() == 12
    entries = list(Entry.objects.order_by("number"))
    assert all(one.hash == one.proper_hash() for one in entries)
    assert [one.previous_hash for one in entries[1:]] == [one.hash for one in entries[:-1]]
