"""The pages about the page: who gets them, what stands on them, the files, and the way from draft to correction."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.committee import HALF_A_YEAR_AGO, NOW, TODAY, Town, a_town
from tests.factories.people import an_outsider

from samklang.access.clock import today
from samklang.committee.commands.issues import word_issue
from samklang.committee.models import Issue, Recipient, Schedule
from samklang.committee.page_parts import against_said
from samklang.committee.pdf import Head, page_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def head(town, client):
    client.force_login(town.head)
    return town.head


def test_from_draft_to_issue_and_correction(client, town, head):
    day = today()
    sent = {"jobcentre": town.jobcentre.pk, "first_day": day - timedelta(days=180), "last_day": day}
    made = client.post("/committee/new/", sent)
    draft = Issue.objects.get()
    assert made.headers["Location"] == f"/committee/{draft.pk}/"
    words = {"introduction_da": "Kære udvalg", "asks": ["ask-citizens"], "asks_da": "Penge til pladser"}
    assert client.post(f"/committee/{draft.pk}/words/", words).status_code == 302
    shown = client.get(f"/committee/{draft.pk}/").content.decode()
    assert all(one in shown for one in ("Kære udvalg", "Penge til pladser", "Hvem er uddannet og stadig her?"))
    assert client.get(f"/committee/{draft.pk}/issuing/").status_code == 200
    assert Issue.objects.get().state == "draft"
    assert client.post(f"/committee/{draft.pk}/issuing/").status_code == 302
    assert Issue.objects.get().number == 1
    assert client.get(f"/committee/{draft.pk}/words/").status_code == 403
    assert client.post(f"/committee/{draft.pk}/correction/", {"reason": ""}).status_code == 422
    client.post(f"/committee/{draft.pk}/correction/", {"reason": "Et forkert tal."})
    again = Issue.objects.get(replaces=draft)
    client.post(f"/committee/{again.pk}/issuing/")
    assert "Et forkert tal." in client.get(f"/committee/{draft.pk}/").content.decode()


def test_days_that_cannot_be_are_told_at_the_field_and_what_was_typed_is_kept(client, town, head):
    day = today()
    sent = {"jobcentre": town.jobcentre.pk, "first_day": day, "last_day": day + timedelta(days=2)}
    refused = client.post("/committee/new/", sent)
    assert (refused.status_code, Issue.objects.count()) == (422, 0)
    assert (day + timedelta(days=2)).isoformat() in refused.content.decode()


def test_a_draft_is_nobodys_but_theirs_who_make_the_page(client, town):
    draft, issued = town.draft(), town.issued(HALF_A_YEAR_AGO)
    reader, colleague = town.reader(), town.staff["Team Havn"][0]
    client.force_login(reader)
    assert client.get(f"/committee/{draft.pk}/").status_code == 404
    assert client.get(f"/committee/{issued.pk}/").status_code == 200
    assert client.get(f"/committee/{issued.pk}/correction/").status_code == 403
    assert client.get("/committee/new/").status_code == 403
    client.force_login(colleague.person)
    assert client.get("/committee/").status_code == 403
    client.force_login(an_outsider())
    assert client.get(f"/committee/{issued.pk}/").status_code == 404
    assert client.get("/committee/999999999999999999999/").status_code == 404


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pdf_is_tagged_in_its_language_and_the_same_each_time(client, town, head, language):
    issued = town.issued()
    first = client.get(f"/committee/{issued.pk}/page-{language}.pdf")
    assert first.content.startswith(b"%PDF")
    assert b"/MarkInfo" in first.content
    assert re.search(rb"/Lang ?\(" + language.encode(), first.content)
    assert client.get(f"/committee/{issued.pk}/page-{language}.pdf").content == first.content
    assert client.get(f"/committee/{issued.pk}/page-de.pdf").status_code == 404


def test_the_file_holds_every_figure_with_its_key_and_source(client, town, head):
    issued = town.issued()
    lines = client.get(f"/committee/{issued.pk}/figures.csv").content.decode().splitlines()
    figures = [one for claim in issued.document["claims"] for one in claim["figures"]]
    assert len(lines) == 1 + len(figures)
    assert all(any(f";{one['metric']};" in line for line in lines) for one in figures)
    assert client.get(f"/committee/{issued.pk}/figures.xlsx").status_code == 200
    assert client.get(f"/committee/{issued.pk}/figures.exe").status_code == 404


def test_what_was_written_in_danish_alone_is_marked_as_danish_on_the_english_page(client, town, head):
    draft = word_issue(by=head, issue=town.draft(), values={"introduction_da": "Kære udvalg"})
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    shown = client.get(f"/committee/{draft.pk}/").content.decode()
    assert '<p lang="da">Kære udvalg' in shown
    assert "Who is trained and still here?" in shown


def test_a_draft_is_put_away_and_back_from_the_list(client, town, head):
    draft = town.draft()
    client.post(f"/committee/{draft.pk}/putting-away/")
    assert f"/committee/{draft.pk}/" not in re.findall(r'href="([^"]+)"', client.get("/committee/").content.decode())
    assert client.post(f"/committee/{draft.pk}/issuing/").status_code == 403
    client.post(f"/committee/{draft.pk}/restoring/")
    assert Issue.objects.get().put_away_at is None


def test_the_schedule_is_set_paused_and_left(client, town, head):
    reader = town.reader()
    address = f"/committee/schedules/{town.jobcentre.pk}/"
    sent = {"every": "quarter", "next_day": today() + timedelta(days=9), "recipients": [reader.pk]}
    assert client.get(address).status_code == 200
    assert client.post(address, {**sent, "next_day": today()}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert client.post(f"{address}pausing/").status_code == 302
    assert Schedule.objects.get().paused_at is not None
    assert client.get(address).status_code == 200
    client.post(f"{address}resuming/")
    assert client.get(f"{address}leaving/").status_code == 403, "the head is not on the list"
    client.force_login(reader)
    assert client.get(address).status_code == 403
    assert client.get(f"{address}leaving/").status_code == 200
    client.post(f"{address}leaving/")
    assert Recipient.objects.get().stopped_at is not None
    client.post(f"{address}returning/")
    assert Recipient.objects.get().stopped_at is None


def test_the_list_costs_the_same_for_three_pages_as_for_one(client, town, head):
    costs = []
    town.issued(HALF_A_YEAR_AGO)
    client.get("/committee/")
    for more in (0, 2):
        for at in range(more):
            town.issued(HALF_A_YEAR_AGO + timedelta(days=at + 1))
        with CaptureQueriesContext(connection) as asked:
            client.get("/committee/")
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_page_changed_past_the_house_says_so(client, town, head):
    issued = town.issued(now=NOW)
    Issue.objects.filter(pk=issued.pk).update(asks_da="Flere penge")
    assert "ikke, som den blev udsendt" in client.get(f"/committee/{issued.pk}/").content.decode()


def test_a_draft_that_another_page_has_overtaken_says_so_before_anybody_presses(client, town, head):
    draft = town.draft()
    town.issued(HALF_A_YEAR_AGO)
    shown = client.get(f"/committee/{draft.pk}/").content.decode()
    assert "En anden side er udsendt" in shown
    assert f"/committee/{draft.pk}/issuing/" not in shown
    assert client.get(f"/committee/{draft.pk}/issuing/").status_code == 403


def test_before_issuing_it_is_told_truly_who_gets_the_page_and_when(client, town, head):
    draft, place = town.draft(), town.jobcentre

    def told() -> str:
        return client.get(f"/committee/{draft.pk}/issuing/").content.decode()

    assert "Der er ingen tidsplan" in told()
    address = f"/committee/schedules/{place.pk}/"
    sent = {"every": "quarter", "next_day": today() + timedelta(days=9)}
    client.post(address, sent)
    assert "ingen på listen" in told()
    client.post(address, {**sent, "recipients": [town.reader().pk]})
    assert "i nat til én person" in told()
    client.post(f"{address}pausing/")
    assert "til én person, når den fortsætter" in told()


def test_whoever_sets_a_paused_schedule_is_promised_no_draft(client, town, head):
    address = f"/committee/schedules/{town.jobcentre.pk}/"
    sent = {"every": "quarter", "next_day": today() + timedelta(days=9)}
    client.post(address, sent)
    client.post(f"{address}pausing/")
    assert "Ingen kladde bliver lavet, før den fortsætter" in client.post(address, sent, follow=True).content.decode()


def test_whoever_has_stopped_getting_the_page_finds_the_way_back_on_the_list(client, town, head):
    reader = town.reader()
    address = f"/committee/schedules/{town.jobcentre.pk}/"
    sent = {"every": "quarter", "next_day": today() + timedelta(days=9), "recipients": [reader.pk]}
    client.post(address, sent)
    client.force_login(reader)
    ways = []
    for deed in ("leaving", "returning"):
        shown = client.get("/committee/").content.decode()
        ways.append([one for one in ("leaving", "returning") if f"{address}{one}/" in shown])
        client.post(f"{address}{deed}/")
    assert ways == [["leaving"], ["returning"]]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pdf_says_with_which_page_it_is_compared(town, language):
    town.issued(HALF_A_YEAR_AGO)
    later, head = town.issued(), Head("Vejen", "Vejen", 2, TODAY, TODAY, "0" * 64, None)
    said = against_said(later, language)
    assert "1" in said
    assert page_document(later, head, language)["against"] == said
    assert page_document(Issue.objects.get(number=1), head, language)["against"] == ""
