"""Everybody rates alone: within the scale, in their own order, seen by nobody else, until they are done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.calibration import NOW, a_draft_round, a_round, rated, raters_of
from tests.factories.people import a_colleague_in, a_team, the_lead_of

from samklang.access.clock import today
from samklang.access.models import Notice
from samklang.access.refusals import NotAllowed
from samklang.calibration import commands
from samklang.calibration.commands import Moment
from samklang.calibration.models import LineMark, Rating
from samklang.calibration.queries.ratings import (
    Judgement,
    cases_of_rater,
    indicators_to_rate,
    judgements_of,
    rounds_to_rate,
)
from samklang.calibration.queries.rounds import cases_of
from samklang.ledger.models import Entry
from samklang.method.enums import Scale

pytestmark = pytest.mark.django_db
AT = Moment(today(), NOW)


def ready(client, **given):
    round_ = a_round(**given)
    rater = raters_of(round_)[0]
    client.force_login(rater.person)
    return round_, rater, list(indicators_to_rate(round_.pk))


def case_url(round_, position=1):
    return reverse("calibration:rated-case", args=[round_.pk, position])


def field_url(round_, indicator, position=1):
    return reverse("calibration:rated-indicator", args=[round_.pk, position, indicator.pk])


def said(rater):
    return sorted(Rating.objects.filter(rater=rater).values_list("case", "indicator", "level"))


def judged(level, *lines):
    return Judgement(True, level, frozenset(lines))


def test_a_rater_answers_a_case_and_goes_on_to_the_next(client):
    round_, rater, (one, other) = ready(client)
    first, _second = cases_of_rater(rater)
    typed = {f"i{one.pk}-level": "4", f"i{one.pk}-lines": ["1", "3"], f"i{other.pk}-level": "none"}
    response = client.post(case_url(round_), typed)
    assert (response.status_code, response.url) == (302, case_url(round_, 2))
    assert said(rater) == sorted([(first.pk, one.pk, 4), (first.pk, other.pk, None)])
    assert judgements_of(rater, first) == {one.pk: judged(4, 1, 3), other.pk: judged(None)}
    page = client.get(case_url(round_)).content.decode()
    assert page.count(" checked") == 4


def test_after_the_last_answer_the_rater_comes_to_the_overview_and_is_done(client):
    round_, rater, _ = ready(client)
    rated(round_, finished=False, raters=[rater])
    response = client.post(case_url(round_), {f"i{one.pk}-level": "3" for one in indicators_to_rate(round_.pk)})
    assert response.url == reverse("calibration:rating", args=[round_.pk])
    client.post(reverse("calibration:rating-finishing", args=[round_.pk]))
    rater.refresh_from_db()
    assert rater.finished_at is not None
    assert rounds_to_rate(rater.person, today()).count() == 0


def test_one_answer_is_saved_while_the_rater_goes_on(client):
    round_, rater, (one, _) = ready(client)
    typed = {f"i{one.pk}-level": "2", f"i{one.pk}-lines": ["2"]}
    response = client.post(field_url(round_, one), typed, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "<html" not in response.content.decode()
    assert "1 af 2 svar" in response.content.decode()
    first = cases_of_rater(rater)[0]
    assert judgements_of(rater, first) == {one.pk: judged(2, 2)}


def test_saving_one_answer_costs_the_same_however_many_there_are(client):
    small, rater, (one, _) = ready(client)
    large, other, (first, *_rest) = ready(client, cases=6, indicators=5, raters=6)
    rated(large, finished=False)
    counts = []
    for round_, who, indicator in ((small, rater, one), (large, other, first)):
        client.force_login(who.person)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.post(field_url(round_, indicator), {f"i{indicator.pk}-level": "2"}, headers={"HX-Request": "true"})
        counts.append(len([query for query in asked if "django_session" not in query["sql"]]))
    assert counts[0] == counts[1]
    assert counts[0] <= 26


@pytest.mark.parametrize("level", ["0", "6", "-1", "2.5", "høj", "99999999999"])
def test_a_level_off_the_scale_is_told_and_what_was_typed_is_kept(client, level):
    round_, rater, (one, other) = ready(client)
    response = client.post(field_url(round_, one), {f"i{one.pk}-level": level}, headers={"HX-Request": "true"})
    assert response.status_code == 422
    typed = {f"i{one.pk}-level": level, f"i{other.pk}-level": "3"}
    whole = client.post(case_url(round_), typed)
    assert whole.status_code == 422
    assert "Vælg et niveau fra 1 til 5" in whole.content.decode() or "høj" not in level
    assert f'name="i{other.pk}-level" value="3" checked' in whole.content.decode()
    assert said(rater) == []


def test_a_number_is_counted_and_can_be_taken_away_again(client):
    round_, rater, (one, _) = ready(client)
    type(one.indicator).objects.filter(pk=one.indicator_id).update(scale=Scale.COUNT)

    def answer(**typed):
        named = {f"i{one.pk}-{name}": value for name, value in typed.items()}
        return client.post(field_url(round_, one), named, headers={"HX-Request": "true"}).status_code

    first = cases_of_rater(rater)[0]
    assert (answer(level="12"), said(rater)) == (200, [(first.pk, one.pk, 12)])
    assert (answer(level="100"), said(rater)) == (422, [(first.pk, one.pk, 12)])
    assert (answer(level="3", unjudged="on"), said(rater)) == (422, [(first.pk, one.pk, 12)])
    assert (answer(level="", unjudged="on"), said(rater)) == (200, [(first.pk, one.pk, None)])
    assert (answer(level=""), said(rater)) == (200, [])


def test_a_line_that_is_not_in_the_dialogue_is_refused(client):
    round_, _rater, (one, _) = ready(client)
    response = client.post(field_url(round_, one), {f"i{one.pk}-lines": ["99"]}, headers={"HX-Request": "true"})
    assert (response.status_code, LineMark.objects.count()) == (422, 0)


def test_nobody_opens_what_is_not_theirs(client):
    round_, rater, (one, _) = ready(client)
    elsewhere = a_round()
    foreign = indicators_to_rate(elsewhere.pk)[0]
    urls = [case_url(round_, 3), case_url(round_, 0), case_url(elsewhere), reverse("calibration:rating", args=[9**9])]
    assert [client.get(url).status_code for url in urls] == [404] * 4
    assert client.post(field_url(round_, foreign), {f"i{foreign.pk}-level": "3"}).status_code == 404
    assert client.get(field_url(round_, one)).status_code == 405
    client.force_login(the_lead_of(round_.jobcentre))
    assert [client.get(case_url(round_)).status_code, client.post(case_url(round_), {}).status_code] == [404, 404]
    assert said(rater) == []


def test_a_draft_is_not_there_for_its_raters(client):
    draft = a_draft_round()
    client.force_login(draft.raters.first().person)
    assert client.get(reverse("calibration:rating", args=[draft.pk])).status_code == 404
    assert client.get(reverse("calibration:round", args=[draft.pk])).status_code == 404


def test_a_command_refuses_in_another_raters_name():
    round_ = a_round()
    mine, theirs = raters_of(round_)[:2]
    one = indicators_to_rate(round_.pk)[0]
    with pytest.raises(NotAllowed, match="Only the rater"):
        commands.rate_case(
            by=mine.person, rater=theirs, case=cases_of(round_)[0], judgements={one: judged(3)}, at=AT
        )  # fmt: skip
    with pytest.raises(NotAllowed, match="Only the rater"):
        commands.finish_rating(by=mine.person, rater=theirs, now=NOW)
    assert Rating.objects.count() == 0


def test_a_rater_who_is_done_changes_nothing_until_they_take_it_back(client):
    round_, rater, (one, _) = ready(client)
    rated(round_)
    before = said(rater)
    response = client.post(case_url(round_), {f"i{one.pk}-level": "5"})
    assert (response.status_code, said(rater)) == (403, before)
    assert "Tag det tilbage" in response.content.decode()
    assert f'name="i{one.pk}-level" value="5" checked' in response.content.decode()
    client.post(reverse("calibration:rating-resuming", args=[round_.pk]))
    rater.refresh_from_db()
    assert rater.finished_at is None
    client.post(field_url(round_, one), {f"i{one.pk}-level": "5"}, headers={"HX-Request": "true"})
    assert (cases_of_rater(rater)[0].pk, one.pk, 5) in said(rater)


def test_nothing_is_rated_in_a_closed_round(client):
    round_, rater, (one, _) = ready(client)
    commands.close_round(by=None, round_=rated(round_), now=NOW)
    before = said(rater)
    typed = {f"i{one.pk}-level": "5"}
    assert client.get(case_url(round_)).status_code == 403
    assert client.post(case_url(round_), typed).status_code == 403
    response = client.post(field_url(round_, one), typed, headers={"HX-Request": "true"})
    assert (response.status_code, said(rater)) == (403, before)
    assert "Runden er lukket" in response.content.decode()
    assert client.post(reverse("calibration:rating-resuming", args=[round_.pk])).status_code == 403
    assert client.get(reverse("calibration:rating", args=[round_.pk])).status_code == 200


def test_whoever_was_taken_out_rates_no_more_and_what_they_said_stays(client):
    round_, rater, (one, _) = ready(client)
    rated(round_, finished=False, raters=[rater])
    commands.take_out_rater(by=None, round_=round_, person=rater.person, now=NOW)
    assert client.get(reverse("calibration:rating", args=[round_.pk])).status_code == 403
    assert client.post(field_url(round_, one), {f"i{one.pk}-level": "5"}).status_code == 403
    assert len(said(rater)) == 4


def test_nothing_is_rated_once_the_notice_is_withdrawn(client):
    round_, rater, (one, _) = ready(client)
    Notice.objects.update(withdrawn_day=today())
    response = client.post(field_url(round_, one), {f"i{one.pk}-level": "5"}, headers={"HX-Request": "true"})
    assert (response.status_code, said(rater)) == (403, [])


def test_nobody_is_done_who_has_answered_nothing(client):
    round_, rater, (one, _) = ready(client)
    url = reverse("calibration:rating-finishing", args=[round_.pk])
    assert [client.get(url).status_code, client.post(url).status_code] == [403, 403]
    client.post(field_url(round_, one), {f"i{one.pk}-level": "5"})
    asked = client.get(url)
    assert (asked.status_code, "3 svar mangler" in asked.content.decode()) == (200, True)
    rater.refresh_from_db()
    assert rater.finished_at is None


def test_everybody_has_an_order_of_their_own_and_keeps_it():
    round_ = a_round(cases=8, raters=3)
    orders = [[one.pk for one in cases_of_rater(rater)] for rater in raters_of(round_)]
    assert orders == [[one.pk for one in cases_of_rater(rater)] for rater in raters_of(round_)]
    assert len({tuple(order) for order in orders}) == 3
    assert len({frozenset(order) for order in orders}) == 1


def test_the_ledger_does_not_tell_who_has_rated_what():
    round_ = a_round()
    before = Entry.objects.count()
    rated(round_)
    assert Entry.objects.count() == before


def test_whoever_leaves_the_employment_stays_a_rater_and_counts():
    colleague = a_colleague_in(team := a_team())
    round_ = a_round(team.parent, raters=[colleague, a_colleague_in(team), a_colleague_in(team)])
    rated(round_)
    colleague.employee.engagements.update(last_day=today())
    colleague.is_active = False
    colleague.save()
    closed = commands.close_round(by=None, round_=round_, now=NOW)
    assert Rating.objects.filter(rater__round=closed, rater__person=colleague).count() == 4
