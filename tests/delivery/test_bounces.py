"""Mail that came back is marked, and what else waits for the address is held."""

import mailbox
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tests.factories.delivery import NOW, person_called, the_course

from samklang.delivery.bounce_reports import messages_in, read
from samklang.delivery.commands.bounces import Noted, note_bounces
from samklang.delivery.enums import MailState
from samklang.delivery.models import DeadAddress, Mail
from samklang.delivery.queries.mails import due

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
REPORT = """\
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: kurser@vejen.example
Subject: Undelivered Mail Returned to Sender
Date: {date}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="AAA"

--AAA
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--AAA
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 3 Aug 2026 11:00:01 +0200

Final-Recipient: rfc822; anne@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <anne@example.org>: User unknown

--AAA
Content-Type: {returned}

From: Samklang <kurser@vejen.example>
To: anne@example.org
Message-ID: {message_id}
Subject: Din kursusgang

--AAA--
"""


@pytest.fixture
def sent():
    course = the_course()
    Mail.objects.update(state=MailState.SENT, sent_at=NOW)
    return Mail.objects.filter(person=person_called(course, "anne")).order_by("pk").first()


def report(mail: Mail, *, action="failed", status="5.1.1", returned="message/rfc822", at=LATER) -> bytes:
    return REPORT.format(
        date=format_datetime(at), action=action, status=status, returned=returned, message_id=mail.message_id
    ).encode()


def noted(*contents: bytes):
    return note_bounces([found for one in contents if (found := read(one))], LATER)


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_mail_that_came_back_is_marked_with_what_the_server_said(sent, returned):
    assert noted(report(sent, returned=returned)) == {Noted.MARKED: 1}
    sent.refresh_from_db()
    assert (sent.state, "User unknown" in sent.error) == (MailState.BOUNCED, True)
    assert DeadAddress.objects.get().address == sent.person.email


def test_what_else_waits_for_the_address_is_held_until_there_is_another(sent):
    noted(report(sent))
    Mail.objects.exclude(pk=sent.pk).update(state=MailState.WAITING)
    assert not due(LATER, LATER).filter(person=sent.person).exists()
    assert due(LATER, LATER).count() == 10
    sent.person.email = "anne.ny@example.org"
    sent.person.save()
    assert due(LATER, LATER).filter(person=sent.person).exists()


def test_a_report_read_twice_changes_nothing(sent):
    assert noted(report(sent), report(sent)) == {Noted.MARKED: 1, Noted.KNOWN: 1}
    assert DeadAddress.objects.count() == 1


def test_a_report_older_than_the_last_sending_is_of_the_one_before(sent):
    assert noted(report(sent, at=NOW - timedelta(days=1))) == {Noted.KNOWN: 1}


def test_a_delay_is_no_bounce_and_a_full_mailbox_marks_without_holding(sent):
    assert noted(report(sent, action="delayed", status="4.4.1")) == {}
    assert noted(report(sent, status="4.2.2")) == {Noted.MARKED: 1}
    assert DeadAddress.objects.count() == 0


def test_what_is_about_no_mail_of_ours_is_counted_as_that(sent):
    other = report(sent).replace(sent.message_id.encode(), b"<somebody@else>")
    assert noted(other) == {Noted.NOT_OURS: 1}


@pytest.mark.parametrize(
    "content", [b"", b"Hello", b"\xff\xfe\x00", b"From: a\nSubject: I am on leave\n\nBack on Monday"]
)
def test_what_is_no_report_is_passed_over(content):
    assert read(content) is None


def test_a_maildir_an_mbox_and_a_single_mail_are_read(sent, tmp_path):
    content = report(sent)
    box = mailbox.Maildir(tmp_path / "box", create=True)
    box.add(content)
    mbox = mailbox.mbox(tmp_path / "mbox", create=True)
    mbox.add(content)
    mbox.add(b"Subject: something else\n\nHello")
    mbox.flush()
    (tmp_path / "one.eml").write_bytes(content)
    (tmp_path / "piped").write_bytes(b"From MAILER-DAEMON Mon Aug  3 11:00:00 2026\n" + content)
    for name in ("box", "mbox", "one.eml", "piped"):
        found = [one for one in map(read, messages_in(tmp_path / name)) if one]
        assert [one.message_id for one in found] == [sent.message_id], name
    assert found[0].written_at == datetime(2026, 8, 3, 11, tzinfo=UTC)
