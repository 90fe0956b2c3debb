"""Talking with the language model: off until three things hold, private, scrubbed, and clear when the model fails."""

import json
import re

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from tests.factories.ai_server import BROKEN, DOWN, GOOD, HEARD, HOSTILE, LINE, NONSENSE, SLOW
from tests.factories.method import a_framework
from tests.factories.people import a_colleague_in, a_jobcentre, an_outsider, the_head_of
from tests.factories.practice_cases import NOW
from tests.factories.practice_partner import a_partner, the_notice_of_the_model

from samklang.access.clock import today
from samklang.ledger.models import Entry
from samklang.practice.commands.partner import keep_answer, switch_partner
from samklang.practice.models import PartnerSwitch, Talk
from samklang.practice.partner.endpoint import configured
from samklang.practice.queries.partner import refusal_to_talk
from samklang.practice.rules.partner import MOST_LINES
from samklang.practice.views.partner_talks import FAULT, MOST_A_MINUTE

pytestmark = pytest.mark.django_db
SAID = "Hvad vil du selv have svar på i dag?"


@pytest.fixture
def partner(settings, client):
    """A jobcentre with a model, and its counsellor signed in."""
    with a_partner(settings, a_framework(a_jobcentre()), hears=True) as made:
        client.force_login(made.person)
        yield made


def _url(talk, noun=""):
    return reverse(f"practice:talk{noun}", args=[talk.pk])


def _streamed(client, talk, text=SAID, noun="-line"):
    response = client.post(_url(talk, noun), {"text": text}, headers={"Accept": "text/plain"})
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


# -- where one finds it ----------------------------------------------------------------------------------------------


def test_the_tab_and_the_way_from_a_case_are_there_only_where_it_is_on(partner, client):
    case = reverse("practice:case", args=[partner.case.pk])
    new, talks = reverse("practice:new-talk", args=[partner.case.pk]), reverse("practice:talks")
    ways = [(case, new), (reverse("practice:practice"), talks)]
    assert all(f'href="{way}"' in client.get(url).content.decode() for url, way in ways)
    switch_partner(by=None, jobcentre=partner.jobcentre, on=False, reason="Nej", now=NOW)
    assert not any(f'href="{way}"' in client.get(url).content.decode() for url, way in ways)


# -- off until three things hold -------------------------------------------------------------------------------------


def test_it_is_off_until_it_is_set_switched_on_and_told_of(settings):
    framework = a_framework(a_jobcentre())
    place, words = framework.jobcentre, []
    with a_partner(settings, framework, on=False):
        words.append(refusal_to_talk(place, None, today()))
        words.append(refusal_to_talk(place, configured(), today()))
        switch_partner(by=None, jobcentre=place, on=True, reason="Vi prøver det.", now=NOW)
        words.append(refusal_to_talk(place, configured(), today()))
        the_notice_of_the_model(place)
        assert refusal_to_talk(place, configured(), today()) is None
    assert [one.reason.message[:30] for one in words[:2]] == [
        "No language model is set up he", "Practice with a language model",
    ]  # fmt: skip
    assert words[2] is not None


@pytest.mark.parametrize("off", ["setting", "switch", "notice"])
def test_nothing_is_sent_while_it_is_off_and_the_page_says_why(partner, client, settings, off):
    talk = partner.talk(turns=[{"by": "other", "text": "Goddag"}])
    match off:
        case "setting":
            settings.AI_URL = ""
        case "switch":
            switch_partner(by=None, jobcentre=partner.jobcentre, on=False, reason="Nej", now=NOW)
        case "notice":
            partner.jobcentre.notices.all().delete()
    for noun, given_ in (("-line", {"text": SAID}), ("-answer", {}), ("-speech", {}), ("-feedback", {})):
        assert client.post(_url(talk, noun), given_).status_code == 403
    new = reverse("practice:new-talk", args=[partner.case.pk])
    assert client.post(new, {"language": "da"}).status_code == 403
    for url in (new, reverse("practice:talks"), _url(talk)):
        assert "alert-warning" in client.get(url).content.decode()
    assert (partner.model.requests, Talk.objects.count()) == ([], 1)


def test_the_lead_switches_it_with_a_reason_and_the_ledger_says_so(partner, client):
    client.force_login(partner.lead)
    url = reverse("practice:partner-switch", args=[partner.jobcentre.pk])
    assert client.post(url, {"on": "", "reason": " "}).status_code == 422
    assert client.post(url, {"reason": "Vi venter på MED."}).status_code == 302
    switch = PartnerSwitch.objects.get()
    assert (switch.on, switch.reason, switch.set_by) == (False, "Vi venter på MED.", partner.lead)
    assert Entry.objects.filter(deed="partner-switched", actor_id=partner.lead.pk).count() == 1
    page = client.get(reverse("practice:partner")).content.decode()
    assert "Vi venter på MED." in page
    assert "small-model" in page
    assert "secret-key" not in page


