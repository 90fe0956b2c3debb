"""Two questions to a citizen: asked of nobody in particular, answered once, and kept apart from whom it was about."""

from datetime import timedelta

import pytest
from tests.factories.access import anew
from tests.factories.citizens_feedback import SECRET, TODAY, a_citizen_door, a_way
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, the_head_of

from samklang.access.commands import withdraw_notice
from samklang.access.models import Notice
from samklang.access.refusals import NotAllowed
from samklang.citizens.commands.feedback import forget_links, make_links
from samklang.citizens.enums import DoorKind
from samklang.citizens.models import FeedbackAnswer, FeedbackDoor
from samklang.citizens.rules.feedback import ANSWERS_AN_HOUR
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
URL, STAFF = f"/citizen/questions/{SECRET}/", "/conversations/questions/"
ANSWER = {"involved": "4", "same": "partly"}


@pytest.fixture(autouse=True)
def _the_day(monkeypatch):
    for name in ("feedback", "public_feedback"):
        monkeypatch.setattr(f"samklang.citizens.views.{name}.today", lambda: TODAY)


@pytest.fixture
def door():
    return a_citizen_door()


def test_an_answer_keeps_jobcentre_team_quarter_and_kind_and_nothing_that_leads_to_the_link(client, door):
    a_way(door.team)
    lines = Entry.objects.count()
    assert client.head(URL).status_code == 200
    assert not client.get(URL).cookies
    assert not FeedbackAnswer.objects.exists()
    sent = client.post(URL, {**ANSWER, "words": "Mette 010190-1234"})
    assert (sent.status_code, sent.url) == (302, "/citizen/questions-thanks/da/")
    assert "Tak for dine svar" in client.get(sent.url).text
    kept = FeedbackAnswer.objects.get()
    assert (kept.jobcentre, kept.team, kept.quarter, kept.kind) == (door.jobcentre, door.team, "2026Q3", "link")
    assert (kept.involved, kept.same) == (4, "partly")
    assert {one.name for one in FeedbackAnswer._meta.get_fields()} == {
        "id", "jobcentre", "team", "quarter", "kind", "involved", "same",
    }  # fmt: skip
    assert Entry.objects.count() == lines


def test_a_link_is_answered_once_and_used_forged_and_old_ones_look_the_same(client, door):
    way = a_way(door.team)
    client.post(URL, ANSWER)
    used = client.get(URL)
    assert client.post(URL, {"involved": "1"}).status_code == 404
    FeedbackDoor.objects.filter(pk=way.pk).update(used=False, until="2026-08-19")
    old, forged = client.get(URL), client.get("/citizen/questions/forged/")
    assert [one.status_code for one in (used, old, forged)] == [404] * 3
    assert used.text == old.text == forged.text
    assert FeedbackAnswer.objects.get().involved == 4


@pytest.mark.parametrize(
    "sent", [{}, {"involved": "0"}, {"involved": "6"}, {"involved": "٣"}, {"involved": "3", "same": "mette"}]
)
def test_what_is_no_answer_is_told_and_the_link_still_works(client, door, sent):
    a_way(door.team)
    assert client.post(URL, sent).status_code == 422
    assert not FeedbackAnswer.objects.exists()
    assert client.post(f"{URL}?language=en&easy=1", {"involved": "3"}).status_code == 302


def test_the_easy_words_and_english_are_chosen_on_the_page(client, door):
    a_way(door.team)
    assert "Hvor meget var du med til at vælge?" in client.get(f"{URL}?easy=1").text
    english = client.get(f"{URL}?language=en").text
    assert '<html lang="en"' in english
    assert "Were you met in the same way" in english


def test_without_notice_nothing_is_taken_and_it_is_said_kindly(client, door):
    a_way(door.team)
    withdraw_notice(by=the_head_of(door.jobcentre), notice=Notice.objects.get(), today=TODAY)
    for response in (client.get(URL), client.post(URL, ANSWER)):
        assert response.status_code == 200
        assert "Vi spørger ikke lige nu" in response.text
    assert not FeedbackAnswer.objects.exists()
    client.force_login(anew(door.counsellor))
    assert client.post(f"{STAFF}link/").status_code == 403
    assert client.get(f"{STAFF}slips/").status_code == 403
    assert client.get(STAFF).status_code == 200


