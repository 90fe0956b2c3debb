"""A closed round's result: who sees it, what it says first, and that nobody can be told from it."""

import pytest
from django.urls import reverse
from tests.factories.access import the_administrator_of, the_works_council_reader_of
from tests.factories.calibration import NOW, a_closed_round, a_round, raters_of, said_by_all
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

from samklang.access.clock import today
from samklang.access.refusals import NotAllowed
from samklang.calibration import commands
from samklang.calibration.commands import result as result_commands
from samklang.calibration.commands.result import reckon_in_the_background
from samklang.calibration.findings import Verdict
from samklang.calibration.models import Result, Round
from samklang.calibration.queries.results import findings_of
from samklang.calibration.wording import in_short
from samklang.core.words import render

pytestmark = pytest.mark.django_db

PAGES = ["result", "result-file", "board"]
OF_AN_INDICATOR = ["result-indicator", "result-levels-file", "result-cases-file", "result-course-file"]


def pages_of(round_):
    yield from (reverse(f"calibration:{name}", args=[round_.pk]) for name in PAGES)
    yield from (reverse(f"calibration:{name}", args=[round_.pk, 1]) for name in OF_AN_INDICATOR)


def a_rater_of(round_):
    return raters_of(round_)[0].person


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda round_: the_lead_of(round_.jobcentre), 200),
        (lambda round_: the_head_of(round_.jobcentre), 200),
        (lambda round_: the_leader_of(a_team(round_.jobcentre)), 200),
        (a_rater_of, 200),
        (lambda round_: a_colleague_in(a_team(round_.jobcentre)), 404),
        (lambda round_: the_works_council_reader_of(round_.jobcentre), 404),
        (lambda round_: the_administrator_of(round_.jobcentre), 404),
        (lambda _: an_outsider(), 404),
    ],
)
def test_who_may_see_what_a_round_showed(client, who, status):
    round_ = a_closed_round()
    client.force_login(who(round_))
    assert {url: client.get(url).status_code for url in pages_of(round_)} == dict.fromkeys(pages_of(round_), status)


def test_nobody_sees_anything_while_a_round_is_open(client):
    round_ = said_by_all(a_round(raters=6, cases=12), lambda at: 1 + (at.rater + at.case) % 5)
    for person in (the_lead_of(round_.jobcentre), the_head_of(round_.jobcentre), a_rater_of(round_)):
        client.force_login(person)
        assert {client.get(url).status_code for url in pages_of(round_)} == {404}


def test_after_it_is_opened_again_the_result_is_gone(client):
    round_ = a_closed_round()
    commands.reopen_round(by=None, round_=round_, reason="En case var læst forkert", last_day=today(), today=today())
    client.force_login(the_lead_of(round_.jobcentre))
    assert {client.get(url).status_code for url in pages_of(round_)} == {404}
    assert not Result.objects.exists()


def test_the_first_sentence_says_on_how_many_they_agree(client):
    round_ = a_closed_round(indicators=3)
    client.force_login(the_head_of(round_.jobcentre))
    page = client.get(reverse("calibration:result", args=[round_.pk])).content.decode()
    assert "På 1 af 3 indikatorer er I enige nok til at bedømme hinanden; på 2 er I ikke." in page
    assert [one.verdict for one in findings_of(round_).indicators] == [Verdict.AGREE, Verdict.DIVIDED, Verdict.DIVIDED]


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ("AAADDT", "On 3 of 6 indicators you agree well enough to judge each other; on 2 you do not; on 1 there are "
                   "too few cases to say."),
        ("AAD", "On 2 of 3 indicators you agree well enough to judge each other; on 1 you do not."),
        ("AATS", "On 2 of 4 indicators you agree well enough to judge each other; on 2 there are too few cases to "
                 "say."),
        ("AA", "On all 2 indicators you agree well enough to judge each other."),
        ("DDS", "On 2 of 3 indicators you do not agree well enough to judge each other; on 1 there are too few "
                "cases to say."),
        ("DD", "On none of the 2 indicators do you agree well enough to judge each other."),
        ("TSF", "There are too few cases to say whether you agree, on any of the 3 indicators."),
    ],
)  # fmt: skip
def test_each_way_it_can_come_out_has_its_own_sentence(verdicts, said):
    kinds = {"A": Verdict.AGREE, "D": Verdict.DIVIDED, "T": Verdict.CANNOT_TELL, "S": Verdict.ALL_ALIKE,
             "F": Verdict.TOO_FEW}  # fmt: skip

    class Found:
        indicators = [type("One", (), {"verdict": kinds[one]}) for one in verdicts]

    assert render(in_short(Found), "en") == said


