"""Groups are counted so that nobody can be found in them: too few, all alike, or left over when the rest is known."""

from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.factories.access import anew
from tests.factories.method import an_edition
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_outsider,
    the_head_of,
    the_lead_of,
    the_leader_of,
)
from tests.factories.skills import ROLE, a_group_of, the_notice_of_skills

from samklang.access.clock import today
from samklang.method.enums import Basis
from samklang.method.models import Assessment, Profile, RoleProfile
from samklang.method.queries.group_skills import matrix_of
from samklang.method.suppression import Count, may_be_shown, shown

TODAY = today()


def left_over(groups, result):
    """What somebody who subtracts gets."""
    kept = [groups[key] for key, one in result.groups.items() if one is None]
    return Count(sum(one.reach for one in kept), sum(one.judged for one in kept))


@pytest.mark.parametrize(
    ("count", "may"),
    [
        (Count(2, 4), False), (Count(3, 5), True), (Count(0, 5), False), (Count(5, 5), False), (Count(9, 9), False),
        (Count(0, 10), True), (Count(10, 10), True), (Count(0, 0), False),
    ],
)  # fmt: skip
def test_a_count_is_shown_of_five_at_least_and_of_less_than_ten_only_where_they_differ(count, may):
    assert may_be_shown(count) == may


def test_a_small_team_cannot_be_found_by_subtraction():
    groups = {1: Count(4, 8), 2: Count(3, 6), 3: Count(2, 3)}
    result = shown(groups)
    assert result.whole == Count(9, 17)
    assert result.groups == {1: Count(4, 8), 2: None, 3: None}
    assert left_over(groups, result) == Count(5, 9)


def test_a_team_where_nobody_is_judged_keeps_nobody_else_back():
    assert shown({1: Count(4, 8), 2: Count(0, 0)}).groups == {1: Count(4, 8), 2: None}


def test_where_the_whole_is_too_small_nothing_is_shown():
    assert shown({1: Count(2, 3), 2: Count(0, 1)}) == ({1: None, 2: None}, None)


def test_whatever_the_groups_are_nothing_unsafe_is_shown_or_left_over():
    chance = Random(7)
    for _ in range(3000):
        groups = {}
        for key in range(chance.randint(1, 7)):
            judged = chance.choice([0, 1, 3, 5, 6, 9, 10, 14])
            groups[key] = Count(chance.randint(0, judged), judged)
        result = shown(groups)
        assert all(one is None or may_be_shown(one) for one in [*result.groups.values(), result.whole])
        left = left_over(groups, result)
        assert result.whole is None or left.judged == 0 or may_be_shown(left)


@pytest.fixture
def jobcentre(db):
    place = a_jobcentre()
    an_edition(place)
    RoleProfile.objects.create(jobcentre=place, role=ROLE, profile_key="counsellor")
    the_notice_of_skills(place)
    return place


def counts(person, jobcentre, day=TODAY):
    matrix = matrix_of(anew(person), jobcentre, Profile.objects.get(edition__framework__jobcentre=jobcentre), day)
    (line,) = matrix.lines
    return {team.name: one for team, one in zip(matrix.teams, line.counts, strict=True)}, line.whole


def test_the_head_sees_counts_of_teams_and_the_whole_and_a_leader_their_own_team_only(jobcentre):
    north, south = a_team(jobcentre, "Nord"), a_team(jobcentre, "Syd")
    a_group_of(north, reach=3, judged=6)
    a_group_of(south, reach=2, judged=5)
    assert counts(the_head_of(jobcentre), jobcentre) == ({"Nord": (3, 6), "Syd": (2, 5)}, (5, 11))
    assert counts(the_leader_of(south), jobcentre) == ({"Syd": (2, 5)}, None)


