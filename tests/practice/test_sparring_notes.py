"""What the two write: before, during and after; nobody named; deleted when its time has come or one of them says so."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.people import a_colleague_in, an_outsider
from tests.factories.practice_sparring import MARKS, a_pair, a_sparring, noted, under_way

from samklang.access.commands import retention
from samklang.access.refusals import NotAllowed
from samklang.desk.queries.needs import needs_of
from samklang.practice.commands import sparring_notes as commands
from samklang.practice.commands.sparring_notes import Agreement, Noted, Sheet
from samklang.practice.enums import Shown
from samklang.practice.models import Sparring, SparringNotes

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def pair():
    return a_pair()


@pytest.fixture
def sparring(pair):
    return under_way(a_sparring(pair))


def url(name, sparring):
    return reverse(f"practice:sparring-{name}", args=[sparring.pk])


def milliseconds(moment):
    return int(moment.timestamp() * 1000)


def sheet_of(sparring):
    return SparringNotes.objects.get(sparring=sparring).sheet


def test_the_focus_person_chooses_one_to_three_things_and_the_partner_sees_them(client, pair):
    made = a_sparring(pair)
    client.force_login(pair.focus_person)
    assert client.get(url("focus", made)).status_code == 200
    four = {"focus": pair.keys[:4], "words": ""}
    assert client.post(url("focus", made), four).status_code == 422
    assert client.post(url("focus", made), {"focus": ["nothing"], "words": ""}).status_code == 422
    named = client.post(url("focus", made), {"focus": pair.keys[:1], "words": "Ring 22 34 56 71"})
    assert (named.status_code, "22 34 56 71" in named.content.decode()) == (422, False)
    assert (
        client.post(url("focus", made), {"focus": pair.keys[1:3], "words": "Jeg går for hurtigt frem"}).status_code
        == 302
    )
    client.force_login(pair.partner)
    assert "Jeg går for hurtigt frem" in client.get(made.get_absolute_url()).content.decode()
    assert client.get(url("focus", made)).status_code == 403
    parts = list(client.get(url("sheet", made)).context["form"].parts())
    assert [row.indicator.key for row in parts[0][1]] == list(pair.keys[1:3])
    assert sum(len(rows) for _, rows in parts) == len(pair.keys)


def test_the_sheet_is_a_plain_form_without_javascript(client, pair, sparring):
    client.force_login(pair.partner)
    key = pair.keys[0]
    sent = {f"shown-{key}": "partly", f"count-{key}": "3", f"quote-{key}": "Hvad tænker du selv?\nOg så?"}
    assert client.post(url("sheet", sparring), {**sent, "end": "1"}).url == sparring.get_absolute_url()
    found = sheet_of(sparring)[key]
    assert (found["shown"], found["count"]) == ("partly", 3)
    assert [one["said"] for one in found["quotes"]] == ["Hvad tænker du selv?", "Og så?"]
    assert "Hvad tænker du selv?" in client.get(url("sheet", sparring)).content.decode()
    client.force_login(pair.focus_person)
    assert client.get(url("sheet", sparring)).status_code == 403
    assert "Hvad tænker du selv?" not in client.get(sparring.get_absolute_url()).content.decode()


def test_the_same_sending_counts_once_and_the_newest_of_the_partners_own_holds(client, pair, sparring):
    client.force_login(pair.partner)
    key, now = pair.keys[0], timezone.now()

    def send(value, minutes_ago, name):
        at = milliseconds(now - timedelta(minutes=minutes_ago))
        sent = {f"shown-{key}": value, "at": at, "sent": milliseconds(now), "key": name}
        return client.post(url("sheet", sparring), sent, headers=JSON).json()

    assert send("yes", 5, "a") == {"taken": True, "is_new": True}
    assert send("no", 5, "a") == {"taken": True, "is_new": False}
    assert send("no", 9, "b") == {"taken": True, "is_new": False}
    assert sheet_of(sparring) == {key: {"shown": "yes"}}
    assert send("no", 1, "c")["is_new"]
    assert sheet_of(sparring) == {key: {"shown": "no"}}


def test_a_quote_that_names_somebody_comes_back_unreadable_and_is_not_kept(client, pair, sparring):
    client.force_login(pair.partner)
    key = pair.keys[0]
    sent = {f"shown-{key}": "yes", f"quote-{key}": "Hun hedder 010190-1234", "key": "a"}
    answer = client.post(url("sheet", sparring), sent, headers=JSON)
    assert answer.status_code == 422
    fault = answer.json()["faults"][f"quote-{key}"]
    assert "010190-1234" not in fault["masked"]
    assert fault["says"]
    assert sheet_of(sparring) == {}
    assert client.post(url("sheet", sparring), {f"quote-{key}": fault["masked"]}, headers=JSON).status_code == 200


@pytest.mark.parametrize(
    "nasty",
    [
        {"shown": "<script>"}, {"count": "9" * 40}, {"count": "-1"}, {"count": "\x00"}, {"quote": "x" * 5000},
        {"at": "9" * 40}, {"key": "../../" * 20}, {"sent": "nu"},
    ],
)  # fmt: skip
def test_whatever_is_sent_the_sheet_answers_in_words(client, pair, sparring, nasty):
    client.force_login(pair.partner)
    sent = {name if name in {"at", "key", "sent"} else f"{name}-{pair.keys[0]}": value for name, value in nasty.items()}
    for headers in ({}, JSON):
        assert client.post(url("sheet", sparring), sent, headers=headers).status_code == 422
    assert sheet_of(sparring) == {}


def test_the_focus_person_speaks_first_and_only_then_both_see_the_sheet_and_agree(client, pair, sparring):
    at = timezone.now()
    sheet = Sheet({pair.keys[0]: Noted(Shown.YES, 0, ("Hvad vil du helst?",))}, at)
    commands.save_sheet(by=pair.partner, sparring=sparring, sheet=sheet)
    client.force_login(pair.partner)
    assert client.get(url("first-words", sparring)).status_code == 403
    assert client.get(url("agreements", sparring)).status_code == 403
    assert "Hvad vil du helst?" not in client.get(sparring.get_absolute_url()).content.decode()
    client.force_login(pair.focus_person)
    assert client.post(url("first-words", sparring), {"focus_says": ""}).status_code == 422
    assert client.post(url("first-words", sparring), {"focus_says": "", "aloud": "1"}).status_code == 302
    for person in pair.focus_person, pair.partner:
        client.force_login(person)
        assert "Hvad vil du helst?" in client.get(sparring.get_absolute_url()).content.decode()
    today = timezone.localdate()
    missing = {"what_1": "Tælle til tre", "by_1": "", "what_2": "", "by_2": ""}
    assert client.post(url("agreements", sparring), missing).status_code == 422
    assert client.post(url("agreements", sparring), {**missing, "by_1": today.isoformat()}).status_code == 302
    assert SparringNotes.objects.get().agreements == [{"what": "Tælle til tre", "by": today.isoformat()}]
    assert "Tælle til tre" in client.get(sparring.get_absolute_url()).content.decode()


def test_what_was_agreed_is_on_the_start_page_of_both_on_its_day_without_its_words(pair):
    noted(pair)
    today = timezone.localdate()
    for person in pair.focus_person, pair.partner:
        said = [one for one in needs_of(person, today) if "agreed on in a sparring" in one.says.message]
        assert len(said) == 1
        assert MARKS[3] not in str(said)
        assert not [one for one in needs_of(person, today + timedelta(days=1)) if "agreed on" in one.says.message]
    colleague = a_colleague_in(pair.team)
    assert not [one for one in needs_of(colleague, today) if "sparring" in one.says.message]


def test_either_of_the_two_deletes_the_notes_and_a_phone_cannot_bring_them_back(client, pair, sparring):
    commands.choose_focus(by=pair.focus_person, sparring=sparring, focus=pair.keys[:1], words="Ord")
    client.force_login(pair.partner)
    assert client.get(url("notes-removal", sparring)).status_code == 200
    assert SparringNotes.objects.exists()
    assert client.post(url("notes-removal", sparring)).status_code == 302
    assert not SparringNotes.objects.exists()
    assert "gone" in client.post(url("sheet", sparring), {}, headers=JSON).json()
    assert not SparringNotes.objects.exists()
    for name in ("sheet", "focus", "agreements", "first-words", "paper", "notes-removal"):
        assert client.get(url(name, sparring)).status_code == 403
    assert client.get(sparring.get_absolute_url()).status_code == 200
    assert Sparring.objects.count() == 1


def test_the_night_deletes_the_notes_when_their_time_has_come_and_the_page_says_which_day_that_is(client, pair):
    sparring = noted(pair)
    client.force_login(pair.focus_person)
    day = client.get(sparring.get_absolute_url()).context["gone_on"]
    retention.run(today=day - timedelta(days=1), dry_run=False)
    assert SparringNotes.objects.count() == 1
    retention.run(today=day, dry_run=False)
    assert (SparringNotes.objects.count(), Sparring.objects.count()) == (0, 1)


def test_nobody_else_writes_in_it(client, pair, sparring):
    for person, status in ((a_colleague_in(pair.team), 404), (an_outsider(), 404)):
        client.force_login(person)
        for name in ("focus", "sheet", "first-words", "agreements", "notes-removal", "paper", "time", "cancellation"):
            assert client.get(url(name, sparring)).status_code == status
            if name != "paper":
                assert client.post(url(name, sparring), {}).status_code == status
    with pytest.raises(NotAllowed):
        commands.agree(by=person, sparring=sparring, agreements=[Agreement("x", timezone.localdate())])


def test_the_empty_sheet_is_printed_with_what_was_chosen_first(client, pair):
    sparring = noted(pair)
    client.force_login(pair.partner)
    page = client.get(url("paper", sparring)).content.decode()
    assert page.count("<tr><td>") == len(pair.keys)
    assert not [mark for mark in MARKS if mark in page]