def test_a_code_on_the_wall_is_answered_often_but_not_endlessly_from_one_address(client, door):
    a_way(door.team, kind=DoorKind.POSTER)
    for _ in range(ANSWERS_AN_HOUR):
        assert client.post(URL, ANSWER).status_code == 302
    response = client.post(URL, ANSWER)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert FeedbackAnswer.objects.filter(kind="poster").count() == ANSWERS_AN_HOUR


def test_links_belong_to_the_team_and_nobody_is_said_to_have_made_them(client, door):
    client.force_login(door.counsellor)
    page = client.post(f"{STAFF}slips/", {"count": "10"})
    assert page.text.count("data:image/svg+xml") == 10
    ways = FeedbackDoor.objects.all()
    assert {(one.team, one.jobcentre, one.made_by, one.kind) for one in ways} == {
        (door.team, door.jobcentre, None, "link")
    }
    assert ways.count() == 10
    line = Entry.objects.get(deed="feedback-links-made")
    assert (line.actor_id, line.about_id, line.subject_id, line.details) == (None, None, "", {"count": 10})
    secret = page.text.split("/citizen/questions/")[1].split("/")[0]
    client.logout()
    assert client.post(f"/citizen/questions/{secret}/", ANSWER).status_code == 302


def test_a_link_is_forgotten_when_nobody_can_answer_by_it_any_more(door):
    a_way(door.team, until=TODAY - timedelta(days=1))
    a_way(door.team, "another", until=TODAY)
    assert (forget_links(today=TODAY, dry_run=True), FeedbackDoor.objects.count()) == (1, 2)
    assert (forget_links(today=TODAY), FeedbackDoor.objects.count()) == (1, 1)


def test_one_link_is_shown_on_the_screen(client, door):
    client.force_login(door.counsellor)
    response = client.post(f"{STAFF}link/")
    assert response.text.count("data:image/svg+xml") == 1
    assert response.headers["Cache-Control"].count("no-store")
    assert FeedbackDoor.objects.count() == 1
    assert client.post(f"{STAFF}slips/", {"count": "999"}).status_code == 422


def test_the_leader_puts_a_code_up_makes_it_anew_and_closes_it(client, door):
    client.force_login(door.leader)
    made = client.post(f"{STAFF}codes/new/", {"team": door.team.pk, "title": "Venteværelset"})
    first = made.text.split("/citizen/questions/")[1].split("/")[0]
    code = FeedbackDoor.objects.get()
    assert (code.made_by, code.team, code.kind) == (door.leader, door.team, "poster")
    renewed = client.post(f"{STAFF}codes/{code.pk}/renewal/")
    second = renewed.text.split("/citizen/questions/")[1].split("/")[0]
    assert client.get(f"/citizen/questions/{first}/").status_code == 404
    assert client.post(f"/citizen/questions/{second}/", ANSWER).status_code == 302
    assert client.get(f"{STAFF}codes/{code.pk}/closing/").status_code == 200
    assert client.post(f"{STAFF}codes/{code.pk}/closing/").status_code == 302
    assert client.get(f"/citizen/questions/{second}/").status_code == 404
    assert client.post(f"{STAFF}codes/{code.pk}/renewal/").status_code == 404


@pytest.mark.parametrize("title", ["Mette Hansens kontor", "Ring 20 12 34 56", "010190-1234", "mette@post.dk"])
def test_where_a_code_hangs_names_nobody(client, door, title):
    client.force_login(door.leader)
    assert client.post(f"{STAFF}codes/new/", {"team": door.team.pk, "title": title}).status_code == 422
    assert not FeedbackDoor.objects.exists()


def test_codes_are_kept_by_those_who_lead_the_team_and_links_made_by_those_who_talk(client, door):
    code = a_way(door.team, kind=DoorKind.POSTER, title="Venteværelset")
    client.force_login(door.counsellor)
    assert client.get(f"{STAFF}codes/new/").status_code == 403
    assert "Venteværelset" not in client.get(STAFF).text
    assert client.post(f"{STAFF}codes/{code.pk}/closing/").status_code == 404
    client.force_login(an_outsider())
    assert client.post(f"{STAFF}codes/{code.pk}/renewal/").status_code == 404
    elsewhere = a_colleague_in(a_team(a_jobcentre()))
    with pytest.raises(NotAllowed):
        make_links(by=elsewhere, count=1, today=TODAY)
    assert FeedbackDoor.objects.get().closed_at is None