def test_own_judgements_and_what_is_not_shared_are_not_counted(jobcentre):
    team = a_team(jobcentre, "Nord")
    a_group_of(team, reach=3, judged=6)
    head = the_head_of(jobcentre)
    assert counts(head, jobcentre)[1] == (3, 6)
    some = Assessment.objects.order_by("pk")
    Assessment.objects.filter(pk=some[0].pk).update(basis=Basis.SELF)
    assert counts(head, jobcentre)[1] == (2, 5)
    Assessment.objects.filter(pk=some[1].pk).update(shared_at=None)
    assert counts(head, jobcentre)[1] is None


def test_the_counts_are_as_of_the_day(jobcentre):
    a_group_of(a_team(jobcentre, "Nord"), reach=3, judged=6)
    assert counts(the_head_of(jobcentre), jobcentre, TODAY - timedelta(days=1)) == ({"Nord": None}, None)


def test_another_role_is_not_counted(jobcentre):
    made = a_group_of(a_team(jobcentre, "Nord"), reach=3, judged=6)
    made[0].engagements.update(role="Jobkonsulent")
    assert counts(the_head_of(jobcentre), jobcentre)[1] == (2, 5)


def opened(client, person, name="method:skills", **query):
    client.force_login(anew(person))
    return client.get(reverse(name), query)


def test_the_page_names_nobody_and_its_files_say_what_it_says(client, jobcentre):
    made = a_group_of(a_team(jobcentre, "Nord"), reach=3, judged=6)
    a_group_of(a_team(jobcentre, "Syd"), reach=1, judged=2)
    head = the_head_of(jobcentre)
    said = opened(client, head).content.decode()
    assert "4 af 8" in said
    assert "3 af 6" not in said
    assert not any(one.name in said for one in made)
    csv = opened(client, head, "method:skills-file", format="csv").content.decode("utf-8-sig")
    assert [line.split(";")[0] + ":" + ";".join(line.split(";")[5:]) for line in csv.splitlines()[1:]] == [
        "Nord:;", "Syd:;", "Jobcentret:4;8",
    ]  # fmt: skip
    sheet = load_workbook(BytesIO(opened(client, head, "method:skills-file").content)).active
    assert "4" in {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert not any(one.name in csv for one in made)


def test_an_empty_page_says_why(client, jobcentre):
    assert "Der er ikke noget at vise endnu" in opened(client, the_head_of(jobcentre)).content.decode()


@pytest.mark.django_db
def test_without_a_notice_nothing_is_counted(client):
    place = a_jobcentre()
    an_edition(place)
    head = the_head_of(place)
    assert "varsel" in opened(client, head).content.decode().lower()
    assert opened(client, head, "method:skills-file").status_code == 403


@pytest.mark.parametrize("who", [lambda place: a_colleague_in(a_team(place))])
def test_a_colleague_does_not_see_groups(client, jobcentre, who):
    assert opened(client, who(jobcentre)).status_code == 403
    assert opened(client, who(jobcentre), "method:skills-file").status_code == 403


def test_another_municipality_sees_its_own_groups_only(client, jobcentre):
    a_group_of(a_team(jobcentre, "Nord"), reach=3, judged=6)
    said = opened(client, an_outsider(), jobcentre=jobcentre.pk).content.decode()
    assert "Nord" not in said
    assert opened(client, the_lead_of(jobcentre), jobcentre="7' or 1", profile="x").status_code == 200


def test_the_counts_ask_as_many_questions_for_one_team_and_for_three(jobcentre):
    head = anew(the_head_of(jobcentre))
    a_group_of(a_team(jobcentre), reach=3, judged=6)
    profile = Profile.objects.select_related("edition").get(edition__framework__jobcentre=jobcentre)
    assert head.standing
    with CaptureQueriesContext(connection) as for_one:
        matrix_of(head, jobcentre, profile, TODAY)
    for _ in range(2):
        a_group_of(a_team(jobcentre), reach=3, judged=6)
    head = anew(head)
    assert head.standing
    with CaptureQueriesContext(connection) as for_three:
        assert len(matrix_of(head, jobcentre, profile, TODAY).teams) == 3
    assert len(for_three) == len(for_one)
