"""What happened is told to a store of learning once, under a pseudonym, whatever the network does."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.factories.certificates import NOW, a_certificate

from samklang.delivery.commands.certificates import correct_name
from samklang.delivery.commands.statements import MOST_ATTEMPTS, send_due, tell_store, the_store
from samklang.delivery.enums import StatementState
from samklang.delivery.models import Participation, Statement

pytestmark = pytest.mark.django_db(transaction=True)


class LearningStore(ThreadingHTTPServer):
    """A store that keeps to the protocol: it asks who one is and which version, and has each statement once."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.kept: dict[str, dict] = {}
        self.asked = 0
        self.answers_lost = 0
        """So many answers are lost on the way, after the statement is kept."""
        self.status = 0
        """What it answers instead, where it is not 0."""


class _Handler(BaseHTTPRequestHandler):
    server: LearningStore

    def do_PUT(self) -> None:
        """PUT /statements?statementId=…, as part three of the specification has it."""
        self.server.asked += 1
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status = self.server.status or self._refused() or self._kept(json.loads(body))
        if status == 204 and self.server.answers_lost:
            self.server.answers_lost -= 1
            self.connection.close()
        else:
            self._say(status)

    def _refused(self) -> int:
        if self.headers.get("Authorization") != "Basic bm9lZ2xlOmhlbW1lbGln":
            return 401
        version = self.headers.get("X-Experience-API-Version", "")
        return 0 if version.startswith("1.0") and self.headers["Content-Type"] == "application/json" else 400

    def _kept(self, document: dict) -> int:
        parts = urlsplit(self.path)
        number = parse_qs(parts.query).get("statementId", [""])[0]
        whole = {"actor", "verb", "object"} <= set(document)
        if parts.path != "/xapi/statements" or document.get("id") != number or not whole:
            return 400
        return 204 if self.server.kept.setdefault(number, document) == document else 409

    def _say(self, status: int) -> None:
        self.send_response(status)
        self.send_header("X-Experience-API-Version", "1.0.3")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Be still."""


@pytest.fixture
def store(settings, tmp_path):
    settings.DATA = tmp_path
    with LearningStore() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.XAPI_URL = f"http://127.0.0.1:{server.server_port}/xapi"
        settings.XAPI_KEY, settings.XAPI_SECRET = "noegle", "hemmelig"
        yield server
        server.shutdown()


def test_nothing_is_told_where_no_store_is_chosen(settings, tmp_path):
    settings.DATA, settings.XAPI_URL = tmp_path, ""
    a_certificate()
    assert (the_store(), tell_store(NOW), Statement.objects.count()) == (None, 0, 0)


def happened():
    one = a_certificate()
    Participation.objects.filter(person=one.person).update(marked_at=NOW.replace(day=1))
    return one


def test_sessions_attended_and_certificates_are_told_under_a_pseudonym(store):
    one = happened()
    assert tell_store(NOW) == 3
    verbs = sorted(document["verb"]["id"].rpartition("/")[2] for document in store.kept.values())
    assert verbs == ["attended", "attended", "completed"]
    said = json.dumps(list(store.kept.values()), ensure_ascii=False)
    assert "Anne" not in said
    assert one.person.email not in said
    assert len({document["actor"]["account"]["name"] for document in store.kept.values()}) == 1


def test_the_name_is_told_only_where_that_is_chosen(store, settings):
    settings.XAPI_NAMES = True
    happened()
    tell_store(NOW)
    assert {document["actor"]["name"] for document in store.kept.values()} == {"Anne Holm"}


def test_told_again_and_again_the_store_has_each_once(store):
    happened()
    for _ in range(3):
        tell_store(NOW)
    assert (len(store.kept), store.asked, Statement.objects.filter(state=StatementState.SENT).count()) == (3, 3, 3)


def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_is_told_twice(store):
    happened()
    store.answers_lost = 2
    for minutes in range(0, 60, 5):
        tell_store(NOW.replace(minute=minutes))
    assert len(store.kept) == 3
    assert store.asked == 5
    assert not Statement.objects.exclude(state=StatementState.SENT).exists()


def test_while_the_store_is_down_the_rest_waits_and_it_is_not_asked_for_each(store):
    happened()
    store.status = 503
    tell_store(NOW)
    assert (store.asked, Statement.objects.filter(state=StatementState.WAITING).count()) == (1, 3)
    store.status = 0
    assert tell_store(NOW.replace(hour=12)) == 3


def test_what_the_store_will_never_take_is_not_sent_for_ever(store):
    happened()
    store.status = 400
    tell_store(NOW)
    assert Statement.objects.filter(state=StatementState.FAILED).count() == 3
    assert Statement.objects.first().error.startswith("400")


def test_after_many_attempts_it_is_given_up_with_what_the_store_said(store):
    happened()
    store.status = 401
    for day in range(3 * MOST_ATTEMPTS):
        tell_store(NOW + timedelta(days=day))
    failed = Statement.objects.filter(state=StatementState.FAILED)
    assert failed.exists()
    assert failed.first().error.startswith("401")


def test_a_statement_in_another_workers_hand_is_left_alone(store):
    happened()
    tell_store(NOW.replace(day=2, month=10))
    Statement.objects.update(state=StatementState.WAITING, not_before=NOW.replace(hour=10))
    assert send_due(the_store(), NOW) == 0


def test_a_name_put_right_tells_no_second_completion(store, settings):
    one = happened()
    tell_store(NOW)
    correct_name(by=None, certificate=one, name="Anne Lund", today=one.issued_on, now=NOW)
    assert tell_store(NOW) == 0
    assert len(store.kept) == 3
