"""Where one lies oneself is one's own: nobody else opens it, whatever address they guess."""

import pytest
from django.urls import reverse
from tests.factories.calibration import a_case, a_closed_round, raters_of
from tests.factories.method import an_edition
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of, the_lead_of

from samklang.calibration.enums import Form
from samklang.calibration.models import Rating

pytestmark = pytest.mark.django_db


def url_of(round_):
    return reverse("calibration:own-result", args=[round_.pk])


def the_page(client, person, round_):
    client.force_login(person)
    return client.get(url_of(round_))


@pytest.mark.parametrize(
    "who",
    [
        lambda round_: the_lead_of(round_.jobcentre),
        lambda round_: the_head_of(round_.jobcentre),
        lambda round_: a_colleague_in(a_team(round_.jobcentre)),
        lambda _: an_outsider(),
    ],
)
def test_who_has_not_rated_has_no_standing_to_see(client, who):
    round_ = a_closed_round()
    assert the_page(client, who(round_), round_).status_code == 404


def test_each_rater_sees_their_own_levels_beside_all_and_the_key(client):
    round_ = a_closed_round()
    first, second = raters_of(round_)[:2]
    pages = [the_page(client, one.person, round_).content.decode() for one in (first, second)]
    assert pages[0] != pages[1]
    for page in pages:
        assert "Fordi det bliver sagt." in page
        assert not [one.person.name for one in raters_of(round_)[2:] if one.person.name in page]


def test_one_who_was_asked_and_rated_nothing_has_no_page(client):
    round_ = a_closed_round()
    rater = raters_of(round_)[0]
    Rating.objects.filter(rater=rater).delete()
    assert the_page(client, rater.person, round_).status_code == 404


def test_the_key_of_a_case_used_in_every_round_is_not_told(client):
    jobcentre = a_jobcentre()
    edition = an_edition(jobcentre, indicators=1)
    cases = [a_case(edition.framework, keys={"i1": 3}, form=Form.ANCHOR) for _ in range(12)]
    round_ = a_closed_round(jobcentre, edition=edition, cases=cases)
    page = the_page(client, raters_of(round_)[0].person, round_).content.decode()
    assert "Denne case bruges i hver runde, så dens nøgle vises ikke." in page
    assert "Fordi det bliver sagt." not in page
    shown = client.get(reverse("calibration:result-cases-file", args=[round_.pk, 1])).content.decode("utf-8-sig")
    assert {row.split(";")[3] for row in shown.splitlines()[1:]} == {""}


def test_a_round_without_a_result_yet_has_no_own_page(client):
    round_ = a_closed_round()
    round_.result.delete()
    assert the_page(client, raters_of(round_)[0].person, round_).status_code == 404


def test_a_round_of_many_cases_is_leafed_through(client):
    round_ = a_closed_round(cases=11)
    client.force_login(raters_of(round_)[0].person)
    last = client.get(url_of(round_) + "?page=3").content.decode()
    assert last.count('id="case-') == 1
    assert client.get(url_of(round_) + "?page=abc").status_code == 200
