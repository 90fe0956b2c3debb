"""What a citizen is given the address of: read in any language, ticked, changed, and gone when the day is over."""

from datetime import timedelta

import pytest
from tests.factories.citizens_feedback import NOW, SECRET, TODAY, a_citizen_door, a_link

from samklang.citizens.models import Preparation, PreparationText
from samklang.citizens.views.public_parts import MOST_A_MINUTE
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
URL = f"/citizen/preparation/{SECRET}/"
ARABIC = {"title": "حديثك القادم معنا", "name": "سهل القراءة", "words": {"send": "أرسل"}}


@pytest.fixture(autouse=True)
def _the_day(monkeypatch):
    monkeypatch.setattr("samklang.citizens.views.public_preparation.today", lambda: TODAY)
    monkeypatch.setattr("samklang.citizens.views.public_preparation.now", lambda: NOW)


@pytest.fixture
def link():
    door = a_citizen_door()
    return a_link(door.counsellor, door.jobcentre, level="easy")


def test_the_page_is_read_without_signing_in_or_cookies_and_is_told_to_nobody(client, link):
    response = client.get(URL)
    assert response.status_code == 200
    assert "Vi skal tale sammen" in response.text
    assert not response.cookies
    assert response.headers["Cache-Control"].count("no-store")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response.headers["X-Robots-Tag"]
    for untold in (link.person.name, link.case_key, link.token_key, "csrfmiddlewaretoken"):
        assert untold not in response.text


def test_the_citizen_chooses_level_and_language_on_the_page(client, link):
    assert "Din næste samtale med os" in client.get(f"{URL}?level=plain").text
    english = client.get(f"{URL}?language=en&level=full")
    assert '<html lang="en" dir="ltr"' in english.text
    assert "How you can prepare for your next conversation" in english.text
    assert client.get(f"{URL}?language=xx&level=../../x").status_code == 200


def test_a_language_from_right_to_left_is_shown_so_and_lacks_nothing(client, link):
    PreparationText.objects.create(
        jobcentre=link.jobcentre, level="easy", language="ar", language_name="العربية", content=ARABIC, changed_at=NOW
    )
    response = client.get(f"{URL}?language=ar&level=full")
    assert '<html lang="ar" dir="rtl"' in response.text
    assert response.headers["Content-Language"] == "ar"
    assert ARABIC["title"] in response.text
    assert response.text.count('type="checkbox"') == 10


def test_ticks_are_kept_replaced_and_nothing_else_is(client, link):
    lines = Entry.objects.count()
    sent = {"topics": ["hours", "cv"], "words": "Mette 20123456", "notes": "010190-1234"}
    response = client.post(URL, sent)
    assert response.status_code == 302
    assert "Dine kryds er sendt" in client.get(response.url.partition("#")[0]).text
    link.refresh_from_db()
    assert (link.topics, link.answered_at, link.level) == (["hours", "cv"], NOW, "easy")
    client.post(URL, {"topics": ["cv"]})
    assert Preparation.objects.get().topics == ["cv"]
    client.post(URL, {})
    assert Preparation.objects.get().topics == []
    assert Entry.objects.count() == lines


@pytest.mark.parametrize("topics", [["mette"], ["0101901234"], ["hours", "'; DROP TABLE"], ["\u202e"]])
def test_a_tick_that_is_none_of_ours_is_not_kept(client, link, topics):
    assert client.post(URL, {"topics": topics}).status_code == 422
    assert Preparation.objects.get().answered_at is None


def test_the_notes_for_oneself_are_in_no_form(client, link):
    text = client.get(URL).text
    (form,) = text.split("<form")[1:]
    assert "<textarea" not in form.partition("</form>")[0]
    assert "<textarea" in text
    assert 'name="notes"' not in text


def test_after_the_day_and_for_a_forged_address_there_is_nothing_and_both_look_the_same(client, link):
    forged = client.get("/citizen/preparation/forged/")
    Preparation.objects.update(day=TODAY - timedelta(days=1))
    old = client.get(URL)
    assert (forged.status_code, old.status_code) == (404, 404)
    assert forged.text == old.text
    assert client.post(URL, {"topics": ["cv"]}).status_code == 404
    assert Preparation.objects.get().topics == []
    assert client.get(f"/citizen/preparation/{'x' * 5000}/").status_code == 404


def test_whoever_tries_many_times_is_told_to_wait(client):
    for number in range(MOST_A_MINUTE):
        assert client.get(f"/citizen/preparation/{number}/").status_code == 404
    assert client.get(URL).status_code == 429
