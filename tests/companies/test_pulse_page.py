"""The question to a company: opened by anybody and anything, answered once, and silent about what it is not."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connection
from tests.factories.companies import an_entrance
from tests.factories.company_pulse import TODAY, an_asked, an_asking_entrance, the_notice_of_the_pulse
from tests.factories.people import a_jobcentre, a_team, somebody_who_is, the_head_of

from samklang.access.commands import withdraw_notice
from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.companies.commands.pulse import answer_pulse
from samklang.companies.models import PulseAnswer, PulseAsked
from samklang.companies.views.public_pulse import MOST_A_MINUTE
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
SECRET = "a-secret-of-a-link"
URL = f"/entrance/pulse/{SECRET}/"


@pytest.fixture(autouse=True)
def _the_day(monkeypatch):
    cache.clear()
    monkeypatch.setattr("samklang.companies.views.public_pulse.today", lambda: TODAY)


def asked(**changes) -> PulseAsked:
    return an_asked(changes.pop("entrance", None) or an_asking_entrance(), SECRET, **changes)


def nothing_is_answered() -> bool:
    return not PulseAnswer.objects.exists() and not PulseAsked.objects.filter(answered=True).exists()


def test_the_question_is_asked_without_signing_in_and_on_one_page(client):
    asked()
    response = client.get(URL)
    assert response.status_code == 200
    assert 'type="radio"' in response.text
    assert response.headers["Cache-Control"].count("no-store")


def test_a_mail_scanner_that_opens_the_link_answers_nothing(client):
    asked()
    for way in (client.get, client.head, client.get):
        assert way(URL, {"score": "1", "understood": "no"}).status_code == 200
    assert client.put(URL).status_code == 405
    assert nothing_is_answered()


def test_an_answer_is_kept_with_the_team_and_the_quarter_and_nothing_else(client):
    entrance = an_asking_entrance()
    team = a_team(entrance.jobcentre)
    asked(entrance=entrance, team=team, in_time=False)
    lines = Entry.objects.count()
    response = client.post(URL, {"score": "9", "understood": "partly", "words": "  Hurtigt \n svar "})
    assert (response.status_code, response.url) == (302, "/entrance/pulse-thanks/da/")
    assert client.get(response.url).status_code == 200
    answer = PulseAnswer.objects.get()
    assert (answer.entrance, answer.team, answer.quarter, answer.in_time) == (entrance, team, "2026Q3", False)
    assert (answer.score, answer.understood, answer.words) == (9, "partly", "Hurtigt svar")
    assert {one.name for one in PulseAnswer._meta.get_fields()} == {
        "id", "entrance", "team", "quarter", "score", "understood", "in_time", "words",
    }  # fmt: skip
    assert PulseAsked.objects.get().answered
    assert Entry.objects.count() == lines


def test_the_number_alone_is_enough(client):
    asked()
    assert client.post(URL, {"score": "1"}).status_code == 302
    answer = PulseAnswer.objects.get()
    assert (answer.score, answer.understood, answer.words) == (1, "", "")


@pytest.mark.parametrize("score", ["", "0", "11", "7.5", "ti", "١"])
def test_without_a_number_from_one_to_ten_the_question_stays_with_what_was_typed(client, score):
    asked()
    response = client.post(URL, {"score": score, "words": "Tak for hjælpen"})
    assert response.status_code == 422
    assert "Tak for hjælpen" in response.text
    assert nothing_is_answered()


def test_a_civil_registration_number_is_refused_and_masked(client):
    asked()
    response = client.post(URL, {"score": "8", "words": "Ring om 010190-1234"})
    assert response.status_code == 422
    assert "1234" not in response.text
    assert nothing_is_answered()


def test_a_name_of_ours_is_asked_to_be_left_out(client):
    entrance = an_asking_entrance()
    somebody_who_is(Role.STAFF, entrance.jobcentre, "Henriette Malling")
    asked(entrance=entrance)
    response = client.post(URL, {"score": "8", "words": "henriette  malling var god"})
    assert response.status_code == 422
    assert nothing_is_answered()
    assert client.post(URL, {"score": "8", "words": "Hun var god"}).status_code == 302


def gone(client, url: str = URL) -> list[tuple[int, str]]:
    """What a scanner, a reader and somebody who answers are told."""
    found = [(one.status_code, one.text) for one in (client.get(url), client.post(url, {"score": "9"}))]
    assert client.head(url).status_code == 404
    return [(status, text.replace(url, "")) for status, text in found]


def test_a_forged_a_used_and_an_old_link_are_told_the_same(client):
    forged = gone(client, "/entrance/pulse/forged-by-somebody/")
    one = asked(answered=True)
    used = gone(client)
    PulseAsked.objects.filter(pk=one.pk).update(answered=False, until=TODAY - timedelta(days=1))
    old = gone(client)
    assert forged[0][0] == 404
    assert [status for status, _ in forged + used + old] == [404] * 6
    assert _without_token(forged) == _without_token(used) == _without_token(old)
    assert not PulseAnswer.objects.exists()


def _without_token(found):
    return [text.partition("<main")[2].partition("</main")[0] for _, text in found]


def test_on_the_last_day_one_may_still_answer(client):
    asked(until=TODAY)
    assert client.post(URL, {"score": "9"}).status_code == 302


def test_without_notice_to_staff_nothing_is_asked_or_kept(client):
    entrance = an_entrance(pulse_on=True)
    asked(entrance=entrance)
    assert [status for status, _ in gone(client)] == [404, 404]
    notice = the_notice_of_the_pulse(entrance.jobcentre)
    assert client.get(URL).status_code == 200
    withdraw_notice(by=the_head_of(entrance.jobcentre), notice=notice, today=TODAY)
    assert [status for status, _ in gone(client)] == [404, 404]
    assert nothing_is_answered()


def test_it_is_answered_once(client):
    asked()
    assert client.post(URL, {"score": "9"}).status_code == 302
    assert client.post(URL, {"score": "1"}).status_code == 404
    assert PulseAnswer.objects.get().score == 9


def test_the_page_is_in_the_language_of_the_letter_unless_another_is_chosen(client):
    asked()
    assert '<html lang="en"' in client.get(f"{URL}?language=en").text
    assert '<html lang="da"' in client.get(f"{URL}?language=xx").text
    response = client.post(f"{URL}?language=en", {"score": "9"})
    assert "Thank you" in client.get(response.url).text


def test_whoever_tries_many_times_is_told_to_wait(client):
    asked()
    for number in range(MOST_A_MINUTE):
        assert client.get(f"/entrance/pulse/{number}/").status_code == 404
    response = client.get(URL)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 60


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_in_the_same_second_one_is_kept():
    asked(entrance=an_asking_entrance(a_jobcentre()))
    together, outcomes = Barrier(2), []

    def send(score):
        together.wait()
        try:
            answer_pulse(secret=SECRET, score=score, understood="", words="", today=TODAY)
            outcomes.append("kept")
        except NotAllowed:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=send, args=[score]) for score in (3, 8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (sorted(outcomes), PulseAnswer.objects.count()) == (["kept", "refused"], 1)
