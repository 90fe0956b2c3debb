"""What stands around every page: where one is, in which language, on which day, and what was just done."""

import re
from datetime import timedelta

import pytest
from django.contrib import messages
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone, translation
from tests.factories.people import a_jobcentre, the_lead_of

from samklang.core.words import say
from samklang.web.answers import tell

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.urls")]


def _text(response):
    return " ".join(response.content.decode().split())


def test_the_title_is_written_once_and_stands_in_three_places(client):
    html = _text(client.get("/components/"))
    assert "<title>Byggeklodser – Samklang</title>" in html
    assert "<h1>Byggeklodser</h1>" in html
    assert re.search(r'aria-current="page">.{0,200}Byggeklodser</li>', html)


def test_the_first_link_leads_past_the_top_of_the_page(client):
    html = _text(client.get("/components/"))
    assert re.search(r"<body[^>]*> <a class=\"skipnav\" href=\"#content\">", html)
    assert '<main id="content" tabindex="-1">' in html


def test_the_language_is_switched_where_one_is(client):
    page = "/components/?page=3&q=%C3%85"
    html = _text(client.get(page))
    assert 'name="next" value="/components/?page=3&amp;q=%C3%85"' in html
    assert client.post("/language/", {"language": "en", "next": page}).url == page
    assert "<h1>Components</h1>" in _text(client.get(page))


def test_another_day_is_told_with_a_way_back_and_the_rest_of_the_question_kept(client):
    tomorrow = timezone.localdate() + timedelta(days=1)
    html = _text(client.get(f"/components/?as_of={tomorrow}&q=x&page=2"))
    banner = re.search(r'<div class="as-of".*?</div>', html)
    assert banner is not None
    assert f'value="{tomorrow.isoformat()}"' in banner[0]
    assert banner[0].count('<input type="hidden" name="q" value="x">') == 2
    assert 'name="page"' not in banner[0]
    assert "Tilbage til i dag" in banner[0]


def test_today_needs_no_banner(client):
    assert 'class="as-of"' not in _text(client.get("/components/"))
    assert 'class="as-of"' not in _text(client.get(f"/components/?as_of={timezone.localdate()}"))


def test_what_is_not_a_day_is_told_and_not_guessed(client):
    response = client.get("/components/?as_of=i+går")
    assert response.status_code == 400
    assert "»i går« kan ikke læses som en dato." in _text(response)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_ends_of_the_calendar_is_told_and_breaks_no_page(client, day):
    response = client.get(f"/components/?as_of={day}")
    assert response.status_code == 400
    assert f"»{day}« kan ikke læses som en dato." in _text(response)


def test_constructed_data_are_marked_on_every_page(client, settings):
    assert "Opdigtede data" not in _text(client.get("/components/"))
    settings.DEMO = True
    assert "Opdigtede data" in _text(client.get("/components/"))


def test_who_is_signed_in_can_sign_out_from_every_page(client):
    person = the_lead_of(a_jobcentre())
    client.force_login(person)
    html = _text(client.get("/components/"))
    assert person.name in html
    assert re.search(r'<form method="post" action="/account/logout/"[^>]*><input type="hidden" name="csrf', html)


def test_what_was_done_can_be_undone_from_the_message():
    request = _request_with_messages()
    tell(request, say("Save"), undo_url="/people/7/undo/")
    tell(request, say("Remove"))
    with translation.override("da"):
        html = engines["django"].get_template("web/_messages.html").render(request=request)
    assert re.findall(r'<form method="post" action="([^"]+)">', html) == ["/people/7/undo/"]
    assert re.findall(r'<p class="alert-text">(\w+)</p>', html) == ["Gem", "Fjern"]


def _request_with_messages():
    request = RequestFactory().get("/")
    request._messages = messages.storage.base.BaseStorage(request)
    request._messages._get = lambda *_: ([], True)
    return request


def test_a_form_with_faults_answers_422_and_keeps_what_was_typed(client):
    response = client.post("/components/", {"name": "Åse", "weekly_hours": "40"})
    assert response.status_code == 422
    assert 'value="Åse"' in _text(response)


def test_the_page_that_asks_says_what_happens_and_how_to_leave(client):
    html = _text(client.get("/components/confirmation/"))
    assert "<li>12 deltagere får besked.</li>" in html
    assert '<button class="button button-warning">Fjern kurset</button>' in html
    assert '<a class="button button-secondary" href="/components/">Annullér</a>' in html


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "413", "429", "500", "503"])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_page_about_a_fault_says_what_to_do_and_needs_nothing(name, language, django_assert_num_queries):
    with translation.override(language), django_assert_num_queries(0):
        html = engines["django"].get_template(f"{name}.html").render({})
    assert f'<html lang="{language}">' in html
    title = re.search(r"<title>(.+) – Samklang</title>", html)
    assert title is not None
    assert re.findall(r"<h1>([^<]*)</h1>", html) == [title[1]]
    assert 'href="/' in html


def test_a_refusal_says_why():
    html = engines["django"].get_template("403.html").render({"reason": "Kun lederen kan lukke runden."})
    assert "Kun lederen kan lukke runden." in html


def test_an_address_that_leads_nowhere_offers_a_way_on(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "Siden findes ikke" in _text(response)


def test_a_fault_of_ours_is_told_without_its_details(client):
    client.raise_request_exception = False
    response = client.get("/broken/")
    assert response.status_code == 500
    assert "Noget gik galt hos os" in _text(response)
    assert "the secret detail" not in _text(response)
