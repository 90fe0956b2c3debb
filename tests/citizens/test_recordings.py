"""Recording: off; where it is on both must agree, only the counsellor hears it, and it ends by itself."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from tests.factories.access import the_administrator_of
from tests.factories.citizens_own import (
    REFERENCE,
    WEBM,
    a_door,
    a_kept_recording,
    an_agreed_recording,
    an_asked_recording,
    switched_on,
)
from tests.factories.people import a_colleague_in, an_outsider, the_head_of, the_leader_of
from tests.pages import CheckedClient

from samklang.access.enums import Purpose
from samklang.access.refusals import NotAllowed
from samklang.citizens.commands import recordings as commands
from samklang.citizens.enums import RecordingState
from samklang.citizens.models import Recording, RecordingSwitch
from samklang.citizens.recording_box import CannotOpen, locked, opened
from samklang.citizens.recording_files import kind_of
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
ALL, NEW = "citizens:recordings", "citizens:recording-new"


@pytest.fixture
def door():
    found = a_door()
    switched_on(found)
    return found


def today():
    return timezone.localdate()


def url(recording, name) -> str:
    return reverse(f"citizens:recording{name}", args=[recording.pk])


def citizens(secret) -> str:
    return reverse("citizen:recording", args=[secret])


def a_file(content=WEBM):
    return {"sound": SimpleUploadedFile("x.webm", content, content_type="audio/webm")}


def sent(**changes):
    until = (today() + timedelta(days=7)).isoformat()
    return {"reference": REFERENCE, "day": today().isoformat(), "until": until, "agree": "on", **changes}


def stored_bytes() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM citizens_recording")
        return b"".join(bytes(one[0]) for one in cursor.fetchall() if one[0] is not None)


def test_it_is_off_until_the_lead_has_switched_it_on_and_the_notice_is_in_force(client):
    without_notice, door = a_door(Purpose.BELIEF), a_door()
    switched_on(without_notice)
    for who in (without_notice.person, door.person):
        client.force_login(who)
        assert client.get(reverse(ALL)).context["refusal"]
        assert client.post(reverse(NEW), sent()).status_code == 403
    assert not Recording.objects.exists()


def test_only_the_lead_sets_the_switch_and_not_without_a_purpose(client):
    door = a_door()
    setting = reverse("citizens:recording-switch", args=[door.jobcentre.pk])
    for who in (door.person, the_head_of(door.jobcentre), an_outsider()):
        client.force_login(who)
        assert client.post(setting, {"on": "on", "purpose": "x", "most_days": "7"}).status_code == 404
    client.force_login(door.lead)
    for wrong in ({"on": "on", "most_days": "7"}, {"on": "on", "purpose": "x", "most_days": "31"}):
        assert client.post(setting, wrong).status_code == 422
    assert not RecordingSwitch.objects.exists()
    assert client.post(setting, {"on": "on", "purpose": "Øve mig", "most_days": "7"}).status_code == 302
    switch = RecordingSwitch.objects.get()
    assert (switch.on, switch.purpose, switch.most_days, switch.set_by) == (True, "Øve mig", 7, door.lead)
    assert Entry.objects.latest("number").deed == "recording-switch-set"


def test_whoever_asks_agrees_and_the_case_is_kept_only_as_a_mark(client, door):
    client.force_login(door.person)
    far = (today() + timedelta(days=15)).isoformat()
    for wrong in (sent(agree=""), sent(until=far), sent(reference="Karen Mortensen"), sent(day="2020-01-01")):
        assert client.post(reverse(NEW), wrong).status_code == 422
    assert not Recording.objects.exists()
    assert client.post(reverse(NEW), sent()).status_code == 302
    found = Recording.objects.get()
    assert (found.state, found.staff_agreed_at is not None, found.citizen_agreed_at) == ("asked", True, None)
    assert REFERENCE not in str(Recording.objects.values().get())


def test_the_citizen_is_told_in_plain_words_and_both_languages_and_opening_answers_nothing(client, door):
    found, secret = an_asked_recording(door)
    for language, word in (("da", "Nej"), ("en", "No")):
        shown = client.get(f"{citizens(secret)}?language={language}")
        assert (shown.status_code, shown.headers["Referrer-Policy"]) == (200, "no-referrer")
        assert f">{word}<" in shown.content.decode()
        assert door.person.name in shown.content.decode()
    found.refresh_from_db()
    assert found.state == RecordingState.ASKED
    assert not shown.cookies


def test_a_no_is_a_no_and_cannot_be_turned_into_a_yes(client, door):
    found, secret = an_asked_recording(door)
    assert client.post(citizens(secret), {"answer": "refuse"}).status_code == 302
    client.post(citizens(secret), {"answer": "agree"})
    found.refresh_from_db()
    assert (found.state, found.citizen_agreed_at) == (RecordingState.REFUSED, None)
    client.force_login(door.person)
    assert client.post(url(found, "-sound"), a_file()).status_code == 403
    assert client.post(url(found, "-link")).status_code == 403


def test_a_link_that_was_replaced_or_never_was_opens_nothing_and_garbage_answers_nothing(client, door):
    found, old = an_asked_recording(door)
    client.force_login(door.person)
    shown = client.post(url(found, "-link"))
    secret = shown.context["address"].rstrip("/").rpartition("/")[2]
    assert client.get(citizens(old)).status_code == client.get(citizens("x" * 300)).status_code == 404
    for garbage in ({}, {"answer": "AGREE"}, {"answer": ["", "x"]}):
        assert client.post(citizens(secret), garbage).status_code == 302
    assert client.post(citizens("nothing"), {"answer": "agree"}).status_code == 302
    assert Recording.objects.get().state == RecordingState.ASKED


def test_nothing_is_recorded_before_both_have_agreed_and_then_once(client, door):
    found, secret = an_asked_recording(door)
    client.force_login(door.person)
    assert client.post(url(found, "-sound"), a_file()).status_code == 403
    client.post(citizens(secret), {"answer": "agree"})
    assert "media-src 'self'" in client.get(url(found, "")).headers["Content-Security-Policy"]
    for wrong in (b"%PDF-1.7", b"", b"\x1a\x45\xdf\xa3" + b"V_VP9", b"MZ" * 50):
        assert client.post(url(found, "-sound"), a_file(wrong)).status_code == 422
    assert client.post(url(found, "-sound"), {}).status_code == 422
    assert client.post(url(found, "-sound"), a_file()).status_code == 302
    found.refresh_from_db()
    assert (found.state, found.kind, found.size) == (RecordingState.RECORDED, "audio/webm", len(WEBM))
    assert client.post(url(found, "-sound"), a_file()).status_code == 403


def test_a_large_sound_is_kept_without_lying_on_the_disk_and_a_forged_form_is_not(door):

    found, _secret = an_agreed_recording(door)
    client = CheckedClient(enforce_csrf_checks=True)
    client.force_login(door.person)
    assert client.post(url(found, "-sound"), a_file()).status_code == 403
    token = client.get(url(found, "")).context["csrf_token"]
    large = WEBM[:4] + b"\x00" * 4_000_000
    assert client.post(url(found, "-sound"), {**a_file(large), "csrfmiddlewaretoken": token}).status_code == 302
    assert Recording.objects.get().size == len(large)


def test_only_the_counsellor_hears_it_whole_or_in_pieces_and_the_ledger_says_so_once(client, door):
    found, _secret = a_kept_recording(door)
    assert b"samtale" not in stored_bytes()
    client.force_login(door.person)
    whole = client.get(url(found, "-hearing"))
    assert (whole.content, whole.headers["Content-Type"]) == (WEBM, "audio/webm")
    assert "no-store" in whole.headers["Cache-Control"]
    piece = client.get(url(found, "-hearing"), headers={"Range": "bytes=4-9"})
    assert (piece.status_code, piece.content) == (206, WEBM[4:10])
    assert client.get(url(found, "-hearing"), headers={"Range": "bytes=-5"}).content == WEBM[-5:]
    assert client.get(url(found, "-hearing"), headers={"Range": "bytes=99999-"}).status_code == 416
    assert Entry.objects.filter(deed="recording-heard").count() == 1
    for other in (
        a_colleague_in(door.team), the_leader_of(door.team), the_head_of(door.jobcentre), door.lead, an_outsider(),
    ):  # fmt: skip
        client.force_login(other)
        for name in ("", "-hearing"):
            assert client.get(url(found, name)).status_code == 404
        for name in ("-withdrawal", "-link", "-sound"):
            assert client.post(url(found, name)).status_code == 404
        assert not client.get(reverse(ALL)).context["recordings"]
    client.force_login(the_administrator_of(door.jobcentre))
    assert client.get(url(found, "-hearing")).status_code == 403


@pytest.mark.parametrize("by_citizen", [True, False])
def test_either_takes_it_back_and_the_sound_is_gone_at_once(client, door, by_citizen):
    found, secret = a_kept_recording(door)
    client.force_login(door.person)
    if by_citizen:
        client.post(citizens(secret), {"answer": "withdraw"})
    else:
        client.post(url(found, "-withdrawal"))
    found.refresh_from_db()
    assert (found.state, found.content, found.size) == (RecordingState.WITHDRAWN, None, 0)
    assert stored_bytes() == b""
    assert client.get(url(found, "-hearing")).status_code == 403
    assert client.get(citizens(secret)).context["recording"].state == RecordingState.WITHDRAWN
    assert Entry.objects.latest("number").deed == "recording-withdrawn"


def test_it_is_deleted_by_itself_when_its_last_day_is_over(door):
    found, _secret = a_kept_recording(door)
    assert commands.expire_recordings(today=found.until) == 0
    with pytest.raises(NotAllowed, match="nothing to hear"):
        commands.sound_of(by=door.person, recording=found, today=found.until + timedelta(days=1), told=False)
    assert commands.expire_recordings(today=found.until + timedelta(days=1)) == 1
    found.refresh_from_db()
    assert (found.state, found.content, stored_bytes()) == (RecordingState.EXPIRED, None, b"")
    assert commands.expire_recordings(today=found.until + timedelta(days=1)) == 0


def test_switching_off_stops_hearing_and_agreeing_but_never_taking_back(client, door):
    asked, secret = an_asked_recording(door)
    kept, other = a_kept_recording(door)
    switched_on(door, on=False)
    client.post(citizens(secret), {"answer": "agree"})
    asked.refresh_from_db()
    assert asked.state == RecordingState.ASKED
    client.force_login(door.person)
    assert client.get(url(kept, "-hearing")).status_code == 403
    client.post(citizens(other), {"answer": "withdraw"})
    kept.refresh_from_db()
    assert kept.state == RecordingState.WITHDRAWN


def test_the_ledger_tells_each_step_and_never_the_case(door):
    found, _secret = a_kept_recording(door)
    said = [(one.deed, one.details) for one in Entry.objects.filter(deed__startswith="recording-").order_by("number")]
    steps = ["recording-switch-set", "recording-asked", "recording-link-shown", "recording-agreed", "recording-made"]
    assert [deed for deed, _details in said] == steps
    assert found.case_key not in str(said)
    assert REFERENCE not in str(said)


def test_a_sound_opens_only_as_the_recording_it_is_of_and_with_an_earlier_key_too(settings):
    kept = locked(b"lyd", "mark")
    assert opened(kept, "mark") == b"lyd"
    with pytest.raises(CannotOpen):
        opened(kept, "another")
    with pytest.raises(CannotOpen):
        opened(kept[:-1] + bytes([kept[-1] ^ 1]), "mark")
    with pytest.raises(CannotOpen):
        opened(b"", "mark")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"
    assert opened(kept, "mark") == b"lyd"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x1a\x45\xdf\xa3OPUS", "audio/webm"), (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"), (b"OggS....", "audio/ogg"),
        (b"RIFF....WAVEfmt ", "audio/wav"), (b"ID3\x04", "audio/mpeg"), (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\x00\x00\x00\x18ftypisom....hdlr\x00\x00\x00\x00\x00\x00\x00\x00vide", None), (b"<html>", None), (b"", None),
        (b"\x89PNG\r\n", None), (b"RIFF....AVI ", None), (b"\xff", None), (b"\xff\xd8\xff\xe0", None),
    ],
)  # fmt: skip
def test_sound_is_known_by_what_it_begins_with_and_films_are_none(content, kind):
    assert kind_of(content) == kind