def test_no_page_of_a_result_names_a_rater_or_tells_their_number(client):
    round_ = a_closed_round(raters=7)
    client.force_login(the_head_of(round_.jobcentre))
    for url in pages_of(round_):
        page = client.get(url).content.decode()
        assert not [one.person.name for one in raters_of(round_) if one.person.name in page], url


def test_of_four_raters_neither_levels_nor_cases_are_shown(client):
    round_ = a_closed_round(raters=4)
    client.force_login(the_head_of(round_.jobcentre))
    page = client.get(reverse("calibration:result-indicator", args=[round_.pk, 2])).content.decode()
    assert "Bedømt af færre end 5: vises ikke" in page
    assert "Hvilke niveauer forveksles" not in page
    levels = client.get(reverse("calibration:result-levels-file", args=[round_.pk, 2])).content.decode("utf-8-sig")
    assert levels.splitlines()[1:] == []


def test_the_figures_are_fetched_with_decimal_commas_and_the_interval(client):
    round_ = a_closed_round()
    client.force_login(the_head_of(round_.jobcentre))
    response = client.get(reverse("calibration:result-file", args=[round_.pk]))
    measure = findings_of(round_).indicators[1].measure
    row = response.content.decode("utf-8-sig").splitlines()[2].split(";")
    assert row[3:6] == [str(round(one, 4)).replace(".", ",") for one in (measure.estimate, measure.low, measure.high)]
    assert row[6:8] == ["6", "12"]
    assert response.headers["Cache-Control"] == "no-store"


def test_a_later_round_says_what_has_changed_since(client):
    jobcentre = a_jobcentre()
    edition = an_edition(jobcentre, indicators=2)
    before = a_closed_round(jobcentre, lambda at: 1 + (at.rater + at.case) % 5, edition=edition, cases=20)
    cases = [one.case for one in before.cases.order_by("position")]
    after = a_closed_round(jobcentre, lambda at: 1 + at.case % 5, edition=edition, cases=cases, earlier=before)
    client.force_login(the_head_of(jobcentre))
    page = client.get(reverse("calibration:result", args=[after.pk])).content.decode()
    assert "I er mere enige end før" in page
    assert f"Sammenlignet med »{before.title}«" in page
    course = client.get(reverse("calibration:result-course-file", args=[after.pk, 1])).content.decode("utf-8-sig")
    assert [row.split(";")[0] for row in course.splitlines()[1:]] == [before.title, after.title]
    assert findings_of(after).overall.verdict == "improved"


def test_a_large_round_is_left_to_the_worker_and_its_page_renews_itself(client, monkeypatch):
    monkeypatch.setattr(result_commands, "MOST_AT_ONCE", 10)
    round_ = a_closed_round()
    assert findings_of(round_) is not None  # in the tests a worker answers at once
    Result.objects.all().delete()
    client.force_login(the_lead_of(round_.jobcentre))
    url = reverse("calibration:result", args=[round_.pk])
    page = client.get(url)
    assert "ved at blive regnet ud" in page.content.decode()
    fragment = client.get(url, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in fragment
    assert client.post(reverse("calibration:reckoning", args=[round_.pk])).status_code == 302
    assert client.get(url, HTTP_HX_REQUEST="true").headers["HX-Refresh"] == "true"


def test_the_worker_leaves_a_round_alone_that_was_opened_again():
    round_ = a_closed_round()
    Result.objects.all().delete()
    reckon_in_the_background.enqueue(round_.pk, round_.closings + 1)
    Round.objects.filter(pk=round_.pk).update(closed_at=None)
    reckon_in_the_background.enqueue(round_.pk, round_.closings)
    assert not Result.objects.exists()


def test_only_the_leader_asks_for_a_result_again_and_only_where_there_is_none(client):
    round_ = a_closed_round()
    with pytest.raises(NotAllowed, match="there already"):
        commands.reckon_again(by=None, round_=round_, now=NOW)
    Result.objects.all().delete()
    client.force_login(the_head_of(round_.jobcentre))
    assert client.post(reverse("calibration:reckoning", args=[round_.pk])).status_code == 403
    assert not Result.objects.exists()


def test_a_result_costs_the_same_questions_however_many_cases_and_raters(client, django_assert_max_num_queries):
    small, large = a_closed_round(raters=5, cases=10), a_closed_round(raters=9, cases=20, indicators=3)
    counts = []
    for round_ in (small, large):
        client.force_login(the_head_of(round_.jobcentre))
        with django_assert_max_num_queries(40) as asked:
            client.get(reverse("calibration:result", args=[round_.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
