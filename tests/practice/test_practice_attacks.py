"""What somebody who means harm tries on the practice pages, and a model that does."""

import gzip
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.architecture.who_may.routes import routes
from tests.factories.people import a_colleague_in
from tests.factories.practice_pairing import Paired
from tests.factories.practice_sparring import a_pair, a_sparring, under_way

from samklang.access.commands import erase
from samklang.access.models import Person
from samklang.core.words import written
from samklang.people.commands import end_employment
from samklang.practice.commands.erasure import purge_pairs
from samklang.practice.commands.retention import delete_pairings
from samklang.practice.editor_files import FileFaults, read_file
from samklang.practice.forms.sparring_notes import AfterForm
from samklang.practice.models import PairingRound, Practised, ProposedPair, SparringEntry, SparringMail
from samklang.practice.partner import endpoint as endpoints
from samklang.practice.partner.endpoint import Endpoint, Unanswered, answered, streamed
from samklang.web.word_fields import NamelessField

pytestmark = pytest.mark.django_db
PLAIN = (
    "practice:",
    "method:",
    "delivery:question",
    "delivery:letter",
    "companies:",
    "planning:",
    "certificates:",
    "evidence:",
)
"""Keys there are names of things."""
ASKED = [{"role": "user", "content": "Hej"}]


@contextmanager
def a_server(answer) -> Iterator[str]:
    """Answers every request as told."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            try:
                answer(self)
            except OSError:
                return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/v1"
        finally:
            server.shutdown()
            thread.join()


def test_a_model_that_only_keeps_the_line_open_is_let_go_of_in_time():
    def drip(request):
        request.send_response(200)
        request.send_header("Content-Type", "text/event-stream")
        request.end_headers()
        for _ in range(400):
            request.wfile.write(b": wait\n")
            time.sleep(0.02)

    with a_server(drip) as url, pytest.raises(Unanswered) as failed:
        list(streamed(Endpoint(url, "m", timeout_s=0.2), ASKED, most_letters=100))
    assert "within" in failed.value.sentence.message
    assert endpoints._free.acquire(blocking=False)
    endpoints._free.release()


def test_an_answer_that_is_packed_is_not_unpacked():
    def packed(request):
        body = gzip.compress(b" " * 50_000_000)
        assert request.headers["Accept-Encoding"] == "identity"
        request.send_response(200)
        request.send_header("Content-Encoding", "gzip")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    with a_server(packed) as url:
        for ask in (lambda one: answered(one, ASKED), lambda one: list(streamed(one, ASKED, most_letters=9))):
            with pytest.raises(Unanswered) as failed:
                ask(Endpoint(url, "m"))
            assert failed.value.sentence == endpoints.NONSENSE


def test_the_name_of_an_erased_partner_is_in_no_calendar_entry_and_no_mail_also_where_two_have_it():
    pair = a_pair()
    a_sparring(pair)
    other = a_colleague_in(pair.team)
    Person.objects.filter(pk=other.pk).update(name=pair.partner.name)
    named = pair.partner.name
    assert named in str(list(SparringMail.objects.values_list("facts", flat=True)))
    yesterday = timezone.localdate() - timedelta(days=1)
    end_employment(by=None, employee=pair.partner.employee, last_day=yesterday)
    erase(by=None, person=pair.partner, today=timezone.localdate())
    told, facts = SparringEntry.objects.values_list("told"), SparringMail.objects.values_list("facts")
    left = [*told, *facts]
    assert left
    assert named not in str(left)


def test_a_text_far_longer_than_the_field_is_refused_without_being_read_through():
    form = AfterForm({"focus_says": "Mette Hansen, 20 30 40 50. " * 100_000})
    began = time.process_time()
    assert not form.is_valid()
    shown = str(form["focus_says"])
    assert time.process_time() - began < 2
    assert "Mette" not in shown
    assert len(shown) < 5_000
    assert not NamelessField(required=False).has_changed("", "")


def test_a_sheet_with_far_too_much_on_it_is_answered_in_words(client):
    pair = a_pair()
    found = under_way(a_sparring(pair))
    client.force_login(pair.partner)
    sent = {f"quote-{key}": "Mette Hansen " * 20_000 for key in pair.keys[:4]} | {"at": "9" * 30, "key": "Mette"}
    answer = client.post(reverse("practice:sparring-sheet", args=[found.pk]), sent)
    assert answer.status_code == 422
    assert "Mette Hansen" not in answer.content.decode()


def test_a_round_of_pairs_says_nothing_of_somebody_erased_and_nothing_of_anybody_when_its_time_has_come():
    house = Paired()
    round_ = house.proposed()
    gone, stays = house.people[0], house.people[1]
    PairingRound.objects.filter(pk=round_.pk).update(
        unpaired={str(gone.pk): {"da": gone.name}, str(stays.pk): {"da": "Ingen er fri."}}
    )
    assert ProposedPair.objects.filter(partner=gone).exists()
    purge_pairs(person=gone, redact=str)
    assert not ProposedPair.objects.filter(partner=gone).exists()
    round_.refresh_from_db()
    assert list(round_.unpaired) == [str(stays.pk)]
    after = house.last_day + timedelta(days=1)
    delete_pairings(municipality=house.jobcentre.parent, before=after, dry_run=False)
    round_.refresh_from_db()
    assert round_.unpaired == {}


def test_the_log_of_the_web_server_holds_no_address_that_lets_somebody_in():
    """Of every address with a secret in it only the beginning is written."""
    configuration = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    pattern = re.search(r'"~(\S+)" "\$\{samklang_kind\}-"', configuration)
    assert pattern
    assert "$request_method $samklang_uri" in configuration
    hidden = re.compile(pattern[1].replace("(?<", "(?P<"))
    secret = [one for one in routes() if {"secret", "key"} & set(one.parameters) and not one.name.startswith(PLAIN)]
    assert len(secret) >= 6
    for route in secret:
        found = hidden.match(route.with_text(dict.fromkeys(route.parameters, "x9")))
        assert found, route.line
        assert "x9" not in found["samklang_kind"]


@pytest.mark.parametrize("piece", ['\\"', "'", '"""\'', "'''a\n", "a.b=1\n"])
def test_a_case_file_made_to_be_slow_is_answered_at_once(piece):
    text = 'a = "' + (piece * 400_000)[:400_000]
    began = time.process_time()
    with pytest.raises(FileFaults):
        read_file(text.encode())
    assert time.process_time() - began < 3


@pytest.mark.parametrize("key", ["\ud800", "a\0b"])
def test_what_is_wrong_in_a_case_file_can_be_shown_whatever_its_keys_are(key):
    with pytest.raises(FileFaults) as wrong:
        read_file(json.dumps({"turns": [{"key": key}], key: "010190-1234"}).encode())
    for fault in wrong.value.faults:
        told = " ".join(written(one, "da") for one in fault.where)
        assert told.encode()
        assert "\0" not in told


def test_where_to_go_after_a_mark_is_taken_off_may_be_anything(client):
    pair = a_pair()
    client.force_login(pair.focus_person)
    given = {"person": pair.focus_person, "kind": "card", "framework": "conversation", "day": timezone.localdate()}
    for number, place in enumerate(("999999999999", "²", "practice:talk", "-1")):
        made = Practised.objects.create(**given, key=f"card-{number}")
        answer = client.post(reverse("practice:practised-removal", args=[made.pk]), {"next": place})
        assert answer.status_code == 302
        assert "//" not in answer.headers["Location"]