def test_only_the_lead_sees_how_it_is_run(partner, client):
    url = reverse("practice:partner-switch", args=[partner.jobcentre.pk])
    for person, page, switch in [(partner.lead, 200, 200), (partner.person, 403, 403), (an_outsider(), 200, 404)]:
        client.force_login(person)
        assert client.get(reverse("practice:partner")).status_code == page
        assert client.get(url).status_code == switch


# -- a talk ----------------------------------------------------------------------------------------------------------


def test_a_talk_begins_with_the_others_line_and_goes_on_in_turn(partner, client):
    begun = client.post(reverse("practice:new-talk", args=[partner.case.pk]), {"language": "da"})
    talk = Talk.objects.get()
    assert begun["Location"] == talk.get_absolute_url()
    assert _streamed(client, talk) == LINE
    talk.refresh_from_db()
    assert [(one["by"], one["text"]) for one in talk.turns] == [
        ("other", "Goddag igen"), ("learner", SAID), ("other", LINE),
    ]  # fmt: skip
    sent = partner.model.chats[0]
    assert (sent["model"], sent["stream"]) == ("small-model", True)
    assert [one["role"] for one in sent["messages"]] == ["system", "user", "assistant", "user"]
    assert "Ida er træt." in sent["messages"][0]["content"]


def test_without_a_script_a_line_is_a_form_and_the_answer_stands_on_the_next_page(partner, client):
    talk = partner.talk()
    assert client.post(_url(talk, "-line"), {"text": SAID}, follow=True).status_code == 200
    assert LINE in client.get(_url(talk)).content.decode()


@pytest.mark.parametrize(
    ("mode", "told"),
    [(SLOW, "svarede ikke inden for"), (DOWN, "fejl"), (BROKEN, "afbrød"), (NONSENSE, "ikke kunne læses")],
)
@pytest.mark.parametrize("by_script", [True, False])
def test_when_the_model_fails_it_is_said_what_was_typed_is_kept_and_one_can_ask_again(
    partner, client, mode, told, by_script
):
    partner.settings.AI_TIMEOUT = 0.3
    talk, partner.model.mode = partner.talk(), mode
    if by_script:
        heard = _streamed(client, talk).partition(FAULT)[2]
    else:
        heard = client.post(_url(talk, "-line"), {"text": SAID}, follow=True).content.decode()
    assert told in heard
    assert "0x7f" not in heard
    talk.refresh_from_db()
    assert talk.turns[-1] == {"by": "learner", "text": SAID}
    assert client.post(_url(talk, "-line"), {"text": "Mere"}).status_code == 403
    partner.model.mode, partner.settings.AI_TIMEOUT = GOOD, 5
    partner.model.let_go.set()
    assert "Spørg efter svaret igen" in client.get(_url(talk)).content.decode()
    assert client.post(_url(talk, "-answer")).status_code == 302
    talk.refresh_from_db()
    assert talk.turns[-1] == {"by": "other", "text": LINE}


def test_an_endpoint_that_is_away_is_told_as_such(partner, client, settings):
    settings.AI_URL = "http://127.0.0.1:9/v1"
    assert "kan ikke nås" in _streamed(client, partner.talk()).partition(FAULT)[2]


def test_a_hostile_answer_is_cut_cleaned_and_shown_as_text(partner, client):
    talk, partner.model.mode = partner.talk(), HOSTILE
    heard = _streamed(client, talk)
    talk.refresh_from_db()
    kept = talk.turns[-1]["text"]
    for text in (heard, kept):
        assert len(text) < 6000
        assert not any(one in text for one in ("Hansen", "20 45 67 89", "010190"))
    page = client.get(_url(talk)).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert" in page


def test_a_talk_ends_by_itself_after_so_many_lines(partner):
    turns = [{"by": "other", "text": "…"}, {"by": "learner", "text": "…"}] * MOST_LINES
    talk = partner.talk(turns=turns)
    assert keep_answer(talk=talk, text="Farvel.", now=NOW).state == "over"


def test_an_answer_to_a_talk_that_was_deleted_or_answered_meanwhile_is_let_go(partner):
    talk = partner.talk(turns=[{"by": "learner", "text": "Hej"}])
    assert keep_answer(talk=talk, text="Hej selv.", now=NOW) is not None
    assert keep_answer(talk=talk, text="En gang til.", now=NOW) is None
    Talk.objects.all().delete()
    assert keep_answer(talk=talk, text="Hej selv.", now=NOW) is None
    assert Talk.objects.count() == 0


def test_one_person_asks_the_model_only_so_often_and_the_line_typed_stays_in_the_form(partner, client):
    talk = partner.talk(state="over", turns=[{"by": "learner", "text": "Hej"}])
    partner.license("i1")
    partner.model.mode = NONSENSE
    for _ in range(MOST_A_MINUTE):
        client.post(_url(talk, "-feedback"))
    asked, other = len(partner.model.requests), partner.talk()
    page = client.post(_url(other, "-line"), {"text": "Min egen replik"})
    assert (page.status_code, len(partner.model.requests)) == (422, asked)
    assert "Min egen replik" in page.content.decode()
    assert "mange" in _streamed(client, other)


