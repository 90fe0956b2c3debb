"""Mail leaves the house once, over a real conversation with a mail server."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.utils import timezone
from tests.factories.delivery import NOW, person_called, the_course
from tests.factories.mail_server import a_mail_server

from samklang.delivery import carriers
from samklang.delivery.commands import posting
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.commands.posting import Round, post
from samklang.delivery.commands.staff_outbox import StaffOutbox
from samklang.delivery.enums import MailState, Method
from samklang.delivery.models import Course, DeadAddress, Mail
from samklang.delivery.queries.letters import message_of

pytestmark = pytest.mark.django_db
MORNING = NOW + timedelta(minutes=1)


@pytest.fixture
def server(settings):
    with a_mail_server() as (port, postbox):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
        settings.DEFAULT_FROM_EMAIL = "Samklang <kurser@vejen.example>"
        yield postbox


def a_letter(course: Course, number: str = "anne", **changes) -> Mail:
    (found,) = write(course, [Letter("certificate", person_called(course, number), {}, **changes)], NOW)
    return found


def only_this(mail: Mail) -> Mail:
    Mail.objects.exclude(pk=mail.pk).delete()
    return mail


def state_of(mail: Mail) -> str:
    mail.refresh_from_db()
    return mail.state


def test_everything_due_is_sent_over_one_line_and_marked_as_sent(server):
    the_course()
    assert post(now=MORNING) is Round.DONE
    assert len(server.came) == 12
    assert len(server.sessions) == 1
    assert {one.state for one in Mail.objects.all()} == {MailState.SENT}
    assert {mail["Message-ID"] for mail in server.mails} == set(Mail.objects.values_list("message_id", flat=True))
    assert post(now=MORNING) is Round.DONE
    assert len(server.came) == 12


def test_a_mail_is_plain_text_beside_the_calendar_entry_and_the_same_entry_as_a_file(server):
    the_course()
    post(now=MORNING)
    to, mail = next((to, one) for to, one in server.came if to.startswith("anne."))
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/ics",
    ]  # fmt: skip
    plain, calendar, file = [part for part in mail.walk() if not part.is_multipart()]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_payload(decode=True) == file.get_payload(decode=True)
    assert file.get_filename() == "invite.ics"
    assert "Kære Anne Holm" in plain.get_content()
    assert "mandag den 7. september 2026 kl. 8.30–12.00" in plain.get_content()
    assert mail["From"].addresses[0].addr_spec == "kurser@vejen.example"
    assert (mail["To"].addresses[0].display_name, mail["To"].addresses[0].addr_spec) == ("Anne Holm", to)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "da"


def test_whoever_reads_english_gets_english(server):
    course = the_course()
    anne = person_called(course, "anne")
    anne.language = "en"
    anne.save()
    post(now=MORNING)
    mail = next(one for to, one in server.came if to == anne.email)
    assert "Dear Anne Holm" in mail.get_body(("plain",)).get_content()
    assert "Monday 7 September 2026" in mail.get_body(("plain",)).get_content()


def test_what_is_not_due_waits(server):
    mail = only_this(a_letter(the_course()))
    Mail.objects.update(not_before=MORNING + timedelta(hours=1))
    post(now=MORNING)
    assert (server.came, state_of(mail)) == ([], MailState.WAITING)


def test_a_line_that_begins_with_a_full_stop_arrives_with_it(server):
    course = the_course()
    only_this(a_letter(course))
    Mail.objects.update(letter="cancelled", facts={"module": "M", "reason": "x"})
    course.contact = "K\n.\n.hidden"
    course.save()
    assert carriers.dotted(b"a\n.b\r\n.\r\n") == b"a\r\n..b\r\n..\r\n"
    assert carriers.dotted(b".a") == b"..a\r\n"
    post(now=MORNING)
    assert len(server.came) == 1


def test_a_refused_address_is_told_and_holds_what_else_waits_for_it(server):
    course = the_course()
    mail = only_this(a_letter(course))
    second = a_letter(course)
    server.refuses[mail.person.email] = "550 5.1.1 No such mailbox"
    post(now=MORNING)
    assert (state_of(mail), mail.error) == (MailState.FAILED, "550 5.1.1 No such mailbox")
    assert state_of(second) == MailState.WAITING
    assert DeadAddress.objects.get().said == "550 5.1.1 No such mailbox"
    mail.person.email = "anne.ny@example.org"
    mail.person.save()
    post(now=MORNING)
    assert state_of(second) == MailState.SENT


def test_a_refusal_for_another_reason_holds_nothing(server):
    mail = only_this(a_letter(the_course()))
    server.refuses[mail.person.email] = "550 5.7.1 Policy"
    post(now=MORNING)
    assert (state_of(mail), DeadAddress.objects.count()) == (MailState.FAILED, 0)


@pytest.mark.parametrize("where", ["refuses", "answers"])
def test_what_is_put_off_is_tried_again_with_longer_and_longer_pauses_and_at_last_given_up(server, where):
    mail = only_this(a_letter(the_course()))
    getattr(server, where)[mail.person.email] = "451 4.3.0 Come back later"
    now, pauses = MORNING, []
    for _ in posting.PAUSES:
        post(now=now)
        assert state_of(mail) == MailState.WAITING
        pauses.append(mail.not_before - now)
        post(now=now)  # too soon: nothing is tried
        now = mail.not_before
    assert tuple(pauses) == posting.PAUSES
    post(now=now)
    assert (state_of(mail), mail.error) == (MailState.FAILED, "451 4.3.0 Come back later")
    assert server.came == []


def test_a_mail_refused_when_it_is_whole_has_failed_and_the_next_one_is_sent(server):
    course = the_course()
    mail = only_this(a_letter(course))
    second = a_letter(course, "bo")
    server.answers[mail.person.email] = "554 5.6.0 Not this"
    post(now=MORNING)
    assert (state_of(mail), state_of(second)) == (MailState.FAILED, MailState.SENT)


def test_a_mail_server_that_is_away_costs_no_attempt(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    mail = only_this(a_letter(the_course()))
    assert post(now=MORNING) is Round.UNREACHABLE
    assert (state_of(mail), mail.attempts) == (MailState.WAITING, 0)
    assert "refused" in mail.error.lower()


def claimed(mail: Mail, state: MailState, ago: timedelta) -> Mail:
    Mail.objects.filter(pk=mail.pk).update(state=state, claimed_at=timezone.now() - ago, attempts=1)
    return mail


@pytest.mark.parametrize("state", [MailState.SENDING, MailState.HANDED])
def test_what_a_dead_worker_had_in_hand_is_sent_with_the_same_name_and_only_after_a_while(server, state):
    mail = claimed(only_this(a_letter(the_course())), state, timedelta(minutes=1))
    post(now=MORNING)
    assert server.came == []
    claimed(mail, state, timedelta(minutes=6))
    post(now=MORNING)
    assert (state_of(mail), server.mails[0]["Message-ID"]) == (MailState.SENT, mail.message_id)


def test_who_wakes_up_after_another_took_over_does_not_finish(server):
    mail = only_this(a_letter(the_course()))
    mine = posting._claim(StaffOutbox(), mail.pk, MailState.WAITING, None)
    claimed(mail, MailState.SENDING, timedelta(0))  # somebody else, since we were silent for so long
    with carriers.carrier() as line:
        posting._send(mine, line, MORNING)
    assert (server.came, state_of(mail)) == ([], MailState.SENDING)


def test_a_mail_is_claimed_by_one_worker(server):
    mail = only_this(a_letter(the_course()))
    assert posting._claim(StaffOutbox(), mail.pk, MailState.WAITING, None) is not None
    assert posting._claim(StaffOutbox(), mail.pk, MailState.WAITING, None) is None


def test_all_but_the_full_stop_is_over_when_the_mail_is_marked_as_handed(server):
    mail = only_this(a_letter(the_course()))
    seen = []
    with carriers.carrier() as line:
        from_, to = "kurser@vejen.example", mail.person.email
        message = message_of(mail, timezone.localtime())

        def handed():
            seen.append(len(server.came))
            return True

        line.hand(message, from_, to, handed)
    assert (seen, len(server.came)) == ([0], 1)


def test_a_change_that_is_newer_overtakes_what_was_put_off(server):
    course = the_course()
    first = Mail.objects.filter(method=Method.REQUEST).first()
    Mail.objects.exclude(pk=first.pk).delete()
    claimed(first, MailState.SENDING, timedelta(minutes=6))
    write(course, [Letter("cancelled", first.person, first.facts, first.invitation, Method.CANCEL)], NOW)
    post(now=MORNING)
    assert state_of(first) == MailState.DROPPED
    assert [one["Subject"] for one in server.mails] == [f"Aflyst for dig: {first.facts['module']}"]


def test_nobody_is_invited_to_what_is_over(server):
    the_course()
    post(now=NOW + timedelta(days=200))
    assert server.came == []
    assert {one.state for one in Mail.objects.all()} == {MailState.DROPPED}


def test_a_letter_that_cannot_be_written_does_not_keep_the_others(server):
    course = the_course()
    mail = only_this(a_letter(course))
    Mail.objects.update(letter="no-such-letter")
    second = a_letter(course, "bo")
    post(now=MORNING)
    assert (state_of(mail), state_of(second)) == (MailState.WAITING, MailState.SENT)
    Mail.objects.update(attempts=len(posting.PAUSES))
    post(now=mail.not_before)
    assert (state_of(mail), mail.error) == (MailState.FAILED, "KeyError")


def test_asked_to_stop_it_finishes_the_mail_in_hand(server):
    the_course()
    assert post(now=MORNING, stop=lambda: len(server.came) >= 3) is Round.STOPPED
    assert len(server.came) == 3
    assert Mail.objects.filter(state=MailState.SENT).count() == 3
    assert Mail.objects.filter(state=MailState.WAITING).count() == 9


def test_without_a_mail_server_it_goes_where_django_is_told(settings):
    the_course()
    post(now=MORNING)
    assert len(django_mail.outbox) == 12
    assert "text/calendar" in django_mail.outbox[0].message().as_string()
    assert {one.state for one in Mail.objects.all()} == {MailState.SENT}
