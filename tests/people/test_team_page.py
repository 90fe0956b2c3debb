"""Teams and their cover on the page: who sees what, the needs and closed days, and what it costs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_employee,
    an_outsider,
    somebody_who_is,
    the_head_of,
    the_lead_of,
    the_leader_of,
)

from samklang.access.enums import Role
from samklang.people.commands import Terms, add_closed_day, add_cover_need, add_leave, change_engagement
from samklang.people.enums import LeaveKind
from samklang.people.models import ClosedDay, CoverNeed
from samklang.people.queries.team_cover import team_cover

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 9, 7)
TODAY = localdate()


@pytest.fixture
def team():
    return a_team(a_jobcentre(), "Team Nord")


def _url(team, *nouns):
    return "/".join(["/people/teams", str(team.pk), *nouns, ""])


def _figures(cover):
    return {
        str(group.name): [(cell.at_work, cell.needed) for cell in group.weeks[0].cells[:2]] for group in cover.groups
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (None, 302), (a_colleague_in, 200), (the_leader_of, 200), (lambda team: the_lead_of(team.parent), 200),
        (the_head_of, 200), (lambda _: an_outsider(), 404), (lambda team: a_colleague_in(a_team(team.parent)), 404),
        (lambda team: somebody_who_is(Role.TRAINER, team.parent), 404),
    ],
)  # fmt: skip
def test_who_sees_a_team(client, team, who, status):
    if who:
        client.force_login(who(team))
    assert client.get(_url(team)).status_code == status


def test_the_list_holds_the_teams_one_sees_with_their_leaders_and_how_many_are_away(client, team):
    leader = the_leader_of(team)
    add_leave(by=None, employee=an_employee(team), kind=LeaveKind.SICK, first_day=TODAY)
    an_employee(team)
    other = a_team(team.parent, "Team Syd")
    led = an_employee(other, name="Mia Leder")
    an_employee(other, manager=led)
    client.force_login(the_lead_of(team.parent))
    text = client.get("/people/teams/").content.decode()
    for said in ("Team Nord", leader.name, "Team Syd", "Mia Leder"):
        assert said in text
    client.force_login(a_colleague_in(other))
    text = client.get("/people/teams/").content.decode()
    assert ("Team Syd" in text, "Team Nord" in text) == (True, False)


def test_who_is_in_no_team_is_told_so(client, team):
    client.force_login(somebody_who_is(Role.OBSERVER, team.parent))
    answer = client.get("/people/teams/")
    assert answer.status_code == 403
    assert "Du er ikke i noget team her" in answer.content.decode()


def test_colleagues_see_that_somebody_is_away_but_not_why(client, team):
    away = an_employee(team, name="Åse Bak")
    temp = an_employee(team, name="Vera Vikar", is_temp=True, stands_in_for=away)
    add_leave(by=None, employee=away, kind=LeaveKind.SICK, first_day=TODAY)
    for who, seen in ((a_colleague_in, False), (the_leader_of, True)):
        client.force_login(who(team))
        text = client.get(_url(team)).content.decode()
        assert ("Åse Bak" in text, f"{temp.name} er vikar" in text) == (True, True)
        assert (">Syg<" in text, f'href="/people/employees/{away.pk}/"' in text) == (seen, seen)


def test_the_cover_counts_the_teams_own_people_and_needs(team):
    an_employee(team, half_days="1011111111")
    away = an_employee(team)
    an_employee(a_team(team.parent))
    add_leave(by=None, employee=away, kind=LeaveKind.OTHER, first_day=MONDAY, last_day=MONDAY)
    add_cover_need(by=None, jobcentre=team.parent, name="Team", team=team, minimum=1, first_day=MONDAY)
    assert _figures(team_cover(team, MONDAY + timedelta(days=3), 4, "da")) == {"Team": [(1, 1), (0, 1)]}


def test_a_need_of_the_whole_jobcentre_shows_where_somebody_of_the_team_counts(team):
    an_employee(team, skills=["telefon"])
    an_employee(a_team(team.parent), skills=["telefon", "arabisk"])
    for skill in ("telefon", "arabisk"):
        add_cover_need(by=None, jobcentre=team.parent, name=skill, skill=skill, minimum=1, first_day=MONDAY)
    assert _figures(team_cover(team, MONDAY, 4, "da")) == {
        "Everybody in the team": [(1, None), (1, None)],
        "telefon": [(2, 1), (2, 1)],
    }


def test_needs_and_people_of_another_jobcentre_do_not_count(team):
    other = a_team(a_jobcentre())
    an_employee(other, skills=["telefon"])
    an_employee(team, skills=["telefon"])
    for one in (team, other):
        add_cover_need(by=None, jobcentre=one.parent, name="telefon", skill="telefon", minimum=1, first_day=MONDAY)
    assert _figures(team_cover(team, MONDAY, 4, "da"))["telefon"] == [(1, 1), (1, 1)]


def test_who_joins_or_leaves_within_the_weeks_counts_from_and_to_the_day(team):
    joining = an_employee(team, first_day=MONDAY + timedelta(days=7))
    change_engagement(
        by=None, employee=joining, terms=Terms(team=a_team(team.parent)), first_day=MONDAY + timedelta(days=14)
    )
    weeks = team_cover(team, MONDAY, 4, "da").groups[0].weeks
    assert [week.cells[0].at_work for week in weeks] == [0, 1, 0, 0]


def test_closed_days_and_public_holidays_are_not_counted(client, team):
    an_employee(team)
    add_closed_day(by=None, jobcentre=team.parent, day=date(2026, 12, 24), reason="Juleaften")
    cover = team_cover(team, date(2026, 12, 21), 4, "da")
    assert [(day, reason) for day, reason in cover.closed] == [
        (date(2026, 12, 24), "Juleaften"), (date(2026, 12, 25), "Juledag"), (date(2027, 1, 1), "Nytårsdag"),
    ]  # fmt: skip
    client.force_login(a_colleague_in(team))
    text = client.get(_url(team), {"as_of": "2026-12-21"}).content.decode()
    assert "24. december 2026: Juleaften" in text
    assert text.count("lukket</small>") == 6


@pytest.mark.parametrize(("asked", "weeks"), [("", 4), ("8", 8), ("12", 12), ("99", 4), ("x", 4)])
def test_four_eight_or_twelve_weeks_can_be_asked_for(client, team, asked, weeks):
    client.force_login(a_colleague_in(team))
    text = client.get(_url(team), {"weeks": asked, "as_of": MONDAY.isoformat()}).content.decode()
    assert text.split("</table>")[0].count('<th scope="row">') == weeks


def test_the_page_costs_the_same_for_one_member_and_for_three(client, team):
    client.force_login(the_leader_of(team))

    def grow():
        away = an_employee(team, skills=["telefon"])
        add_leave(by=None, employee=away, kind=LeaveKind.SICK, first_day=TODAY)
        an_employee(team, is_temp=True, stands_in_for=away)

    for name in ("a", "b"):
        add_cover_need(by=None, jobcentre=team.parent, name=name, team=team, minimum=1, first_day=MONDAY)
    add_cover_need(by=None, jobcentre=team.parent, name="c", skill="telefon", minimum=1, first_day=MONDAY)
    costs = []
    for _ in range(2):
        grow()
        client.get(_url(team))
        with CaptureQueriesContext(connection) as queries:
            client.get(_url(team))
            client.get("/people/teams/")
        costs.append(len(queries))
        grow()
    assert costs[0] == costs[1]


def _need(team, **changes):
    return {
        "name": "Telefonen", "team": team.pk if team else "", "role": "", "skill": "telefon", "site": "",
        "minimum": "2", "half_days": ["mon-am", "mon-pm"], "first_day": "2026-09-07", "last_day": "", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (None, 302), (a_colleague_in, 403), (the_leader_of, 200), (lambda team: the_lead_of(team.parent), 200),
        (the_head_of, 403), (lambda _: an_outsider(), 404),
    ],
)  # fmt: skip
def test_who_changes_what_is_needed_of_a_team(client, team, who, status):
    need = add_cover_need(by=None, jobcentre=team.parent, name="n", team=team, minimum=1, first_day=MONDAY)
    if who:
        client.force_login(who(team))
    assert client.get(_url(team, "cover-needs", "new")).status_code == status
    assert client.get(f"/people/cover-needs/{need.pk}/").status_code == status
    assert client.get(f"/people/cover-needs/{need.pk}/removal/").status_code == (405 if who else 302)
    assert client.post(f"/people/cover-needs/{need.pk}/removal/").status_code == (302 if status == 200 else status)
    assert CoverNeed.objects.exists() == (status != 200)


def test_a_need_is_added_and_changed(client, team):
    client.force_login(the_leader_of(team))
    client.post(_url(team, "cover-needs", "new"), _need(team))
    need = CoverNeed.objects.get()
    assert (need.name, need.team, need.skill, need.minimum, need.half_days) == (
        "Telefonen", team, "telefon", 2, "1100000000",
    )  # fmt: skip
    client.post(f"/people/cover-needs/{need.pk}/", _need(team, minimum="3", last_day="2026-10-01"))
    need.refresh_from_db()
    assert (need.minimum, need.last_day) == (3, date(2026, 10, 1))


def test_only_who_keeps_the_jobcentre_asks_for_people_of_every_team(client, team):
    client.force_login(the_leader_of(team))
    assert client.post(_url(team, "cover-needs", "new"), _need(None)).status_code == 422
    assert client.get(f"/people/jobcentres/{team.parent_id}/cover-needs/new/").status_code == 404
    client.force_login(the_lead_of(team.parent))
    client.post(f"/people/jobcentres/{team.parent_id}/cover-needs/new/", _need(None))
    assert CoverNeed.objects.get().team is None


def test_a_need_names_a_group_and_a_mistake_keeps_what_was_typed(client, team):
    client.force_login(the_lead_of(team.parent))
    url = f"/people/jobcentres/{team.parent_id}/cover-needs/new/"
    answer = client.post(url, _need(None, skill="", minimum="-1", half_days=[]))
    text = answer.content.decode()
    assert answer.status_code == 422
    for said in ("Angiv, hvem der tæller med", "Skriv 0 eller mere", "Sæt kryds ved mindst én halvdag", "Telefonen"):
        assert said in text
    assert not CoverNeed.objects.exists()


@pytest.mark.parametrize(
    ("who", "seen", "changed"),
    [
        (None, 302, 302), (a_colleague_in, 404, 404), (the_leader_of, 404, 404),
        (lambda team: the_lead_of(team.parent), 200, 200), (lambda team: the_head_of(team.parent), 200, 403),
        (lambda _: an_outsider(), 404, 404),
    ],
)  # fmt: skip
def test_who_sees_and_changes_the_closed_days(client, team, who, seen, changed):
    closed = add_closed_day(by=None, jobcentre=team.parent, day=TODAY + timedelta(days=300))
    if who:
        client.force_login(who(team))
    assert client.get(f"/people/jobcentres/{team.parent_id}/cover/").status_code == seen
    assert client.get(f"/people/jobcentres/{team.parent_id}/closed-days/new/").status_code == changed
    removal = client.post(f"/people/closed-days/{closed.pk}/removal/")
    assert removal.status_code == (302 if changed == 200 else changed)
    assert ClosedDay.objects.exists() == (changed != 200)


def test_a_closed_day_is_a_working_day_and_closed_once(client, team):
    client.force_login(the_lead_of(team.parent))
    url = f"/people/jobcentres/{team.parent_id}/closed-days/new/"
    client.post(url, {"day": "2026-12-24", "reason": "Juleaften"})
    again = client.post(url, {"day": "2026-12-24", "reason": ""})
    saturday = client.post(url, {"day": "2026-12-26", "reason": "Anden juledag"})
    assert (again.status_code, saturday.status_code, ClosedDay.objects.count()) == (422, 422, 1)
    assert "Den dag er allerede lukket." in again.content.decode()
    assert 'value="Anden juledag"' in saturday.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (None, 302), (a_colleague_in, 403), (the_leader_of, 403), (lambda team: the_lead_of(team.parent), 200),
        (the_head_of, 403), (lambda _: an_outsider(), 404),
    ],
)  # fmt: skip
def test_who_renames_and_closes_a_team(client, team, who, status):
    if who:
        client.force_login(who(team))
    for noun in ("name", "closing"):
        assert client.get(_url(team, noun)).status_code == status
    assert client.post(_url(team, "reopening")).status_code == (302 if status == 200 else status)


@pytest.mark.parametrize(
    ("who", "status"), [(None, 302), (the_leader_of, 403), (lambda one: the_lead_of(one.parent), 200)]
)
def test_who_adds_a_team(client, team, who, status):
    if who:
        client.force_login(who(team))
    assert client.get("/people/teams/new/").status_code == status


def test_a_team_is_added_renamed_and_its_name_is_its_own(client, team):
    client.force_login(the_lead_of(team.parent))
    assert client.post("/people/teams/new/", {"name": "team nord"}).status_code == 422
    client.post("/people/teams/new/", {"name": "Team Vest"})
    made = team.parent.children.get(name="Team Vest")
    assert client.post(_url(made, "name"), {"name": "Team Nord"}).status_code == 422
    client.post(_url(made, "name"), {"name": "Team Øst"})
    made.refresh_from_db()
    assert made.name == "Team Øst"


def test_a_team_closes_once_it_is_empty_and_can_go_on(client, team):
    somebody = an_employee(team)
    other = a_team(team.parent)
    client.force_login(the_lead_of(team.parent))
    refused = client.post(_url(team, "closing"), {"last_day": TODAY.isoformat()})
    assert refused.status_code == 422
    assert "Én person er stadig i teamet efter den" in refused.content.decode()
    change_engagement(by=None, employee=somebody, terms=Terms(team=other), first_day=TODAY)
    client.post(_url(team, "closing"), {"last_day": TODAY.isoformat()})
    team.refresh_from_db()
    assert team.last_day == TODAY
    later = (TODAY + timedelta(days=1)).isoformat()
    assert _url(team) in client.get("/people/teams/").content.decode()
    assert _url(team) not in client.get("/people/teams/", {"as_of": later}).content.decode()
    client.post(_url(team, "reopening"))
    team.refresh_from_db()
    assert team.last_day is None