def test_garbage_is_answered_in_words(partner, client):
    talk = partner.talk()
    for text in ("", "   ", "x" * 1501, "\x00"):
        assert client.post(_url(talk, "-line"), {"text": text}).status_code == 422
    assert client.post(reverse("practice:new-talk", args=[partner.case.pk]), {"language": "xx"}).status_code == 422
    assert client.get("/practice/talks/99999999999999999999999/").status_code == 404
    assert partner.model.requests == []


# -- speech ----------------------------------------------------------------------------------------------------------


def _recording(kind="audio/webm;codecs=opus"):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - one test needs it

    return SimpleUploadedFile("speech", b"\x1aE\xdf\xa3 not much of a sound", content_type=kind)


def test_speech_becomes_text_to_be_read_and_is_kept_nowhere(partner, client):
    talk = partner.talk()
    heard = client.post(_url(talk, "-speech"), {"speech": _recording()})
    assert (heard.status_code, heard.content.decode()) == (200, HEARD)
    path, body = partner.model.requests[0]
    assert path == "/v1/audio/transcriptions"
    assert "small-ear" in body
    talk.refresh_from_db()
    assert len(talk.turns) == 1


@pytest.mark.parametrize("mode", [DOWN, NONSENSE])
def test_speech_that_cannot_be_written_down_is_told(partner, client, mode):
    partner.model.mode = mode
    assert client.post(_url(partner.talk(), "-speech"), {"speech": _recording()}).status_code == 422


def test_only_sound_is_sent_and_only_where_the_endpoint_writes_it_down(partner, client, settings):
    talk = partner.talk()
    assert client.post(_url(talk, "-speech"), {"speech": _recording("text/html")}).status_code == 422
    settings.AI_TRANSCRIBES = ""
    assert client.post(_url(talk, "-speech"), {"speech": _recording()}).status_code == 422
    assert "data-speech" not in client.get(_url(talk)).content.decode()
    assert partner.model.requests == []


def test_what_is_heard_is_cleaned_too(partner, client):
    partner.model.mode = HOSTILE
    heard = client.post(_url(partner.talk(), "-speech"), {"speech": _recording()}).content.decode()
    assert not any(one in heard for one in ("Hansen", "20 45 67 89", "010190-1234"))


# -- privacy ---------------------------------------------------------------------------------------------------------


@how(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_personal_ever_reaches_the_model(partner, client, data):
    name, email = partner.person.name, partner.person.email
    first, last = re.findall(r"[^\W\d]+", name)[:2]
    words = [
        name,
        email,
        first.upper(),
        last,
        "010190-1234",
        "20 45 67 89",
        "Birgit Nørgaard",
        "birgit@dk.example",
        SAID,
    ]
    text = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=6)))
    Talk.objects.all().delete()
    partner.model.requests.clear()
    talk = partner.talk()
    response = client.post(_url(talk, "-line"), {"text": text})
    assert response.status_code in {302, 422}
    sent = json.dumps(partner.model.requests, ensure_ascii=False).casefold()
    kept = json.dumps(Talk.objects.get().turns, ensure_ascii=False).casefold()
    for one in (name, email, first, last, "010190", "20 45 67", "Nørgaard", "birgit", "@"):
        assert not re.search(rf"(?<!\w){re.escape(one.casefold())}(?!\w)", sent), one
        assert one.casefold() not in kept or one.casefold() in "goddag"
    assert str(partner.person.pk) not in [one.get("user") for one in partner.model.chats]


def test_nobody_else_reads_answers_or_deletes_a_talk(partner, client):
    talk = partner.ended("Det her er kun mit.")
    colleague = a_colleague_in(partner.team)
    for person in (colleague, partner.lead, the_head_of(partner.jobcentre), an_outsider()):
        client.force_login(person)
        assert client.get(_url(talk)).status_code == 404
        for noun in ("-line", "-answer", "-speech", "-ending", "-feedback", "-removal"):
            assert client.post(_url(talk, noun), {"text": "x"}).status_code == 404
        assert "kun mit" not in client.get(reverse("practice:talks")).content.decode()
    assert Talk.objects.get().turns == talk.turns
    client.logout()
    assert client.get(_url(talk)).status_code == 302


def test_a_case_of_another_jobcentre_is_none_to_talk_on(partner, client):
    client.force_login(a_colleague_in(partner.team))
    assert client.get(reverse("practice:new-talk", args=[partner.case.pk])).status_code == 200
    client.force_login(an_outsider())
    assert client.get(reverse("practice:new-talk", args=[partner.case.pk])).status_code == 404


def test_a_talk_is_deleted_at_once_and_leaves_no_line_in_the_ledger(partner, client):
    before, talk = Entry.objects.count(), partner.ended()
    assert client.post(_url(talk, "-removal")).status_code == 302
    assert (Talk.objects.count(), Entry.objects.count()) == (0, before)
